"""A table between drawn lines: which words stand in which cell."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from domain.minutes.extract.pdf_row import Fragment, Row, rows_of
from domain.minutes.extract.pdf_rules import Rule, Rules
from domain.minutes.extract.pdf_table import Grid, is_broken, is_number, joined
from domain.minutes.extract.text import clean

_NEAR = 3.0  # points: lines so close are one line, ends so close meet
_MOST_COLUMNS = 40
_MOST_ROWS = 500
_PADDING = 10.0  # a text that stands further from its line is centred or indented


@dataclass(frozen=True, slots=True)
class Frame:
    """The lines of one table: its columns from left to right, its rows from the bottom."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    across: tuple[tuple[Rule, ...], ...]  # what is drawn at each of `ys`
    down: tuple[tuple[Rule, ...], ...]  # what is drawn at each of `xs`


def frames(rules: Rules) -> Iterator[Frame]:
    """The tables of a page from the top: lines downwards that overlap in height, and what crosses them."""
    found: list[list[Rule]] = []
    bottom = 0.0
    for rule in sorted(rules.down, key=lambda rule: -rule.end):
        if not found or rule.end < bottom - _NEAR:
            found.append([])
            bottom = rule.start
        found[-1].append(rule)
        bottom = min(bottom, rule.start)
    for down in found:
        low, high = min(rule.start for rule in down), max(rule.end for rule in down)
        crossing = [rule for rule in rules.across if low - _NEAR <= rule.at <= high + _NEAR]
        outer = [end for rule in crossing for end in (rule.start, rule.end)]
        xs = _places([*(rule.at for rule in down), *([min(outer), max(outer)] if outer else [])])
        ys = _places([low, high, *(rule.at for rule in crossing)])
        if 3 <= len(xs) <= _MOST_COLUMNS + 1 and 3 <= len(ys) <= _MOST_ROWS + 1:
            yield Frame(xs, ys, _at(ys, crossing), _at(xs, down))


def _places(places: Sequence[float]) -> tuple[float, ...]:
    kept: list[float] = []
    for place in sorted(places):
        if not kept or place - kept[-1] > _NEAR:
            kept.append(place)
    return tuple(kept)


def _at(places: Sequence[float], rules: Sequence[Rule]) -> tuple[tuple[Rule, ...], ...]:
    return tuple(tuple(rule for rule in rules if abs(rule.at - place) <= _NEAR) for place in places)


def parted(frame: Frame, fragments: Sequence[Fragment]) -> tuple[list[Fragment], list[Fragment], list[Fragment]]:
    """What stands above the table, in it, below it."""
    low, high = frame.ys[0], frame.ys[-1]
    above = [fragment for fragment in fragments if _middle(fragment) >= high]
    below = [fragment for fragment in fragments if _middle(fragment) <= low]
    return above, [fragment for fragment in fragments if low < _middle(fragment) < high], below


def ruled(frame: Frame, fragments: Sequence[Fragment]) -> Grid | None:
    """The cells with their words; None where the lines hold no table: a box, or rows that no line parts.

    A cell over several columns is followed by empty ones; one over several rows is repeated in each.
    """
    owners = _owners(frame)
    words: dict[tuple[int, int], list[Fragment]] = {}
    for fragment in fragments:
        row = bisect_left(frame.ys[1:-1], _middle(fragment))
        column = bisect_right(frame.xs[1:-1], fragment.left + fragment.height / 3)
        words.setdefault(owners[row, column], []).append(fragment)
    texts = {owner: _text(frame, owner[1], rows_of(inside)) for owner, inside in words.items()}
    cells = [
        tuple(texts.get(owners[row, column], "") if owners[row, column][1] == column else "" for column in columns)
        for columns in [range(len(frame.xs) - 1)]
        for row in reversed(range(len(frame.ys) - 1))
    ]
    cells = [line for line in cells if any(line)]
    unparted = any(sum(map(is_number, line[0].split("\n"))) > 1 for line in cells)
    if unparted or sum(sum(map(bool, line)) > 1 for line in cells) < 2:
        return None
    return Grid(tuple(rows_of(list(fragments))), tuple(cells))


def _owners(frame: Frame) -> dict[tuple[int, int], tuple[int, int]]:
    """For each place of the grid the upper left place of the cell that covers it: a line not drawn makes two one."""
    owners: dict[tuple[int, int], tuple[int, int]] = {}
    top = len(frame.ys) - 2
    for row in range(top, -1, -1):
        height = (frame.ys[row] + frame.ys[row + 1]) / 2
        for column in range(len(frame.xs) - 1):
            owner = row, column
            if column and not _drawn(frame.down[column], height):
                owner = owners[row, column - 1]
            elif row < top and not _drawn(frame.across[row + 1], (frame.xs[column] + frame.xs[column + 1]) / 2):
                owner = owners[row + 1, column]
            owners[row, column] = owner
    return owners


def _drawn(rules: Sequence[Rule], through: float) -> bool:
    return any(rule.start - _NEAR <= through <= rule.end + _NEAR for rule in rules)


def _text(frame: Frame, column: int, rows: list[Row]) -> str:
    """Wrapped lines of a cell joined; a line that begins though the one above had room for its word stays one."""
    padding = min(min(row.left for row in rows) - frame.xs[column], _PADDING)
    edge = next((x for x in frame.xs if x > max(row.right for row in rows)), frame.xs[-1]) - padding
    text = clean(rows[0].text)
    for before, row in pairwise(rows):
        piece = clean(row.text)
        apart = _begins(before, row, edge) and not is_broken(text, piece)
        text = f"{text}\n{piece}" if apart else joined(text, piece)
    return text


def _begins(before: Row, row: Row, edge: float) -> bool:
    """Whether a line of a cell is no wrapped one: its word had room above, or both open alike («МБОУ …», «МБОУ …»)."""
    letter = (row.right - row.left) / max(len(row.text), 1)
    word = row.text.split(" ", 1)[0]
    alike = word[:1].isupper() and before.text.split(" ", 1)[0] == word
    return alike or before.right + (len(word) + 2) * letter < edge


def _middle(fragment: Fragment) -> float:
    """The height of the middle of its small letters."""
    return fragment.y + fragment.height / 4
