"""What does not come to its end: counted per message and update, told to admins after ten minutes, once, and its end.

Kept in memory: a restart begins the ten minutes anew. Told past the outbox, which a broken database would keep silent.
"""

import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import TelegramAPIError
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType

from domain.outbox import PASSING, Failure, Trouble
from scheduler.failures import failure_of, name_of

log = logging.getLogger(__name__)

TOLD_AFTER = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Lasting:
    """Trouble that has lasted too long: of what kind, under which name, since when, how many things it holds up.

    `until`: when it was seen to be over.
    """

    failure: Failure
    name: str
    since: datetime
    count: int
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Known:
    """Trouble of one thing; there had been so many answers of the platform when it failed last."""

    trouble: Trouble
    failure: Failure
    name: str
    answers: int


#: Tells admins; whether somebody was reached.
Tell = Callable[[Sequence[Lasting]], Awaitable[bool]]


class Watch:
    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._troubles: dict[str, _Known] = {}
        self._told: dict[Failure, Lasting] = {}
        self._untold: dict[Failure, Lasting] = {}
        self._answers = 0

    def answered(self) -> None:
        """The platform has answered somebody: the line works."""
        self._answers += 1

    @property
    def answers(self) -> int:
        """How many answers so far; compared before and after a try."""
        return self._answers

    def failed(self, subject: str, error: BaseException, answers: int) -> Trouble:
        """`subject` could not be done again; there had been so many `answers` when the try began."""
        failure = failure_of(error)
        is_alone = failure is Failure.UNKNOWN or (failure is Failure.NETWORK and self._answers > answers)
        before = self._troubles.get(subject)
        trouble = Trouble(self._clock(), alone=int(is_alone))
        if before is not None:
            past = before.trouble
            trouble = replace(past, tries=past.tries + 1, alone=past.alone + is_alone)
        self._troubles[subject] = _Known(trouble, failure, name_of(error), self._answers)
        if before is None or before.name != name_of(error):
            _log(subject, failure, error)
        return trouble

    def ended(self, subject: str) -> None:
        """`subject` is done with, in whatever way."""
        self._troubles.pop(subject, None)

    def silence(self) -> float:
        """Seconds for which the platform has been out of reach, or serves somebody else; 0 when the line works."""
        return self._since(
            known
            for known in self._troubles.values()
            if known.failure is Failure.CONFLICT
            or (known.failure is Failure.NETWORK and known.answers == self._answers)
        )

    def longest(self) -> float:
        """Seconds for which something has been tried again and again, whatever keeps it."""
        return self._since(self._troubles.values())

    def _since(self, these: "Iterable[_Known]") -> float:
        return max(((self._clock() - known.trouble.since).total_seconds() for known in these), default=0.0)

    async def look(self, tell: Tell) -> None:
        """Tell what has lasted for ten minutes and was not told yet, and what of it is over.

        What could not be told is told when it can be: once, with its end if that has come meanwhile.
        """
        now, going_on = self._clock(), [known for known in self._troubles.values() if self._goes_on(known)]
        present = {known.failure for known in going_on}
        for each in self._lasting(going_on, now):
            self._untold[each.failure] = self._told[each.failure] = each
        for failure in self._told.keys() - present:
            self._untold[failure] = replace(self._told.pop(failure), until=now)
        if self._untold and await tell(tuple(self._untold.values())):
            self._untold.clear()

    def _goes_on(self, known: "_Known") -> bool:
        """What has failed with the line is no trouble any more when the line works: its next try is on its way."""
        return known.failure is not Failure.NETWORK or known.answers == self._answers or known.trouble.alone > 0

    def _lasting(self, going_on: "Sequence[_Known]", now: datetime) -> list[Lasting]:
        counts = Counter(known.failure for known in going_on)
        oldest: dict[Failure, _Known] = {}
        for known in sorted(going_on, key=lambda known: known.trouble.since):
            oldest.setdefault(known.failure, known)
        return [
            Lasting(failure, known.name, known.trouble.since, counts[failure])
            for failure, known in oldest.items()
            if failure not in self._told and now - known.trouble.since >= TOLD_AFTER
        ]


def _log(subject: str, failure: Failure, error: BaseException) -> None:
    """Once per kind of trouble of a thing; what may be our mistake as an error, with all it has to say."""
    is_known = failure in PASSING and failure is not Failure.UNKNOWN
    level, trace = (logging.WARNING, None) if is_known else (logging.ERROR, error)
    log.log(level, "%s waits: %s (%s)", subject, name_of(error), failure, exc_info=trace)


class Line(BaseRequestMiddleware):
    """Innermost of the requests: whatever the platform itself says, a refusal too, shows that the line works."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        try:
            response = await make_request(bot, method)
        except TelegramAPIError as error:
            if failure_of(error) is not Failure.NETWORK:
                self._watch.answered()
            raise
        self._watch.answered()
        return response
