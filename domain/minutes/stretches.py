"""Stretches of time longer than a day: «1–10 октября», a month, a quarter, a school year."""

import re
from dataclasses import replace
from datetime import date

from domain.minutes.date_words import day_of, month_number, part_number, undated, year_of
from domain.minutes.dates import Frame, Grain, Moment, month_end, school_year_of


def as_days(found: re.Match[str], frame: Frame) -> Moment | None:
    """«1–10 октября», «с 20 по 29 декабря 2023 года», «10-15.10.2024»."""
    month = int(found.group("num")) if found.group("num") else month_number(found.group("month"))
    if not 1 <= month <= 12:
        return None
    year, dated = year_of(found, month, frame)
    last = day_of(found, int(found.group("day2")), month, year, dated)
    if last is None or last.last is None or int(found.group("day1")) > last.last.day:
        return replace(last, grain=Grain.RANGE) if last else None
    return replace(last, grain=Grain.RANGE, first=last.last.replace(day=int(found.group("day1"))))


def as_month(found: re.Match[str], frame: Frame) -> Moment | None:
    month = month_number(found.group("month"))
    year, dated = year_of(found, month, frame)
    start, end = found.span()
    if year is None:
        return undated(found, Grain.MONTH)
    return Moment(start, end, Grain.MONTH, date(year, month, 1), month_end(year, month), dated=dated)


def as_quarter(found: re.Match[str], frame: Frame) -> Moment | None:
    return _part_of_year(found, frame, Grain.QUARTER, 3)


def as_half(found: re.Match[str], frame: Frame) -> Moment | None:
    low = found.group("low")
    if low or found.group("school"):
        year = int(low) if low else school_year_of(frame.base) if frame.base else None
        if year is None:
            return undated(found, Grain.HALF)
        ends = (date(year, 12, 31), date(year + 1, *frame.school.year_end))
        return Moment(*found.span(), Grain.HALF, last=ends[min(part_number(found.group("nth")), 2) - 1])
    return _part_of_year(found, frame, Grain.HALF, 6)


def _part_of_year(found: re.Match[str], frame: Frame, grain: Grain, months: int) -> Moment | None:
    nth = part_number(found.group("nth"))
    if nth * months > 12:
        return None  # «3 полугодие»
    year, dated = year_of(found, min(12, nth * months), frame)
    if year is None:
        return undated(found, grain)
    return Moment(
        *found.span(), grain, date(year, (nth - 1) * months + 1, 1), month_end(year, nth * months), dated=dated
    )


def as_school_quarter(found: re.Match[str], frame: Frame) -> Moment | None:
    low = found.group("low")
    year = int(low) if low else school_year_of(frame.base) if frame.base else None
    if year is None:
        return undated(found, Grain.SCHOOL_QUARTER)
    month, day = frame.school.quarter_ends[part_number(found.group("nth")) - 1]
    last = date(year + (month < 7), month, day)
    return Moment(
        *found.span(), Grain.SCHOOL_QUARTER, last=last, problem="" if frame.school.confirmed else "date_school_quarter"
    )


def as_school_year(found: re.Match[str], frame: Frame) -> Moment | None:
    if found.group("begin"):
        return None  # an event: the day is for the official to say
    low = found.group("low")
    year = int(low) if low else school_year_of(frame.base) if frame.base else None
    grain = Grain.SCHOOL_YEAR_END if found.group("edge") else Grain.SCHOOL_YEAR
    if year is None:
        return undated(found, grain)
    last = date(year + 1, *frame.school.year_end) if found.group("edge") else date(year + 1, 8, 31)
    return Moment(*found.span(), grain, date(year, 9, 1), last, dated=bool(low))


def as_years(found: re.Match[str], _frame: Frame) -> Moment | None:
    high = int(found.group("high"))
    high += 2000 if high < 100 else 0
    return Moment(*found.span(), Grain.YEAR, date(int(found.group("low")), 1, 1), date(high, 12, 31))


def as_year(found: re.Match[str], frame: Frame) -> Moment | None:
    year = int(found.group("plain")) if found.group("plain") else frame.base.year if frame.base else None
    if year is None:
        return undated(found, Grain.YEAR)
    return Moment(*found.span(), Grain.YEAR, date(year, 1, 1), date(year, 12, 31), dated=bool(found.group("plain")))


def as_this_month(found: re.Match[str], frame: Frame) -> Moment | None:
    if frame.base is None:
        return undated(found, Grain.MONTH)
    first = frame.base.replace(day=1)
    return Moment(*found.span(), Grain.MONTH, first, month_end(first.year, first.month))
