"""Reads a phrase from left to right. Every word must be explained; what is left over is a doubt, never a guess."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.minutes.resolve.groups import authority, group, registry_group
from domain.minutes.resolve.index import Index, types_at
from domain.minutes.resolve.named import alias, coordinated, named
from domain.minutes.resolve.phrase import Found, Phrase
from domain.minutes.resolve.vocabulary import (
    ADDRESSING,
    BODIES,
    CONTEXT,
    DEPUTY,
    EVERY,
    MUNICIPAL_ONLY,
    NEGATIONS,
    POST_ADJECTIVES,
    POSTS,
)
from domain.minutes.resolve.words import BRACKETS, PERSON, SEPARATORS

# On one length the earlier wins; `named` knows more traps than a bare name of the registry.
_FINDERS = (named, alias, coordinated, authority, group, registry_group)


@dataclass
class Reading:
    """What the words of a phrase were found to be."""

    parts: list[Found] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    context: bool = False  # «остальным», «перечисленным»: another place of the document decides
    negated: bool = False
    everyone: bool = False  # «всем», «руководителям» and not a word more
    persons: bool = False
    loose_persons: bool = False  # not the head of an organisation named just before
    glued: bool = False  # two parts without a comma or a post between: «школам отдела образования»
    in_brackets: bool = False
    deputy: bool = False
    mended: bool = False

    @property
    def ids(self) -> frozenset[int]:
        return frozenset[int]().union(*(part.ids for part in self.parts))


def read(text: str, index: Index, synonyms: Mapping[tuple[str, ...], frozenset[int]]) -> Reading:
    """The organisations, groups and unexplained words of `text`, in its order."""
    phrase = Phrase.of(text, index)
    reading = Reading(mended=phrase.mended)
    place = 0
    while place < len(phrase.tokens):
        place = _step(phrase, place, reading, synonyms)
    return reading


def _step(phrase: Phrase, place: int, reading: Reading, synonyms: Mapping[tuple[str, ...], frozenset[int]]) -> int:
    token = phrase.tokens[place]
    found = _longest(phrase, place, synonyms)
    if found is not None and _is_tail_of_unknown(phrase, found, reading, place):
        reading.unknown += [token.text for token in phrase.tokens[place : found.end]]
        return found.end
    if found is not None:
        reading.glued = reading.glued or bool(reading.parts and reading.parts[-1].end == place)
        reading.parts.append(found)
        phrase.post = ""
        return found.end
    if token.stem in POSTS:
        phrase.post = token.text
        reading.everyone = reading.everyone or not phrase.maybe_single_post
        reading.deputy = reading.deputy or token.stem == DEPUTY
    elif token.text in SEPARATORS or token.text in BRACKETS:
        reading.in_brackets = token.text == "(" or (reading.in_brackets and token.text != ")")
    elif token.stem in EVERY:
        reading.everyone = True
    elif token.text == PERSON:
        _meet_person(place, reading)
    elif token.stem in CONTEXT:
        reading.context = True
    elif token.text in NEGATIONS:
        reading.negated = True
    elif token.stem in BODIES | MUNICIPAL_ONLY:
        reading.everyone = True
    elif token.text == "по" and reading.deputy:
        return _after_charge(phrase, place, synonyms)
    elif token.is_number or (token.is_word and not _is_addressing(phrase, place, reading)):
        length = max(1, types_at(phrase.words, place)[1])
        reading.unknown += [token.text for token in phrase.tokens[place : place + length]]
        return place + length
    return place + 1


def _meet_person(place: int, reading: Reading) -> None:
    last = reading.parts[-1] if reading.parts else None
    beside = reading.in_brackets or reading.deputy or (last is not None and last.end == place)
    explains = last is not None and not last.is_group and beside
    reading.persons = True
    reading.loose_persons = reading.loose_persons or not explains


def _is_tail_of_unknown(phrase: Phrase, found: Found, reading: Reading, place: int) -> bool:
    """«Сосновская СОШ»: the type belongs to the stranger before it, all СОШ are not meant."""
    before = phrase.text_at(place - 1) if place else ""
    stranger = bool(reading.unknown) and reading.unknown[-1] == before
    stranger = stranger or bool(reading.parts and reading.parts[-1].doubt and reading.parts[-1].end == place)
    return stranger and (found.how in {"сош", "type"} or (found.is_group and bool(found.doubt)))


def _is_addressing(phrase: Phrase, place: int, reading: Reading) -> bool:
    word = phrase.at(place)
    if word in POST_ADJECTIVES:
        return phrase.at(place + 1) in POSTS | POST_ADJECTIVES
    return word in ADDRESSING and not reading.parts and not reading.unknown


def _longest(phrase: Phrase, place: int, synonyms: Mapping[tuple[str, ...], frozenset[int]]) -> Found | None:
    remembered = _remembered(phrase, place, synonyms)
    candidates = [found for find in _FINDERS if (found := find(phrase, place)) is not None]
    candidates = [remembered, *candidates] if remembered is not None else candidates
    return max(candidates, key=lambda found: (found.end, not found.doubt), default=None)


def _remembered(phrase: Phrase, place: int, synonyms: Mapping[tuple[str, ...], frozenset[int]]) -> Found | None:
    longest = max(map(len, synonyms), default=0)
    for end in range(min(place + longest, len(phrase.tokens)), place, -1):
        ids = synonyms.get(phrase.words[place:end])
        if ids is not None:
            return Found(end, ids, "synonym" if ids else "nobody")
    return None


def _after_charge(phrase: Phrase, place: int, synonyms: Mapping[tuple[str, ...], frozenset[int]]) -> int:
    """«заместителям директоров по воспитательной работе школ района»: past the charge, to the organisation."""
    place += 1
    while place < len(phrase.tokens) and phrase.tokens[place].is_word and phrase.at(place) not in SEPARATORS:
        if _longest(phrase, place, synonyms) is not None:
            break
        place += 1
    return place
