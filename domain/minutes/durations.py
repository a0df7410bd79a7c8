"""Deadlines without a calendar date: «постоянно», «ежемесячно до 5 числа», «в 3-дневный срок»."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from domain.minutes.dates import month_end
from domain.minutes.patterns import any_of

AddWorkingDays = Callable[[date, int], date]

_PARTICIPLE = r"(?!\s+\w+(?:[ую]щ|ащ|ящ|вш|ем[ыо]|им[ыо]|нн[ыо])\w*)"
_RECURRENCE: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        (
            "daily",
            r"\bежедневно\b|\bкажд\w+\s+(?:утро|вечер|смен\w+)\b|\bкаждый\s+(?:рабочий\s+)?день\b|\bраз\s+в\s+день\b|\bежесуточно\b",
        ),
        (
            "weekly",
            r"\bеженедельно\b|\b(?:раз|раза)\s+в\s+неделю\b|\bкажд\w+\s+недел\w+|"
            r"\bкажд\w+\s+(?:понедельник|вторник|сред[ауы]|четверг|пятниц[ауы]|суббот[ауы]|воскресень[ея])\b|\bпо\s+(?:понедельник|"
            r"вторник|сред|четверг|пятниц)ам\b",
        ),
        (
            "monthly",
            r"\bежемесячно\b|\bраза?\s+в\s+месяц\b|\bкажд\w+\s+месяц\w*|"
            r"\bчисла\s+(?:текущего\s+)?(?:каждого\s+)?месяца\b|"
            r"\bпомесячно\b|\bдо\s+\d{1,2}(?:-?го)?\s+числа\s+(?:кажд|месяца|отч)",
        ),
        (
            "quarterly",
            r"\bежеквартально\b|\bпоквартально\b|\bраза?\s+в\s+(?:квартал|четверть)\b|\b(?:кажд\w+|"
            r"окончани\w+|итогам)\s+(?:кажд\w+\s+)?(?:квартал|четверт)\w*",
        ),
        (
            "half-yearly",
            r"\bраза?\s+в\s+полугодие\b|\bраз\s+в\s+полгода\b|\bдва\s+раза\s+в\s+(?:учебный\s+)?год\b|"
            r"\b2\s+раза\s+в\s+(?:учебный\s+)?год\b|\bдважды\s+в\s+год\b|\bпо\s+полугодиям\b|"
            r"\bкаждое\s+полугодие\b",
        ),
        (
            "yearly",
            r"\bежегодно\b"
            + _PARTICIPLE
            + r"|\b(?:раз|раза)\s+в\s+(?:учебный\s+)?год\b|\bкаждый\s+(?:учебный\s+)?год\b",
        ),
        (
            "occasional",
            r"\bвремя\s+от\s+времени\b|\bпериодически\b|\bраз\s+в\s+(?:два|три|четыре|пять|"
            r"[2-5])\s+(?:года?|лет)\b",
        ),
    )
)
_HOW_OFTEN = {"дневн": "daily", "недельн": "weekly", "месячн": "monthly", "квартальн": "quarterly", "годн": "yearly"}
_OFTEN = re.compile(rf"\bеже(?P<unit>{'|'.join(_HOW_OFTEN)})(?:[ыоу]\w{{1,2}}|ая)\b", re.IGNORECASE)
_DAY_OF_MONTH = re.compile(
    r"(?:до|к|не\s+позднее|по|каждо\w+)?\s*(\d{1,2})(?:\s?-?го)?(?:-?\s?му)?\s+числ[ауо]", re.IGNORECASE
)
_ONGOING = re.compile(
    r"\bпостоянно\b(?!\s*-?\s*действ)|\bна\s+постоянной\s+основе\b|\bв\s+постоянном\s+режиме\b|"
    r"\bпо\s+мере\s+(?:необходимости|надобности|возникновения)\b|"
    r"\bрегулярно\b"
    + _PARTICIPLE
    + r"|\bсистематически\b"
    + _PARTICIPLE
    + r"|\bна\s+(?:регулярной|системной|систематической)\s+основе\b|"
    r"\bнепрерывно\b|\bбессрочно\b|\bв\s+течение\s+всего\s+(?:периода|срока|времени)|"
    r"\bв\s+ходе\s+(?:всего\s+)?(?:работы|учебного\s+процесса)",
    re.IGNORECASE,
)
_ONGOING_VALUE = re.compile(
    r"\b(?:по|при)\s+(?:необходимости|потребности|надобности)|\bв\s+рабочем\s+порядке|"
    r"\bпостоян\w+|\bвесь\s+период",
    re.IGNORECASE,
)
_AT_ONCE = any_of(
    r"\basap\b",
    r"\bкак\s+можно\s+(?:скорее|быстрее|раньше)\b",
    r"\bнезамедлительно\b",
    r"\bнемедленно\b",
    r"\bбезотлагательно\b",
    r"\bсрочно\b",
    r"\bв\s+(?:самые\s+)?(?:кратчайш|короткие?)\w*\s+срок\w*",
    r"\bзаблаговременно\b",
    r"\bв\s+(?:тот|этот)\s+же\s+день\b",
    r"\bв\s+(?:оперативном|срочном)\s+порядке\b",
)
_EVENT = any_of(
    r"\bпо\s+мере\s+(?:поступления|готовности|выявления|проведения|получения)\b",
    r"\b(?:до|к)\s+начал[ау]\s+[^.;]+",
    r"\bдо\s+(?:особого|отдельного|дальнейшего|специального)\s+(?:распоряжени|указани|решени)\w+",
    r"\b(?:до|к)\s+(?:следующе|очередно)\w+\s+(?:заседани|совещани|педсовет|аппаратн)\w+",
    r"\bко?\s+(?:дню|празднику|началу|концу|окончанию|завершению|приезду|открытию|приёмке|приемке|проверке)\s+(?!\d)[^.;,]+",
    r"\bна\s+(?:следующе|очередно|ближайше)\w+\s+(?:собрани|заседани|совещани|педсовет|планёрк|планерк)\w+",
    r"\b(?:до|к)\s+(?:следующе|ближайше)\w+\s+(?:собрани|педсовет|планёрк|планерк|встреч)\w+",
    r"\bпо\s+(?:выход[уе]|возвращени[ию]|прибыти[ию])\s+(?:с|из|на|в)\s+[^.;,]+",
    r"\b(?:до|не\s+позднее|не\s+позже)\s+(?:\d{1,2}[.:]\d{2}\s*(?:час\w*|ч\.?)?\s*)?(?:предыдущ|следующ|того\s+же)\w*\s+дня",
    r"\bсразу\s+(?:по|после)\s+[^.;,]+",
    r"\bдо\s+(?:полного|окончательного)\s+\w+",
    r"\b(?:до\s+)?конца\s+(?:рабочего\s+)?(?:недели|дня|смены)\b",
    r"(?<!рублей )(?<!раза )(?<!раз )\bв\s+день\s+"
    r"(?!на\b|не\b|по\b|для\b|защиты|знаний|учителя|города|победы|матери|открытых)\w+",
    r"\bв\s+период\s+[^.;,]*каникул\w*",
    r"\bза\s+(?:(?:\d+|\w+)\s+)?(?:рабочих\s+|календарных\s+)?(?:дн\w+|день|недел\w+|месяц\w*|суток)\s+до\s+[^.;,]+",
)
_EVENT_VALUE = any_of(
    r"\bпосле\s+\w+",
    r"\bпо\s+(?:оконч|заверш|итог|факту|результат|поступл|отдельн|утвержд|графику|плану)\w*",
    r"\bсогласно\s+\w+",
    r"\bв\s+соответствии\s+с\s+",
    r"\bв\s+установленн\w+\s+(?:срок|порядк)\w*",
    r"\bк\s+(?:следующ|очередн)\w+",
    r"\bдо\s+(?:момента|проведения|завершения|окончания|дня|отмены|снятия)\b",
    r"\bв\s+(?:дни|период|указанн\w+ срок)\b",
    r"\bна\s+(?:весенн|осенн|зимн|летн)\w+\s+каникул\w+",
    r"\b(?:весенн|осенн|зимн|летн)\w+\s+каникул\w+",
)
_NUMBERS = {
    "од": 1, "дв": 2, "тр": 3, "четыр": 4, "четырех": 4, "пят": 5, "шест": 6, "сем": 7, "восьм": 8, "девят": 9,
    "десят": 10, "четырнадцат": 14, "пятнадцат": 15, "двадцат": 20, "тридцат": 30,
}  # fmt: skip
_COUNT = (
    r"(?P<count>\d{1,3}|од(?:ин|ного|ной)|дв(?:ух|а|е|ое)|тр[её]х|три|четыр[её]х|четыре|пяти|пять|"
    r"шести|семи|восьми|девяти|десяти|четырнадцати|пятнадцати|двадцати|тридцати)"
)
_UNIT = (
    r"(?P<kind>рабоч\w+\s+|календарн\w+\s+|учебн\w+\s+)?(?P<unit>дн(?:я|ей|ь)|день|суток|"
    r"недел[ьюи]\w*|месяц\w*|часов|часа|минут\w*)"
)
_WITHIN = re.compile(
    r"(?:в\s+течени[еи]|не\s+позднее|через|в\s+срок\s+(?:до|не\s+более)|не\s+более)\s*"
    rf"(?:(?:чем\s+(?:через|за)\s+)?(?:{_COUNT})\s*(?:\([^)]*\)\s*)?(?:-?(?:х|ти|"
    rf"и))?\s+)?{_UNIT}(?P<after>[^.;]*)",
    re.IGNORECASE,
)
_BARE_TERM = re.compile(rf"^(?:{_COUNT})\s*(?:\([^)]*\)\s*)?{_UNIT}(?P<after>[^.;]*)", re.IGNORECASE)
_TERM = re.compile(
    r"в\s+(?:(?P<digits>\d{1,2})\s?-?\s?(?:х\s?-?\s?)?(?:ти\s?-?\s?)?|(?P<word>двух|тр[её]х|"
    r"четыр[её]х|пяти|шести|семи|десяти|пятнадцати|двадцати|тридцати)\s?-?\s?)?"
    r"(?P<unit>дневный|недельный|месячный|суточный)\s+срок(?P<after>[^.;]*)",
    re.IGNORECASE,
)
_FROM_MINUTES = re.compile(
    r"^\s*(?:$|[,(]|(?:со|с)\s+(?:дня|момента|даты)\s+(?:его\s+|е[её]\s+|"
    r"настоящ\w+\s+)?(?:подписани|издани|приняти|утверждени|совещани|заседани|"
    r"проведени\w+\s+(?:совещани|заседани)))",
    re.IGNORECASE,
)
_FROM_EVENT = re.compile(
    r"\b(?:со\s+дня|с\s+момента|с\s+даты|после|до\s+начала|от\s+даты|по\s+окончани|до)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Term:
    """A countable stretch: `due` is None where the text does not say from when."""

    start: int
    end: int
    due: date | None


def by_production_calendar(day: date, count: int) -> date:
    """`count` working days after `day` by the production calendar of Russia; loaded when a phrase counts days."""
    from domain.calendar import WorkingCalendar

    return WorkingCalendar().add_working_days(day, count)


def find_recurrence(text: str) -> tuple[str, re.Match[str]] | None:
    """The earliest «ежемесячно», «раз в квартал», … and its code."""
    hits = [(found.start(), name, found) for name, pattern in _RECURRENCE if (found := pattern.search(text))]
    if not hits:
        return None
    named = [hit for hit in hits if not (hit[1] == "monthly" and "числа" in hit[2].group().lower())] or hits
    _, name, found = min(named, key=lambda hit: hit[0])
    return name, found


def find_often(text: str) -> tuple[str, re.Match[str]] | None:
    """«ежемесячные вебинары»: how often, told by an adjective; it counts only beside a verb of a lasting duty."""
    found = _OFTEN.search(text)
    return (_HOW_OFTEN[found.group("unit").lower()], found) if found else None


def day_of_month(text: str) -> int | None:
    """The «5» of «до 5 числа»."""
    found = _DAY_OF_MONTH.search(text)
    return int(found.group(1)) if found and 1 <= int(found.group(1)) <= 31 else None


def find_ongoing(text: str, value: bool) -> re.Match[str] | None:
    """«постоянно» and its kin; with `value` also what means it only after «Срок:»."""
    return _ONGOING.search(text) or (_ONGOING_VALUE.search(text) if value else None)


def find_event(text: str, value: bool) -> re.Match[str] | None:
    """«незамедлительно», «до начала отопительного сезона»: a deadline whose day cannot be counted."""
    return _AT_ONCE.search(text) or _EVENT.search(text) or (_EVENT_VALUE.search(text) if value else None)


def find_term(text: str, base: date | None, add_working_days: AddWorkingDays, value: bool = False) -> Term | None:
    """With `value` also a bare «10 рабочих дней», which means it only after «Срок:».

    «в течение 10 рабочих дней», «в месячный срок»: counted from the minutes unless an event is named."""
    for pattern in (_TERM, _WITHIN, *((_BARE_TERM,) if value else ())):
        if found := pattern.search(text):
            return Term(found.start(), found.start("after"), _due(found, base, add_working_days))
    return None


def _due(found: re.Match[str], base: date | None, add_working_days: AddWorkingDays) -> date | None:
    after = found.group("after")
    if base is None or (_FROM_EVENT.search(after) and not _FROM_MINUTES.match(after)):
        return None
    groups = found.groupdict()
    count = _number(groups.get("count") or groups.get("digits") or groups.get("word") or "")
    unit = found.group("unit").lower()
    if "рабоч" in (groups.get("kind") or "").lower():
        return add_working_days(base, count)
    if unit.startswith("минут"):
        return None
    if unit.startswith("час"):
        return base + timedelta(days=-(-count // 24))
    if unit.startswith("мес"):
        return add_months(base, count)
    return base + timedelta(days=count * (7 if unit.startswith("недел") else 1))


def _number(word: str) -> int:
    word = word.lower().replace("ё", "е")
    if not word:
        return 1
    return int(word) if word.isdigit() else _NUMBERS[max((s for s in _NUMBERS if word.startswith(s)), key=len)]


def add_months(day: date, count: int) -> date:
    """The same day `count` months later, or the last day of that month."""
    month = day.month - 1 + count
    last = month_end(day.year + month // 12, month % 12 + 1)
    return last if day.day > last.day else last.replace(day=day.day)
