"""A draft of minutes between reading and sending: its items and what the official must still say.

Source of the rules: design, «Minutes in, decisions out» and «Deadlines». A doubt is computed from the draft, never
stored on its own, so it disappears by itself when its cause does.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.lifecycle import DATED, REPORTABLE, Acceptance
from domain.minutes.doubts import TIME_UNPLACED
from domain.minutes.model import ControlForm, DeadlineKind, Requirement
from domain.parts import DraftLine, groups_of
from domain.registry.names import search_key

#: Codes of a decision's `doubts` that ask for a date; all others ask to check the reading.
DATE_CODES = "date"


@dataclass(frozen=True, slots=True)
class Option:
    """A possible meaning of an addressee phrase: its code and the organisations it would reach."""

    code: str
    organisations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DraftAddressee:
    """A phrase of an item; `settled` when it is known whom it means (possibly nobody)."""

    id: int
    phrase: str
    settled: bool
    organisations: tuple[int, ...]
    options: tuple[Option, ...] = ()
    form: ControlForm | None = None


@dataclass(frozen=True, slots=True)
class DraftItem:
    """One item of a draft with everything the item screen edits."""

    id: int
    ordinal: int
    question: int | None
    number: str | None
    bullet: int | None
    names_question: bool  # the number alone would not be clear: «вопрос 2, п. 1.1»
    text: str
    source: str
    deadline_phrase: str
    deadline_kind: DeadlineKind
    deadline_rule: str
    dates: tuple[date, ...]
    form: ControlForm
    form_reason: str
    requirement: tuple[Requirement, ...]
    not_needed_allowed: bool
    acceptance: Acceptance
    left_out: bool
    doubts: tuple[str, ...]
    addressees: tuple[DraftAddressee, ...]
    theme: str = ""
    recurrence: str = ""  # how often a periodic item asks: a code of domain/periods; "": on its dates only
    under: str = ""  # number of the heading over an unnumbered bullet
    responsible: int | None = None  # the organisation chosen to answer for all
    through: bool = False  # goes to authorities, which pass it down
    named: tuple[int, ...] = ()  # organisations it is meant for below its addressees
    passed_from: int | None = None  # the authority's own assignment it was passed down from
    upper_due: "date | None" = None  # the date of that assignment
    part: int | None = None  # ordinal of the part of the document it was read from
    time: str = ""  # in its text, of a role nobody knows: it may be the deadline
    lists: bool = False  # it lists organisations by name
    holders: frozenset[int] = frozenset()  # of an item passed down: who has it already, from whomever

    @property
    def addressed(self) -> tuple[int, ...]:
        """Whom the item is addressed to, each once, in the order of its addressees."""
        return tuple(dict.fromkeys(o for addressee in self.addressees for o in addressee.organisations))

    @property
    def organisations(self) -> tuple[int, ...]:
        """Whom the item reaches: whoever has it already gets no second one."""
        return tuple(o for o in self.addressed if o not in self.holders)

    @property
    def already(self) -> tuple[int, ...]:
        """Those addressed who have it already."""
        return tuple(o for o in self.addressed if o in self.holders)

    @property
    def forms(self) -> dict[int, ControlForm]:
        """The form each organisation gets: its addressee's own one, else the item's."""
        found: dict[int, ControlForm | None] = {}
        for addressee in self.addressees:
            for organisation_id in addressee.organisations:
                found[organisation_id] = found.get(organisation_id) or addressee.form
        return {place: found[place] or self.form for place in self.organisations}

    @property
    def responsible_now(self) -> int | None:
        """The one responsible organisation while it is an addressee; None: everyone answers."""
        return self.responsible if self.responsible in self.organisations else None

    @property
    def reportable(self) -> bool:
        return self.form in REPORTABLE


@dataclass(frozen=True, slots=True)
class Duplicate:
    """An item that asks what another one on control asks already; `organisations` would have both."""

    item_id: int
    other_id: int
    organisations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """Minutes that are not sent yet."""

    id: int
    version: int
    authority_id: int
    number: str | None
    day: date | None
    title: str
    questions: tuple[tuple[int, str], ...]
    items: tuple[DraftItem, ...]
    recognised: bool = False
    warnings: tuple[str, ...] = ()  # codes of Document.warnings
    scheduled: bool = False
    single: bool = False  # one decision without minutes
    parent_id: int | None = None  # passed down from these minutes
    duplicates: tuple[Duplicate, ...] = ()  # near-duplicates that nobody has decided on
    lines: tuple[DraftLine, ...] = ()  # in no item, though they may be one
    original_kept: bool | None = None  # what the official has said of «Протокол целиком»

    def item(self, item_id: int) -> DraftItem | None:
        return next((item for item in self.items if item.id == item_id), None)

    @property
    def live(self) -> tuple[DraftItem, ...]:
        """Items that will be sent."""
        return tuple(item for item in self.items if not item.left_out)

    @property
    def listing(self) -> tuple[DraftItem, ...]:
        """Those of them that list organisations by name."""
        return tuple(item for item in self.live if item.lists)

    @property
    def keeps_original(self) -> bool:
        """Whether the source stays with the authority: the official's word, else a list of organisations keeps it.

        What was passed down is put together of items that not everybody below gets. Source of the rule: design, «Down
        and up a tree».
        """
        if self.parent_id is not None:
            return True
        return bool(self.listing) if self.original_kept is None else self.original_kept


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


def phrase_key(phrase: str) -> str:
    """What makes two phrases the same question: their words, case, ё and marks aside."""
    return search_key(phrase)


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


def ambiguous_numbers(numbers: Iterable[tuple[int | None, str | None]]) -> frozenset[tuple[int | None, str | None]]:
    """Of (question, number) pairs, those shown with their question: bullets, and all numbers when any repeats."""
    pairs = list(dict.fromkeys(numbers))
    if len({question for question, _ in pairs}) < 2:
        return frozenset()
    plain = [number for _, number in pairs if number is not None]
    repeats = len(set(plain)) < len(plain)
    return frozenset((question, number) for question, number in pairs if repeats or number is None)
