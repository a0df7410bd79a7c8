"""Numbers, letters and dashes that open a line."""

import re
from dataclasses import dataclass
from enum import StrEnum


class MarkStyle(StrEnum):
    """How an item is marked."""

    DECIMAL = "decimal"  # 1.  1.1.  2.3.1
    PAREN = "paren"  # 1)  (1)
    LETTER = "letter"  # а)
    ROMAN = "roman"  # IV.
    BULLET = "bullet"  # - – • *


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark of a line and where its own text begins."""

    style: MarkStyle
    parts: tuple[int, ...] = ()  # of a number: 2.3 → (2, 3)
    label: str = ""  # as written, without the closing dot or bracket
    end: int = 0
    certain: bool = True  # False for «1 Провести», «1.1 Провести»: needs a fitting neighbour

    @property
    def depth(self) -> int:
        return len(self.parts) or 1


_DATE = re.compile(
    r"\d{1,2}\.\s?\d{1,2}\.\s?(?:19|20)?\d{2}(?!\d)|\d{1,2}[.:]\d{2}\s*(?:час|ч\b|мин)|"
    r"\d{1,2}:\d{2}"
)
_DECIMAL = re.compile(r"(?:п(?:ункт)?\.?\s{0,2}(?=\d))?(\d{1,4}(?:\.\d{1,3}){0,3})\.(?!\d)\s*(?=\S|$)", re.IGNORECASE)
_NESTED_BARE = re.compile(r"(\d{1,2}(?:\.\d{1,3}){1,3})\.?\s+(?=[А-ЯЁа-яё«\"])")
_NESTED_GLUED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,3})\.?(?=[А-ЯЁ])")
_BARE = re.compile(
    r"(\d{1,2})\s+(?=[А-Яа-яЁё@])(?!(?:январ|феврал|март|апрел|ма[йя]|июн|июл|август|сентябр|октябр|ноябр|декабр|час|мин|год|лет|чел|класс|шт|руб|раз|дн|недел))"
)
_PAREN = re.compile(r"\(?(\d{1,3}(?:\.\d{1,2})*)\)\s*(?=\S)")
_LETTER = re.compile(r"([а-яa-z])\)\s*(?=\S)")
_ROMAN = re.compile(r"([IVX]{1,5})[.)]\s+(?=\S)")
_BULLET = re.compile(r"(?:[-–—−‒―•▪◦●○■□▫➢➤✓✔❖⁃∙·*➡▶►✅☑🔹🔸📌❗⚫⚪]|o(?=\s))\s*(?=[^\s\d-]|\d{1,4}\s|\d{1,2}[.\-])")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10}


def roman(text: str) -> int:
    """The value of a Roman number of I, V and X."""
    total = 0
    for sign, after in zip(text, [*text[1:], ""], strict=True):
        value = _ROMAN_DIGITS[sign]
        total += -value if after and _ROMAN_DIGITS[after] > value else value
    return total


def find_mark(text: str) -> Mark | None:
    """The mark that opens the line, if any. Dates and times («20.09.2024 в …») are no marks."""
    if _DATE.match(text):
        return None
    if found := _DECIMAL.match(text):
        return _numbered(found, MarkStyle.DECIMAL, certain=not _YEAR.match(found.group(1)))
    for pattern, style in ((_NESTED_BARE, MarkStyle.DECIMAL), (_NESTED_GLUED, MarkStyle.DECIMAL)):
        if found := pattern.match(text):
            likely_date = re.fullmatch(r"\d{1,2}\.(?:0\d|1[0-2])", found.group(1)) is not None
            return _numbered(found, style, certain=not likely_date)
    if found := _PAREN.match(text):
        return _numbered(found, MarkStyle.PAREN)
    if found := _LETTER.match(text):
        return Mark(MarkStyle.LETTER, label=found.group(1), end=found.end())
    if found := _ROMAN.match(text):
        return Mark(MarkStyle.ROMAN, (roman(found.group(1)),), found.group(1), found.end())
    if found := _BULLET.match(text):
        return Mark(MarkStyle.BULLET, end=found.end())
    if found := _BARE.match(text):
        return _numbered(found, MarkStyle.DECIMAL, certain=False)
    return None


def find_bullet(text: str) -> bool:
    """Whether the line opens with a dash or another bullet."""
    mark = find_mark(text)
    return mark is not None and mark.style is MarkStyle.BULLET


def _numbered(found: re.Match[str], style: MarkStyle, certain: bool = True) -> Mark | None:
    parts = tuple(int(part) for part in found.group(1).split("."))
    if 0 in parts[:1]:
        return None
    return Mark(style, parts, found.group(1), found.end(), certain)
