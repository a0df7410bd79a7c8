"""Trouble on order: what goes wrong, for which calls, how often."""

import random
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    SERVER_ERROR = "server_error"  # 500 with the JSON of the Bot API
    HTML_PAGE = "html_page"  # 502 of a proxy on the way
    RETRY_AFTER = "retry_after"  # 429
    TIMEOUT = "timeout"
    RESET = "reset"  # the connection breaks
    OUTAGE = "outage"  # no connection at all
    PROXY = "proxy"  # nobody listens where the proxy was
    REFUSAL = "refusal"  # 400 with these words


@dataclass(frozen=True)
class Failure:
    """What happens to one call. `accepted`: Telegram did it, only the answer is lost on the way back."""

    kind: Kind
    accepted: bool = False
    retry_after: int = 1
    words: str = ""


SERVER_ERROR = Failure(Kind.SERVER_ERROR)
HTML_PAGE = Failure(Kind.HTML_PAGE)
TIMEOUT = Failure(Kind.TIMEOUT)
TIMEOUT_AFTER_ACCEPTING = Failure(Kind.TIMEOUT, accepted=True)
RESET = Failure(Kind.RESET)
RESET_AFTER_ACCEPTING = Failure(Kind.RESET, accepted=True)
PROXY_DOWN = Failure(Kind.PROXY)
HTML_PAGE_AFTER_ACCEPTING = Failure(Kind.HTML_PAGE, accepted=True)


def retry_after(seconds: int) -> Failure:
    return Failure(Kind.RETRY_AFTER, retry_after=seconds)


def refusal(words: str) -> Failure:
    """ "Bad Request: …", as Telegram words it."""
    return Failure(Kind.REFUSAL, words=words)


@dataclass
class _Rule:
    failure: Failure
    method: str | None  # None: any method, getUpdates and download too
    chat_id: int | None
    left: int | None  # None: without end
    probability: float = 1.0
    dice: random.Random = field(default_factory=lambda: random.Random(0))  # noqa: S311 - repeatable on purpose

    def strikes(self, method: str, chat_id: int | None) -> bool:
        if self.left == 0 or self.method not in (None, method) or self.chat_id not in (None, chat_id):
            return False
        if self.probability < 1 and self.dice.random() >= self.probability:
            return False
        if self.left is not None:
            self.left -= 1
        return True


class Faults:
    """The script of failures. Rules are tried in the order they were given; a spent rule is forgotten."""

    def __init__(self) -> None:
        self.outage = False
        self._rules: list[_Rule] = []

    def next(self, failure: Failure, times: int = 1, *, method: str | None = None, chat_id: int | None = None) -> None:
        """Fails the next `times` calls of this method (any) in this chat (any)."""
        self._rules.append(_Rule(failure, method, chat_id, times))

    def sometimes(
        self,
        failure: Failure,
        probability: float,
        *,
        seed: int = 0,
        method: str | None = None,
        chat_id: int | None = None,
    ) -> None:
        """Fails a share of the calls until `clear`; the same seed gives the same sequence."""
        dice = random.Random(seed)  # noqa: S311 - repeatable on purpose
        self._rules.append(_Rule(failure, method, chat_id, None, probability, dice))

    def clear(self) -> None:
        self._rules.clear()
        self.outage = False

    def draw(self, method: str, chat_id: int | None) -> Failure | None:
        """The failure that this call meets, if any."""
        if self.outage:
            return Failure(Kind.OUTAGE)
        struck = next((rule for rule in self._rules if rule.strikes(method, chat_id)), None)
        self._rules = [rule for rule in self._rules if rule.left != 0]
        return struck.failure if struck else None
