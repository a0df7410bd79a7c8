"""Deadlines tied to an event: «до начала каникул», «к августовскому совещанию», «накануне каждого тура»."""

import re
from dataclasses import dataclass

from domain.minutes.grammar import adjectives, nouns
from domain.minutes.lexer import Kind, Lexeme, lexemes
from domain.minutes.lexicon import word_list

_EVENTS, _NOT_EVENTS, _MEETINGS = word_list("events"), word_list("not_events"), word_list("meetings")
#: Words that ask for the phrase themselves: «допущенных к экзамену», «подготовка к празднику», «на период до».
_GOVERNED = re.compile(
    r"(?:\bдопу[сщ]\w*|\bподготовк\w*|\bготовност\w*|\bдоступ\w*|\bтребовани\w*|\bотно[шс]\w*|\bприложени\w*|\bдополнени\w*|"
    r"\bинтерес\w*|\bприступ\w*|\bна\s+период|\bсрок\w*)\s+(?:[^\s,.;]+\s+){0,4}$",
    re.IGNORECASE,
)
_CASES = {"до": "gent", "к": "datv", "ко": "datv", "накануне": "gent", "после": "gent", "перед": "ablt"}


@dataclass(frozen=True, slots=True)
class Event:
    """text[start:end] names when."""

    start: int
    end: int


def find_named_event(text: str) -> Event | None:
    """The first deadline tied to an event."""
    words = lexemes(text)
    for at, word in enumerate(words):
        if word.kind is not Kind.WORD or _GOVERNED.search(text[: word.start]):
            continue
        found = _phrase(words, at + 1, _CASES[word.low]) if word.low in _CASES else None
        if found is not None and _is_event(words[found], word.low):
            return Event(word.start, _end(words, found))
        if word.low == "в" and (days := _days_of(words, at + 1)) is not None:
            return Event(word.start, words[days].end)
        if word.low == "на" and (met := _meeting(words, at + 1)) is not None:
            return Event(word.start, words[met].end)
    return None


def _days_of(words: tuple[Lexeme, ...], at: int) -> int | None:
    """«в дни весенних каникул», «в течение всего лета»: where its noun stands."""
    if at < len(words) and words[at].low in {"дни", "период", "течение"}:
        skip = at + 1 + (at + 1 < len(words) and words[at + 1].low == "всего")
        place = _phrase(words, skip, "gent")
        if place is not None and any(form.lemma in _EVENTS for form in nouns(words[place].low)):
            return place
    return None


def _meeting(words: tuple[Lexeme, ...], at: int) -> int | None:
    """«на следующем заседании»: where its noun stands; a bare «на заседании» says where, not when."""
    place = _phrase(words, at, "loct")
    named = place is not None and place > at and any(form.lemma in _MEETINGS for form in nouns(words[place].low))
    return place if named else None


def _phrase(words: tuple[Lexeme, ...], at: int, case: str) -> int | None:
    """Where the noun of a phrase in this case stands; None when no such phrase begins here."""
    for place in range(at, min(len(words), at + 4)):
        here = words[place]
        if here.kind is not Kind.WORD:
            return None
        readings, described = nouns(here.low), adjectives(here.low)
        if any(form.case == case for form in readings) and not (described and described[0].share > readings[0].share):
            return place
        if not any(form.case == case for form in described):
            return None
    return None


def _is_event(noun: Lexeme, preposition: str) -> bool:
    lemmas = {form.lemma for form in nouns(noun.low) if not form.alive}
    if lemmas & _NOT_EVENTS or not lemmas:
        return bool(lemmas & {"снижение", "утверждение", "рассмотрение"}) and preposition in {"до", "после"}
    if lemmas & _EVENTS:
        return True
    return preposition in {"до", "накануне", "после"} and any(lemma.endswith(("ние", "тие")) for lemma in lemmas)


def _end(words: tuple[Lexeme, ...], at: int) -> int:
    """With what stands in the genitive behind: «до начала отопительного сезона»."""
    end = at
    for place in range(at + 1, min(len(words), at + 5)):
        here = words[place]
        if here.kind is Kind.NUMBER or (here.kind is Kind.WORD and _in_genitive(here)):
            end = place
            continue
        break
    return words[end].end


def _in_genitive(word: Lexeme) -> bool:
    return any(form.case == "gent" for form in (*nouns(word.low), *adjectives(word.low)))
