"""The Russian production calendar with an authority's own corrections.

Two questions that differ on one day a year or so, a Saturday made working by a transfer (01.11.2025):

=================  ==============================  ==========================================
question           working_* («is it a workday?»)  reminder_* («may we disturb a director?»)
=================  ==============================  ==========================================
used for           terms of law, «10 working       steps of reminders, digests
                   days», moving a due date
such a Saturday    counts                          only when the authority's setting says so
04.11.2025, back   01.11.2025 (Saturday)           31.10.2025 (Friday)
=================  ==============================  ==========================================

An override of the authority is its own word and answers both questions.
Source: design, deadlines and reminders; the decrees on transfers as the `holidays` package has them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

ONE_DAY = timedelta(days=1)
SATURDAY = 5
LONGEST_BREAK = 366  # days; a calendar without a working day in a year is a mistake of its overrides


class DayOffRule(StrEnum):
    """What becomes of a due date on a day off."""

    KEEP = "keep"  # it stands; reminders aim at the preceding working day
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class _Year:
    days_off: frozenset[date]
    working_weekends: frozenset[date]
    has_transfers: bool


@cache
def _year(year: int) -> _Year:
    from holidays import country_holidays

    known = country_holidays("RU", years=[year], language="en_US")
    return _Year(
        days_off=frozenset(known),
        working_weekends=frozenset(known.weekend_workdays),
        has_transfers=any("substituted" in name for name in known.values()),
    )


def has_transfers(year: int) -> bool:
    """Whether the year's decree on transfers of days off is known; without it its calendar is provisional."""
    return _year(year).has_transfers


@dataclass(frozen=True)
class WorkingCalendar:
    """Working days of one authority.

    `overrides`: day → is it working; `saturdays`: whether Saturdays made working by a transfer take reminders.
    Raises ValueError when the overrides leave no working day within a year.
    """

    overrides: Mapping[date, bool] = field(default_factory=dict)
    saturdays: bool = False

    def is_working(self, day: date) -> bool:
        """Whether the production calendar has `day` as working; overrides win."""
        if day in self.overrides:
            return self.overrides[day]
        year = _year(day.year)
        if day.weekday() >= SATURDAY:
            return day in year.working_weekends
        return day not in year.days_off

    def is_reminder_day(self, day: date) -> bool:
        """Whether people may be reminded on `day`: working, and no Saturday by transfer unless so set."""
        quiet = day.weekday() >= SATURDAY and not self.saturdays and day not in self.overrides
        return not quiet and self.is_working(day)

    def next_working(self, day: date) -> date:
        """The first working day on or after `day`."""
        return _seek(day, ONE_DAY, self.is_working)

    def previous_working(self, day: date) -> date:
        """The last working day on or before `day`."""
        return _seek(day, -ONE_DAY, self.is_working)

    def next_reminder_day(self, day: date) -> date:
        """The first reminder day on or after `day`."""
        return _seek(day, ONE_DAY, self.is_reminder_day)

    def previous_reminder_day(self, day: date) -> date:
        """The last reminder day on or before `day`."""
        return _seek(day, -ONE_DAY, self.is_reminder_day)

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day after `day` (before it when negative); the term starts the next day."""
        return _step(day, count, self.is_working)

    def add_reminder_days(self, day: date, count: int) -> date:
        """The `count`-th reminder day after `day` (before it when negative)."""
        return _step(day, count, self.is_reminder_day)

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; negative when `end` is earlier."""
        if end < start:
            return -self.working_days_between(end, start)
        days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
        return sum(1 for day in days if self.is_working(day))


def _seek(day: date, step: timedelta, fits: Callable[[date], bool]) -> date:
    for _ in range(LONGEST_BREAK):
        if fits(day):
            return day
        day += step
    raise ValueError("the calendar has no working day within a year")


def _step(day: date, count: int, fits: Callable[[date], bool]) -> date:
    step = ONE_DAY if count > 0 else -ONE_DAY
    for _ in range(abs(count)):
        day = _seek(day + step, step, fits)
    return day


def moved(due: date, rule: DayOffRule, calendar: WorkingCalendar, today: date) -> date:
    """A due date by the authority's rule for days off; never moved to a day before `today`."""
    if rule is DayOffRule.KEEP:
        return due
    if rule is DayOffRule.AFTER:
        return calendar.next_working(due)
    before = calendar.previous_working(due)
    return before if before >= today else due
