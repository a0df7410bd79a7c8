"""Small facts about Russian words that every step of the reader shares."""

import re
from collections.abc import Iterator
from functools import lru_cache

from domain.minutes.grammar import is_infinitive

_TWINS = str.maketrans("ABCEHKMOPTXYaceopxyk", "АВСЕНКМОРТХУасеорхук")
_WORD = re.compile(r"[A-Za-zА-Яа-яЁё]+")
_CYRILLIC = re.compile(r"[А-Яа-яЁё]")
_LATIN_INITIAL = re.compile(r"\b[ABCEHKMOPTXY](?=\.\s?[А-ЯЁ]\.)|(?<=[А-ЯЁ]\.)[ABCEHKMOPTXY](?=\.)")
_SPACED = re.compile(r"(?<![А-ЯЁа-яё])(?:[А-ЯЁа-яё] ){4,}[А-ЯЁа-яё](?![А-ЯЁа-яё])")
_ROMAN = frozenset("IVXLCDM")

INITIALS = r"[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.?)?"
SURNAME = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
PERSON = re.compile(
    rf"{SURNAME}\s{INITIALS}(?![а-яё])|[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?\s?{SURNAME}|"
    rf"{SURNAME}\s[А-ЯЁ][а-яё]+\s[А-ЯЁ][а-яё]+(?:вич|вна|вны|вне|вну|вича|вичу|вной|вичем|ична|"
    r"ичны|ичне|ичну)\b"
)


def mend_letters(text: str) -> str:
    """Latin twins of Russian letters inside Russian words, and letters typed with spaces between."""
    if _SPACED.search(text):
        text = _SPACED.sub(lambda found: found.group().replace(" ", ""), text)
    if text.isascii() and not _CYRILLIC.search(text):
        return text
    return _LATIN_INITIAL.sub(_twin, _WORD.sub(_mend, text))


def _mend(found: re.Match[str]) -> str:
    word = found.group()
    if word.isascii():
        shared = len(word) > 1 and not set(word.upper()) <= _ROMAN
        return _as_russian(word) if shared and word.isupper() else word
    return word if not re.search("[A-Za-z]", word) else _as_russian(word)


def _as_russian(word: str) -> str:
    turned = word.translate(_TWINS)
    return word if re.search("[A-Za-z]", turned) else turned


def _twin(found: re.Match[str]) -> str:
    return found.group().translate(_TWINS)


@lru_cache(maxsize=2048)
def outside(text: str) -> tuple[bool, ...]:
    """For each character: whether it stands outside brackets and quotation marks.

    Quotation marks are flat: «Детский сад «Ромашка» opens twice and closes once.
    """
    mask: list[bool] = []
    depth, quoted = 0, False
    for char in text:
        if char in "([":
            depth += 1
        mask.append(depth == 0 and not quoted and char not in ")]»”")
        if char in ")]":
            depth = max(0, depth - 1)
        elif char == '"':
            quoted = not quoted
        elif char in "«„":
            quoted = True
        elif char in "»”“":
            quoted = False
    return tuple(mask)


def first_word(text: str) -> str:
    """The first word as it stands, "" when there is none."""
    return next(iter(text.split(maxsplit=1)), "")


def open_words(text: str) -> Iterator[re.Match[str]]:
    """Words outside brackets and quotation marks, in order."""
    mask = outside(text)
    return (found for found in re.finditer(r"[^\W_]+(?:-[^\W_]+)*", text) if mask[found.start()])


def first_infinitive(text: str, start: int = 0) -> re.Match[str] | None:
    """The first verb in its plain form outside brackets and quotes at or after `start`."""
    for found in open_words(text):
        if found.start() >= start and is_infinitive(found.group()):
            return found
    return None


def split_outside(text: str, separators: str) -> list[str]:
    """Pieces between separator characters that stand outside brackets and quotation marks."""
    pieces, last = [], 0
    for at, free in enumerate(outside(text)):
        if free and text[at] in separators:
            pieces.append(text[last:at])
            last = at + 1
    return [*pieces, text[last:]]


#: Between two sentences: not after an initial or a short word («г.», «ул.»).
SENTENCE_END = re.compile(r"(?<=[а-яё)»\d][.!?;])\s+(?=[А-ЯЁ«])")
#: All brackets but those that say which of them: such a one stays with its party until the registry has resolved it.
_BRACKETS = re.compile(r"\((?!кроме|за\s+исключением|исключая|только|№|\d)[^()]*\)", re.IGNORECASE)


def without_asides(phrase: str) -> str:
    """The phrase without brackets, but for those that say which of them («кроме вечерних»)."""
    return _BRACKETS.sub(" ", phrase)


def without_names(text: str) -> str:
    """The phrase without people's names and without brackets, but for those that say which of them."""
    bare = PERSON.sub(" ", without_asides(text))
    return re.sub(r"\s+", " ", bare).strip(" ,;:.–—-")
