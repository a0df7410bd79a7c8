"""Web pages and «documents» that are web pages under another name. Lists are numbered as a browser shows them."""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from domain.errors import UnreadableDocument
from domain.minutes.extract.encoding import decode
from domain.minutes.extract.labels import written
from domain.minutes.extract.tables import Cell, table_lines
from domain.minutes.extract.text import collapse_blanks, split_breaks
from domain.minutes.model import Document, Line

if TYPE_CHECKING:
    from lxml.etree import _Element

_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*>")
_SPACE = re.compile(r"[ \t\r\n]+")
_DOT_BULLET = re.compile(r"^[·•▪§o]\s+(?=\S)")
_UNSEEN = re.compile(
    r"display\s*:\s*none|mso-hide\s*:\s*all|mso-element\s*:\s*(?:foot|end|head|comment)", re.IGNORECASE
)
_SKIPPED = frozenset({"script", "style", "head", "title", "del", "template", "noscript", "select", "textarea"})
_INLINE = frozenset(
    {
        "a",
        "abbr",
        "acronym",
        "b",
        "bdo",
        "big",
        "cite",
        "code",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
    }
    | {
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "tt",
        "u",
        "var",
        "wbr",
        "time",
        "data",
        "img",
    }
)
_FORMATS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def read(data: bytes) -> Document:
    """Raises UnreadableDocument: empty, damaged."""
    from lxml import etree, html

    text, whole = _decoded(data)
    try:
        root = html.document_fromstring(_DECLARATION.sub("", text), parser=html.HTMLParser(remove_comments=True))
    except (etree.ParserError, ValueError) as error:
        raise UnreadableDocument("empty") from error
    walker = _Walker()
    walker.block(root)
    return Document(tuple(collapse_blanks(walker.finish())), "html", warnings=() if whole else ("partial",))


def _decoded(data: bytes) -> tuple[str, bool]:
    named = _CHARSET.search(data[:4096])
    if named and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        try:
            return data.decode(named[1].decode("ascii")), True
        except (LookupError, UnicodeDecodeError):
            pass  # pages lie about their encoding; the letters do not
    return decode(data)


@dataclass(slots=True)
class _Walker:
    lines: list[Line] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    label: str = ""
    heading: bool = False
    tables: int = 0

    def finish(self) -> list[Line]:
        self._end()
        return self.lines

    def block(self, element: "_Element") -> None:
        self._say(element.text)
        for child in element:
            self._element(child)
            self._say(child.tail)

    def _element(self, element: "_Element") -> None:
        name = element.tag
        if not isinstance(name, str) or name in _SKIPPED or _UNSEEN.search(element.get("style", "")):
            return
        if name == "br":
            self.pieces.append("\n")
        elif name in _INLINE:
            self.block(element)
        else:
            self._end()
            self._block_element(element, name)
            self._end()

    def _block_element(self, element: "_Element", name: str) -> None:
        if name == "table":
            self.tables += 1
            self.lines += table_lines(_rows(element), self.tables)
        elif name in ("ol", "ul"):
            self._list(element)
        else:
            self.heading = name in _HEADINGS
            self.block(element)

    def _list(self, element: "_Element") -> None:
        number = _integer(element.get("start"), 1)
        for item in element:
            if item.tag == "li":
                number = _integer(item.get("value"), number)
                kind = _FORMATS.get(element.get("type", ""), "decimal")
                self.label = f"{written(number, kind)}. " if element.tag == "ol" else "- "
                number += 1
            self._element(item)
            self.label = ""

    def _say(self, text: str | None) -> None:
        if text:
            self.pieces.append(_SPACE.sub(" ", text))

    def _end(self) -> None:
        text, self.pieces = "".join(self.pieces), []
        if text.strip():
            first, *rest = split_breaks(text.strip())
            first = f"{self.label}{_DOT_BULLET.sub('- ', first)}"
            self.lines += [Line(piece, heading=self.heading) for piece in (first, *rest)]
            self.label = ""
        self.heading = False


def _rows(table: "_Element") -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    below: dict[int, int] = {}  # column → rows it still covers downwards
    for element in table.iter("tr"):
        if next(element.iterancestors("table")) is not table:
            continue
        row: list[Cell] = []
        column = 0
        for cell in element.iterchildren("td", "th"):
            column = _covered(row, below, column)
            columns, down = (max(1, _integer(cell.get(name), 1)) for name in ("colspan", "rowspan"))
            walker = _Walker()
            walker.block(cell)
            row.append(Cell([line for line in walker.finish() if line.text], min(columns, 100)))
            for _ in range(min(columns, 100)):
                below[column] = down - 1
                column += 1
        _covered(row, below, column)
        rows.append(row)
    return rows


def _covered(row: list[Cell], below: dict[int, int], column: int) -> int:
    """Step over the columns that cells of earlier rows reach down into."""
    while below.get(column, 0) > 0:
        below[column] -= 1
        row.append(Cell([], continues=True))
        column += 1
    return column


def _integer(text: str | None, default: int) -> int:
    return int(text) if text and text.strip().isdecimal() else default
