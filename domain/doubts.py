"""What the official must still say of a draft. A doubt is computed from it, never stored: it goes with its cause.

Source of the rules: design, «Minutes in, decisions out» and «Deadlines».
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.drafting import Draft, DraftAddressee, DraftItem, Option, phrase_key
from domain.lifecycle import DATED
from domain.minutes.doubts import TIME_UNPLACED
from domain.parts import DraftLine, groups_of

#: Codes of a decision's `doubts` that ask for a date; all others ask to check the reading.
DATE_CODES = "date"


class DoubtKind(StrEnum):
    """What is asked."""

    DAY = "day"  # the date of the minutes
    LINES = "lines"  # whether lines outside of the items are items
    ADDRESSEE = "addressee"  # who is meant
    TIME = "time"  # whether a time in the text is the deadline
    DATE = "date"  # by what date a result is wanted
    PAST = "past"  # a date that has already passed
    READING = "reading"  # whether the item was read right
    DUPLICATE = "alike"  # whether it is sent to those who have a near-duplicate


@dataclass(frozen=True, slots=True)
class Doubt:
    """One question to the official; its answer serves every item of `items`."""

    kind: DoubtKind
    items: tuple[int, ...] = ()
    phrase: str = ""  # ADDRESSEE: whom it names; TIME: the time
    theme: str = ""
    question: int | None = None
    options: tuple[Option, ...] = ()
    date: "date | None" = None  # PAST: the date in question; DATE: the neighbouring item's, if any
    codes: tuple[str, ...] = ()
    other: int = 0  # ALIKE: the item on control
    organisations: tuple[int, ...] = ()  # ALIKE: who would have both
    lines: tuple[DraftLine, ...] = ()


def open_doubts(draft: Draft, today: date) -> tuple[Doubt, ...]:
    """Everything the official must answer before «Направить», in the order it is asked."""
    day = () if draft.day else (Doubt(DoubtKind.DAY),)
    lines = tuple(Doubt(DoubtKind.LINES, lines=group) for group in groups_of(draft.lines))
    dates = _times(draft) + _dates(draft, today) + _past(draft, today)
    return day + lines + _addressees(draft) + dates + _readings(draft) + _alike(draft)


def _addressees(draft: Draft) -> tuple[Doubt, ...]:
    groups: dict[tuple[str, str, int | None], list[tuple[DraftItem, DraftAddressee]]] = {}
    for item in draft.live:
        for addressee in item.addressees:
            if not addressee.settled:
                # Items without any addressee are asked question by question: nothing says they mean the same people.
                question = None if addressee.phrase else item.question
                groups.setdefault((phrase_key(addressee.phrase), item.theme, question), []).append((item, addressee))
    return tuple(
        Doubt(
            DoubtKind.ADDRESSEE,
            items=tuple(dict.fromkeys(item.id for item, _ in found)),
            phrase=found[0][1].phrase,
            theme=theme,
            question=found[0][0].question,
            options=found[0][1].options,
        )
        for (_, theme, _), found in groups.items()
    )


def asks_date(code: str) -> bool:
    return code.startswith(DATE_CODES)


def _times(draft: Draft) -> tuple[Doubt, ...]:
    unplaced = (item for item in draft.live if item.time)
    return tuple(Doubt(DoubtKind.TIME, (item.id,), item.time, question=item.question) for item in unplaced)


def _dates(draft: Draft, today: date) -> tuple[Doubt, ...]:
    """Neighbours to whom the same question is put about the same people are asked about once."""
    groups: dict[tuple[object, ...], list[DraftItem]] = {}
    for item in draft.live:
        codes = _date_codes(item, today)
        if codes or (item.form in DATED and not item.dates):
            alone = item.id if "date_one_off" in codes else 0
            phrases = tuple(addressee.phrase for addressee in item.addressees)
            groups.setdefault((item.question, codes, item.deadline_phrase, phrases, alone), []).append(item)
    return tuple(
        Doubt(
            DoubtKind.DATE,
            items=tuple(item.id for item in items),
            question=items[0].question,
            date=neighbour_date(draft, items[0]),
            codes=_date_codes(items[0], today),
        )
        for items in groups.values()
    )


def _date_codes(item: DraftItem, today: date) -> tuple[str, ...]:
    """What makes an item's date unsure, but that it has passed: that is a question of its own."""
    return tuple(
        code for code in item.doubts if asks_date(code) and not (code == "date_past" and _is_late(item, today))
    )


def _is_late(item: DraftItem, today: date) -> bool:
    return item.reportable and bool(item.dates) and min(item.dates) < today


def neighbour_date(draft: Draft, item: DraftItem) -> date | None:
    """The date of the nearest dated item of the same question, to be offered, never taken silently."""
    dated = [
        other
        for other in draft.items
        if other.dates and other.form in DATED and other.question == item.question and other.id != item.id
    ]
    nearest = min(dated, key=lambda other: abs(other.ordinal - item.ordinal), default=None)
    return nearest.dates[0] if nearest else None


def _past(draft: Draft, today: date) -> tuple[Doubt, ...]:
    late: dict[date, list[int]] = {}
    for item in draft.live:
        if _is_late(item, today):
            late.setdefault(min(item.dates), []).append(item.id)
    return tuple(Doubt(DoubtKind.PAST, items=tuple(ids), date=day) for day, ids in late.items())


def _readings(draft: Draft) -> tuple[Doubt, ...]:
    """What is unsure about the words; a time that can be named is a question of its own."""
    unsure = (
        (item, tuple(c for c in item.doubts if not asks_date(c) and not (c == TIME_UNPLACED and item.time)))
        for item in draft.live
    )
    return tuple(
        Doubt(DoubtKind.READING, items=(item.id,), question=item.question, codes=codes)
        for item, codes in unsure
        if codes
    )


def _alike(draft: Draft) -> tuple[Doubt, ...]:
    """Asked one by one, when it is settled whom an item goes to."""
    live = {item.id: item for item in draft.live}
    return tuple(
        Doubt(
            DoubtKind.DUPLICATE,
            items=(each.item_id,),
            question=live[each.item_id].question,
            other=each.other_id,
            organisations=each.organisations,
        )
        for each in draft.duplicates
        if each.item_id in live
    )
