"""One figure in a short text: «14», «14 человек», «обучено 6 чел.», «95,5 %», «двадцать один»."""

import re

#: A longer text is a story, not a figure.
LONGEST, MOST_WORDS = 80, 6
#: Words that may stand beside a figure written in words.
MOST_BESIDE = 3

_FIGURE = re.compile(
    r"(?<![\d.,:/№+*-])(?<!№ )(?P<whole>\d{1,3}(?: \d{3})+|\d{1,7})(?:(?P<sign>[.,])(?P<part>\d{1,2}))?"
    r"(?![\d:/*]|[.,]\d|\s*[-–—]\s*\d|-[а-яёa-z]|[а-яёa-z]\b)",
    re.IGNORECASE,
)
#: A figure beside these is a date, a place or a number of something, not an answer.
_NOT_HERE = re.compile(
    r"№|\b(?:январ|феврал|март|апрел|ма[яй]\b|июн|июл|август|сентябр|октябр|ноябр|декабр|год[аеу]?\b|г\.|"
    r"числ[ао]\b|час(?:а|ов|у)?\b|минут|кабинет|каб\.|дом\b|кв\.|класс(?:а|е|у|ом)?\b|пункт|п\.|вопрос|"
    r"приказ|протокол|распоряж|раз\b|раза\b|срок|до\b|от\b|из\b|около\b|примерно\b|больше\b|более\b|менее\b)",
    re.IGNORECASE,
)
_NONE = re.compile(r"^(?:ни\s+одного|ни\s+одной|никого|нисколько)\b", re.IGNORECASE)
_UNITS = {
    "ноль": 0, "нуль": 0, "один": 1, "одна": 1, "одно": 1, "два": 2, "две": 2, "три": 3, "четыре": 4, "пять": 5,
    "шесть": 6, "семь": 7, "восемь": 8, "девять": 9,
}  # fmt: skip
_TEENS = {
    "десять": 10, "одиннадцать": 11, "двенадцать": 12, "тринадцать": 13, "четырнадцать": 14, "пятнадцать": 15,
    "шестнадцать": 16, "семнадцать": 17, "восемнадцать": 18, "девятнадцать": 19,
}  # fmt: skip
_TENS = {
    "двадцать": 20, "тридцать": 30, "сорок": 40, "пятьдесят": 50, "шестьдесят": 60, "семьдесят": 70,
    "восемьдесят": 80, "девяносто": 90,
}  # fmt: skip
_HUNDREDS = {
    "сто": 100, "двести": 200, "триста": 300, "четыреста": 400, "пятьсот": 500, "шестьсот": 600, "семьсот": 700,
    "восемьсот": 800, "девятьсот": 900,
}  # fmt: skip
_WORDS = _UNITS | _TEENS | _TENS | _HUNDREDS


def read_figure(text: str) -> float | None:
    """The one figure a short text gives; None when there is none, more than one, or it may be something else."""
    plain = " ".join(text.split())
    if (
        not plain
        or len(plain) > LONGEST
        or len(plain.split()) > MOST_WORDS + plain.count(" 0")
        or _NOT_HERE.search(plain)
    ):
        return None
    if any(sign.isdigit() for sign in plain):
        return _in_digits(plain)
    return 0.0 if _NONE.match(plain) else _in_words(plain)


def _in_digits(text: str) -> float | None:
    found = _FIGURE.search(text)
    if found is None or any(sign.isdigit() for sign in text[: found.start()] + text[found.end() :]):
        return None
    whole, part = found["whole"], found["part"]
    if found["sign"] == "." and len(part) == 2 and 1 <= int(part) <= 12 and 1 <= int(whole.replace(" ", "")) <= 31:
        return None  # «14.11» is a day
    return float(f"{whole.replace(' ', '')}.{part or 0}")


def _in_words(text: str) -> float | None:
    words = re.findall(r"[а-яё]+", text.lower())
    said = [word for word in words if word in _WORDS]
    if not said or len(words) - len(said) > MOST_BESIDE:
        return None
    start = words.index(said[0])
    if words[start : start + len(said)] != said:
        return None
    total, least = 0, 1000
    for word in said:
        value, room = _WORDS[word], _room(word)
        if room >= least:
            return None  # «пять шесть» is two figures
        total, least = total + value, room
    return float(total)


def _room(word: str) -> int:
    """Which place of the number a word fills; a teen fills the last two."""
    if word in _HUNDREDS:
        return 100
    return 10 if word in _TENS else 1
