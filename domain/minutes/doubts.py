"""Why the reading of an item is unsure. Whom it concerns is asked by the resolver, by what date by the deadline."""

import re

from domain.minutes.model import Item

_FOR_NOBODY = re.compile(
    r"\bк\s+сведению|^(?:утвердить|утверждать|признать|считать|создать|одобрить|согласиться|"
    r"согласовать|отметить|внести|продлить|положени|состав|план|образовать|"
    r"отменить|опубликовать|контроль)",
    re.IGNORECASE,
)


def doubts_of(item: Item) -> tuple[str, ...]:
    """Codes of reading doubts; empty when the item reads like one of its kind."""
    doubts = []
    if len(item.text) > 1500:
        doubts.append("long")
    if len(item.text.split()) < 2:
        doubts.append("short")
    return tuple(doubts)


def is_sure(item: Item) -> bool:
    """Nothing about the item needs an answer: neither its words, nor its date, nor who must act."""
    asked = item.doubts or item.deadline.doubt or item.suggestion.doubt
    return not asked and bool(item.addressees or _FOR_NOBODY.search(item.text))
