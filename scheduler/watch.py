"""What does not come to its end: counted per message and update, told to admins after ten minutes, once.

Kept in memory: a restart begins the ten minutes anew. Told past the outbox, which a broken database would keep silent.
"""

import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
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
    """Trouble that has lasted too long: of what kind, under which name, since when, how many things it holds up."""

    failure: Failure
    name: str
    since: datetime
    count: int


#: Tells admins; whether somebody was reached.
Tell = Callable[[Sequence[Lasting]], Awaitable[bool]]


class Watch:
    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._troubles: dict[str, tuple[Trouble, Failure, str]] = {}
        self._told: set[tuple[Failure, str]] = set()
        self._untold: dict[tuple[Failure, str], Lasting] = {}
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
            trouble = replace(before[0], tries=before[0].tries + 1, alone=before[0].alone + is_alone)
        self._troubles[subject] = trouble, failure, name_of(error)
        if before is None or before[2] != name_of(error):
            _log(subject, failure, error)
        return trouble

    def ended(self, subject: str) -> None:
        """`subject` is done with, in whatever way."""
        if self._troubles.pop(subject, None) is not None:
            self._told &= self._present()

    def _present(self) -> set[tuple[Failure, str]]:
        return {(failure, name) for _, failure, name in self._troubles.values()}

    async def look(self, tell: Tell) -> None:
        """Tell what has lasted for ten minutes and was not told yet; what could not be told is told when it can be."""
        for each in self._lasting():
            self._untold[each.failure, each.name] = each
            self._told.add((each.failure, each.name))
        if self._untold and await tell(tuple(self._untold.values())):
            self._untold.clear()

    def _lasting(self) -> list[Lasting]:
        since: dict[tuple[Failure, str], datetime] = {}
        counts: Counter[tuple[Failure, str]] = Counter()
        for trouble, failure, name in self._troubles.values():
            kind = (failure, name)
            counts[kind] += 1
            since[kind] = min(since.get(kind, trouble.since), trouble.since)
        now = self._clock()
        return [
            Lasting(*kind, moment, counts[kind])
            for kind, moment in since.items()
            if kind not in self._told and now - moment >= TOLD_AFTER
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
