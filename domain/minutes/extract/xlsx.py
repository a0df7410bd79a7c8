"""Workbooks: each visible sheet as it is seen in Excel, formulas by the values they were saved with.

A book in which nothing looks like decisions is a list or a form and refused. Hidden sheets are left out with the
warning "hidden".
"""

import re
from typing import TYPE_CHECKING

from domain.errors import UnreadableDocument
from domain.minutes.extract.guard import Package, xml_elements
from domain.minutes.extract.sheet import MAX_COLUMNS, has_decisions, sheet_lines
from domain.minutes.extract.shown import NumberFormats
from domain.minutes.extract.text import collapse_blanks, split_breaks
from domain.minutes.model import Document, Line

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_SHEETS = 20
MAX_ROWS = 20_000  # with words in them, as all the others
MAX_CELLS = 300_000
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def read(data: bytes) -> Document:
    """Raises UnreadableDocument: wrong_type, when nothing looks like decisions; damaged, bomb, password, entities,
    too_long.
    """
    package = Package(data)
    book = _Book(package)
    lines: list[Line] = []
    for number, name in enumerate(book.visible[:MAX_SHEETS], start=1):
        lines += [*sheet_lines(book.rows(name), number), Line("")]
    warnings = [code for code, true in (("hidden", book.hidden), ("partial", book.partial)) if true]
    if not _says_something(lines):
        raise UnreadableDocument("wrong_type")
    return Document(tuple(collapse_blanks(lines)), "xlsx", warnings=tuple(warnings))


def _says_something(lines: list[Line]) -> bool:
    """A table of decisions, or a protocol typed line by line into a sheet."""
    from domain.minutes.draft import read as read_minutes

    if any(line.cells for line in lines):
        return has_decisions(lines)
    return bool(read_minutes(Document(tuple(lines), "xlsx")).items)


class _Book:
    """What all sheets share, and which of them are shown."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self.visible: list[str] = []
        self.hidden = self.partial = False
        book = package.xml("xl/workbook.xml")
        relations = package.xml("xl/_rels/workbook.xml.rels")
        targets = {} if relations is None else {each.get("Id"): each.get("Target", "") for each in relations}
        for sheet in () if book is None else book.iterfind("{*}sheets/{*}sheet"):
            found = next((str(value) for key, value in sheet.attrib.items() if str(key).endswith("}id")), "")
            target = targets.get(found, "")
            if sheet.get("state", "visible") != "visible":
                self.hidden = True
            elif "worksheets/" in target:
                self.visible.append(target.lstrip("/") if target.startswith("/") else f"xl/{target}")
        self.partial = len(self.visible) > MAX_SHEETS
        properties = None if book is None else book.find("{*}workbookPr")
        since_1904 = properties is not None and properties.get("date1904") in ("1", "true")
        self._formats = NumberFormats(package.xml("xl/styles.xml"), since_1904=since_1904)
        self._strings = [_text(each) for each in xml_elements(package.read("xl/sharedStrings.xml"), "si")]

    def rows(self, name: str) -> list[list[str]]:
        """Rows of texts; a cell merged downwards is repeated in each row that it covers."""
        sheet = _Sheet()
        for element in xml_elements(self._package.read(name), "row", "mergeCell"):
            if _name(element) == "mergeCell":
                sheet.merge(element.get("ref", ""))
            else:
                self._row(sheet, element)
        self.partial |= sheet.partial
        return sheet.rows()

    def _row(self, sheet: "_Sheet", row: "_Element") -> None:
        sheet.begin(row.get("r", ""))
        column = -1
        for cell in row.iterchildren("{*}c"):
            place = _REFERENCE.match(cell.get("r", ""))
            column = _column(place[1]) if place else column + 1
            kind, value = cell.get("t", "n"), (cell.findtext("{*}v") or "").strip()
            if kind == "n":
                style = int(cell.get("s", "0")) if cell.get("s", "0").isdecimal() else 0
                sheet.put(column, self._formats.shown(value, style), self._formats.as_number(value, style))
            else:
                sheet.put(column, self._string(cell, kind, value))

    def _string(self, cell: "_Element", kind: str, value: str) -> str:
        if kind == "inlineStr":
            inside = cell.find("{*}is")
            return "" if inside is None else _text(inside)
        if kind == "s":
            return self._strings[int(value)] if value.isdecimal() and int(value) < len(self._strings) else ""
        if kind == "d":
            return ".".join(reversed(value[:10].split("-")))
        return _plain(value) if kind == "str" else ""  # errors and check boxes say nothing


class _Sheet:
    """Texts by their places, bounded."""

    def __init__(self) -> None:
        self._lines: dict[int, dict[int, str]] = {}
        self._as_numbers: dict[tuple[int, int], str] = {}
        self._merged: list[tuple[int, int, int]] = []  # column, first and last row
        self._line = self._cells = 0
        self.partial = False

    def begin(self, line: str) -> None:
        self._line = int(line) if line.isdecimal() else self._line + 1

    def put(self, column: int, text: str, as_number: str = "") -> None:
        """`as_number` is how the cell reads in the first column, where items have their numbers."""
        if not text:
            return
        if column >= MAX_COLUMNS:
            self.partial = True
            return
        self._lines.setdefault(self._line, {})[column] = text
        self._cells += 1
        if as_number:
            self._as_numbers[self._line, column] = as_number
        if len(self._lines) > MAX_ROWS or self._cells > MAX_CELLS:
            raise UnreadableDocument("too_long")

    def merge(self, reference: str) -> None:
        ends = _REFERENCE.findall(reference)
        if len(ends) == 2:
            self._merged.append((_column(ends[0][0]), int(ends[0][1]), int(ends[1][1])))

    def rows(self) -> list[list[str]]:
        """A list of cells for each row with words in it; an empty one stands for all empty rows between two."""
        first = min((min(cells) for cells in self._lines.values()), default=0)
        for (line, column), text in self._as_numbers.items():
            if column == first:
                self._lines[line][column] = text
        last = max(self._lines, default=0)
        for column, top, bottom in self._merged:
            self._repeat(column, top, min(bottom, last))
        rows: list[list[str]] = []
        before = 0
        for line in sorted(self._lines):
            rows += [[]] * (bool(rows) and line > before + 1)
            rows.append([self._lines[line].get(column, "") for column in range(max(self._lines[line]) + 1)])
            before = line
        return rows

    def _repeat(self, column: int, top: int, bottom: int) -> None:
        text = self._lines.get(top, {}).get(column, "")
        for line in range(top + 1, bottom + 1) if text else ():
            self._line = line
            self.put(column, text)


def _name(element: "_Element") -> str:
    return str(element.tag).rpartition("}")[2]


def _text(element: "_Element") -> str:
    """A string with its runs, without the reading aids of other scripts."""
    runs = [*element.iterfind("{*}t"), *element.iterfind("{*}r/{*}t")]
    return _plain("".join(run.text or "" for run in runs))


def _plain(text: str) -> str:
    unescaped = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text).replace("\t", " ")
    return "\n".join(line for line in split_breaks(unescaped.replace("\r\n", "\n")) if line)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
