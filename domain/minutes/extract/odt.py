"""OpenDocument texts: content.xml in reading order, list numbers counted from the list styles.

LibreOffice wraps each numbered paragraph in lists of its own that continue one another; where the file does not say
clearly which list goes on, the count is our reading and the document carries the warning "numbers".
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from domain.errors import UnreadableDocument
from domain.minutes.extract.guard import Package
from domain.minutes.extract.odt_lists import Lists, attribute, name_of
from domain.minutes.extract.recognition import pictures_of
from domain.minutes.extract.tables import Cell, table_lines
from domain.minutes.extract.text import collapse_blanks, split_breaks
from domain.minutes.model import Document, Line

if TYPE_CHECKING:
    from lxml.etree import _Element

_SKIPPED = frozenset(
    {"note", "annotation", "annotation-end", "tracked-changes", "number", "ruby-text", "title", "desc", "forms"}
)
_MARKS = {"tab": "\t", "line-break": "\n"}
_GROUPS = frozenset({"table-header-rows", "table-rows", "table-row-group"})


def read(data: bytes) -> Document:
    """Raises UnreadableDocument: damaged, bomb, password, entities, empty, pictures_only."""
    package = Package(data)
    if b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise UnreadableDocument("password")
    content = package.xml("content.xml")
    body = None if content is None else content.find(".//{*}body/{*}text")
    if content is None or body is None:
        raise UnreadableDocument("damaged")
    walker = _Walker(Lists(content, package.xml("styles.xml")), _hidden_styles(content))
    lines = collapse_blanks(walker.blocks(body))
    if not lines:
        return pictures_of(package, "Pictures/", "odt")
    return Document(tuple(lines), "odt", warnings=("numbers",) if walker.lists.unsure else ())


def _hidden_styles(content: "_Element") -> frozenset[str]:
    return frozenset(
        attribute(style, "name")
        for style in content.iterfind(".//{*}automatic-styles/{*}style")
        if any(attribute(properties, "display") == "none" for properties in style)
    )


class _Walker:
    def __init__(self, lists: Lists, hidden: frozenset[str]) -> None:
        self.lists = lists
        self._hidden = hidden
        self._tables = 0
        self._boxes: list[Line] = []

    def blocks(self, container: "_Element", label: str = "") -> list[Line]:
        """`label` is the number waiting for the first paragraph."""
        lines: list[Line] = []
        for element in container:
            name = name_of(element)
            if name in _SKIPPED or attribute(element, "display") == "none":
                continue
            if name in ("p", "h"):
                lines += self._paragraph(element, label)
                label = ""
            elif name == "list":
                lines += self._list(element)
            elif name == "table":
                lines += self._table(element)
            else:
                lines += self.blocks(element)
        return lines

    def _list(self, element: "_Element") -> list[Line]:
        lines: list[Line] = []
        with self.lists.within(element):
            for item in element:
                numbered = name_of(item) == "list-item" and len(item) > 0 and name_of(item[0]) in ("p", "h")
                lines += self.blocks(item, self.lists.next_label(attribute(item, "start-value")) if numbered else "")
        return lines

    def _paragraph(self, element: "_Element", label: str) -> list[Line]:
        outer, self._boxes = self._boxes, []
        pieces: list[str] = []
        self._inline(element, pieces)
        boxes, self._boxes = self._boxes, outer
        heading = name_of(element) == "h"
        if heading and not label:
            label = self.lists.heading_label(attribute(element, "outline-level"))
        first, *rest = split_breaks("".join(pieces))
        text = f"{label} {first}".strip() if first else ""
        return [Line(text, heading=heading), *(Line(piece, heading=heading) for piece in rest), *boxes]

    def _inline(self, element: "_Element", pieces: list[str]) -> None:
        pieces.append(_typed(element.text))
        for node in element:
            name = name_of(node)
            if name == "s":
                pieces.append(" ")
            elif name in _MARKS:
                pieces.append(_MARKS[name])
            elif name == "text-box":
                self._boxes += self.blocks(node)
            elif name not in _SKIPPED and attribute(node, "style-name") not in self._hidden:
                self._inline(node, pieces)
            pieces.append(_typed(node.tail))

    def _table(self, element: "_Element") -> list[Line]:
        self._tables += 1
        number = self._tables
        below: dict[int, int] = {}  # column → rows a cell still covers downwards
        return table_lines([self._row(row, below) for row in _rows(element)], number)

    def _row(self, row: "_Element", below: dict[int, int]) -> list[Cell]:
        cells: list[Cell] = []
        column = covered_here = 0
        for element in row:
            covered = name_of(element) == "covered-table-cell"
            for _ in range(min(_integer(attribute(element, "number-columns-repeated")), 100)):
                if not covered:
                    columns = min(_integer(attribute(element, "number-columns-spanned")), 100)
                    cells.append(Cell([line for line in self.blocks(element) if line.text], columns))
                    down = _integer(attribute(element, "number-rows-spanned")) - 1
                    below.update(dict.fromkeys(range(column, column + columns), down))
                    covered_here = columns - 1
                elif covered_here:
                    covered_here -= 1
                elif below.get(column, 0) > 0:
                    below[column] -= 1
                    cells.append(Cell([], continues=True))
                column += 1
        return cells


def _rows(table: "_Element") -> Iterator["_Element"]:
    for element in table:
        if name_of(element) == "table-row":
            yield element
        elif name_of(element) in _GROUPS:
            yield from _rows(element)


def _typed(text: str | None) -> str:
    """Line ends of the file itself are only spaces."""
    return (text or "").replace("\n", " ").replace("\r", " ")


def _integer(text: str) -> int:
    return int(text) if text.isdecimal() and int(text) > 0 else 1
