"""What narrows a group after its noun: a group of the registry, a clause, an acronym spelled out."""

import re

from domain.minutes.resolve.index import types_at
from domain.minutes.resolve.phrase import Found, Phrase
from domain.minutes.resolve.vocabulary import (
    CLAUSE_FILLERS,
    CONTEXT,
    EVERY,
    GROUPS,
    MUNICIPAL_ONLY,
    NEGATIONS,
    POSTS,
    PREPOSITIONS,
    TYPES,
    match,
)
from domain.minutes.resolve.words import SEPARATORS, Token

NOUNS = tuple(pattern for called in GROUPS for pattern in called.patterns)
_PARTICIPLE = re.compile(r"(?:ющ|ущ|ащ|ящ|вш|нн|т)(?:их|им|ие|ими|ых|ым|ые|ыми|ая|ую|ей|ой)(?:ся)?$")
_SHORTEST_ACRONYM = 3


def group_at(phrase: Phrase, place: int) -> tuple[int, frozenset[int]] | None:
    """The longest name of a registry group at `place`: where it ends and its organisations."""
    place += phrase.at(place) == "групп"
    for end in range(min(len(phrase.tokens), place + 6), place, -1):
        name = phrase.words[place:end]
        if name in phrase.index.groups and not match(NOUNS, name, 0):
            return end, phrase.index.groups[name]
    return spelled_out(phrase, place)


def spelled_out(phrase: Phrase, place: int) -> tuple[int, frozenset[int]] | None:
    """A group whose name is an acronym, in words: «пункты проведения экзаменов» for «ППЭ»."""
    letters = ""
    for end in range(place, len(phrase.tokens)):
        token = phrase.tokens[end]
        if token.text in SEPARATORS or not token.is_word:
            break
        letters += "" if token.text in PREPOSITIONS else token.text[0]
        if len(letters) >= _SHORTEST_ACRONYM and (letters,) in phrase.index.groups and end > place:
            return end + 1, phrase.index.groups[letters,]
    return None


def clause_end(phrase: Phrase, place: int) -> int:
    """Where a participle clause that begins at `place` ends; `place` when there is none."""
    start = place + (phrase.at(place) == ",")
    opener = phrase.tokens[start : start + 3]
    relative = any(token.stem in {"котор", "где"} for token in opener)
    if not opener or not (relative or opener[0].text in NEGATIONS | {"с", "со"} or _is_participle(opener[0])):
        return place
    end = start
    while end < len(phrase.tokens) and not _is_new_party(phrase, end):
        end += 1
    return end


def _is_participle(token: Token) -> bool:
    known = token.stem in MUNICIPAL_ONLY | POSTS or any(
        match(way.patterns, (token.stem,), 0) for way in (*GROUPS, *TYPES)
    )
    return len(token.text) > 6 and not known and _PARTICIPLE.search(token.text) is not None


def _is_new_party(phrase: Phrase, place: int) -> bool:
    if phrase.at(place) == ";":
        return True
    following = phrase.at(place + 1)
    starts = following in POSTS or following in EVERY or bool(types_at(phrase.words, place + 1)[1])
    return phrase.at(place) in {",", "и"} and (starts or bool(match(NOUNS, phrase.words, place + 1)))


def clause(phrase: Phrase, start: int, end: int, base: frozenset[int]) -> Found:
    """The part of `base` that a clause leaves, when its every word is explained by one group of the registry."""
    words = phrase.words[start:end]
    offered = (("base", base),) if base else ()
    if not NEGATIONS.isdisjoint(words):
        return Found(end, doubt="clause", guess=offered)
    if not CONTEXT.isdisjoint(words):
        return Found(end, doubt="context", guess=offered)
    named = {name: ids for name, ids in phrase.index.groups.items() if set(name) <= set(words) and ids & base}
    explained = {word for name in named for word in name}
    for place in range(start, end):
        if (spelled := spelled_out(phrase, place)) is not None:
            named[phrase.words[place : spelled[0]]] = spelled[1]
            explained |= set(phrase.words[place : spelled[0]])
    left = [token for token in phrase.tokens[start:end] if token.stem not in CLAUSE_FILLERS | explained | SEPARATORS]
    groups = tuple(("group", ids & base) for ids in named.values())
    if len(groups) == 1 and not left and groups[0][1]:
        return Found(end, groups[0][1], "group")
    return Found(end, doubt="clause", guess=(*groups, *offered))
