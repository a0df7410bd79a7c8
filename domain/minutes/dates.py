"""What the words of time become: stretches of time, read against a date and a school calendar."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Grain(StrEnum):
    """How long a stretch of time the words name."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    SCHOOL_YEAR = "school_year"
    SCHOOL_YEAR_END = "school_year_end"
    SCHOOL_QUARTER = "school_quarter"
    RANGE = "range"


@dataclass(frozen=True, slots=True)
class SchoolCalendar:
    """Dates of a school year, (month, day). `confirmed` means the authority has set them itself."""

    year_end: tuple[int, int] = (5, 31)
    quarter_ends: tuple[tuple[int, int], ...] = ((10, 31), (12, 30), (3, 25), (5, 31))
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Moment:
    """A stretch of time found at text[start:end]; `last` is its last day."""

    start: int
    end: int
    grain: Grain
    first: date | None = None
    last: date | None = None
    problem: str = ""  # date_impossible, date_no_year, date_outside, date_year_unsure
    dated: bool = True  # False: the year was not written


@dataclass(frozen=True, slots=True)
class Frame:
    """What the words are read against: the date of the minutes and the school calendar."""

    base: date | None = None
    school: SchoolCalendar = SchoolCalendar()


def month_end(year: int, month: int) -> date:
    """The last day of the month."""
    return date(year, month, monthrange(year, month)[1])


def school_year_of(day: date) -> int:
    """The year in which the school year of `day` begins; from 1 July it is the coming one."""
    return day.year if day.month >= 7 else day.year - 1
