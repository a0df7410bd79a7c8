"""Every time in an item is its deadline, or has another role that can be named, or is asked about."""

import re

from domain.minutes.dates import Grain, Moment
from domain.minutes.deadline_phrases import Rules, before_moment
from domain.minutes.model import Deadline, DeadlineKind
from domain.minutes.moments import find_moments
from domain.minutes.patterns import any_of

_WAITS = {DeadlineKind.NONE, DeadlineKind.ONGOING}

#: Role → what stands right before a time that has it. Whatever fits none of them may be the deadline.
_ROLES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (role, re.compile(rf"(?:{cue})\s*[«\"(]?\s*$", re.IGNORECASE))
    for role, cue in (
        ("requisite of a paper", r"\bот|№\s*\S+(?:\s+от)?|\bп\.|\bпункт\w*|\bст\.|\bв\s+ред\w*\.?"),
        (
            "period reported on",
            r"\bза|\bитог\w*|\bрезультат\w*|\bсостояни\w+\s+на|\bпериод\w*|\bна\s+период|\bистекш\w+|\bпрошедш\w+",
        ),
        ("what something is for", r"\bна|\bплан\w*\s+на|\bдля"),
        ("when it was", r"\bпосле|\bранее|\bне\s+раньше|\bначин\w+\s+с|\bначал\w*|\bв\s+течение\s+\w+"),
        ("from when", r"\bсо?"),
        ("age", r"\bлет|\bрожд\w+|\bисполнил\w+|\bдостиг\w+"),
    )
)
_CLAUSE = re.compile(
    r"\b(?:котор\w+|где|когда|если|состоявш\w+|проведённ\w+|проведенн\w+|прошедш\w+|назначенн\w+|запланированн\w+)\b[^.;]*$",
    re.IGNORECASE,
)
#: Times without a date that the grammar of deadlines does not settle.
_VAGUE = any_of(
    r"\b\d{1,2}(?:-?го)?\s+числа\b",
    r"\bв\s+(?:ближайш|скор)\w+\s+врем\w+",
    r"\bна\s+(?:этой|следующей|ближайшей)\s+неделе",
    r"\bна\s+(?:[а-яё]+\s+)?каникулах\b",
    r"\bв\s+(?:[а-яё]+\s+)?срок(?:и)?\b(?!\s*до)",
    r"\bсвоевременно\s+до\b",
)


def unplaced_time(text: str, deadline: Deadline, rules: Rules) -> str:
    """The first time in an item without a deadline whose role nobody knows; "" when there is none."""
    if deadline.kind not in _WAITS or deadline.doubt:
        return ""
    for moment in find_moments(text, rules.frame):  # a weekday of a lasting duty is among them
        if moment.grain in {Grain.YEAR, Grain.SCHOOL_YEAR} or _is_past(moment, rules) or _has_role(text, moment):
            continue
        return text[moment.start : moment.end].strip()
    vague = _VAGUE.search(text) if deadline.kind is DeadlineKind.NONE else None
    return vague.group() if vague else ""


def _is_past(moment: Moment, rules: Rules) -> bool:
    return rules.base is not None and moment.last is not None and moment.last < rules.base


def _has_role(text: str, moment: Moment) -> bool:
    before = before_moment(text, moment)
    return any(cue.search(before) for _, cue in _ROLES) or _CLAUSE.search(before) is not None
