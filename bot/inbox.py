"""Updates: stored first, then acknowledged, then handled from the table in order per chat."""

import asyncio
import itertools
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramConflictError, TelegramRetryAfter
from aiogram.methods import GetUpdates

from bot.book import Book
from bot.clock import Clock
from bot.tasks import Tasks
from db.engine import Database
from db.fsm import Row
from domain.outbox import Failure
from domain.people import Platform
from scheduler.failures import failure_of, passes, wait_of
from services.delivery import inbox as stored
from services.delivery.inbox import Incoming

log = logging.getLogger(__name__)

PLATFORM = Platform.TELEGRAM
#: An update that failed or killed the process so often is set aside.
ATTEMPTS = 3
#: How often the network's trouble is waited out, which is no attempt: about a day.
TROUBLES = 2_880
#: Chats served at the same time.
CHATS = 16
POLL_SECONDS = 30
LONGEST_PAUSE = 30.0
QUIET_SECONDS = 600.0

Payload = dict[str, Any]


class RawUpdates(GetUpdates):
    """getUpdates without parsing: the table keeps what came, and one strange update spoils no batch."""

    __returning__ = list[Payload]


def incoming(payload: Payload) -> Incoming:
    """What the table needs to know of a raw update."""
    kind = next((name for name in payload if name != "update_id"), "")
    content = payload.get(kind) or {}
    chat = (content.get("message") or content).get("chat") or {}
    sender = (content.get("from") or {}).get("id", 0)
    is_alive = chat.get("type") == "private" and kind in ("message", "callback_query")
    return Incoming(payload["update_id"], str(chat.get("id", sender)), payload, sender if is_alive else 0)


class Inbox:
    """Handles stored updates: one after another within a chat, chats side by side.

    `handle` raises when it could not, else returns what has become of conversations: that is written with the end of
    the update, so that a repeat begins where the update began. `give_up` tells the person that it will not work.
    """

    def __init__(
        self,
        db: Database,
        clock: Clock,
        tasks: Tasks,
        handle: Callable[[Payload], Awaitable[Mapping[str, Row] | None]],
        give_up: Callable[[Payload], Awaitable[object]],
        handled: Callable[[], object],
    ) -> None:
        self._db = db
        self._clock = clock
        self._tasks = tasks
        self._handle = handle
        self._give_up = give_up
        self._handled = handled
        self._book = Book(db, PLATFORM, clock, tasks)
        self._queues: dict[str, deque[Incoming]] = {}
        self._slots = asyncio.Semaphore(CHATS)
        self._idle = asyncio.Event()
        self._idle.set()
        self._closing = False

    async def receive(self, payloads: Sequence[Payload]) -> None:
        """Store a batch; when this returns, it may be acknowledged. What is known already is not handled again."""
        updates = [incoming(payload) for payload in payloads]
        new = await stored.store(self._db, PLATFORM, updates, self._clock())
        self._enqueue(each for each in updates if each.id in new)

    async def recover(self) -> None:
        """Take up what was accepted before the last end of the process."""
        self._enqueue(await stored.unhandled(self._db, PLATFORM))

    async def idle(self) -> None:
        """Wait until everything received is handled."""
        await self._idle.wait()

    async def close(self, seconds: float) -> None:
        """Begin nothing new and give what is being handled some seconds; the rest stays in the table."""
        self._closing = True
        try:
            await asyncio.wait_for(self._idle.wait(), seconds)
        except TimeoutError:
            log.warning("updates are left for the next start")

    def _enqueue(self, updates: Any) -> None:
        for update in updates:
            queue = self._queues.get(update.chat)
            if queue is None:
                queue = self._queues[update.chat] = deque()
                self._idle.clear()
                self._tasks.start(self._serve(update.chat, queue), f"chat {update.chat}")
            queue.append(update)

    async def _serve(self, chat: str, queue: deque[Incoming]) -> None:
        try:
            while queue and not self._closing:
                async with self._slots:
                    done = await self._attempt(queue[0])
                if done:
                    queue.popleft()
                if not queue or self._closing:
                    await self._book.written()
        finally:
            del self._queues[chat]
            if not self._queues:
                self._idle.set()

    async def _attempt(self, update: Incoming) -> bool:
        """Handle once; whether the update is done with."""
        attempt = await self._book.begin(update.id)
        if not attempt:
            return True
        conversations: Mapping[str, Row] = {}
        error = "killed"
        if attempt <= ATTEMPTS:
            error, conversations = await self._try(update)
        if error and attempt < ATTEMPTS:
            await self._clock.sleep(float(attempt))
            return False
        if error:
            log.error("update %d is set aside after %d attempts: %s", update.id, attempt, error)
            await self._tell(update)
        self._book.end(update.id, error, conversations)
        self._handled()
        return True

    async def _try(self, update: Incoming) -> tuple[str, Mapping[str, Row]]:
        """The name of the error, if any, and the conversations. The network's trouble is waited out."""
        for trouble in itertools.count():
            try:
                return "", await self._handle(update.payload) or {}
            except Exception as error:
                if failure_of(error) is Failure.BLOCKED:
                    log.info("update %d: the person is gone", update.id)
                    return "", {}
                if trouble == TROUBLES or not passes(error):
                    log.exception("update %d failed", update.id)
                    return type(error).__name__, {}
                log.warning("update %d waits: %s", update.id, type(error).__name__)
                await self._clock.sleep(max(wait_of(error), min(2.0 ** min(trouble, 10), LONGEST_PAUSE)))
        raise AssertionError

    async def _tell(self, update: Incoming) -> None:
        try:
            await self._give_up(update.payload)
        except (AiogramError, OSError):
            log.warning("update %d: the person could not be told", update.id)


