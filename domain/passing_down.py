"""Passing an item down: by what date the organisations below answer, and what of their answers goes up.

Source of the rules: design, «Who uses it» and «Life of an assignment»; the authority above sees numbers only.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from domain.answers import Answer
from domain.calendar import WorkingCalendar
from domain.errors import WrongInput
from domain.lifecycle import DATED, State
from domain.minutes.model import ControlForm, Requirement
from domain.organisations import OrganisationKind

#: Working days an authority keeps for itself between the answers from below and its own date.
DAYS_EARLIER = 5


@dataclass(frozen=True, slots=True)
class Lower:
    """What one organisation below owes or has given of an item that was passed down."""

    form: ControlForm
    state: State
    kind: OrganisationKind
    late: bool = False
    figure: float | None = None
    reference: bool = False
    link: bool = False
    not_needed: bool = False

    @property
    def reported(self) -> bool:
        """Whether it has given what its form asks."""
        if self.form in (ControlForm.WORK, ControlForm.INFORMATION):
            return self.state in (State.ACKNOWLEDGED, State.ACCEPTED)
        return self.state in (State.REPORTED, State.ACCEPTED)

    @property
    def done(self) -> bool:
        """Whether nothing more is owed by it."""
        return self.reported and self.state is not State.REPORTED


@dataclass(frozen=True, slots=True)
class PassedDown:
    """How an item that was passed down stands: organisations reached, those who answered, those accepted."""

    total: int = 0
    reported: int = 0  # handed in or accepted
    accepted: int = 0  # off control: accepted, or acknowledged where nothing more is asked
    overdue: int = 0
    figures: float | None = None  # the sum of numbers reported, None when there are none
    kinds: frozenset[OrganisationKind] = field(default_factory=frozenset)
    references: int = 0  # of those who answered: with requisites of a document, a link, «Не потребовалось»
    links: int = 0
    not_needed: int = 0

    @property
    def done(self) -> bool:
        """Nothing is owed below any more."""
        return self.total > 0 and self.accepted == self.total

    @property
    def whole(self) -> bool:
        """Everybody below has answered, accepted or not."""
        return self.total > 0 and self.reported == self.total


def with_totals(answer: Answer, requirement: Iterable[Requirement], below: PassedDown | None) -> Answer:
    """An authority's answer with the sum of what was reported below, where a number is asked for and none is written.

    Source: design, «Down and up a tree»: totals reported below go up by themselves.
    """
    asked = Requirement.NUMBER in requirement and answer.figure is None and not answer.not_needed
    if below is None or below.figures is None or not asked:
        return answer
    return replace(answer, figure=below.figures, sent=answer.sent | {Requirement.NUMBER})


def own_date(form: ControlForm, upper: date | None, today: date, calendar: WorkingCalendar) -> date | None:
    """The date suggested for the organisations below: working days before the authority's own one.

    Never before the next working day; when even that is too late, the upper date itself, and None once it has passed.
    A year form keeps its date: it is one form whoever asks.
    """
    if upper is None or upper < today:
        return None
    if form not in DATED:
        return upper
    earlier = calendar.add_working_days(upper, -DAYS_EARLIER)
    soonest = calendar.add_working_days(today, 1)
    return min(max(earlier, soonest), upper)


def check_own_date(due: date | None, upper: date | None) -> None:
    """Raise WrongInput("date_after_upper") when those below would answer later than the authority itself must."""
    if due is not None and upper is not None and due > upper:
        raise WrongInput("date_after_upper", upper=upper)


def one_of(copies: Iterable[Lower]) -> Lower:
    """What counts of copies of one duty at one organisation: what it still owes; cancelled ones only when all are."""
    return min(copies, key=lambda copy: (copy.state is State.CANCELLED, copy.reported, copy.done))


def sum_up(rows: Iterable[Lower]) -> PassedDown:
    """Totals over organisations; cancelled ones do not count, and what was sent back is no answer."""
    live = [row for row in rows if row.state is not State.CANCELLED]
    answered = [row for row in live if row.reported]
    figures = [row.figure for row in answered if row.figure is not None]
    return PassedDown(
        total=len(live),
        reported=len(answered),
        accepted=sum(row.done for row in live),
        overdue=sum(row.late for row in live),
        figures=round(sum(figures), 2) if figures else None,
        kinds=frozenset(row.kind for row in live),
        references=sum(row.reference for row in answered),
        links=sum(row.link for row in answered),
        not_needed=sum(row.not_needed for row in answered),
    )
