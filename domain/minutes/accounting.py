"""Nothing vanishes: every line of a document has a role, and what is no item but looks like one is asked about."""

import re
from collections.abc import Iterable, Sequence

from domain.minutes.deadline_phrases import ends_with_time
from domain.minutes.grammar import is_imperative
from domain.minutes.labels import LabelKind, take_labels
from domain.minutes.markers import MarkStyle, find_mark
from domain.minutes.model import Document, Part, Role
from domain.minutes.openings import opening_party
from domain.minutes.orders import asks_in_prose, orders_in_talk
from domain.minutes.parties import Case, opening_case
from domain.minutes.rows import Row
from domain.minutes.words import first_infinitive, first_word

_OF_MEETING = re.compile(r"дата|время|период|когда|due|участник|кто\s+(?!отв)", re.IGNORECASE)


def parts_of(document: Document, placed: Iterable[tuple[Row, Role]]) -> tuple[Part, ...]:
    """The partition of a document: every line with a word belongs to a part. Lines nobody has placed are nothing."""
    rows = sorted(placed, key=lambda each: (each[0].first, each[0].last))
    taken = {line for row, _ in rows for line in range(row.first, row.last + 1)}
    bare = [
        (Row(line.text.strip(), at, at), Role.FURNITURE)
        for at, line in enumerate(document.lines)
        if at not in taken and line.text.strip()
    ]
    return tuple(_merged([_part(row, role) for row, role in sorted([*rows, *bare], key=lambda each: each[0].first)]))


def _part(row: Row, role: Role) -> Part:
    asked = (role is Role.NOTHING and bears_mark(row)) or (
        role is Role.TALK and (bears_strong_mark(row) or orders_in_talk(row.text))
    )
    return Part(role, row.first, row.last, row.text, asked)


def _merged(parts: Sequence[Part]) -> Iterable[Part]:
    """Neighbours of one role are one part, unless they are asked about one by one."""
    waiting: Part | None = None
    for part in parts:
        alike = waiting is not None and waiting.role is part.role and part.role is not Role.ITEM
        if waiting and alike and not waiting.asked and not part.asked:
            waiting = Part(part.role, waiting.first, max(waiting.last, part.last), f"{waiting.text}\n{part.text}")
            continue
        if waiting:
            yield waiting
        waiting = part
    if waiting:
        yield waiting


def bears_mark(row: Row) -> bool:
    """Whether a line that belongs to nothing may be a decision."""
    return bears_strong_mark(row) or asks_in_prose(row.text)


def bears_strong_mark(row: Row) -> bool:
    """Whether a line looks like a decision: an order to somebody, an order with a date, a «Срок:» or «Отв.:»."""
    mark = find_mark(row.text)
    text = row.text[mark.end :] if mark else row.text
    if text.rstrip().endswith("?"):
        return False
    labels = take_labels(text)[1]
    if any(
        label.kind is not LabelKind.OTHER and label.value and not _OF_MEETING.match(label.phrase) for label in labels
    ):
        return True
    verb = first_infinitive(text)
    leads = verb is not None and len(text[: verb.start()].split()) <= 1
    if leads or is_imperative(first_word(text).strip(",.!:")):
        return True
    opened = opening_party(text)
    if opened is not None and verb is not None:
        return opening_case(opened.phrase) is Case.WHOM
    numbered = mark is not None and mark.style is not MarkStyle.BULLET
    return numbered and opening_case(text) is not None and ends_with_time(text)
