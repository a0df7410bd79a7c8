"""Signs of life: what is looked at to know that the bot works, and how much of it is well.

One table for whoever asks: `/status` in words, `/health` for machines, alerts to admins.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.calendar import has_transfers


class Sign(StrEnum):
    """What is measured; in seconds, bytes or as a count."""

    LINE = "line"  # s: how long the platform has been out of reach
    TROUBLE = "trouble"  # s: how long something has been tried again and again
    UPDATES = "updates"  # s: since what people send was last taken
    TICKS = "ticks"  # s: since the last minute's work
    NOTICES = "notices"  # s: how late the oldest notice is
    DEAD = "dead"  # notices set aside
    SET_ASIDE = "set_aside"  # updates set aside
    DISK = "disk"  # bytes that are free where the data are
    BACKUP = "backup"  # s: age of the newest backup
    CALENDAR = "calendar"  # production calendars that are missing


MINUTE, DAY = 60.0, 86400.0
#: The most that is well, except of DISK: the least.
LIMITS: dict[Sign, float] = {
    Sign.LINE: 10 * MINUTE,
    Sign.TROUBLE: 10 * MINUTE,
    Sign.UPDATES: 10 * MINUTE,
    Sign.TICKS: 5 * MINUTE,
    Sign.NOTICES: 10 * MINUTE,
    Sign.DEAD: 0,
    Sign.SET_ASIDE: 0,
    Sign.DISK: 500 * 1024 * 1024,
    Sign.BACKUP: 2 * DAY,  # a night without one is told by itself
    Sign.CALENDAR: 0,
}
#: Without these the process is of no use, and to start it anew may help.
VITAL = frozenset({Sign.UPDATES, Sign.TICKS})
#: What follows from another trouble is not told beside it.
FOLLOWS = {
    Sign.TROUBLE: frozenset({Sign.LINE}),
    Sign.UPDATES: frozenset({Sign.LINE}),
    Sign.NOTICES: frozenset({Sign.LINE, Sign.TROUBLE}),
}
#: Told as it happens, with a button: «Отложено из-за ошибки».
TOLD_AT_ONCE = frozenset({Sign.DEAD, Sign.SET_ASIDE})
#: Told by whoever waits for it, past the database: «Больше десяти минут не получается».
TOLD_BY_WATCH = frozenset({Sign.LINE, Sign.TROUBLE})
#: The decree on transfers of days off comes in autumn; from this month on it is missed.
CALENDAR_FROM = 11

#: What was measured; None: not begun, switched off or too early to say.
Values = Mapping[Sign, float | None]


@dataclass(frozen=True, slots=True)
class Reading:
    """A sign as it was measured, beside its limit."""

    sign: Sign
    value: float | None
    limit: float

    @property
    def is_well(self) -> bool:
        if self.value is None:
            return True
        return self.value >= self.limit if self.sign is Sign.DISK else self.value <= self.limit


def judge(values: Values, least_free: float) -> tuple[Reading, ...]:
    """Every sign beside its limit, in the order of the table; `least_free` bytes are wanted on the disk."""
    limits = LIMITS | {Sign.DISK: least_free}
    return tuple(Reading(sign, values.get(sign), limits[sign]) for sign in Sign)


def unwell(readings: Iterable[Reading]) -> frozenset[Sign]:
    """What is wrong by itself, without what follows from another trouble."""
    wrong = {reading.sign for reading in readings if not reading.is_well}
    return frozenset(sign for sign in wrong if FOLLOWS.get(sign, frozenset()).isdisjoint(wrong))


def is_alive(readings: Iterable[Reading]) -> bool:
    """Whether the process does its work as far as it is in its own hands."""
    return not unwell(readings) & VITAL


def missing_calendars(today: date) -> float | None:
    """1 when next year's decree is not known, 0 when it is; None before November."""
    if today.month < CALENDAR_FROM:
        return None
    return 0 if has_transfers(today.year + 1) else 1
