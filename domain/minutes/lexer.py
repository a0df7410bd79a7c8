"""Text → lexemes: words, numbers, marks; what stands in quotes or brackets is one lexeme, a person's name too."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from domain.minutes.words import PERSON


class Kind(Enum):
    """What a lexeme is."""

    WORD = "word"
    ACRONYM = "acronym"  # written in capitals
    NUMBER = "number"
    NUMBER_SIGN = "№"
    PERSON = "person"  # surname and initials or a full name
    QUOTED = "quoted"
    BRACKETS = "brackets"
    SIGN = "sign"


@dataclass(frozen=True, slots=True)
class Lexeme:
    """text[start:end] of the source."""

    kind: Kind
    text: str
    start: int
    end: int

    @property
    def low(self) -> str:
        return self.text.lower()


_PIECES = re.compile(
    rf"(?P<person>{PERSON.pattern})"
    r"|(?P<acronym>д/с(?![а-яё])|[А-ЯЁ]{2,}(?![а-яё]{3})[А-ЯЁа-яё]{0,3}(?:-[А-ЯЁ]+)*(?![А-ЯЁа-яё])|[А-ЯЁ]\([А-ЯЁ]\)[А-ЯЁ]+|[А-ЯЁ]+[а-яё]{1,2}[А-ЯЁ]+)"
    r"|(?P<word>[A-Za-zА-Яа-яЁё]+(?:\([а-яё]+\))?(?:-[A-Za-zА-Яа-яЁё]+)*\.?(?<![а-яё]{4}\.))"
    r"|(?P<number_sign>№№?|N(?=\s?\d))"
    r"|(?P<number>\d+(?:[.:/]\d+)*(?:\s?[-–—]\s?\d+(?:[.:/]\d+)*)?(?:-?[а-яА-Я]{1,3}(?![а-яА-Я]))?)"
    r"|(?P<sign>\S)"
)
_CLOSING = {"(": ")", "[": "]", "«": "»", "„": "“", "“": "”", '"': '"'}


@lru_cache(maxsize=4096)
def lexemes(text: str) -> tuple[Lexeme, ...]:
    """All lexemes of a text in order."""
    return tuple(_read(text))


def _read(text: str) -> Iterator[Lexeme]:
    at = 0
    while at < len(text):
        found = _PIECES.match(text, at)
        if found is None:
            at += 1  # a space
            continue
        closing = _CLOSING.get(text[at])
        end = _closed(text, at, closing) if closing else -1
        if end > 0:
            yield Lexeme(Kind.BRACKETS if text[at] in "([" else Kind.QUOTED, text[at:end], at, end)
            at = end
            continue
        yield Lexeme(Kind[(found.lastgroup or "sign").upper()], found.group(), at, found.end())
        at = found.end()


def _closed(text: str, at: int, closing: str) -> int:
    """Where the bracket or quotation opened at `at` ends; quotation marks are often opened twice and closed once."""
    if closing == ")":
        depth = 0
        for place in range(at, min(len(text), at + 600)):
            depth += (text[place] == "(") - (text[place] == ")")
            if depth == 0:
                return place + 1
        return -1
    end = text.find(closing, at + 1, at + 300)
    while closing == '"' and end > 0 and text[end + 1 : end + 2].isalpha() and text[end - 1] == " ":
        end = text.find(closing, end + 1, at + 300)  # «"Центр "Очаг"»: opened twice, closed once
    return end + 1 if end > 0 else -1
