"""What to do after something failed, a message or an update: one pure decision for both, tested by a table.

Source of the rules: architecture, decision 5; how the Bot API answers, facts §9.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Failure(StrEnum):
    """What a failure means."""

    FLOOD = "flood"  # 429: the platform says how long to wait
    NETWORK = "network"  # no connection, a proxy that is down, 5xx, a page instead of an answer
    CONFLICT = "conflict"  # 409: a second copy takes updates with our token
    DATABASE = "database"  # no connection to it, a locked or full file
    MACHINE = "machine"  # memory, file descriptors, disk or rights are short
    TOKEN = "token"  # noqa: S105 - the platform refuses our token: a word, not a secret
    UNKNOWN = "unknown"  # nobody knows this exception: maybe the network's, maybe ours
    BLOCKED = "blocked"  # the person stopped the bot or left the platform
    NOT_FOUND = "not_found"  # the chat does not exist (any more)
    REFUSED = "refused"  # the platform will never take this message
    BROKEN = "broken"  # our own mistake


#: Passes by itself or by somebody's hand; nothing is wrong with what was to be done. Never counts as an attempt.
PASSING = frozenset(
    {
        Failure.FLOOD, Failure.NETWORK, Failure.CONFLICT, Failure.DATABASE, Failure.MACHINE, Failure.TOKEN,
        Failure.UNKNOWN,
    }
)  # fmt: skip
#: The person cannot be reached; what is for them waits until they are back.
UNREACHABLE = frozenset({Failure.BLOCKED, Failure.NOT_FOUND})


class Verdict(StrEnum):
    """What becomes of it."""

    AGAIN = "again"
    UNDELIVERABLE = "undeliverable"  # waits until the person is back
    DEAD = "dead"  # set aside: an admin is told and can repeat it


@dataclass(frozen=True, slots=True)
class Decision:
    """`wait` only matters for AGAIN; `counted` says whether it was an attempt."""

    verdict: Verdict
    wait: timedelta = timedelta(0)
    counted: bool = True


@dataclass(frozen=True, slots=True)
class Trouble:
    """Passing trouble of one message or update: since when, how often in a row, and how often it was alone with it.

    Alone: while it failed, the network served others. A file too large for the line is such a thing.
    """

    since: datetime
    tries: int = 1
    alone: int = 0


FIRST_WAIT = timedelta(seconds=2)
LONGEST_WAIT = timedelta(minutes=10)
#: Our own mistake is tried again a few times (a restart may bring the remedy), then it stops blocking the chat.
BROKEN_ATTEMPTS = 5
#: What fails alone is set aside after so many tries and so much time, and so is what nobody knows.
ALONE_TRIES = 8
ALONE_LASTS = timedelta(minutes=10)
UNKNOWN_LASTS = timedelta(hours=1)


def decide_retry(
    failure: Failure,
    attempts: int,
    trouble: Trouble,
    now: datetime,
    *,
    chance: float,
    retry_after: float = 0,
    most: int = BROKEN_ATTEMPTS,
    longest: timedelta = LONGEST_WAIT,
) -> Decision:
    """The decision after the attempt number `attempts` (0 for the first) failed, in passing trouble as told.

    `chance` is a random number in [0, 1): waits are spread over the upper half of the exponential step, so that a
    thousand messages do not come back together. `retry_after` is in seconds. An outage never ends anything.
    """
    if failure is Failure.FLOOD:
        return Decision(Verdict.AGAIN, timedelta(seconds=max(retry_after, 1)), counted=False)
    if failure in UNREACHABLE:
        return Decision(Verdict.UNDELIVERABLE)
    if failure in PASSING:
        if _is_given_up(failure, trouble, now):
            return Decision(Verdict.DEAD)
        return Decision(Verdict.AGAIN, _spread(trouble.tries - 1, chance, longest), counted=False)
    if failure is Failure.REFUSED or attempts + 1 >= most:
        return Decision(Verdict.DEAD)
    return Decision(Verdict.AGAIN, _spread(attempts, chance, longest))


def _is_given_up(failure: Failure, trouble: Trouble, now: datetime) -> bool:
    lasts = UNKNOWN_LASTS if failure is Failure.UNKNOWN else ALONE_LASTS
    return trouble.alone >= ALONE_TRIES and now - trouble.since >= lasts


def _spread(step: int, chance: float, longest: timedelta) -> timedelta:
    return min(FIRST_WAIT * 2.0 ** min(step, 16), longest) * (0.5 + chance / 2)
