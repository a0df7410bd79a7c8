"""Updates: stored first, then acknowledged, then handled from the table in order per chat."""

import asyncio
import logging
import random
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.book import Book
from bot.clock import Clock
from bot.tasks import Tasks
from bot.turns import ChatTurn
from db.engine import Database
from db.fsm import Row
from domain.outbox import PASSING, Trouble, Verdict, decide_retry
from domain.people import Platform
from scheduler.cause import caused_by
from scheduler.failures import failure_of, name_of, wait_of
from scheduler.once import Sent
from scheduler.watch import Watch
from services.delivery import inbox as stored
from services.delivery.inbox import Incoming

log = logging.getLogger(__name__)

PLATFORM = Platform.TELEGRAM
#: An update that failed by our mistake or killed the process so often is set aside.
ATTEMPTS = 3
#: Chats worked on at the same time; what waits for the network is not counted.
CHATS = 16
LONGEST_PAUSE = timedelta(seconds=30)

Payload = dict[str, Any]


def incoming(payload: Payload) -> Incoming:
    """What the table needs to know of a raw update."""
    kind = next((name for name in payload if name != "update_id"), "")
    content = payload.get(kind) or {}
    chat = (content.get("message") or content).get("chat") or {}
    sender = (content.get("from") or {}).get("id", 0)
    return Incoming(payload["update_id"], str(chat.get("id", sender)), payload)


class _Chat:
    """Updates of one chat that wait, and the tasks that work on them: more than one when files are on their way."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.queue: deque[Incoming] = deque()
        self.order = asyncio.Lock()
        self.tasks = 0
        self.is_served = False


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
        watch: Watch,
        handle: Callable[[Payload], Awaitable[Mapping[str, Row] | None]],
        give_up: Callable[[Payload], Awaitable[object]],
        handled: Callable[[], object],
    ) -> None:
        self._db = db
        self._clock = clock
        self._tasks = tasks
        self._watch = watch
        self._handle = handle
        self._give_up = give_up
        self._handled = handled
        self._book = Book(db, PLATFORM, clock, tasks, watch)
        self._chats: dict[str, _Chat] = {}
        self._slots = asyncio.Semaphore(CHATS)
        self._idle = asyncio.Event()
        self._idle.set()
        self._closing = False

    async def receive(self, payloads: Sequence[Payload]) -> None:
        """Store a batch; when this returns, it may be acknowledged. What is known already is not handled again."""
        updates = self._begun([incoming(payload) for payload in payloads])
        new = await stored.store(self._db, PLATFORM, updates, self._clock())
        self.take_up(each for each in updates if each.id in new)

    def _begun(self, updates: Sequence[Incoming]) -> list[Incoming]:
        """The first of a chat that has nothing to do is tried at once: its row counts that attempt when it is stored.

        What waits is counted when its turn comes, or kills would use up the attempts of what was never tried.
        """
        begun, busy = [], set(self._chats)
        for each in updates:
            begun.append(each if each.chat in busy else replace(each, attempt=1))
            busy.add(each.chat)
        return begun

    async def recover(self) -> None:
        """Take up what was accepted before the last end of the process."""
        self.take_up(await stored.unhandled(self._db, PLATFORM))

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

    def take_up(self, updates: Iterable[Incoming]) -> None:
        """Handle stored updates, each after what its chat has waiting."""
        for update in updates:
            chat = self._chats.setdefault(update.chat, _Chat(update.chat))
            self._idle.clear()
            chat.queue.append(update)
            if not chat.is_served:
                self._work_on(chat)

    def _work_on(self, chat: _Chat) -> None:
        chat.tasks, chat.is_served = chat.tasks + 1, True
        self._tasks.start(self._serve(chat), f"chat {chat.name}")

    async def _serve(self, chat: _Chat) -> None:
        """Work on one update after another; one that waits for a file leaves the rest to another task."""
        turn = ChatTurn(chat.order, self._slots, lambda: self._work_on(chat))
        try:
            async with turn:
                while chat.queue and not turn.was_left and not self._closing:
                    update = chat.queue.popleft()
                    with caused_by(f"update {update.id}"):
                        await self._finish(update, turn)
        finally:
            chat.tasks -= 1
            chat.is_served &= turn.was_left
            if not chat.tasks:
                del self._chats[chat.name]
            if not self._chats:
                self._idle.set()

    async def _finish(self, update: Incoming, turn: ChatTurn) -> None:
        """Try until the update is done with, or until told to stop: then it stays in the table."""
        sent, conversations = Sent(), dict[str, Row]()
        attempt = update.attempt or await self._book.begin(update.id)
        while attempt and not self._closing:
            error: str | timedelta = "killed"
            if attempt <= ATTEMPTS:
                error = await self._try(update, attempt, turn, sent, conversations)
            if isinstance(error, timedelta):
                async with turn.rest():
                    await self._clock.sleep(error.total_seconds())
                attempt = await self._book.begin(update.id)
                continue
            if error:
                log.error("update %d is set aside after %d attempts: %s", update.id, attempt, error)
                await self._tell(update)
            self._handled()
            await self._book.end(update.id, error, conversations)
            break
        self._watch.ended(f"update {update.id}")

    async def _try(
        self, update: Incoming, attempt: int, turn: ChatTurn, sent: Sent, conversations: dict[str, Row]
    ) -> str | timedelta:
        """Handle once: "" when done with, the name of the error when it is to be set aside, else when to try again."""
        answers = self._watch.answers
        try:
            with sent.again():
                async with turn.slot():
                    conversations |= await self._handle(update.payload) or {}
        except Exception as error:  # noqa: BLE001 - sorted and logged in _failed
            return await self._failed(update, attempt, error, answers)
        return ""

    async def _failed(self, update: Incoming, attempt: int, error: Exception, answers: int) -> str | timedelta:
        subject, failure, now = f"update {update.id}", failure_of(error), self._clock()
        is_passing = failure in PASSING
        trouble = self._watch.failed(subject, error, answers) if is_passing else Trouble(now)
        chance = random.random()  # noqa: S311 - spreads retries, guards nothing
        decision = decide_retry(
            failure, attempt - 1, trouble, now,
            chance=chance, retry_after=wait_of(error), most=ATTEMPTS, longest=LONGEST_PAUSE,
        )  # fmt: skip
        if decision.verdict is Verdict.UNDELIVERABLE:
            log.info("%s: the person is gone", subject)
            return ""
        if not is_passing:
            log.error("%s failed", subject, exc_info=error)
        if decision.verdict is Verdict.DEAD:
            return name_of(error)
        if not decision.counted:
            self._book.excuse(update.id)
        return decision.wait

    async def _tell(self, update: Incoming) -> None:
        try:
            await self._give_up(update.payload)
        except Exception as error:  # noqa: BLE001 - who cannot be told now is not told
            log.warning("update %d: the person could not be told: %s", update.id, type(error).__name__)
