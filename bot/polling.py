"""Long polling: a batch is acknowledged only by the next call, after it was stored."""

import asyncio
import logging
from typing import Any

from aiogram import Bot
from aiogram.exceptions import TelegramConflictError
from aiogram.methods import GetUpdates

from bot.clock import Clock
from bot.inbox import Inbox, Payload
from bot.tasks import TokenError
from domain.outbox import Failure
from domain.signs import Sign
from scheduler.failures import failure_of, wait_of
from scheduler.pulse import Pulse
from scheduler.watch import Watch

log = logging.getLogger(__name__)

POLL_SECONDS = 30
LONGEST_PAUSE = 30.0
_SUBJECT = "polling"


class RawUpdates(GetUpdates):
    """getUpdates without parsing: the table keeps what came, and one strange update spoils no batch."""

    __returning__ = list[Payload]


class Poller:
    def __init__(self, bot: Bot, inbox: Inbox, clock: Clock, watch: Watch, pulse: Pulse, allowed: list[str]) -> None:
        self._bot = bot
        self._inbox = inbox
        self._clock = clock
        self._watch = watch
        self._pulse = pulse
        self._allowed = allowed

    async def announce(self) -> None:
        """From now on we ask; what a webhook has not brought yet is kept for us."""
        await self._bot.delete_webhook()

    async def run(self) -> None:
        """Until cancelled. Raises TokenError when the platform refuses the token: nothing is taken any more."""
        offset: int | None = None
        self._pulse.beat(Sign.UPDATES)
        while True:
            try:
                payloads = await self._poll(offset)
                # A stop must not cut a transaction in two: its connection would keep the lock.
                await asyncio.shield(self._inbox.receive(payloads))
            except Exception as error:  # noqa: BLE001 - told by the watch, and polling goes on whatever it was
                await self._clock.sleep(self._pause(error))
                continue
            self._watch.ended(_SUBJECT)
            self._pulse.beat(Sign.UPDATES)
            if payloads:
                offset = payloads[-1]["update_id"] + 1

    async def _poll(self, offset: int | None) -> list[Payload]:
        method = RawUpdates(offset=offset, timeout=POLL_SECONDS, allowed_updates=self._allowed)
        raw: Any = await self._bot(method, request_timeout=POLL_SECONDS + 15)
        return list(raw)

    def _pause(self, error: Exception) -> float:
        """Seconds until the next try."""
        if failure_of(error) is Failure.TOKEN:
            raise TokenError from error
        trouble = self._watch.failed(_SUBJECT, error, self._watch.answers)
        if trouble.tries == 1 and isinstance(error, TelegramConflictError):
            log.warning("another instance polls with this token; waiting until it stops")
        return wait_of(error) or min(2.0 ** min(trouble.tries - 1, 10), LONGEST_PAUSE)
