"""Dates, months, quarters and years in Russian text, as clerks write them: patterns and what they mean."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from domain.minutes.dates import Frame, Grain, Moment, month_end, school_year_of

MONTHS = (
    "Январь",
    "Февраль",
    "Март",
    "Апрель",
    "Май",
    "Июнь",
    "Июль",
    "Август",
    "Сентябрь",
    "Октябрь",
    "Ноябрь",
    "Декабрь",
)
MONTHS_OF = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip
MONTH_STEMS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_MONTH = (
    r"(?:январ[яье]|феврал[яье]|март[аеу]?|апрел[яье]|ма[йяею]|июн[яье]|июл[яье]|август[ае]?|сентябр[яье]|"
    r"октябр[яье]|ноябр[яье]|декабр[яье]|(?:(?<=\d\s)|(?=[а-я]+\.))(?:янв|февр?|мар|апр|авг|сент?|окт|нояб?|дек)\b\.?)(?![а-яё])"
)
_YEAR = (
    r"(?:\s*,?\s*(?:(?P<year>(?:19|20)\d{2})(?!\d|[-–/]\d)(?:\s*(?:года?|году|год|г\b\.?))?"
    r"|(?P<this>(?:т|с|н)\.\s?г\.?(?![а-яё])|тг\b|сг\b|(?:текущего|этого|сего|"
    r"нынешнего)\s+(?:календарного\s+)?года)"
    r"|(?P<next>(?:следующего|будущего)\s+года)))?"
)
_ORDINALS = {
    name: number
    for number, names in enumerate(
        [
            "перв",
            "втор",
            "трет",
            "четверт",
            "пят",
            "шест",
            "седьм",
            "восьм",
            "девят",
            "десят",
            "одиннадцат",
            "двенадцат",
            "тринадцат",
            "четырнадцат",
            "пятнадцат",
            "шестнадцат",
            "семнадцат",
            "восемнадцат",
            "девятнадцат",
            "двадцат",
        ],
        start=1,
    )
    for name in [names]
}
_ORDINAL = r"(?:(?P<tens>двадцать|тридцать)\s+)?(?P<word>[а-яё]+?)(?:ого|ого|ьего|ое|ье|ому)"
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_NTH = (
    r"(?P<nth>iv|i{1,3}|[1-4]|перв\w+|втор\w+|трет\w+|четв[её]рт(?!и\b|ей\b|"
    r"ь\b)\w+)(?:\s?-?\s?(?:й|я|го|ой|ом|м|ый|ая|ую|е|ое))?\s+?"
)
_SCHOOL = r"(?:уч\.?\s*г(?:од\w*|\b\.?)|учебн\w+\s+год\w*|у\.\s?г\.)"
_SPAN = r"(?P<low>20\d{2})\s*[-–—/]\s*(?P<high>(?:20)?\d{2})(?!\d)"


def _month_number(word: str) -> int:
    return next(
        at for at, stem in enumerate(MONTH_STEMS, 1) if word.startswith(stem) and (stem != "ма" or word[:3] != "мар")
    )


def _nth(word: str) -> int:
    return _ROMAN.get(word) or next((n for stem, n in _ORDINALS.items() if word.replace("ё", "е").startswith(stem)), 1)


def _year_of(found: re.Match[str], month: int, frame: Frame) -> tuple[int | None, bool]:
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


def _day(found: re.Match[str], day: int, month: int, year: int | None, dated: bool) -> Moment | None:
    start, end = found.span()
    if not 1 <= month <= 12:
        return None
    if not 1 <= day <= (monthrange(year or 2024, month)[1]):
        possible = day <= 31 or (dated and "." in found.group())
        return Moment(start, end, Grain.DAY, problem="date_impossible", dated=dated) if possible else None
    if year is None:
        return Moment(start, end, Grain.DAY, problem="date_no_year", dated=False)
    when = date(year, month, day)
    return Moment(start, end, Grain.DAY, when, when, dated=dated)


def _numeric(found: re.Match[str], _frame: Frame) -> Moment | None:
    year = int(found.group(3))
    return _day(
        found,
        int(found.group(1)),
        int(found.group(2)),
        year if year > 99 else year + (1900 if year > 70 else 2000),
        True,
    )


def _iso(found: re.Match[str], _frame: Frame) -> Moment | None:
    return _day(found, int(found.group(3)), int(found.group(2)), int(found.group(1)), True)


def _short(found: re.Match[str], frame: Frame) -> Moment | None:
    day, month = int(found.group("day")), int(found.group("num"))
    year, dated = _year_of(found, month, frame)
    return _day(found, day, month, year, dated) if day and 1 <= month <= 12 else None


def _worded(found: re.Match[str], frame: Frame) -> Moment | None:
    month = _month_number(found.group("month"))
    year, dated = _year_of(found, month, frame)
    if day := found.group("day"):
        return _day(found, int(day), month, year, dated)
    number = _ORDINALS.get(found.group("word").replace("ё", "е"), 20 if found.group("word") == "двадцат" else 0)
    if found.group("word") == "тридцат":
        number = 30
    number += {"двадцать": 20, "тридцать": 30}.get(found.group("tens") or "", 0)
    return _day(found, number, month, year, dated) if number else None


_WEEKDAYS = ("понедельник", "вторник", "сред", "четверг", "пятниц", "суббот", "воскресень")


def _weekday(found: re.Match[str], frame: Frame) -> Moment | None:
    """«к пятнице», «в следующий вторник»: the next such day after the minutes."""
    if frame.base is None:
        return Moment(*found.span("day"), Grain.DAY, problem="date_no_year", dated=False)
    wanted = next(at for at, stem in enumerate(_WEEKDAYS) if found.group("day").startswith(stem))
    ahead = (wanted - frame.base.weekday() - 1) % 7 + 1
    if found.group("next"):
        ahead = wanted - frame.base.weekday() + 7
    day = frame.base + timedelta(days=ahead)
    return Moment(*found.span("day"), Grain.DAY, day, day)


def _near(found: re.Match[str], frame: Frame) -> Moment | None:
    """«сегодня», «завтра», «послезавтра»."""
    if frame.base is None:
        return Moment(*found.span(), Grain.DAY, problem="date_no_year", dated=False)
    day = frame.base + timedelta(days=("сегодня", "завтра", "послезавтра").index(found.group()))
    return Moment(*found.span(), Grain.DAY, day, day)


def _new_year(found: re.Match[str], frame: Frame) -> Moment | None:
    """«до Нового года» is its last day."""
    if frame.base is None:
        return Moment(*found.span(), Grain.DAY, problem="date_no_year", dated=False)
    day = date(frame.base.year, 12, 31)
    return Moment(*found.span(), Grain.DAY, day, day)


def _week(found: re.Match[str], frame: Frame) -> Moment | None:
    """«до конца недели», «на следующей неделе»: its Friday."""
    if frame.base is None:
        return Moment(*found.span(), Grain.DAY, problem="date_no_year", dated=False)
    weekend = frame.base.weekday() > 4
    monday = frame.base + timedelta(days=7 * (weekend + bool(found.group("next"))) - frame.base.weekday())
    friday = monday + timedelta(days=4)
    grain = Grain.DAY if found.group("edge") else Grain.RANGE
    return Moment(*found.span(), grain, friday if grain is Grain.DAY else max(monday, frame.base), friday)


def _day_of_month(found: re.Match[str], frame: Frame) -> Moment | None:
    """«до 20-го числа» without a month: the coming one."""
    day = int(found.group("day"))
    if re.search(r"\bеже|\bкажд", found.string):
        return None  # «ежеквартально до 5 числа»
    if frame.base is None:
        return Moment(*found.span(), Grain.DAY, problem="date_no_year", dated=False)
    later = bool(found.group("next")) or (day < frame.base.day and not found.group("this"))
    month = frame.base.month % 12 + 1 if later else frame.base.month
    return _day(found, day, month, frame.base.year + (later and frame.base.month == 12), True)


def _days(found: re.Match[str], frame: Frame) -> Moment | None:
    """«1–10 октября», «с 20 по 29 декабря 2023 года», «10-15.10.2024»."""
    month = int(found.group("num")) if found.group("num") else _month_number(found.group("month"))
    if not 1 <= month <= 12:
        return None
    year, dated = _year_of(found, month, frame)
    last = _day(found, int(found.group("day2")), month, year, dated)
    if last is None or last.last is None or int(found.group("day1")) > last.last.day:
        return replace(last, grain=Grain.RANGE) if last else None
    return replace(last, grain=Grain.RANGE, first=last.last.replace(day=int(found.group("day1"))))


def _month(found: re.Match[str], frame: Frame) -> Moment | None:
    month = _month_number(found.group("month"))
    year, dated = _year_of(found, month, frame)
    start, end = found.span()
    if year is None:
        return Moment(start, end, Grain.MONTH, problem="date_no_year", dated=False)
    return Moment(start, end, Grain.MONTH, date(year, month, 1), month_end(year, month), dated=dated)


def _quarter(found: re.Match[str], frame: Frame) -> Moment | None:
    return _part_of_year(found, frame, Grain.QUARTER, 3)


def _half(found: re.Match[str], frame: Frame) -> Moment | None:
    low = found.group("low")
    if low or found.group("school"):
        year = int(low) if low else school_year_of(frame.base) if frame.base else None
        if year is None:
            return Moment(*found.span(), Grain.HALF, problem="date_no_year", dated=False)
        ends = (date(year, 12, 31), date(year + 1, *frame.school.year_end))
        return Moment(*found.span(), Grain.HALF, last=ends[min(_nth(found.group("nth")), 2) - 1])
    return _part_of_year(found, frame, Grain.HALF, 6)


def _part_of_year(found: re.Match[str], frame: Frame, grain: Grain, months: int) -> Moment | None:
    nth = _nth(found.group("nth"))
    if nth * months > 12:
        return None  # «3 полугодие»
    year, dated = _year_of(found, min(12, nth * months), frame)
    if year is None:
        return Moment(*found.span(), grain, problem="date_no_year", dated=False)
    return Moment(
        *found.span(), grain, date(year, (nth - 1) * months + 1, 1), month_end(year, nth * months), dated=dated
    )


def _school_quarter(found: re.Match[str], frame: Frame) -> Moment | None:
    low = found.group("low")
    year = int(low) if low else school_year_of(frame.base) if frame.base else None
    if year is None:
        return Moment(*found.span(), Grain.SCHOOL_QUARTER, problem="date_no_year", dated=False)
    month, day = frame.school.quarter_ends[_nth(found.group("nth")) - 1]
    last = date(year + (month < 7), month, day)
    return Moment(
        *found.span(), Grain.SCHOOL_QUARTER, last=last, problem="" if frame.school.confirmed else "date_school_quarter"
    )


def _school_year(found: re.Match[str], frame: Frame) -> Moment | None:
    if found.group("begin"):
        return None  # an event: the day is for the official to say
    low = found.group("low")
    year = int(low) if low else school_year_of(frame.base) if frame.base else None
    grain = Grain.SCHOOL_YEAR_END if found.group("edge") else Grain.SCHOOL_YEAR
    if year is None:
        return Moment(*found.span(), grain, problem="date_no_year", dated=False)
    last = date(year + 1, *frame.school.year_end) if found.group("edge") else date(year + 1, 8, 31)
    return Moment(*found.span(), grain, date(year, 9, 1), last, dated=bool(low))


def _years(found: re.Match[str], _frame: Frame) -> Moment | None:
    high = int(found.group("high"))
    high += 2000 if high < 100 else 0
    return Moment(*found.span(), Grain.YEAR, date(int(found.group("low")), 1, 1), date(high, 12, 31))


def _year(found: re.Match[str], frame: Frame) -> Moment | None:
    year = int(found.group("plain")) if found.group("plain") else frame.base.year if frame.base else None
    if year is None:
        return Moment(*found.span(), Grain.YEAR, problem="date_no_year", dated=False)
    return Moment(*found.span(), Grain.YEAR, date(year, 1, 1), date(year, 12, 31), dated=bool(found.group("plain")))


def _this_month(found: re.Match[str], frame: Frame) -> Moment | None:
    if frame.base is None:
        return Moment(*found.span(), Grain.MONTH, problem="date_no_year", dated=False)
    first = frame.base.replace(day=1)
    return Moment(*found.span(), Grain.MONTH, first, month_end(first.year, first.month))


_Builder = Callable[[re.Match[str], Frame], "Moment | None"]
PATTERNS: tuple[tuple[re.Pattern[str], _Builder], ...] = tuple(
    (re.compile(pattern), builder)
    for pattern, builder in (
        (
            r"(?<![\d.])(?:с\s+(?=[«\"]?\d)|(?=[«\"]?\d{1,2}[»\"]?\s*[-–—]))[«\"]?(?P<day1>\d{1,2})(?:-?го)?[»\"]?\s*"
            r"(?:по|до|[-–—])\s*[«\"]?(?P<day2>\d{1,2})"
            rf"(?:-?го)?[»\"]?(?:\s+(?P<month>{_MONTH})|\.(?P<num>\d{{2}})(?:\.(?=\d))?)" + _YEAR,
            _days,
        ),
        (
            rf"(?<![\d.])(?P<day>\d{{1,2}})(?=(?:\s*,\s*\d{{1,2}})*(?:\s*,|\s+и)\s*\d{{1,2}}\s+(?P<month>{_MONTH})"
            + _YEAR
            + ")",
            _worded,
        ),
        (
            r"(?:(?<=до )|(?<=с )|(?<=к )|(?<=в )|(?<=во )|(?<=позднее )|(?<=позже )|(?<=: )|(?<=[–—-] )|^)"
            r"(?:(?P<next>следующ\w+\s+)|(?:ближайш\w+|эт\w+|текущ\w+)\s+)?"
            r"(?P<day>понедельник[ауе]?|вторник[ауе]?|сред[ауые]|четверг[ауе]?|пятниц[аыеу]|суббот[аыеу]|воскресень[еяю])\b"
            r"(?!,?\s*\(?\d{1,2}(?:\.|\s+[а-я]))(?!\s+(?:обитан|обучен|развит|жизн))",
            _weekday,
        ),
        (r"(?<![а-яё-])(?:послезавтра|завтра|сегодня)(?![а-яё-])", _near),
        (r"(?<=до )нового\s+года(?!\w)", _new_year),
        (
            r"(?:(?P<edge>кон(?:ца|цу|це|ец)\s+)|(?<=на )|(?<=в течение )(?=[эст])|(?<=течение )(?=[эст]))"
            r"(?:(?P<next>следующ\w+|будущ\w+)\s+|(?:эт\w+|текущ\w+|рабоч\w+|данн\w+)\s+)?недел[еиюя]\b",
            _week,
        ),
        (
            r"(?<=до )(?P<day>\d{1,2})(?:\s?-?\s?го)?\s+числа(?!\s+(?:кажд|месяца|отч))"
            r"(?:\s+(?:(?P<this>текущего|этого)|(?P<next>следующего))\s+месяца)?",
            _day_of_month,
        ),
        (r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})(?![\d.]\d|\d)(?:\s*(?:года?\b|г\b\.?))?", _numeric),
        (r"(?<!\d)(\d{1,2})/(\d{2})/(20\d{2})(?!\d)", _numeric),
        (r"(?<!\d)(20\d{2})-(\d{2})-(\d{2})(?!\d)", _iso),
        (
            rf"(?<![\d.,])(?:[«\"]\s?)?(?P<day>\d{{1,2}})\s?[»\"]?(?:\s?-?(?:го|ое|е))?\s+(?P<month>{_MONTH})" + _YEAR,
            _worded,
        ),
        (
            rf"(?<![а-яё])(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}}),\s*(?P<year>20\d\d)(?P<this>(?!))?(?P<next>(?!))?",
            _worded,
        ),
        (rf"(?<![а-яё])(?P<day>){_ORDINAL}\s+(?P<month>{_MONTH})" + _YEAR, _worded),
        (
            r"(?<![\d.,№])(?<!№\s)(?<!п\.)(?<!п\.\s)(?<!ст\.)(?<!пункт\s)(?P<day>\d{1,2})\.(?P<num>\d{2})"
            r"(?!\.?\d|\s*(?:%|час|ч\b|мин|руб|тыс|млн))\.?" + _YEAR,
            _short,
        ),
        (_NTH.replace(r"\s+?", r"\s*") + r"(?:квартал\w*|кв\.)" + _YEAR, _quarter),
        (
            _NTH.replace(r"\s+?", r"\s*")
            + rf"полугоди\w+(?:\s+(?:{_SPAN}\s*)?(?P<school>(?:текущего\s+)?{_SCHOOL}))?"
            + _YEAR,
            _half,
        ),
        (
            _NTH.replace(r"\s+?", r"\s*") + rf"(?:учебной\s+)?четверт[ьи](?:\s+(?:{_SPAN}\s*)?{_SCHOOL})?",
            _school_quarter,
        ),
        (
            rf"(?P<edge>кон(?:ца|цу|це|ец)\s+|окончани\w+\s+|завершени\w+\s+)?(?P<begin>начал\w+\s+)?(?:{_SPAN}\s*|(?:текущ|эт|"
            rf"нынешн|нов|наступающ|данн)\w+\s+)?{_SCHOOL}",
            _school_year,
        ),
        (rf"{_SPAN}\s*(?:гг\b\.?|год\w*|г\b\.?)", _years),
        (rf"(?<![а-яё])(?P<month>{_MONTH})" + _YEAR, _month),
        (r"(?<=конца\s)(?:текущего\s|этого\s|сего\s)?месяца\b|(?:текущего|этого|сего)\sмесяца\b", _this_month),
        (
            r"(?<![\d.-])(?P<plain>(?:19|20)\d{2})(?:\s*(?:год[ауе]?м?|г\b\.?)(?![а-яё]))"
            r"|(?:(?:текущ|эт|с|нынешн|календарн)(?:его|ого|ем|ом|ий)\s+(?:календарн\w+\s+)?год[ау]?"
            r"|(?<=конца\s)года|(?<=концу\s)года|(?<=течение\s)(?:всего\s)?года|(?<=течении\s)года|"
            r"(?<=протяжении\s)года"
            r"|(?<![а-яё])т\.\s?г\.?)(?![а-яё])",
            _year,
        ),
    )
)
