"""One page: visual lines → flows, one after another as they are read.

A flow is full-width text, one column of a page set in two, or a table read by rows.
"""

from collections.abc import Iterator

from domain.minutes.extract.pdf_row import GUTTER, Fragment, Row, rows_of
from domain.minutes.extract.pdf_ruled import frames, parted, ruled
from domain.minutes.extract.pdf_rules import NO_RULES, Rules
from domain.minutes.extract.pdf_table import Grid, grid

_COLUMN_LINES = 6  # shorter stretches are letterheads and signatures
_BREAK = 3.5  # of the letter height: so far apart rows belong to different things


def flows(fragments: list[Fragment], rules: Rules = NO_RULES) -> Iterator[list[Row] | Grid]:
    """The rows of a page in reading order, cut where a column ends; tables by the lines drawn around their cells."""
    for frame in frames(rules):
        above, inside, below = parted(frame, fragments)
        if table := ruled(frame, inside):
            yield from _by_places(above)
            yield table
            fragments = below
    yield from _by_places(fragments)


def _by_places(fragments: list[Fragment]) -> Iterator[list[Row] | Grid]:
    rows = rows_of(fragments)
    width = max((row.right for row in rows), default=0.0)
    plain: list[Row] = []
    while rows:
        stretch, gutter = _stretch(rows)
        if _is_two_columns(stretch, gutter, width):
            if plain:
                yield plain
            for left, right in ((-1.0, gutter), (gutter, width + 1)):
                yield [part for row in stretch if (part := row.part(left, right))]
            plain = []
        elif table := grid(stretch):
            if plain:
                yield plain
            yield table
            stretch = list(table.rows)
            plain = []
        else:
            stretch = rows[:1]
            plain += stretch
        rows = rows[len(stretch) :]
    if plain:
        yield plain


def _stretch(rows: list[Row]) -> tuple[list[Row], float]:
    """The longest run of rows from the first one that leaves one vertical strip free, and the middle of the strip."""
    best: tuple[list[Row], float] = ([], 0.0)
    for strip in rows[0].gaps():
        left, right = strip
        count = 0
        for above, row in zip([rows[0], *rows], rows, strict=False):
            low, high = _narrowed(row, left, right)
            if high - low < GUTTER * row.height or above.y - row.y > _BREAK * row.height:
                break
            left, right, count = low, high, count + 1
        if count > len(best[0]):
            best = rows[:count], (left + right) / 2
    return best


def _narrowed(row: Row, left: float, right: float) -> tuple[float, float]:
    """The part of a strip that a row leaves free, less than nothing when the row runs across it.

    A side is told by the middle of a fragment: lines above may be centred, and then the strip seems wider than it is.
    """
    middle = (left + right) / 2
    for fragment in row.fragments:
        if (fragment.left + fragment.right) / 2 < middle:
            left = max(left, fragment.right)
        else:
            right = min(right, fragment.left)
    return left, right


def _is_two_columns(stretch: list[Row], gutter: float, width: float) -> bool:
    """Prose in two columns fills both; a table or a list of names with posts does not."""
    lefts = [part for row in stretch if (part := row.part(-1.0, gutter))]
    rights = [part for row in stretch if (part := row.part(gutter, width + 1))]
    if min(len(lefts), len(rights)) < _COLUMN_LINES or not 0.35 < gutter / width < 0.65:
        return False
    return all(_is_filled(side) for side in (lefts, rights))


def _is_filled(rows: list[Row]) -> bool:
    start, end = min(row.left for row in rows), max(row.right for row in rows)
    return sum(row.right - start > 0.8 * (end - start) for row in rows) * 2 >= len(rows)
