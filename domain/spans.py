"""Stretches of time that officials report for: a month, a quarter, a school year."""

from dataclasses import dataclass
from datetime import date, timedelta

from domain.school_year import FIRST_MONTH

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """From one day to another, both inclusive."""

    first: date
    last: date

    def is_over(self, today: date) -> bool:
        return self.last < today


def month_of(day: date) -> Span:
    first = day.replace(day=1)
    return Span(first, (first + timedelta(days=31)).replace(day=1) - ONE_DAY)


def quarter_of(day: date) -> Span:
    first = date(day.year, day.month - (day.month - 1) % 3, 1)
    return Span(first, (first + timedelta(days=95)).replace(day=1) - ONE_DAY)


def school_year_of(day: date) -> Span:
    """From 1 September to 31 August."""
    year = day.year if day.month >= FIRST_MONTH else day.year - 1
    return Span(date(year, FIRST_MONTH, 1), date(year + 1, FIRST_MONTH, 1) - ONE_DAY)


def offered_spans(today: date) -> tuple[Span, ...]:
    """What is mostly asked for: the last month and this one, the last quarter and this one, the school year."""
    month, quarter = month_of(today), quarter_of(today)
    return (
        month_of(month.first - ONE_DAY),
        month,
        quarter_of(quarter.first - ONE_DAY),
        quarter,
        school_year_of(today),
    )
