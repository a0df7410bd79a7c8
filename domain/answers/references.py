"""Requisites of a document: «приказ № 45-о от 02.10.2023», «№ 2 от 14.11», «пр. 45-о от 2 октября»."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

#: A year that is not written is that of the last such day, when it is not longer ago than this.
REACH = timedelta(days=300)
OLDEST = 1990
#: So many letters beside the requisites make it a text of its own.
MUCH = 30

_KINDS = {
    "приказ": r"приказ\w*|пр\.(?=\s*[№\d])",
    "протокол": r"протокол\w*|прот\.",
    "распоряжение": r"распоряжени\w*|расп\.",
    "постановление": r"постановлени\w*|пост\.",
    "положение": r"положени\w*",
    "решение": r"решени\w*",
    "договор": r"договор\w*|дог\.",
    "соглашение": r"соглашени\w*",
    "справка": r"справк\w*",
    "акт": r"акт\w{0,2}",
    "план": r"план\w{0,2}",
    "письмо": r"письм\w*",
    "удостоверение": r"удостоверени\w*|удост\.",
    "диплом": r"диплом\w*",
    "свидетельство": r"свидетельств\w*",
    "сертификат": r"сертификат\w*",
    "заявка": r"заявк\w*",
    "отчёт": r"отч[её]т\w*",
}
_KIND = re.compile(
    r"\b(?:" + "|".join(f"(?P<k{n}>{stem})" for n, stem in enumerate(_KINDS.values())) + ")", re.IGNORECASE
)
_NUMBER = (
    r"(?:[а-яёa-z]{1,3}[-/])?\d{1,7}(?:[-/.]\d{1,6}){0,3}(?:\s?[-/]\s?[а-яёa-z]{1,4}|[а-яёa-z])?"
    r"(?:[-/]\d{1,4})?(?![\w])"
)
_SIGNED = re.compile(rf"(?:№\s*|\bN\s*|\bномер\s+)(?P<number>{_NUMBER}|б/н)", re.IGNORECASE)
_BARE = re.compile(rf"(?<![\w.,/-])(?P<number>{_NUMBER}|б/н)", re.IGNORECASE)
_MONTHS = ("январ", "феврал", "март", "апрел", "ма[яй]", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр")
_DAY = re.compile(
    r"(?P<from>\bот\s+)?[«\"]?(?<![\d.])(?:(?P<day>\d{1,2})[./](?P<month>\d{1,2})(?:[./](?P<year>\d{4}|\d{2}))?(?![\d/]|\.\d)"
    r"|(?P<wday>\d{1,2})[»\"]?\s+(?P<wmonth>" + "|".join(f"{m}[а-я]*" for m in _MONTHS) + r")"
    r"(?:\s+(?P<wyear>\d{4}|\d{2}(?=\s*г)))?)(?:\s*г(?:ода|\.)?(?![а-яё]))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reference:
    """What names a document. `day` None: not written, or its year cannot be known; `more`: other words stand beside."""

    kind: str  # «приказ», «протокол ШМО»; "" when not written
    number: str
    day: date | None
    more: bool = False

    @property
    def name(self) -> str:
        """«приказ № 45-о», «№ 2», «приказ б/н»: what is kept, beside the day."""
        number = self.number if self.number == "б/н" else f"№ {self.number}"
        return f"{self.kind} {number}".strip()


def read_reference(text: str, today: date) -> Reference | None:
    """The requisites in a text; None without a number or when nothing says that a document is meant.

    A year not written comes from the present: the last such day that is not too long ago; a day ahead is none.
    """
    plain = " ".join(text.split())
    dated = _date_in(plain)
    rest = (plain[: dated.start()] + " | " + plain[dated.end() :]) if dated else plain
    day = _day_of(dated, today) if dated else None
    kind = _KIND.search(rest)
    if kind:
        return _of_kind(rest, kind, day)
    signed = _SIGNED.search(rest)
    if signed:
        beside = rest[: signed.start()] + rest[signed.end() :]
        return (
            Reference("", _number(signed), day, _letters(beside) > MUCH) if dated or _letters(beside) < MUCH else None
        )
    bare = _BARE.fullmatch(rest.replace("|", "").strip(" .,;"))
    return Reference("", _number(bare), day) if bare and dated and dated["from"] else None


def read_day(text: str, today: date) -> date | None:
    """A message that is only the date missing in the one before: «02.10.2023», «от 2 октября»."""
    plain = " ".join(text.split()).strip(" .,")
    found = _DAY.match(plain)
    return _day_of(found, today) if found and found.end() >= len(plain) else None


def _date_in(text: str) -> re.Match[str] | None:
    """The date after «от», else the last one."""
    found = list(_DAY.finditer(text))
    return next((each for each in found if each["from"]), found[-1] if found else None)


def _of_kind(text: str, kind: re.Match[str], day: date | None) -> Reference | None:
    after = text[kind.end() :]
    found = _SIGNED.search(after) or _BARE.search(after)
    if found is None or len(after[: found.start()].replace("|", "").split()) > 6:
        return None
    name = next(canon for n, canon in enumerate(_KINDS) if kind[f"k{n}"])
    middle = " ".join(after[: found.start()].replace("|", " ").split()).strip(" ,.:")
    beside = text[: kind.start()] + after[found.end() :]
    return Reference(f"{name} {middle}".strip(), _number(found), day, _letters(beside) > MUCH)


def _number(found: re.Match[str]) -> str:
    """«45 - о» → «45-о», «Б/Н» → «б/н»."""
    written = re.sub(r"\s*([-/])\s*", r"\1", found["number"])
    return written.lower() if written.lower() == "б/н" else written


def _letters(text: str) -> int:
    return sum(sign.isalpha() for sign in text)


def _day_of(found: re.Match[str], today: date) -> date | None:
    month = int(found["month"]) if found["month"] else _month(found["wmonth"])
    number, written = int(found["day"] or found["wday"]), found["year"] or found["wyear"]
    if written:
        year = int(written) + (2000 if len(written) == 2 else 0)
        day = _date(year, month, number)
        return day if day and year >= OLDEST and day <= today else None
    past = (_date(today.year - back, month, number) for back in (0, 1))
    last = next((day for day in past if day and day <= today), None)
    return last if last and today - last <= REACH else None


def _month(word: str) -> int:
    return next(n for n, stem in enumerate(_MONTHS, 1) if re.match(stem, word, re.IGNORECASE))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
