"""Words of dates and the numbers they mean: months, days of the week, «третий», the year written or meant."""

import re
from calendar import monthrange
from datetime import date

from domain.minutes.dates import Frame, Grain, Moment

MONTHS = (
    "Январь", "Февраль", "Март", "Апрель", "Май", "Июнь",
    "Июль", "Август", "Сентябрь", "Октябрь", "Ноябрь", "Декабрь",
)  # fmt: skip
MONTHS_OF = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip
MONTH_STEMS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
#: Stems of Monday to Sunday.
WEEKDAYS = ("понедельник", "вторник", "сред", "четверг", "пятниц", "суббот", "воскресень")
_ORDINALS = (
    "перв", "втор", "трет", "четверт", "пят", "шест", "седьм", "восьм", "девят", "десят",
    "одиннадцат", "двенадцат", "тринадцат", "четырнадцат", "пятнадцат", "шестнадцат", "семнадцат", "восемнадцат",
    "девятнадцат", "двадцат",
)  # fmt: skip
_TENS = {"двадцать": 20, "тридцать": 30}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def month_number(word: str) -> int:
    """1 to 12 of a word that begins like a month; «ма» is May but for March."""
    return next(
        at for at, stem in enumerate(MONTH_STEMS, 1) if word.startswith(stem) and (stem != "ма" or word[:3] != "мар")
    )


def part_number(word: str) -> int:
    """Which quarter or half of a year: «II», «3», «второго»."""
    plain = word.replace("ё", "е")
    return _ROMAN.get(word) or next((at for at, stem in enumerate(_ORDINALS, 1) if plain.startswith(stem)), 1)


def day_number(stem: str, tens: str | None) -> int:
    """The day of «двадцать третьего» from its parts; 0 for a word that is no number."""
    named = {**{each: at for at, each in enumerate(_ORDINALS, 1)}, "тридцат": 30}
    return named.get(stem.replace("ё", "е"), 0) + _TENS.get(tens or "", 0)


def year_of(found: re.Match[str], month: int, frame: Frame) -> tuple[int | None, bool]:
    """The year written or meant: a month before the month of the minutes is of the next year."""
    if found.group("year"):
        return int(found.group("year")), True
    if frame.base is None:
        return None, False
    if found.group("this"):
        return frame.base.year, True
    if found.group("next"):
        return frame.base.year + 1, True
    return frame.base.year + (month < frame.base.month), False


def day_of(found: re.Match[str], day: int, month: int, year: int | None, dated: bool) -> Moment | None:
    """A day at the place found; one that the calendar has not is a problem, one that cannot be a date is none."""
    start, end = found.span()
    if not 1 <= month <= 12:
        return None
    if not 1 <= day <= (monthrange(year or 2024, month)[1]):
        possible = day <= 31 or (dated and "." in found.group())
        return Moment(start, end, Grain.DAY, problem="date_impossible", dated=dated) if possible else None
    if year is None:
        return undated(found)
    when = date(year, month, day)
    return Moment(start, end, Grain.DAY, when, when, dated=dated)


def undated(found: re.Match[str], grain: Grain = Grain.DAY, group: str | int = 0) -> Moment:
    """A stretch of time whose year nobody knows."""
    return Moment(*found.span(group), grain, problem="date_no_year", dated=False)


def as_numeric(found: re.Match[str], _frame: Frame) -> Moment | None:
    day, month, year = (int(part) for part in found.groups())
    return day_of(found, day, month, year if year > 99 else year + (1900 if year > 70 else 2000), True)


def as_iso(found: re.Match[str], _frame: Frame) -> Moment | None:
    return day_of(found, int(found.group(3)), int(found.group(2)), int(found.group(1)), True)


def as_short(found: re.Match[str], frame: Frame) -> Moment | None:
    day, month = int(found.group("day")), int(found.group("num"))
    year, dated = year_of(found, month, frame)
    return day_of(found, day, month, year, dated) if day and 1 <= month <= 12 else None


def as_worded(found: re.Match[str], frame: Frame) -> Moment | None:
    month = month_number(found.group("month"))
    year, dated = year_of(found, month, frame)
    if day := found.group("day"):
        return day_of(found, int(day), month, year, dated)
    number = day_number(found.group("word"), found.group("tens"))
    return day_of(found, number, month, year, dated) if number else None
