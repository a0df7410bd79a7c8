"""One paragraph or one row of a table, as every step after the layout sees it."""

from dataclasses import dataclass

UNKNOWN_LEVEL = 9  # a heading style whose depth the format does not tell


@dataclass(frozen=True, slots=True)
class Row:
    """One paragraph or table row. `first` and `last` are lines of the document."""

    text: str
    first: int
    last: int
    gap: bool = False  # an empty line stands before
    cells: tuple[str, ...] = ()
    table: int | None = None
    level: int = 0  # of a title, 1 the highest; 0 for any other row
    message: bool = False  # of a chat: never goes on with the row before
