"""Russian words of a phrase: tokens without quotes and persons, and stems that forget the case."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from domain.registry.names import abbreviate_form, fold

PERSON = "&"
BRACKETS = frozenset({"(", ")", ":"})
SEPARATORS = frozenset({",", ";", "/", "и", "также"})

_ENDINGS = re.compile(
    r"(?:иями|иях|иям|ией|ием|ия|ии|ию|ие|ий|ыми|ими|ого|его|ому|ему|ами|ями|ах|ях|ам|ям|ов|ев|ей|ой|ый|ая|яя|ую|юю"
    r"|ое|ее|ые|ых|их|ым|им|ом|ем|ью|а|я|о|е|у|ю|ы|и|ь|й)$"
)
LEGAL_FORM = re.compile(r"[мгчно][бкаг]?д?оу|[мгчно][бка]?у|ано|ооо")
_SHORTEST_REFLEXIVE = 7  # letters: «являющимся»
_SPELLINGS = (
    (r"\bд\s*/\s*с(?:ад\w*)?\b", "детский сад"),
    (r"\bо\s*\(\s*с\s*\)\s*ош\b", "осош"),
    (r"\b(?:метод\.?\s*|мет)кабинет", "методический кабинет"),
    (r"\bметодцентр", "методический центр"),
    (r"\bдетсад", "детский сад"),
    (r"\b(?:и|в)\.\s?о\.\s*|\bврио\b", " "),
    (r"\bзам\.", "заместитель "),
    (r"\b(?:зав|завед)\.", "заведующий "),
    (r"\bрук\.", "руководитель "),
    (r"\bдоп\.\s*образовани", "дополнительного образовани"),
    (r"\bим\.|\bимени\b", "им "),
    (r"\(по согласованию\)|\(далее\b[^)]*\)", " "),
)
_TOKEN = re.compile(r"\d+|[a-zа-я]+|[,;/&:()]|(?<=\d)\s*[-–—]\s*(?=(?:№\s*)?\d)")

_SURNAME = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_INITIALS = r"[А-ЯЁ]\.\s?(?:[А-ЯЁ]\b\.?)?"
_PERSON = re.compile(
    rf"{_SURNAME}\s+{_INITIALS}|{_INITIALS}\s?{_SURNAME}"
    rf"|{_SURNAME}\s+[А-ЯЁ][а-яё]+\s+[А-ЯЁ][а-яё]+(?:вич|вича|вичу|вичем|вна|вны|вне|вну|вной)\b"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or mark. `text` is folded (ё as е, Latin look-alikes as Cyrillic); marks stem to themselves."""

    text: str
    stem: str

    @property
    def is_word(self) -> bool:
        return self.text[0].isalpha()

    @property
    def is_number(self) -> bool:
        return self.text[0].isdigit()


@lru_cache(maxsize=4096)
def tokens(phrase: str) -> tuple[Token, ...]:
    """The tokens of a phrase; quotes, «№» and dashes go, a person with initials becomes one token `PERSON`."""
    text = abbreviate_form(fold(_hide_persons(phrase)))
    for pattern, plain in _SPELLINGS:
        text = re.sub(pattern, plain, text)
    found = (match.group().strip() for match in _TOKEN.finditer(text))
    return tuple(Token(word, stem(word)) for word in found)


def stems(phrase: str) -> tuple[str, ...]:
    """The stems of words and numbers of a name, marks left out."""
    return tuple(token.stem for token in tokens(phrase) if token.is_word or token.is_number)


def stem(word: str) -> str:
    """`word` without its case ending: «Берёзовской» and «Берёзовская» agree, «Теремка» and «Теремок» too."""
    if word.startswith("лице"):
        return "лице"
    if len(word) < 4 or word == "моуо" or LEGAL_FORM.fullmatch(word):
        return word
    cut = _cut(word.removesuffix("ся") if len(word) > _SHORTEST_REFLEXIVE else word)
    if cut.endswith(("ов", "ев")):
        cut = _cut(cut)
    return re.sub(r"(?<=\w\w)(?:[ое]к|ьк)$", "к", cut)


def near(word: str, known: Iterable[str]) -> str | None:
    """The one known stem a single slip away from `word`, with the same first letter; None when none or several.

    A longer word with the same beginning («районный», «район») is another word, not a slip, and so is the
    village beside its adjective («Михайловка», «Михайловская»).
    """
    from rapidfuzz.distance import OSA

    slips = {
        other
        for other in known
        if other[0] == word[0]
        and OSA.distance(word, other, score_cutoff=1) <= 1
        and not (other.startswith(word) or word.startswith(other))
        and other.removesuffix("ск") != word.removesuffix("к")
    }
    return slips.pop() if len(slips) == 1 else None


def _cut(word: str) -> str:
    ending = _ENDINGS.search(word)
    while ending is not None and len(word) - len(ending.group()) < 3:
        ending = _ENDINGS.search(word, ending.start() + 1)
    return word if ending is None else word[: ending.start()]


def _hide_persons(phrase: str) -> str:
    """Persons become marks, except the one a school is named after: of that one the surname stays."""
    parts: list[str] = []
    last = 0
    for found in _PERSON.finditer(phrase):
        before = phrase[last : found.start()]
        parts.append(before)
        honoured = re.search(r"\b(?:имени|им\.)[^,;()]*$", "".join(parts), re.IGNORECASE)
        parts.append(re.sub(r"\b[А-ЯЁ]\b\.?", " ", found.group()) if honoured else f" {PERSON} ")
        last = found.end()
    return "".join(parts) + phrase[last:]
