"""Delivery: lease → still due? → render from fresh facts → send → mark. At least once, in order per chat."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

from db.engine import Database
from db.outbox import DueNotice
from domain.outbox import Failure, Verdict, decide_retry
from scheduler.failures import failure_of, wait_of
from scheduler.pacing import outbox_lane
from services.delivery import delivery as outbox

log = logging.getLogger(__name__)

#: Messages on the way at the same time; also the most that a kill can double.
LANES = 12
#: A notice of a process that died goes out again after this; one send never takes longer.
LEASE = timedelta(seconds=90)
LONGEST_SEND = 75

#: Facts and words of a notice: None when it is no longer due.
Compose = Callable[[DueNotice, datetime], Awaitable[Any]]
#: Sends what Compose made: chat, card, silent → reference of the message.
Send = Callable[[int, Any, bool], Awaitable[str]]


class Delivery:
    def __init__(self, db: Database, clock: Callable[[], datetime], compose: Compose, send: Send) -> None:
        self._db = db
        self._clock = clock
        self._compose = compose
        self._send = send
        self._woken = asyncio.Event()
        self._stopping = False

    def wake(self) -> None:
        """Something may be due: look now."""
        self._woken.set()

    async def run(self) -> None:
        """Deliver whenever woken, until `stop`; what is on the way is finished."""
        while not self._stopping:
            await self._woken.wait()
            self._woken.clear()
            try:
                await self.deliver()
            except Exception:
                log.exception("delivery round failed")

    def stop(self) -> None:
        """Take nothing new."""
        self._stopping = True
        self.wake()

    async def deliver(self) -> bool:
        """Send everything that is due; whether there was anything."""
        if not await outbox.is_due(self._db, self._clock()):
            return False
        first = await self._lease(LANES)
        async with asyncio.TaskGroup() as group:
            for notice in first:
                group.create_task(self._lane(notice))
        return bool(first)

    async def _lane(self, notice: DueNotice | None) -> None:
        """One message after another; a broken lane must not cancel what the others have on the way."""
        try:
            with outbox_lane():
                while notice is not None:
                    await self._deliver(notice)
                    notice = next(iter(await self._lease(1)), None)
        except Exception:
            log.exception("a lane broke; its lease will run out")

    async def _lease(self, limit: int) -> tuple[DueNotice, ...]:
        if self._stopping:
            return ()
        return await outbox.lease(self._db, self._clock(), LEASE, limit)

    async def _deliver(self, notice: DueNotice) -> None:
        try:
            message_id = await self._try(notice)
        except Exception as error:  # noqa: BLE001 - sorted and logged in _failed
            await self._failed(notice, error)
            return
        if message_id is None:
            await outbox.skipped(self._db, notice.id)
        else:
            await outbox.sent(self._db, notice.id, message_id, self._clock())

    async def _try(self, notice: DueNotice) -> str | None:
        address = await outbox.address(self._db, notice, self._clock())
        card = await self._compose(notice, self._clock()) if address else None
        if address is None or card is None:
            return None
        async with asyncio.timeout(LONGEST_SEND):
            return await self._send(address.chat_id, card, address.silent)

    async def _failed(self, notice: DueNotice, error: Exception) -> None:
        failure = failure_of(error)
        chance = random.random()  # noqa: S311 - spreads retries, guards nothing
        decision = decide_retry(failure, notice.attempts, chance=chance, retry_after=wait_of(error))
        name, now = type(error).__name__, self._clock()
        if decision.verdict is Verdict.AGAIN:
            level = logging.ERROR if failure is Failure.BROKEN else logging.WARNING
            trace = error if failure is Failure.BROKEN else None
            log.log(level, "notice %d waits %s after %s", notice.id, decision.wait, name, exc_info=trace)
            await outbox.again(self._db, notice, now + decision.wait, name, counted=decision.counted)
        elif decision.verdict is Verdict.UNDELIVERABLE:
            log.info("notice %d cannot be delivered: %s", notice.id, failure)
            await outbox.undeliverable(self._db, notice, str(failure), now)
        else:
            log.error("notice %d is given up", notice.id, exc_info=error)
            await outbox.dead(self._db, notice.id, name)
