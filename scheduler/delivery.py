"""Delivery: lease → still due? → render from fresh facts → send → mark. At least once, in order per chat."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any, Protocol, TypeVar

from db.engine import Database
from db.outbox import DueNotice
from domain.outbox import PASSING, Trouble, Verdict, decide_retry
from scheduler.cause import caused_by
from scheduler.failures import failure_of, name_of, wait_of
from scheduler.once import Sent
from scheduler.pacing import outbox_lane
from scheduler.watch import Watch
from services.delivery import delivery as outbox

log = logging.getLogger(__name__)

#: Messages on the way at the same time; also the most that a kill can double, unless some hang.
LANES = 12
#: A message that has waited so long for its answer (seconds) holds no lane: another one is sent beside it.
HANGS = 5.0
#: Messages on the way with those that hang.
MOST = 48
#: A notice of a process that died goes out again after this; one send never takes longer.
LEASE = timedelta(seconds=90)
LONGEST_SEND = 75

#: Facts and words of a notice: None when it is no longer due.
Compose = Callable[[DueNotice, datetime], Awaitable[Any]]
#: Sends what Compose made: chat, card, silent → reference of the message.
Send = Callable[[int, Any, bool], Awaitable[str]]


Written = TypeVar("Written")


class _Lane:
    """Sends one message after another; left behind by one that hangs, it sends nothing after it."""

    def __init__(self) -> None:
        self.is_left = False


class Clock(Protocol):
    """The present, and waiting."""

    def __call__(self) -> datetime: ...

    async def sleep(self, seconds: float) -> None: ...


class Delivery:
    def __init__(self, db: Database, clock: Clock, watch: Watch, compose: Compose, send: Send) -> None:
        self._db = db
        self._clock = clock
        self._watch = watch
        self._sent: dict[int, Sent] = {}  # of notices that will be tried again
        self._compose = compose
        self._send = send
        self._lanes: set[_Lane] = set()
        self._woken = asyncio.Event()
        self._stopping = False

    def wake(self) -> None:
        """Something may be due: look now."""
        self._woken.set()

    async def run(self) -> None:
        """Deliver whenever woken, until `stop`; what is on the way is finished."""
        async with asyncio.TaskGroup() as group:
            while not self._stopping:
                await self._woken.wait()
                self._woken.clear()
                try:
                    await self._begin(group)
                except Exception as error:  # noqa: BLE001 - told by the watch, and the next round tries again
                    self._watch.failed("delivery", error, self._watch.answers)
                else:
                    self._watch.ended("delivery")

    def stop(self) -> None:
        """Take nothing new."""
        self._stopping = True
        self.wake()

    async def deliver(self) -> bool:
        """Send everything that is due; whether there was anything."""
        async with asyncio.TaskGroup() as group:
            return await self._begin(group)

    async def _begin(self, group: asyncio.TaskGroup) -> bool:
        """Open a lane for each notice that is due, as far as there are lanes."""
        room = min(LANES - sum(not lane.is_left for lane in self._lanes), MOST - len(self._lanes))
        if room <= 0 or not await outbox.is_due(self._db, self._clock()):
            return False
        notices = await self._lease(room)
        for notice in notices:
            self._lanes.add(lane := _Lane())
            group.create_task(self._serve(lane, notice))
        return bool(notices)

    async def _serve(self, lane: _Lane, notice: DueNotice | None) -> None:
        """One message after another; a broken lane must not cancel what the others have on the way."""
        try:
            with outbox_lane():
                while notice is not None:
                    with caused_by(f"notice {notice.id}"):
                        notice = await self._deliver(lane, notice)
        except Exception as error:  # noqa: BLE001 - told by the watch; the lease will run out
            self._watch.failed("delivery", error, self._watch.answers)
        finally:
            self._lanes.remove(lane)
            if lane.is_left:
                self.wake()  # there may have been no room for another one

    def _leave(self, lane: _Lane) -> None:
        lane.is_left = True
        self.wake()

    async def _lease(self, limit: int) -> tuple[DueNotice, ...]:
        if self._stopping:
            return ()
        return await outbox.lease(self._db, self._clock(), LEASE, limit)

    async def _deliver(self, lane: _Lane, notice: DueNotice) -> DueNotice | None:
        """Send one notice and write what became of it; returns the next one, taken with the same write."""
        answers, sent = self._watch.answers, self._sent.get(notice.id) or Sent()
        try:
            with sent.again():
                message_id = await self._try(lane, notice)
        except Exception as error:  # noqa: BLE001 - sorted and logged in _failed
            await self._failed(notice, error, answers, sent)
            return None if lane.is_left else next(iter(await self._lease(1)), None)
        now, lease = self._clock(), None if self._stopping or lane.is_left else LEASE
        if message_id is None:
            return await self._closed(notice, lambda: outbox.skipped(self._db, notice.id, now, lease))
        return await self._closed(notice, lambda: outbox.sent(self._db, notice.id, message_id, now, lease))

    async def _try(self, lane: _Lane, notice: DueNotice) -> str | None:
        address = await outbox.address(self._db, notice, self._clock())
        card = await self._compose(notice, self._clock()) if address else None
        if address is None or card is None:
            return None
        patience = asyncio.get_running_loop().call_later(HANGS, self._leave, lane)
        try:
            async with asyncio.timeout(LONGEST_SEND):
                return await self._send(address.chat_id, card, address.silent)
        finally:
            patience.cancel()

    async def _failed(self, notice: DueNotice, error: Exception, answers: int, sent: Sent) -> None:
        subject, failure, now = f"notice {notice.id}", failure_of(error), self._clock()
        is_passing, name = failure in PASSING, name_of(error)
        trouble = self._watch.failed(subject, error, answers) if is_passing else Trouble(now)
        chance = random.random()  # noqa: S311 - spreads retries, guards nothing
        decision = decide_retry(failure, notice.attempts, trouble, now, chance=chance, retry_after=wait_of(error))
        if decision.verdict is Verdict.AGAIN:
            if not is_passing:
                log.error("%s waits %s after %s", subject, decision.wait, name, exc_info=error)
            self._sent[notice.id] = sent
            at, counted = now + decision.wait, decision.counted
            await self._written(lambda: outbox.again(self._db, notice, at, name, counted=counted))
        elif decision.verdict is Verdict.UNDELIVERABLE:
            log.info("%s cannot be delivered: %s", subject, failure)
            await self._closed(notice, lambda: outbox.undeliverable(self._db, notice, str(failure), now))
        else:
            log.error("%s is set aside", subject, exc_info=error)
            await self._closed(notice, lambda: outbox.dead(self._db, notice, name, now))

    async def _closed(self, notice: DueNotice, write: Callable[[], Awaitable[Written]]) -> Written:
        written = await self._written(write)
        self._sent.pop(notice.id, None)
        self._watch.ended(f"notice {notice.id}")
        return written

    async def _written(self, write: Callable[[], Awaitable[Written]]) -> Written:
        """What became of a notice must get into the table, or it goes out again: trouble that passes is waited out."""
        while True:
            try:
                written = await write()
            except Exception as error:
                if failure_of(error) not in PASSING:
                    raise
                self._watch.failed("the outbox", error, self._watch.answers)
                await self._clock.sleep(1.0)
            else:
                self._watch.ended("the outbox")
                return written
