"""D1: the text of a .docx beside taking the texts of its paragraphs with zip and ElementTree."""

import io
import zipfile
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

from benchmarks.cpu import cheapest
from benchmarks.rows import Row, Sizes
from domain.minutes.extract import extract
from tests.unit.extract import word

TEXTS = Path(__file__).resolve().parents[1] / "tests" / "data" / "minutes"
#: Five pages.
CHARACTERS = 5 * 2500
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: What an editor writes around every piece of text.
_PARAGRAPH = '<w:spacing w:after="0" w:line="276" w:lineRule="auto"/><w:ind w:firstLine="709"/><w:jc w:val="both"/>'
_RUN = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="28"/>'


def measure(sizes: Sizes) -> Iterator[Row]:
    lines = list(_lines())
    data = word.docx(*map(_paragraph, lines))
    assert _floor(data) == [line.text for line in extract(data).lines] == lines
    ours = cheapest(lambda: extract(data), sizes.rounds)
    floor = cheapest(lambda: _floor(data), sizes.rounds)
    detail = f"{ours * 1000:.1f} ÷ {floor * 1000:.1f} CPU-ms, {len(lines)} paragraphs, equal text"
    yield Row("D1", ".docx text ÷ zip + ElementTree", ours / floor, 2, detail=detail)


def _lines() -> Iterator[str]:
    texts = "\n".join(path.read_text(encoding="utf-8") for path in sorted(TEXTS.glob("*.txt")))
    left = CHARACTERS
    for line in cycle(" ".join(each.split()) for each in texts.splitlines() if each.strip()):
        if left < 0:
            return
        yield line
        left -= len(line)


def _paragraph(line: str) -> str:
    """A paragraph in runs of a few words, as editors leave them."""
    words = [f"{each} " for each in line.split(" ")]
    words[-1] = words[-1].rstrip()
    runs = (word.run(escape("".join(words[start : start + 6])), _RUN) for start in range(0, len(words), 6))
    return f"<w:p><w:pPr>{_PARAGRAPH}<w:rPr>{_RUN}</w:rPr></w:pPr>{''.join(runs)}</w:p>"


def _floor(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = ET.fromstring(archive.read("word/document.xml"))  # noqa: S314 - written above
    return ["".join(text.text or "" for text in paragraph.iter(f"{_W}t")) for paragraph in root.iter(f"{_W}p")]
