"""A table without lines as PDF has it: only words that stand under one another. Found by its column of numbers."""

import re
from dataclasses import dataclass
from itertools import takewhile

from domain.minutes.extract.pdf_row import Row
from domain.minutes.extract.text import clean, join
from domain.minutes.grammar import is_known

_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3})*[.)]?")
_LEAST_COLUMNS = 3  # a number and a text are a list item, not a table
_COLUMN_GAP = 0.7  # of the letter height
_MOST_BELOW = 4  # rows of signatures that may stand right below a table


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows on the paper and the cells they make; a new row of cells begins with each number."""

    rows: tuple[Row, ...]
    cells: tuple[tuple[str, ...], ...]

    @property
    def right(self) -> float:
        return max(row.right for row in self.rows)

    def begins_like(self, other: "Grid") -> int:
        """How many rows stand at the head of both: a heading repeated on the next page."""
        alike = (mine == theirs for mine, theirs in zip(self.cells, other.cells, strict=False))
        return sum(1 for _ in takewhile(bool, alike))


def grid(rows: list[Row]) -> Grid | None:
    """The table the first of these rows make, None when they are no table with numbers in front.

    The last rows are left out when the columns show only without them: a signature runs across.
    """
    for end in range(len(rows), max(1, len(rows) - _MOST_BELOW), -1):
        columns = _columns(rows[:end])
        if len(columns) >= _LEAST_COLUMNS:
            return _numbered(rows[:end], columns)
    return None


def _numbered(rows: list[Row], columns: list[tuple[float, float]]) -> Grid | None:
    cells: list[list[str]] = []
    numbered = 0
    for row in rows:
        parts = [row.part(left, right) for left, right in columns]
        texts = [clean(part.text) if part else "" for part in parts]
        starts = is_number(texts[0])
        numbered += starts
        if starts or not cells:
            cells.append(texts)
        else:
            cells[-1] = [joined(before, after) for before, after in zip(cells[-1], texts, strict=True)]
    return Grid(tuple(rows), tuple(map(tuple, cells))) if numbered > 1 else None


def is_number(text: str) -> bool:
    return bool(_NUMBER.fullmatch(text))


def joined(before: str, after: str) -> str:
    """Lines of a cell as one text; a word too long for its column may be broken without a hyphen."""
    if not before or not after:
        return before or after
    return before + after if is_broken(before, after) else join(before, after)


def is_broken(before: str, after: str) -> bool:
    """Whether `after` begins with the rest of the word that `before` ends with."""
    head, tail = re.split(r"\W", before)[-1], re.split(r"\W", after, maxsplit=1)[0]
    return bool(head) and tail.islower() and not is_known(head) and is_known(head + tail)


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
