"""What to do after a message could not be sent: a pure decision, tested by a table.

Source of the rules: architecture, decision 5; how the Bot API answers, facts §9.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Failure(StrEnum):
    """Why a message did not go out."""

    FLOOD = "flood"  # 429: the platform says how long to wait
    NETWORK = "network"  # no connection, 5xx, a proxy's page instead of an answer
    BLOCKED = "blocked"  # the person stopped the bot or left the platform
    NOT_FOUND = "not_found"  # the chat does not exist (any more)
    REFUSED = "refused"  # the platform will never take this message
    BROKEN = "broken"  # our own mistake while composing it


class Verdict(StrEnum):
    """What becomes of the notice."""

    AGAIN = "again"
    UNDELIVERABLE = "undeliverable"  # waits until the person is back
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class Decision:
    """`wait` only matters for AGAIN; `counted` says whether it was an attempt."""

    verdict: Verdict
    wait: timedelta = timedelta(0)
    counted: bool = True


FIRST_WAIT = timedelta(seconds=2)
LONGEST_WAIT = timedelta(minutes=10)
#: Our own mistake is tried again a few times (a restart may bring the remedy), then it stops blocking the chat.
BROKEN_ATTEMPTS = 5


def decide_retry(failure: Failure, attempts: int, *, chance: float, retry_after: float = 0) -> Decision:
    """The decision after the attempt number `attempts` (0 for the first) failed.

    `chance` is a random number in [0, 1): waits are spread over the upper half of the exponential step, so that a
    thousand messages do not come back together. `retry_after` is in seconds. An outage never kills a notice.
    """
    if failure is Failure.FLOOD:
        return Decision(Verdict.AGAIN, timedelta(seconds=max(retry_after, 1)), counted=False)
    if failure in (Failure.BLOCKED, Failure.NOT_FOUND):
        return Decision(Verdict.UNDELIVERABLE)
    if failure is Failure.REFUSED or (failure is Failure.BROKEN and attempts + 1 >= BROKEN_ATTEMPTS):
        return Decision(Verdict.DEAD)
    step = min(FIRST_WAIT * 2 ** min(attempts, 16), LONGEST_WAIT)
    return Decision(Verdict.AGAIN, step * (0.5 + chance / 2))
