"""Whether a new item asks what is on control already: near-duplicates are shown before sending, never merged silently.

Alike are items with the same figures in them («за 1 квартал» is not «за 2 квартал») whose words agree by 85 of 100,
or that begin with the same five words and ask for the same thing to be sent. Source: design, «What an official gets».
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from domain.minutes.model import Requirement
from domain.registry.names import search_key

ENOUGH = 85.0
LEADING_WORDS = 5
#: So many near-duplicates of one item are asked about, those that share most organisations first.
MOST = 3
_FIGURES = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Wording:
    """An item as it is compared: its words, figures and what it asks for."""

    id: int
    words: str
    figures: tuple[str, ...]
    requirement: frozenset[Requirement]


def wording(id_: int, text: str, requirement: Iterable[Requirement]) -> Wording:
    words = search_key(text)
    return Wording(id_, words, tuple(sorted(_FIGURES.findall(words))), frozenset(requirement))


def duplicates_of(item: Wording, others: Sequence[Wording]) -> tuple[int, ...]:
    """Ids of those of `others` that ask what `item` asks, the most similar first."""
    from rapidfuzz.fuzz import ratio

    scored = []
    for other in others:
        if other.figures != item.figures:
            continue
        score = float(ratio(item.words, other.words, score_cutoff=ENOUGH))
        if score or _begins_alike(item, other):
            scored.append((-score, other.id))
    return tuple(id_ for _, id_ in sorted(scored))


def _begins_alike(item: Wording, other: Wording) -> bool:
    first, second = (each.words.split()[:LEADING_WORDS] for each in (item, other))
    return len(first) == LEADING_WORDS and first == second and item.requirement == other.requirement
