"""The school year of an authority: when it ends, when its form opens and is due.

Source: design, «Deadlines»: «Годовой итог» is one form per organisation and school year, it opens on 13 May and is due
on 31 May; «до конца учебного года» means 31 May; all three are settings. A meeting from June on prepares the coming
school year.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from domain.calendar import WorkingCalendar

#: From this month on a meeting belongs to the coming school year: the year form of the old one is behind.
NEW_YEAR_MONTH = 6
#: From this month on a date lies in the first half of its school year.
FIRST_MONTH = 9


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A day of every year, kept as "05-31"."""

    month: int
    day: int

    def of(self, year: int) -> date:
        """The date in a year; 29 February becomes the 28th where there is none."""
        return date(year, self.month, min(self.day, monthrange(year, self.month)[1]))

    @classmethod
    def parse(cls, code: str) -> "MonthDay":
        """From "05-31". Raises ValueError."""
        month, _, day = code.partition("-")
        found = cls(int(month), int(day))
        found.of(2024)
        return found

    @property
    def code(self) -> str:
        return f"{self.month:02}-{self.day:02}"


YEAR_ENDS, FORM_OPENS, FORM_DUE = MonthDay(5, 31), MonthDay(5, 13), MonthDay(5, 31)


@dataclass(frozen=True, slots=True)
class YearDates:
    """What an authority has set for every school year."""

    ends: MonthDay = YEAR_ENDS
    form_opens: MonthDay = FORM_OPENS
    form_due: MonthDay = FORM_DUE


STANDARD = YearDates()


def school_year(day: date) -> int:
    """The calendar year in which the school year of a meeting starts: 2023 for 27.08.2023 and for 10.03.2024."""
    return day.year if day.month >= NEW_YEAR_MONTH else day.year - 1


def year_form_due(day: date, dates: YearDates = STANDARD) -> date:
    """When the year form of the school year of a meeting is due; never before the meeting itself."""
    due = dates.form_due.of(school_year(day) + 1)
    return due if due >= day else dates.form_due.of(due.year + 1)


def year_of_form(due: date) -> int:
    """The year in which the school year starts whose form is due on a day: 2026 for 31.05.2027 and for 20.12.2026."""
    return due.year if due.month >= FIRST_MONTH else due.year - 1


def form_span(year: int) -> tuple[date, date]:
    """First and last due date that belong to the form of the school year `year`: the inverse of `year_of_form`."""
    return date(year, FIRST_MONTH, 1), date(year + 1, FIRST_MONTH - 1, monthrange(year + 1, FIRST_MONTH - 1)[1])


def form_opens(due: date, dates: YearDates = STANDARD) -> date:
    """When the form due on a day opens: the last opening day on or before it."""
    opens = dates.form_opens.of(due.year)
    return opens if opens <= due else dates.form_opens.of(due.year - 1)


def year_end(written: date, dates: YearDates = STANDARD) -> date:
    """«до конца учебного года» by the authority's own date; `written` is the usual one of that year."""
    return dates.ends.of(written.year)


def first_working_day_of_june(year: int, calendar: WorkingCalendar) -> date:
    """The day of the yearly question about open-ended items."""
    return calendar.next_reminder_day(date(year, 6, 1))
