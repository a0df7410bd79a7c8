"""A document part by part, as it was read: what became an item, what did not, and what of that is asked about.

Source of the rules: design, «Minutes in, decisions out»: every line is accounted for or asked about.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from domain.minutes.date_words import MONTHS, MONTHS_OF
from domain.minutes.model import Part, ReadMinutes, Role
from domain.registry.names import search_key

#: Lines of one question that are shown; more of them only where all are alike.
SHOWN = 6
_MONTHS = frozenset(month.casefold() for month in (*MONTHS, *MONTHS_OF))
_FIGURES = re.compile(r"\d+")
_QUOTED = re.compile(r"[«\"“][^«»\"”]*[»\"”]")


class Asking(StrEnum):
    """How a line that may be an item is asked about."""

    TOGETHER = "together"  # with its neighbours or those like it
    APART = "apart"  # «Разобрать по одной»
    FIRST = "first"  # one like it was made an item before


class PartAnswer(StrEnum):
    """What the official has said of a part."""

    ITEM = "item"
    NOT_ITEM = "not_item"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part as it is kept: one item, or one line of anything else. `items` are places in `ReadMinutes.items`."""

    role: Role
    first: int
    last: int
    text: str
    asked: bool = False
    items: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A line that may be an item and was not answered yet; `ordinal` is its part's."""

    ordinal: int
    text: str
    asking: Asking = Asking.TOGETHER


def pieces_of(reading: ReadMinutes) -> tuple[Piece, ...]:
    """The partition of a document in pieces small enough to be shown, and answered, one by one."""
    holders = _holders(reading)
    found: list[Piece] = []
    for at, part in enumerate(reading.parts):
        found += _items(part, holders.get(at, []), reading) if part.role is Role.ITEM else _lines(part)
    return tuple(found)


def _holders(reading: ReadMinutes) -> dict[int, list[int]]:
    """By part of the document: the items that begin there."""
    at_line: dict[int, int] = {}
    for at, part in enumerate(reading.parts):
        if part.role is Role.ITEM:
            for line in range(part.first, part.last + 1):
                at_line.setdefault(line, at)
    found: dict[int, list[int]] = {}
    for place, item in enumerate(reading.items):
        first, last = item.span
        holder = next((at_line[line] for line in range(first, last + 1) if line in at_line), None)
        if holder is not None:
            found.setdefault(holder, []).append(place)
    return found


def _items(part: Part, places: Sequence[int], reading: ReadMinutes) -> Iterator[Piece]:
    """One piece an item; items that share a line are told by their own words."""
    if len(places) < 2:
        yield Piece(part.role, part.first, part.last, part.text, items=tuple(places))
        return
    starts = [part.first, *(reading.items[place].span[0] for place in places[1:])]
    apart = sorted(set(starts)) == starts
    for place, first, after in zip(places, starts, [*starts[1:], part.last + 1], strict=True):
        last = max(first, after - 1)
        lines = "\n".join(line.text for line in reading.document.lines[first : last + 1]).strip()
        yield Piece(part.role, first, last, lines if apart else reading.items[place].text, items=(place,))


def _lines(part: Part) -> Iterator[Piece]:
    if part.asked:
        yield Piece(part.role, part.first, part.last, part.text, asked=True)
        return
    for text in filter(str.strip, part.text.split("\n")):
        yield Piece(part.role, part.first, part.last, text)


def line_key(text: str) -> str:
    """What makes two lines the same in the next protocol: their words, with figures and months left open."""
    words = ("0" if word in _MONTHS else _FIGURES.sub("0", word) for word in search_key(text).split())
    return " ".join(word for word, _ in groupby(words))


def asking_of(piece: Piece, answered: Mapping[str, PartAnswer]) -> Asking | None:
    """Whether a piece is asked about, given what the official has said of lines like it, by `line_key`."""
    if piece.role is Role.ITEM or not (piece.asked or answered):
        return None
    known = answered.get(line_key(piece.text)) if answered else None
    if known is PartAnswer.ITEM:
        return Asking.FIRST
    return Asking.TOGETHER if piece.asked and known is None else None


def groups_of(lines: Iterable[DraftLine]) -> tuple[tuple[DraftLine, ...], ...]:
    """Lines that are one question: those alike, however many; of the others neighbours, as many as are shown."""
    alike: dict[tuple[Asking, str], list[DraftLine]] = {}
    for line in lines:
        alike.setdefault((line.asking, _shape(line)), []).append(line)
    groups = [tuple(group) for group in alike.values() if len(group) > 1]
    groups += _neighbours(sorted((group[0] for group in alike.values() if len(group) == 1), key=lambda x: x.ordinal))
    return tuple(sorted(groups, key=lambda group: (group[0].asking is not Asking.FIRST, group[0].ordinal)))


def _shape(line: DraftLine) -> str:
    """The plain words of a line, names and figures aside; a line with next to none is like no other."""
    words = [word if word.islower() else "" for word in _QUOTED.sub("", line.text).split()]
    if line.asking is Asking.APART or sum(map(bool, words)) < 2:
        return f"{line.ordinal}"
    return " ".join(filter(None, words))


def _neighbours(lines: Sequence[DraftLine]) -> Iterator[tuple[DraftLine, ...]]:
    group: list[DraftLine] = []
    for line in lines:
        joins = group and line.asking is not Asking.APART and line.asking is group[-1].asking
        if group and not (joins and line.ordinal == group[-1].ordinal + 1 and len(group) < SHOWN):
            yield tuple(group)
            group = []
        group.append(line)
    if group:
        yield tuple(group)


def question_of(at: int, roles: Mapping[int, Role], questions: Mapping[int, int | None]) -> int | None:
    """The agenda item a line at place `at` belongs to: that of the nearest item under the same heading.

    `roles` are all parts by ordinal, `questions` the agenda items of parts that are items. What is said comes before
    what is decided, so talk looks ahead first; whatever has no item of its question near takes the nearest one's.
    """
    before = [part for part in roles if part < at][::-1]
    after = [part for part in roles if part > at]
    ways = (after, before) if roles.get(at) is Role.TALK else (before, after)
    near = [_first_item(way, roles, questions) for way in ways]
    found = next((part for part in near if part is not None), None)
    if found is None:
        found = min(questions, key=lambda part: abs(part - at), default=None)
    return None if found is None else questions[found]


def _first_item(way: Iterable[int], roles: Mapping[int, Role], questions: Mapping[int, int | None]) -> int | None:
    for part in way:
        if part in questions:
            return part
        if roles[part] is Role.QUESTION:
            return None
    return None
