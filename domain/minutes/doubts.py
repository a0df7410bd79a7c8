"""Why the reading of an item is unsure. Whom it concerns is asked by the resolver, by what date by the deadline."""

import re

from domain.minutes.grammar import forms
from domain.minutes.lexicon import word_list
from domain.minutes.model import Item
from domain.minutes.words import first_infinitive

_SAID_AND_DONE = word_list("said_and_done")

TIME_UNPLACED = "time_unplaced"  # a time in the item may be its deadline
LABEL_SHARED = "label_shared"  # a label below may be the next item's alone

_FOR_NOBODY = re.compile(
    r"\bк\s+сведению|\bсчитать\s+утратившим|^(?:положени[ея]|состав|план|контроль)\b",
    re.IGNORECASE,
)


def for_nobody(text: str) -> bool:
    """Whether the meeting itself does it by saying so: «утвердить», «признать», «принять к сведению»."""
    if _FOR_NOBODY.search(text):
        return True
    verb = first_infinitive(text)
    return verb is not None and any(form.lemma in _SAID_AND_DONE for form in forms(verb.group().lower()))


def doubts_of(item: Item) -> tuple[str, ...]:
    """Codes of reading doubts; empty when the item reads like one of its kind."""
    doubts = []
    if len(item.text) > 1500:
        doubts.append("long")
    if len(item.text.split()) < 2:
        doubts.append("short")
    return tuple(doubts)


def questions_about(item: Item) -> tuple[str, ...]:
    """Codes of everything the reader is unsure of: an item's words, its date, its form, who must act."""
    who = "who" if item.party_unsure else ""
    return tuple(code for code in (*item.doubts, item.deadline.doubt, item.suggestion.doubt, who) if code)


def is_sure(item: Item) -> bool:
    """Nothing about the item needs an answer."""
    return not questions_about(item)
