"""Where a message belongs that was sent without any button: one table of its marks.

Source: design, «An answer needs no navigation». A mark names items: a number written, the card replied to, the report
being collected, a number in a file's name. Marks narrow each other; nothing is sent for an item that no mark named.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

Items = AbstractSet[int]
NONE: frozenset[int] = frozenset()


class Do(StrEnum):
    """What becomes of a message."""

    SEND = "send"  # a line typed whole: it is a report at once
    COLLECT = "collect"  # it joins, or begins, a report that waits for «Отправить отчёт»
    ASK = "ask"  # one item is to be confirmed, several to be chosen from
    OPEN = "open"  # only the item's number: its card
    SAY = "say"  # the item named is not open: how it stands


class Said(StrEnum):
    """What a message says besides its marks."""

    EVIDENCE = "evidence"  # a file, a figure, requisites or an address
    WORDS = "words"
    QUESTION = "question"
    LABEL = "label"  # nothing but the number of an item


@dataclass(frozen=True, slots=True)
class Marks:
    """Items that each mark names, open and over; empty: there is no such mark."""

    number: Items = NONE
    reply: Items = NONE
    collecting: Items = NONE
    file_name: Items = NONE
    reminder: bool = False  # the card replied to is a list of items, not the card of one or of a protocol


@dataclass(frozen=True, slots=True)
class Placement:
    """What to do and with which items; an empty set to ask about: no mark has named any."""

    do: Do
    items: frozenset[int] = NONE
    question_first: bool = False


def place(
    marks: Marks,
    said: Said,
    open_: Items,
    *,
    whole: Items = NONE,
    missing: Items = NONE,
    handed_in: Items = NONE,
) -> Placement:
    """The one rule. `whole`: items of whose answer the typed line is all that is asked for; `missing`: items it is
    meant for although something is still needed; `handed_in`: those that could be meant to be corrected.
    """
    present = [frozenset(mark) for mark in (marks.number, marks.reply, marks.collecting) if mark]
    asks = said is Said.QUESTION or (said is Said.WORDS and marks.reminder and not marks.number)
    if not present:
        return Placement(Do.ASK, frozenset(marks.file_name & open_), asks)
    for mark in present:
        if not mark & open_:
            return Placement(Do.SAY, mark)
    agreed = frozenset.intersection(*present)
    live = agreed & open_
    if not live:  # marks that contradict each other: each is offered
        return Placement(Do.ASK, frozenset.union(*present) & open_, asks)
    if asks or len(live) > 1 or (agreed & handed_in and not marks.collecting):
        return Placement(Do.ASK, live, asks)
    if said is Said.LABEL:
        return Placement(Do.OPEN, live)
    if marks.collecting:
        return Placement(Do.COLLECT, live)
    if marks.number and live <= whole:
        return Placement(Do.SEND, live)
    return Placement(Do.COLLECT if marks.number and live <= missing else Do.ASK, live)
