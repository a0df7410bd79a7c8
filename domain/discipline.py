"""Execution discipline: which place an assignment has in every count, list, picture and paper.

Source: papers, «Execution discipline». A slow official makes nobody late: what waits for a decision stands apart.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.lifecycle import DATED, State, is_overdue
from domain.minutes.model import ControlForm

#: Below so many judged assignments a percentage says nothing.
FEWEST_FOR_PERCENT = 5


class Standing(StrEnum):
    """Where one assignment is counted: in exactly one of these."""

    IN_TIME = "in_time"
    LATE = "late"  # handed in after its date, judged or not
    NOT_DONE = "not_done"  # exactly what is overdue
    UNDECIDED = "undecided"  # its date has passed, the next word is the official's
    EARLY = "early"  # accepted before its date
    AHEAD = "ahead"  # its date has not passed
    OUTSIDE = "outside"  # in no count


#: Their date has passed: what «Срок наступил» counts.
DUE = (Standing.IN_TIME, Standing.LATE, Standing.NOT_DONE, Standing.UNDECIDED)


@dataclass(frozen=True, slots=True)
class Counted:
    """What the place of an assignment depends on. Dates are calendar days of its authority."""

    form: ControlForm
    state: State
    due: date | None  # the granted date
    control: date | None  # the date that counts now: the granted one, or that of the rework
    handed_in: date | None  # the first hand-in that counts
    extension_waits: bool = False  # asked in time and not decided
    own: bool = False  # of the authority itself
    contributes: bool = False  # to the assignment of the one responsible


def is_counted(item: Counted) -> bool:
    """Reports to a date and by periods, of other organisations, that nobody has cancelled or handed on."""
    return item.form in DATED and item.state is not State.CANCELLED and not item.own and not item.contributes


def standing(item: Counted, today: date) -> Standing:
    """The one place of an assignment on a day. A date counts inclusive: it has passed from the next day on."""
    if not is_counted(item):
        return Standing.OUTSIDE
    if is_overdue(
        form=item.form,
        state=item.state,
        control_date=item.control,
        today=today,
        extension_waits=item.extension_waits,
    ):
        return Standing.NOT_DONE
    if item.due is None or item.due >= today:
        return Standing.EARLY if item.state is State.ACCEPTED else Standing.AHEAD
    if item.handed_in is not None and item.handed_in > item.due:
        return Standing.LATE
    return Standing.IN_TIME if item.state is State.ACCEPTED else Standing.UNDECIDED


@dataclass(frozen=True, slots=True)
class Tally:
    """How many assignments have each place; the sum of two is the tally of both."""

    in_time: int = 0
    late: int = 0
    not_done: int = 0
    undecided: int = 0
    early: int = 0
    ahead: int = 0

    @property
    def due(self) -> int:
        """«Срок наступил»."""
        return self.judged + self.undecided

    @property
    def judged(self) -> int:
        """What the discipline is a share of: an official's decision that is still out belongs to nobody."""
        return self.in_time + self.late + self.not_done

    @property
    def done(self) -> int:
        return self.in_time + self.late

    @property
    def total(self) -> int:
        return self.due + self.early + self.ahead

    @property
    def percent(self) -> int | None:
        """In time of judged, whole: 100 only for all, 0 only for none; None where too few are judged."""
        if self.judged < FEWEST_FOR_PERCENT:
            return None
        if self.in_time in (0, self.judged):
            return 100 if self.in_time else 0
        return min(99, max(1, (200 * self.in_time + self.judged) // (2 * self.judged)))


def tally(standings: Iterable[Standing]) -> Tally:
    """Counts of places; what is outside is in none of them."""
    counts = Counter(standings)
    return Tally(**{place.value: counts[place] for place in Standing if place is not Standing.OUTSIDE})
