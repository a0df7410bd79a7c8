"""Who must act, named behind the order: «возложить на …», closing brackets, a closing dash, names alone."""

import re

from domain.minutes.dates import Frame
from domain.minutes.moments import without_moments
from domain.minutes.noun_phrase import party_phrase
from domain.minutes.parties import Case, names_only, opening_case
from domain.minutes.words import PERSON, first_infinitive

_SCHOOL = re.compile(r"\b(?:СОШ|ООШ|НОШ|СШ|ОШ|школа|гимназия|лицей|детский сад|д/с)\b", re.IGNORECASE)


def entrusted_party(text: str) -> str | None:
    """«контроль … возложить на X», «возложить на X ответственность»: X."""
    verb = re.search(r"\bвозл(?:ожить|агается|агаю|ожен[оа]?)\b", text, re.IGNORECASE)
    if verb is None:
        return None
    named: list[str] = []
    for found in re.finditer(r"\bна\s+", text[verb.end() :], re.IGNORECASE):
        start = verb.end() + found.end()
        more = PERSON.match(text, start) is not None or not named
        if more and opening_case(text[start:]) is not None and (opened := party_phrase(text, start, len(text))):
            named.append(opened.phrase.rstrip("."))
    return ", ".join(named) or None


def closing_party(text: str, frame: Frame) -> str | None:
    """Names or organisations in closing brackets, in a sentence of their own, or after a closing dash."""
    if "\n" in text:
        return None
    bracket = re.search(r"\(([^()]+)\)\s*[–—-]?\s*(?P<tail>[^()]*)$", text)
    last = bracket.group(1) if bracket and _only_time(bracket.group("tail"), frame) else ""
    if last and all_parties(last):
        return last
    if (alone := _NAMES_ALONE.search(text)) and names_only(alone.group("names")):
        return alone.group("names")
    dash = re.search(r"\s[–—-]\s([^–—:;]+?)[.;]?$", text)
    behind = dash.group(1) if dash and len(dash.group(1).split()) <= 14 and not first_infinitive(dash.group(1)) else ""
    if behind and (all_parties(behind) or names_only(behind)):
        return behind
    return last if last and names_only(last) else None


#: A sentence that is only surnames: «… напомнить школам форму. Рябых»
_NAMES_ALONE = re.compile(
    r"[.!?]\s+(?P<names>[А-ЯЁ][а-яё]+(?:(?:,\s|\sи\s)[А-ЯЁ][а-яё]+){0,3})(?:\s*[-–,]\s*[^.]{0,20})?(?:[.]|$)"
)


def _only_time(tail: str, frame: Frame) -> bool:
    small = r"[\s.;,–—-]*(?:в\s+срок\s+)?(?:до|к|не\s+позднее|срок)?[\s.;:,–—-]*(?:года|г\.?)?[\s.;]*"
    return re.fullmatch(small, without_moments(tail, frame), re.IGNORECASE) is not None


def all_parties(phrase: str) -> bool:
    """Whether every piece is a person, a numbered or named organisation, or a group in the plain form."""
    pieces = [piece.strip() for piece in re.split(r",|;|\s+и\s+", phrase) if piece.strip()]
    return bool(pieces) and all(_is_party_piece(piece, at) for at, piece in enumerate(pieces))


def _is_party_piece(piece: str, at: int) -> bool:
    if re.fullmatch(r"(?:№\s?)?\d+", piece):
        return at > 0
    if PERSON.fullmatch(piece.rstrip(".") + ".") or PERSON.fullmatch(piece):
        return True
    if _SCHOOL.search(piece) and piece[:1].isupper():
        return True
    return (opening_case(piece) in {Case.WHO, Case.WHOM} or piece.startswith("@")) and not re.search(
        r"\d{2}\.\d{2}", piece
    )
