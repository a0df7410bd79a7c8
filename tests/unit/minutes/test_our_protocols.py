"""Our own protocols in the forms of real ones: every item as a person reads it."""

import json
from pathlib import Path
from typing import Any

import pytest

from domain.minutes import read, reading_from_json, reading_to_json
from domain.minutes.extract import extract

FOLDER = Path(__file__).parents[2] / "data" / "minutes"
PROTOCOLS = sorted(path.stem for path in FOLDER.glob("*.json"))


def reading_of(name: str) -> dict[str, Any]:
    path = next(path for path in FOLDER.glob(f"{name}.*") if path.suffix != ".json")
    return reading_to_json(read(extract(path.read_bytes(), path.name)))


@pytest.mark.parametrize("name", PROTOCOLS)
def test_every_item_is_read_as_expected(name: str) -> None:
    expected = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    seen = reading_of(name)
    assert [decision["text"] for decision in seen["decisions"]] == [item["text"] for item in expected["decisions"]]
    for item, decision in zip(expected["decisions"], seen["decisions"], strict=True):
        assert {key: decision[key] for key in item} == item
    assert {key: seen[key] for key in ("number", "date", "questions")} == {
        key: expected[key] for key in ("number", "date", "questions")
    }


@pytest.mark.parametrize("name", PROTOCOLS)
def test_a_reading_survives_the_way_through_json(name: str) -> None:
    path = next(path for path in FOLDER.glob(f"{name}.*") if path.suffix != ".json")
    reading = read(extract(path.read_bytes(), path.name))
    assert reading_from_json(json.loads(json.dumps(reading_to_json(reading)))) == reading
