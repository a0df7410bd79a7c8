"""How more time is asked for and given: which dates are offered, which may be taken.

Days count inclusive; a day off may be typed (it does not move a date), but is not offered. Source: design, «extend».
"""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum

from domain.calendar import ONE_DAY, WorkingCalendar
from domain.errors import WrongInput

#: Working days that are offered first.
QUICK = (3, 5, 10)
#: Not so far that a typed day without a year, just past, would be taken for the one of next year.
FURTHEST = timedelta(days=330)
#: The last working day of a month is worth a button of its own when it is so far from the other offers.
_APART = timedelta(days=2)

Week = tuple[date | None, ...]


class NewDate(StrEnum):
    """How an item comes by another date: a button carries it, and «Назад» leads to where that began."""

    ASK = "ask"  # the organisation asks for it
    GRANT = "grant"  # the controller gives it instead of the one asked for
    EXTEND = "extend"  # the controller gives it unasked


def quick_dates(counts: date, today: date, calendar: WorkingCalendar) -> tuple[date, ...]:
    """Dates offered at once: 3, 5 and 10 working days after the date that counts (after today once it has passed),

    and the last working day of a month, earliest first.
    """
    base = max(counts, today)
    found = [calendar.add_working_days(base, count) for count in QUICK]
    end = _end_of_month(base, calendar)
    if end <= base + _APART:
        end = _end_of_month(base.replace(day=1) + timedelta(days=32), calendar)
    return tuple(sorted({*found, end}))


def _end_of_month(day: date, calendar: WorkingCalendar) -> date:
    return calendar.previous_working(day.replace(day=monthrange(day.year, day.month)[1]))


def month_grid(month: date, counts: date, today: date, calendar: WorkingCalendar) -> tuple[Week, ...]:
    """The weeks of a month from Monday to Sunday; None where no date may be chosen: days off, other months,

    days not after the date that counts or not in the future, days too far.
    """
    first = month.replace(day=1)
    start = first - timedelta(days=first.weekday())
    last = first.replace(day=monthrange(first.year, first.month)[1])
    weeks = []
    while start <= last:
        days = (start + timedelta(days=n) for n in range(7))
        weeks.append(
            tuple(
                day
                if day.month == first.month and is_offered(day, counts, today) and calendar.is_working(day)
                else None
                for day in days
            )
        )
        start += timedelta(days=7)
    return tuple(weeks)


def is_offered(day: date, counts: date, today: date) -> bool:
    """Whether `check_wanted` would take the day."""
    return max(counts, today) < day <= today + FURTHEST


def months_around(month: date, counts: date, today: date) -> Iterator[tuple[str, date]]:
    """("back" | "on", first day) of the neighbouring months that have a day to choose."""
    first = month.replace(day=1)
    before, after = first - ONE_DAY, first.replace(day=monthrange(first.year, first.month)[1]) + ONE_DAY
    if is_offered(before, counts, today):
        yield "back", before.replace(day=1)
    if is_offered(max(after, max(counts, today) + ONE_DAY), counts, today):
        yield "on", after


def check_wanted(day: date, counts: date, today: date) -> None:
    """A date asked for or given instead of `counts`.

    Raises WrongInput("wanted_past" | "wanted_not_later" | "wanted_too_far").
    """
    if day <= today:
        raise WrongInput("wanted_past")
    if day <= counts:
        raise WrongInput("wanted_not_later", day=counts)
    if day > today + FURTHEST:
        raise WrongInput("wanted_too_far")