class Poller:
    """Long polling: a batch is acknowledged only by the next call, after it was stored."""

    def __init__(self, bot: Bot, inbox: Inbox, clock: Clock, allowed: list[str]) -> None:
        self._bot = bot
        self._inbox = inbox
        self._clock = clock
        self._allowed = allowed
        self._said: dict[str, float] = {}
        self._failures = 0

    async def run(self) -> None:
        """Until cancelled."""
        offset: int | None = None
        while True:
            try:
                payloads = await self._poll(offset)
                # A stop must not cut a transaction in two: its connection would keep the lock.
                await asyncio.shield(self._inbox.receive(payloads))
            except Exception as error:  # noqa: BLE001 - logged by kind, and polling goes on whatever it was
                await self._clock.sleep(self._pause(error))
                continue
            self._failures = 0
            if payloads:
                offset = payloads[-1]["update_id"] + 1

    async def _poll(self, offset: int | None) -> list[Payload]:
        method = RawUpdates(offset=offset, timeout=POLL_SECONDS, allowed_updates=self._allowed)
        raw: Any = await self._bot(method, request_timeout=POLL_SECONDS + 15)
        return list(raw)

    def _pause(self, error: Exception) -> float:
        """Seconds until the next try; the same trouble is logged now and then, not at every turn."""
        trouble, now = type(error).__name__, self._clock.seconds()
        if now - self._said.get(trouble, -QUIET_SECONDS) >= QUIET_SECONDS:
            self._said[trouble] = now
            _complain(error)
        self._failures += 1
        if isinstance(error, TelegramRetryAfter):
            return float(error.retry_after)
        return min(2.0 ** min(self._failures - 1, 10), LONGEST_PAUSE)


def _complain(error: Exception) -> None:
    if isinstance(error, TelegramConflictError):
        log.warning("another instance polls with this token; waiting until it stops")
    elif isinstance(error, AiogramError | OSError):
        log.warning("no updates: %s; trying again", type(error).__name__)
    else:
        log.error("updates could not be stored", exc_info=error)
