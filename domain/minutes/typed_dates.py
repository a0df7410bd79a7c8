"""A date that a person types in the chat, by the grammar of times that reads documents.

What a clerk writes and a phone does otherwise («15,10», «15 окт», «3.5») is first spelt as a document would spell it.
What is found must account for every word; a longer stretch of time means its last day, as a deadline does.
"""

import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from domain.errors import WrongInput
from domain.minutes.date_words import MONTH_STEMS, MONTHS_OF, WEEKDAYS, month_number
from domain.minutes.dates import Frame, Grain, Moment, SchoolCalendar, month_end
from domain.minutes.durations import AddWorkingDays, by_production_calendar, find_term
from domain.minutes.moments import find_moments


class Wanted(StrEnum):
    """Which dates are asked for."""

    COMING = "coming"  # a deadline: from today
    GONE = "gone"  # something that has happened: up to today
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a typed date is read against. «на 5 дней» counts from `since` (the date to be moved), else from today."""

    today: date
    wanted: Wanted = Wanted.COMING
    since: date | None = None
    school: SchoolCalendar = field(default_factory=SchoolCalendar)
    add_working_days: AddWorkingDays = by_production_calendar


#: No date takes more letters.
LONGEST = 80
#: How a date is typed → how a document has it, in this order.
_SPELLINGS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), spelling)
    for pattern, spelling in (
        (r"[\s\u00a0]+", " "),
        (r"^(?:с?рок|дата)\s*[:–—-]?\s+", ""),
        (r"(?<=\d)(?=[а-я])", " "),
        (r"^(\d{1,2})[ -](\d{1,2})(?:[ -](\d{4}|\d{2}))?$", r"\1.\2.\3"),
        (r"(?<![\d.,/])(\d{1,2}) ?[.,/] ?(\d{1,2})(?: ?[.,/] ?(\d{4}|\d{2}))?(?![.,/]?\d)", r"\1.\2.\3"),
        (r"(?<!\d)(\d{1,2})\.(\d)\.", r"\1.0\2."),
        (r"(?<!\d)(\d{1,2}\.\d{2})\.(?!\d)", r"\1"),
        (r"^(?:до |к )?(\d{1,2}) ?-? ?(?:го|му|е|числ[ауо])(?: числ[ауо])?$", r"до \1 числа"),
        (r"\bкон(?:ец|цу|це)\b", "конца"),
        (r"\bкв\b\.?", "квартал"),
        (r"\b(?:след|сл)\b\.?", "следующей"),
        (r"^(?:на |к )?(следующ|эт)(?:ая|ей|а|у|ую) недел[яеию]$", r"на \1ей неделе"),
        (r"^((?:ещ[её] )?(?:\d+ )?)(?:неделя|недельк[ау])$|\bнедельку\b", r"\1неделю"),
    )
)
_FILLERS = re.compile(
    r"\b(?:до|к|ко|по|на|в|во|не|позднее|позже|числа|года?|г|включительно|конца|следующ\w+|ближайш\w+|эт\w+|текущ\w+|пожалуйста|прошу|просим|можно|давайте|"
    r"продлить|продлите|перенести|перенесите)\b|[ .,:;!?()«»\"–—-]"
)
_WEEKDAY = re.compile(rf"\b({'|'.join(WEEKDAYS)})[а-я]*|\b(пн|вт|ср|чт|пт|сб|вс)\b")
_SHORT_WEEKDAYS = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")
_AGO = re.compile(r"(позавчера|вчера)|(?:(\d{1,3}) )?(дн\w+|день|недел\w+) назад")
_LENGTHEN = re.compile(r"^(?:[а-я]+ )?(?:(?:ещ[её] )?на |ещ[её] |\+ ?|плюс )(?=[а-яё\d])")
_COUNTED = re.compile(r"\b(?:дн\w*|день|сут\w+|недел\w+|месяц\w*)\b")
_DAY_AND_MONTH = re.compile(
    rf"(?<![\d.])(\d{{1,2}})(?:\.(\d{{2}})(?!\d)| (?:числа )?({'|'.join(MONTH_STEMS)})[а-я]*)\.?(?: ?(20\d\d))?"
)
_STRETCHES = frozenset({Grain.MONTH, Grain.QUARTER, Grain.HALF, Grain.SCHOOL_QUARTER, Grain.SCHOOL_YEAR_END})
_READABLE = frozenset({"", "date_year_unsure", "date_school_quarter", "date_outside"})


def parse_typed_date(text: str, asked: Asked) -> date:
    """The one date meant by «до пятницы», «15,10», «через неделю», «конец месяца», «I квартал», «завтра».

    A missing year is the coming one, or the last one when what is gone is wanted. Raises WrongInput:
    "date_unreadable" (typed), "date_several", "date_impossible" (month, days, year), "date_past" (date),
    "date_far" (date), "day_ahead" (day).
    """
    if len(text) > LONGEST:
        raise WrongInput("date_unreadable", typed=text)
    plain = _spelt(text, asked.today)
    day = _counted(plain, asked) or _ago(plain, asked) or _named(plain, text, asked)
    return _within(day, asked)


def _spelt(text: str, today: date) -> str:
    plain = text.strip().lower().rstrip(" .!")
    for pattern, spelling in _SPELLINGS:
        plain = pattern.sub(spelling, plain).strip()
    plain = re.sub(r"\bконца (?:эт\w+ |текущ\w+ )?дня\b", "сегодня", plain)
    plain = re.sub(r"\bконца (?:эт\w+ |текущ\w+ )?месяца\b", "конца этого месяца", plain)
    plain = re.sub(r"\bконца (?:эт\w+ |текущ\w+ )?квартала\b", f"{(today.month + 2) // 3} квартал", plain)
    plain = re.sub(r"\bконца (?:эт\w+ |текущ\w+ )?полугодия\b", f"{(today.month + 5) // 6} полугодие", plain)
    following = month_end(today.year, today.month) + timedelta(days=1)
    return re.sub(r"\bследующ\w+ месяц\w*", f"{MONTHS_OF[following.month - 1]} {following.year}", plain)


def _counted(plain: str, asked: Asked) -> date | None:
    """«через 3 дня» from today, «на 5 дней» from the date that is moved."""
    if not _COUNTED.search(plain) or plain == "через день":
        return None
    lengthened = _LENGTHEN.match(plain)
    rest = plain[lengthened.end() :] if lengthened else re.sub(r"^(?:до|срок) (?=через)", "", plain)
    rest = re.sub(r"^(?=(?:рабочий |календарный )?(?:недел|месяц|день))", "1 ", rest)
    base = (asked.since or asked.today) if lengthened else asked.today
    term = find_term(rest, base, asked.add_working_days, value=True)
    if term is None or term.start or term.due is None or rest[term.end :].strip():
        return None
    return term.due


def _ago(plain: str, asked: Asked) -> date | None:
    found = _AGO.fullmatch(plain) if asked.wanted is not Wanted.COMING else None
    if found is None:
        return None
    near, count, unit = found.groups()
    days = {"вчера": 1, "позавчера": 2}.get(near) or int(count or 1) * (7 if unit.startswith("недел") else 1)
    return asked.today - timedelta(days=days)


def _named(plain: str, typed: str, asked: Asked) -> date:
    """A day or a longer stretch that the words name. Raises as `parse_typed_date`."""
    _check_possible(plain, asked.today)
    found = find_moments(
        re.sub(rf"\b(?:{'|'.join(_SHORT_WEEKDAYS)})\b", _weekday_of, plain), Frame(asked.today, asked.school)
    )
    if len(found) > 1 or (len(found) == 1 and found[0].grain is Grain.RANGE and "недел" not in plain):
        raise WrongInput("date_several")
    last = found[0].last if found else None
    if not found or last is None or found[0].problem not in _READABLE or not _is_whole(plain, found[0], last):
        raise WrongInput("date_unreadable", typed=typed)
    return _of_year(found[0], last, plain, asked)


def _weekday_of(found: re.Match[str]) -> str:
    return ("понедельник", "вторник", "среду", "четверг", "пятницу", "субботу", "воскресенье")[
        _SHORT_WEEKDAYS.index(found.group())
    ]


def _is_whole(plain: str, moment: Moment, last: date) -> bool:
    """Nothing is left but small words and the right day of the week; a year or a month alone says too little."""
    rest = plain[: moment.start] + " " + plain[moment.end :]
    for day in _WEEKDAY.finditer(rest):
        name = day.group(1) or WEEKDAYS[_SHORT_WEEKDAYS.index(day.group(2))]
        if name != WEEKDAYS[last.weekday()]:
            return False
    if _FILLERS.sub("", _WEEKDAY.sub("", rest)):
        return False
    if moment.grain is Grain.YEAR:
        return "конца" in plain
    return moment.grain in _STRETCHES or moment.grain in {Grain.DAY, Grain.RANGE}


def _of_year(moment: Moment, last: date, plain: str, asked: Asked) -> date:
    """A missing year settled: the nearest such day ahead, or behind."""
    if asked.wanted is Wanted.GONE:
        if moment.grain is not Grain.DAY:
            raise WrongInput("date_several")
        if last > asked.today and _WEEKDAY.match(plain.removeprefix("в ").removeprefix("во ")):
            return last - timedelta(days=7)
        return _in_year(last, last.year - 1) if last > asked.today and not moment.dated else last
    if not moment.dated and last < asked.today and asked.wanted is Wanted.COMING:
        return _in_year(last, last.year + 1)
    return last


def _in_year(day: date, year: int) -> date:
    return day.replace(year=year, day=min(day.day, monthrange(year, day.month)[1]))


def _check_possible(plain: str, today: date) -> None:
    """«31.11», «32 декабря»: said how many days there are. Raises WrongInput("date_impossible")."""
    found = _DAY_AND_MONTH.search(plain)
    if found is None:
        return
    day, number = int(found.group(1)), found.group(2)
    month = int(number) if number else month_number(plain[found.start(3) :])
    if not 1 <= month <= 12:
        return
    year = int(found.group(4)) if found.group(4) else today.year + (month < today.month)
    days = monthrange(year, month)[1]
    if not 1 <= day <= days:
        raise WrongInput("date_impossible", month=month, days=days, year=year)


def _within(day: date, asked: Asked) -> date:
    if asked.wanted is Wanted.COMING and day < asked.today:
        raise WrongInput("date_past", date=day)
    if asked.wanted is Wanted.GONE and day > asked.today:
        raise WrongInput("day_ahead", day=day)
    if asked.wanted is not Wanted.GONE and day.year > asked.today.year + 5:
        raise WrongInput("date_far", date=day)
    return day
