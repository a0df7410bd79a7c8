"""The text of an item as the organisations below may read it: without the list of others and without «группа риска»."""

import re
from collections.abc import Iterable

_LEGAL = r"(?:МКОУ|МБОУ|МАОУ|МОУ|МКДОУ|МБДОУ|МАДОУ|МДОУ|ГБОУ|ГКОУ)"
_RISK = re.compile(
    r"\s*(?:муниципального образования\s*)?(?:,?\s*отнес[её]нн\w+\s+к\s+)?"
    r"[«\"“]?\s*(?:групп|зон)\w*\s+риска\s*[»\"”]?",
    re.IGNORECASE,
)
_FOLLOWING = re.compile(r"\bследующ(?:их|ими|им|ие)\s+", re.IGNORECASE)
_RISK_CLAUSE = re.compile(r",[^,.;]*(?:групп|зон)\w*\s+риска[^,.;]*(?=[,.;]|$)", re.IGNORECASE)


def own_text(text: str, named: Iterable[str] = ()) -> str:
    """What an authority may pass on of an item as it was written above.

    Without the list of organisations and without any mention of a risk group: whom it concerns is told by the
    message itself.
    """
    without = _RISK.sub("", _RISK_CLAUSE.sub(_unless_first, without_list(text, named)))
    return re.sub(r"[ \t]{2,}", " ", re.sub(r"\s+([.,;:])", r"\1", without)).strip()


def without_list(text: str, named: Iterable[str]) -> str:
    """An item without the lines and rows of a table that list organisations: each sees only what is its own."""
    listed = {_key(name) for name in named if name}
    kept = [line for line in text.splitlines() if not _is_listed(line, listed)]
    joined = "\n".join(line.strip() for line in kept if line.strip())
    return _FOLLOWING.sub("", joined) if len(kept) < len(text.splitlines()) else joined


def _unless_first(clause: re.Match[str]) -> str:
    """A clause that only tells apart the risk zone goes as a whole («…, но не находящихся в «зоне риска»»)."""
    return "" if re.search(r"(?:наход|отнес|вход)", clause.group(), re.IGNORECASE) else clause.group()


def _is_listed(line: str, listed: set[str]) -> bool:
    """A row of the list: it begins with a name told apart, or is nothing but such names."""
    key = _key(line)
    if not key or not listed:
        return False
    starts = any(key.startswith(name) or name.startswith(key) for name in listed)
    return starts or bool(re.match(rf"\s*(?:\d+[.)]\s*)?{_LEGAL}\s[^.]*\t", line))


def _key(text: str) -> str:
    """Letters and digits of a name, without the place in brackets behind it."""
    plain = re.sub(r"\([^()]*\)\s*$", "", text.replace("\t", " "))
    return re.sub(r"[^а-яё0-9a-z]+", " ", re.sub(r"^\s*\d+[.)]\s*", "", plain).lower()).strip()
