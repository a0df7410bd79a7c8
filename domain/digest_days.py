"""Days on which digests come: Monday and Thursday, unless a person has chosen otherwise. Source: design, reminders."""

from collections.abc import Collection
from datetime import date, timedelta
from enum import StrEnum

from domain.calendar import ONE_DAY, WorkingCalendar

MONDAY, THURSDAY = 0, 3
LONG_BREAK = 3  # days off one after another
DIGEST_WEEKDAYS = frozenset({MONDAY, THURSDAY})


class Rhythm(StrEnum):
    """How often a person wants a digest; the due morning of what is not handed in stays in each."""

    DAILY = "daily"  # every working day on which there is something
    TWICE = "twice"  # Mondays and Thursdays
    MONDAYS = "mondays"


#: Of a director who has chosen nothing; an official then gets every morning with something new.
USUAL = Rhythm.TWICE


def is_digest_day(day: date, calendar: WorkingCalendar, weekdays: Collection[int] = DIGEST_WEEKDAYS) -> bool:
    """Whether digests come on `day`: one of the weekdays, or the first reminder day after one that is off."""
    if not calendar.is_reminder_day(day):
        return False
    before = calendar.previous_reminder_day(day - ONE_DAY)
    return any((day - timedelta(days=passed)).weekday() in weekdays for passed in range((day - before).days))


def digest_day_from(day: date, calendar: WorkingCalendar) -> date:
    """The first digest day on or after `day`."""
    day = calendar.next_reminder_day(day)
    while not is_digest_day(day, calendar):
        day = calendar.next_reminder_day(day + ONE_DAY)
    return day


def comes_on(rhythm: Rhythm, day: date, calendar: WorkingCalendar) -> bool:
    """Whether somebody of this rhythm is told on `day` whatever has come up."""
    if rhythm is Rhythm.DAILY:
        return calendar.is_reminder_day(day)
    return is_digest_day(day, calendar, {MONDAY} if rhythm is Rhythm.MONDAYS else DIGEST_WEEKDAYS)


def before_days_off(morning: date, calendar: WorkingCalendar) -> date | None:
    """The last reminder day before days off, for what is due on one of the first two after them.

    A weekend or a single day off is none: the digests of Monday and Thursday look beyond it.
    """
    day = morning
    for _ in range(2):
        before = calendar.previous_reminder_day(day - ONE_DAY)
        if (day - before).days > LONG_BREAK:
            return before
        day = before
    return None
