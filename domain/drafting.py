"""A draft of minutes between reading and sending: its items, their addressees and dates.

Source of the rules: design, «Minutes in, decisions out».
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from domain.lifecycle import REPORTABLE, Acceptance
from domain.minutes.model import ControlForm, DeadlineKind, Requirement
from domain.parts import DraftLine
from domain.registry.names import search_key


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


def phrase_key(phrase: str) -> str:
    """What makes two phrases the same question: their words, case, ё and marks aside."""
    return search_key(phrase)


def ambiguous_numbers(numbers: Iterable[tuple[int | None, str | None]]) -> frozenset[tuple[int | None, str | None]]:
    """Of (question, number) pairs, those shown with their question: bullets, and all numbers when any repeats."""
    pairs = list(dict.fromkeys(numbers))
    if len({question for question, _ in pairs}) < 2:
        return frozenset()
    plain = [number for _, number in pairs if number is not None]
    repeats = len(set(plain)) < len(plain)
    return frozenset((question, number) for question, number in pairs if repeats or number is None)
