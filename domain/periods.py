"""Periods of repeating duties: which one a date closes, which one follows, what it is called.

Source: design, «Deadlines»: «ежеквартально» without a day means the 10th of the next month; a named day («до 5 числа»)
is kept from period to period. The next report is asked for when its period starts; a period that had begun before the
protocol was sent waits until the first report is due, so that nobody is asked for two reports at once on the first day.

===============  ==========  =========================  =============================
recurrence       code        starts                     due without a day
===============  ==========  =========================  =============================
daily            2026-10-07  every day                  that day
weekly           2026-W41    Mondays                    Friday
monthly          2026-10     the 1st                    the 10th of the next month
quarterly        2026-Q4     1.01, 1.04, 1.07, 1.10     the 10th of the next month
half-yearly      2026-H2     1.01, 1.07                 the 10th of the next month
yearly           2026/27     1.09                       with the year form
===============  ==========  =========================  =============================
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from domain.school_year import STANDARD, YearDates, school_year, year_form_due

DEFAULT_DAY = 10
ONE_DAY = timedelta(days=1)
#: First months of periods longer than a month; a yearly one is reckoned from June, when the year before is over.
STARTS = {
    "monthly": tuple(range(1, 13)),
    "quarterly": (1, 4, 7, 10),
    "half-yearly": (1, 7),
    "yearly": (6,),
}
RECURRENCES = ("daily", "weekly", *STARTS)
#: The length of a period in months; an unknown code counts as monthly.
MONTHS = {"quarterly": 3, "half-yearly": 6, "yearly": 12}
MIDDLE_DAY, MIDDLE_WEEKDAY = 15, 3


@dataclass(frozen=True, slots=True)
class Period:
    """One period of a repeating duty: its report may be handed in from `opens_on` to `due`."""

    code: str
    opens_on: date
    due: date


def first_due(recurrence: str, after: date, day_of_month: int | None = None, *, dates: YearDates = STANDARD) -> date:
    """The end of the first period of a repeating duty that is still ahead of `after`.

    `recurrence` is a code of the reader. Monthly and longer periods are reported by `day_of_month` (10 when the words
    name none) of the month after the period; an unknown code counts as monthly.
    """
    if recurrence == "daily":
        return after + ONE_DAY
    if recurrence == "weekly":
        return after + timedelta(days=7 - after.weekday() + 4)  # Friday of the coming week
    if recurrence == "yearly":
        return year_form_due(after, dates)
    day_number = day_of_month or DEFAULT_DAY
    if recurrence not in ("quarterly", "half-yearly") and after.day < day_number:
        return _day_of(after.year, after.month, day_number)  # this month's report of the last month is still ahead
    after_it = _next_start(recurrence, _start(recurrence, after))
    return _day_of(after_it.year, after_it.month, day_number)


def period_of(recurrence: str, due: date) -> Period:
    """The period whose report is due on a day.

    A date in the first half of a period closes the one before it, a date in the second half its own.
    """
    start = _start_of(recurrence, due)
    return Period(_code(recurrence, start), _opens(recurrence, start), due)


def following(recurrence: str, period: Period, *, day_of_month: int | None = None, sent_on: date) -> Period:
    """The period after `period`, with a due date as far after its start as that one's; `day_of_month` restores a day
    that a short month has cut off.

    A period that had begun when the decision was sent on `sent_on` opens when the report before it is past due.
    """
    start = _next_start(recurrence, _start_of(recurrence, period.due))
    due = _shifted(recurrence, period.due, start, day_of_month)
    opens = _opens(recurrence, start)
    if opens <= sent_on:
        opens = max(opens, period.due + ONE_DAY)
    return Period(_code(recurrence, start), opens, due)


def reports_in_year(recurrence: str, first: date) -> int:
    """How many reports a repeating duty asks for from its first date to the end of that school year."""
    last = date(school_year(first) + 1, 8, 31)
    period, count = period_of(recurrence, first), 0
    while period.due <= last:
        period, count = following(recurrence, period, sent_on=first - timedelta(days=400)), count + 1
    return count


def _start_of(recurrence: str, due: date) -> date:
    """The first day of the period whose report is due on a day."""
    start = _start(recurrence, due)
    return _start(recurrence, start - ONE_DAY) if _in_first_half(recurrence, start, due) else start


def _in_first_half(recurrence: str, start: date, day: date) -> bool:
    """Counted in months, not in days: of a short February the same day must fall as in every other month."""
    if recurrence == "daily":
        return False
    if recurrence == "weekly":
        return day.weekday() <= MIDDLE_WEEKDAY
    passed = (day.month - start.month) % 12
    return 2 * passed + (day.day > MIDDLE_DAY) < MONTHS.get(recurrence, 1)


def _shifted(recurrence: str, due: date, start: date, day_of_month: int | None) -> date:
    if recurrence == "daily":
        return start
    if recurrence == "weekly":
        return due + timedelta(days=7)
    month = due.month - 1 + MONTHS.get(recurrence, 1)
    return _day_of(due.year + month // 12, month % 12 + 1, max(due.day, day_of_month or 0))


def _start(recurrence: str, day: date) -> date:
    """The first day of the period that holds `day`."""
    if recurrence == "daily":
        return day
    if recurrence == "weekly":
        return day - timedelta(days=day.weekday())
    months = STARTS.get(recurrence, STARTS["monthly"])
    month = max((m for m in months if m <= day.month), default=0)
    return date(day.year, month, 1) if month else date(day.year - 1, months[-1], 1)


def _next_start(recurrence: str, start: date) -> date:
    if recurrence == "daily":
        return start + ONE_DAY
    if recurrence == "weekly":
        return start + timedelta(days=7)
    months = STARTS.get(recurrence, STARTS["monthly"])
    later = [m for m in months if m > start.month]
    return date(start.year, later[0], 1) if later else date(start.year + 1, months[0], 1)


def _opens(recurrence: str, start: date) -> date:
    return date(start.year, 9, 1) if recurrence == "yearly" else start


def _code(recurrence: str, start: date) -> str:
    if recurrence == "daily":
        return start.isoformat()
    if recurrence == "weekly":
        year, week, _ = start.isocalendar()
        return f"{year}-W{week:02}"
    if recurrence == "quarterly":
        return f"{start.year}-Q{(start.month + 2) // 3}"
    if recurrence == "half-yearly":
        return f"{start.year}-H{1 if start.month == 1 else 2}"
    if recurrence == "yearly":
        year = school_year(start)
        return f"{year}/{(year + 1) % 100:02}"
    return f"{start:%Y-%m}"


def _day_of(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, monthrange(year, month)[1]))
