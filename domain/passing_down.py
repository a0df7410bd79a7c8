"""Passing an item down: by what date the organisations below answer, and what of their answers goes up.

Source of the rules: design, «Who uses it» and «Life of an assignment»; the authority above sees numbers only.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from domain.calendar import WorkingCalendar
from domain.errors import WrongInput
from domain.lifecycle import DATED, State
from domain.minutes.model import ControlForm
from domain.organisations import OrganisationKind

#: Working days an authority keeps for itself between the answers from below and its own date.
DAYS_EARLIER = 5


@dataclass(frozen=True, slots=True)
class PassedDown:
    """How an item that was passed down stands: organisations reached, those who answered, those accepted."""

    total: int = 0
    reported: int = 0  # handed in or accepted
    accepted: int = 0  # off control: accepted, or acknowledged where nothing more is asked
    overdue: int = 0
    figures: float | None = None  # the sum of numbers reported, None when there are none
    kinds: frozenset[OrganisationKind] = field(default_factory=frozenset)

    @property
    def done(self) -> bool:
        """Nothing is owed below any more."""
        return self.total > 0 and self.accepted == self.total


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


def is_reported(form: ControlForm, state: State) -> bool:
    """Whether an organisation below has given what its form asks."""
    if form in (ControlForm.WORK, ControlForm.INFORMATION):
        return state in (State.ACKNOWLEDGED, State.ACCEPTED)
    return state in (State.REPORTED, State.ACCEPTED)


def is_done(form: ControlForm, state: State) -> bool:
    """Whether nothing more is owed by an organisation below."""
    return is_reported(form, state) and state is not State.REPORTED


def sum_up(
    rows: Iterable[tuple[ControlForm, State, OrganisationKind, bool, float | None]],
) -> PassedDown:
    """Totals of (form, state, kind of organisation, overdue, figure) rows; cancelled ones do not count."""
    live = [row for row in rows if row[1] is not State.CANCELLED]
    figures = [figure for form, state, _, _, figure in live if figure is not None and is_reported(form, state)]
    return PassedDown(
        total=len(live),
        reported=sum(is_reported(form, state) for form, state, *_ in live),
        accepted=sum(is_done(form, state) for form, state, *_ in live),
        overdue=sum(late for *_, late, _ in live),
        figures=sum(figures) if figures else None,
        kinds=frozenset(kind for _, _, kind, _, _ in live),
    )
