"""Pages of a list: one arithmetic for whoever cuts the list and whoever offers ◀ and ▶."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

Row = TypeVar("Row")

#: Items on a page of a list, unless the list says otherwise.
PAGE = 10


@dataclass(frozen=True, slots=True)
class Page:
    """Page `number` of `pages`, counted from 0; every list has at least one, of up to `size` rows."""

    number: int
    pages: int
    size: int

    @property
    def offset(self) -> int:
        """Rows before the page."""
        return self.number * self.size

    def cut(self, rows: Sequence[Row]) -> tuple[Row, ...]:
        """The rows of the whole list that stand on the page."""
        return tuple(rows[self.offset : self.offset + self.size])


def page_of(total: int, wanted: int, size: int) -> Page:
    """The page nearest to the `wanted` one: a button may be older than the list."""
    pages = max(1, -(-total // size))
    return Page(min(max(wanted, 0), pages - 1), pages, size)


#: Of a list that is not turned.
ONLY = Page(0, 1, 0)
