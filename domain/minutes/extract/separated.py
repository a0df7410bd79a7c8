"""Lines whose cells are parted by «;», tabs or commas, as Excel writes a .csv: a table of decisions, never prose."""

import csv
import io
from collections import Counter

from domain.minutes.extract.sheet import MAX_COLUMNS, has_decisions, sheet_lines
from domain.minutes.extract.text import split_breaks
from domain.minutes.model import Line

_BETWEEN = {";": "; ", "\t": "\t", ",": ", "}
_LEAST_COLUMNS = 3
_LEAST_ROWS = 2


def table_lines(text: str) -> list[Line]:
    """The lines when most of them are rows of a table of decisions, else none."""
    for delimiter, between in _BETWEEN.items():
        if text.count(delimiter) < _LEAST_ROWS * (_LEAST_COLUMNS - 1):
            continue
        try:
            rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
        except csv.Error:  # a cell longer than any
            continue
        if _is_table(rows, prose=delimiter == ","):
            lines = sheet_lines([[_cell(cell) for cell in row] for row in rows], 1, between)
            return lines if has_decisions(lines) else []
    return []


def _is_table(rows: list[list[str]], *, prose: bool) -> bool:
    """Most rows have the same number of cells, three or more; in `prose` a comma is followed by a space."""
    filled = [row for row in rows if any(map(str.strip, row))]
    widths = Counter(len(row) for row in filled if _LEAST_COLUMNS <= len(row) <= MAX_COLUMNS)
    count = max(widths.values(), default=0)
    if count < _LEAST_ROWS or count * 2 <= len(filled) or count * 5 < sum(widths.values()) * 4:
        return False
    spaced = sum(cell.startswith(" ") for row in filled for cell in row[1:])
    return not prose or spaced * 5 < sum(len(row) - 1 for row in filled)


def _cell(text: str) -> str:
    return "\n".join(line for line in split_breaks(text.replace("\t", " ").replace("\r\n", "\n")) if line)
