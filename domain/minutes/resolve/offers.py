"""What to offer when a phrase must be asked about. An offer is never taken by itself."""

import re

from domain.minutes.resolve.index import Index, take_legal_form
from domain.minutes.resolve.vocabulary import EDUCATIONAL
from domain.minutes.resolve.words import stem
from domain.organisations import OrganisationKind
from domain.registry.names import fold, name_key

NEAR_ENOUGH = 78  # of 100
MOST_OFFERED = 4
Offers = list[tuple[str, frozenset[int]]]


def everyone(index: Index) -> Offers:
    """The usual answers to «всем»."""
    return [
        ("all", index.of_kinds(EDUCATIONAL)),
        ("schools", index.of_kinds({OrganisationKind.SCHOOL})),
        ("kindergartens", index.of_kinds({OrganisationKind.KINDERGARTEN})),
        ("supplementary", index.of_kinds({OrganisationKind.SUPPLEMENTARY})),
    ]


def heads(index: Index, text: str) -> Offers:
    """Organisations whose head, as the registry has it, bears a surname of `text`."""
    surnames = {stem(fold(word)) for word in re.findall(r"[А-ЯЁ][а-яё-]+", text)}
    offered = (one for one, head in index.heads.items() if stem(fold(head.split()[0])) in surnames)
    return [("organisation", frozenset({one})) for one in offered]


def look_alikes(index: Index, text: str) -> Offers:
    """Organisations with a name near to `text`, the nearest first; where it has a number, of that number only."""
    from rapidfuzz import fuzz

    words = tuple(name_key(text).split())
    key = " ".join(words[take_legal_form(words, 0) :])
    numbers = set(re.findall(r"\d+", key))
    scores = {
        one: max(fuzz.token_sort_ratio(key, spelling) for spelling in spellings)
        for one, spellings in index.spelled.items()
        if not numbers or numbers & index.by_id[one].numbers
    }
    near = sorted((one for one, score in scores.items() if score >= NEAR_ENOUGH), key=lambda one: -scores[one])
    return [("organisation", frozenset({one})) for one in near[:MOST_OFFERED]]
