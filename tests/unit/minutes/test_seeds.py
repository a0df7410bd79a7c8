"""The three real protocols, where the shared folder is there: numbers, dates, forms and what to send."""

from pathlib import Path

import pytest

from domain.minutes import read
from domain.minutes.extract import extract
from domain.minutes.model import ReadMinutes

SHARED = Path(__file__).parents[4] / "shared" / "minutes"
pytestmark = pytest.mark.skipif(not SHARED.exists(), reason="the shared folder with real protocols is not here")

Expected = list[tuple[int | None, str, str, str, str]]

DISTRICT: Expected = [
    (1, "1.1", "2023-10-15", "report", "file reference not_needed"),
    (1, "1.2", "", "yearly", "number"),
    (1, "1.3", "", "work", ""),
    (1, "1.4", "", "yearly", "reference"),
    (1, "1.5", "", "work", "not_needed"),
    (1, "1.6", "", "work", ""),
    (2, "", "", "report", "file"),
    (2, "", "", "work", ""),
    (2, "", "", "yearly", "number"),
    (2, "", "", "work", "not_needed"),
    (2, "", "", "information", "reference number"),
    (2, "", "", "information", "reference number"),
]
REGION: Expected = [
    (1, "1.1", "", "work", ""),
    (1, "1.4", "", "yearly", "number"),
    (1, "1.5", "", "yearly", "link"),
    (1, "2.1", "2021-12-31", "report", "number"),
    (1, "2.2", "2021-12-31", "report", "file link"),
    (1, "3.3", "2021-10-01", "report", "reference"),
    (2, "1.4", "2022-08-31", "report", "link"),
    (2, "1.8", "2022-08-31", "report", "reference"),
    (2, "3.1", "2022-05-31", "report", "reference"),
]
CITY: Expected = [
    (1, "", "", "information", ""),
    (1, "", "", "information", ""),
    (1, "", "", "work", ""),
    (1, "", "", "work", ""),
    (1, "", "", "yearly", "number"),
    (1, "", "", "report", "reference"),
    (1, "", "", "work", ""),
    (1, "", "", "work", ""),
    (1, "", "", "work", ""),
]


def reading(name: str) -> ReadMinutes:
    path = SHARED / f"{name}.txt"
    return read(extract(path.read_bytes(), path.name))


def rows(minutes: ReadMinutes) -> Expected:
    return [
        (
            item.question,
            item.number or "",
            item.deadline.date.isoformat() if item.deadline.date else "",
            item.suggestion.form.value,
            " ".join([*item.suggestion.requirement, *(["not_needed"] if item.suggestion.not_needed_allowed else [])]),
        )
        for item in minutes.items
    ]


def test_the_district_protocol() -> None:
    minutes = reading("seed-002")
    assert rows(minutes) == DISTRICT
    assert [question.theme for question in minutes.questions][1] == "kindergarten"
    assert minutes.items[6].suggestion.doubt == "date_one_off"
    assert [item.suggestion.reason for item in minutes.items[10:]] == ["audience", "audience"]


def test_the_region_protocol() -> None:
    minutes = reading("seed-003")
    assert len(minutes.items) == 25
    wanted = {row[:2] for row in REGION}
    assert [row for row in rows(minutes) if row[:2] in wanted] == REGION
    institute = [item for item in minutes.items if item.question == 2 and (item.number or "").startswith("2.")]
    assert {item.suggestion.doubt for item in institute} == {"date_neighbour"}
    assert {code for item in institute for code in item.suggestion.requirement} == {"number", "link"}
    assert len(next(item for item in minutes.items if item.number == "1.8").named_targets) == 7


def test_the_city_protocol() -> None:
    minutes = reading("seed-004")
    assert rows(minutes) == CITY
    assert [item.suggestion.doubt for item in minutes.items if item.suggestion.form == "report"] == ["date_missing"]
