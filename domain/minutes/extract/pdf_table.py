"""A ruled table as PDF has it: only words that stand under one another. Found by its column of numbers."""

import re
from dataclasses import dataclass

from domain.minutes.extract.pdf_row import Row
from domain.minutes.extract.text import clean, join

_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3})*[.)]?")
_LEAST_COLUMNS = 3  # a number and a text are a list item, not a table
_COLUMN_GAP = 0.7  # of the letter height


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows on the paper and the cells they make; a new row of cells begins with each number."""

    rows: tuple[Row, ...]
    cells: tuple[tuple[str, ...], ...]


def grid(rows: list[Row]) -> Grid | None:
    """The table these rows make, None when they are no table with numbers in front."""
    columns = _columns(rows)
    if len(columns) < _LEAST_COLUMNS:
        return None
    cells: list[list[str]] = []
    numbered = 0
    for row in rows:
        parts = [row.part(left, right) for left, right in columns]
        texts = [clean(part.text) if part else "" for part in parts]
        starts = bool(_NUMBER.fullmatch(texts[0]))
        numbered += starts
        if starts or not cells:
            cells.append(texts)
        else:
            cells[-1] = [
                join(before, after) if after else before for before, after in zip(cells[-1], texts, strict=True)
            ]
    return Grid(tuple(rows), tuple(map(tuple, cells))) if numbered > 1 else None


def _columns(rows: list[Row]) -> list[tuple[float, float]]:
    """Where words stand, merged over all rows; the strips no word stands in part the columns."""
    fragments = sorted((fragment for row in rows for fragment in row.fragments), key=lambda f: f.left)
    columns: list[tuple[float, float]] = []
    for fragment in fragments:
        if columns and fragment.left - columns[-1][1] < _COLUMN_GAP * fragment.height:
            columns[-1] = columns[-1][0], max(columns[-1][1], fragment.right)
        else:
            columns.append((fragment.left, fragment.right))
    return [(left - 1, right + 1) for left, right in columns]
