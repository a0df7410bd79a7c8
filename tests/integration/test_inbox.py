"""Stored updates: handled once, in order per chat, whatever is redelivered, fails or is killed."""

import asyncio
import errno
import sqlite3
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from aiogram.exceptions import TelegramBadRequest, TelegramUnauthorizedError
from aiogram.methods import GetMe
from python_socks import ProxyConnectionError
from sqlalchemy import exc, func, select

from bot.inbox import ATTEMPTS, CHATS, PLATFORM, Inbox, incoming
from bot.tasks import Tasks
from db.engine import Database
from db.models import InboxUpdate
from domain.outbox import UNKNOWN_LASTS
from sandbox.clock import StandingClock
from scheduler.cause import cause
from scheduler.watch import Watch
from services.delivery import inbox as stored
from services.delivery import pruning
from services.delivery.turns import aside
from tests.patience import until
from tests.post import NOON

Payload = dict[str, Any]


def message(update_id: int, chat: int = 7, text: str = "…") -> Payload:
    person = {"id": chat, "is_bot": False, "first_name": "А"}
    content = {
        "message_id": update_id,
        "date": 0,
        "chat": {"id": chat, "type": "private"},
        "from": person,
        "text": text,
    }
    return {"update_id": update_id, "message": content}


class Desk:
    """Handles updates: remembers them, fails or dies when told so."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.clock = StandingClock(NOON)
        self.tasks = Tasks()
        self.watch = Watch(self.clock)
        self.handled: list[int] = []
        self.told: list[int] = []
        self.trouble: Callable[[int], Awaitable[None]] | None = None

    async def handle(self, payload: Payload) -> None:
        await asyncio.sleep(0)
        if self.trouble is not None:
            await self.trouble(payload["update_id"])
        self.handled.append(payload["update_id"])

    async def tell(self, payload: Payload) -> None:
        self.told.append(payload["update_id"])

    def inbox(self) -> Inbox:
        return Inbox(self.db, self.clock, self.tasks, self.watch, self.handle, self.tell, lambda: None)


def locked() -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("database is locked")
    error.sqlite_errorcode = sqlite3.SQLITE_BUSY
    return error


@pytest.fixture
def desk(db: Database) -> Desk:
    return Desk(db)


async def rows(db: Database) -> dict[int, tuple[int, str]]:
    """Finished updates: attempts and error."""
    async with db.read() as session:
        found = await session.scalars(select(InboxUpdate).where(InboxUpdate.handled_at.is_not(None)))
        return {row.update_id: (row.attempts, row.error) for row in found}


async def test_a_batch_is_handled_in_order_within_a_chat(desk: Desk) -> None:
    inbox = desk.inbox()
    await inbox.receive([message(number, chat=number % 3) for number in range(1, 31)])
    await inbox.idle()
    for chat in range(3):
        mine = [number for number in desk.handled if number % 3 == chat]
        assert mine == sorted(mine)
    assert sorted(await rows(desk.db)) == list(range(1, 31))


async def test_a_redelivered_update_is_handled_once(desk: Desk) -> None:
    inbox = desk.inbox()
    await inbox.receive([message(1), message(2)])
    await inbox.receive([message(1), message(2), message(3)])
    await inbox.idle()
    await inbox.receive([message(2)])
    await inbox.idle()
    assert desk.handled == [1, 2, 3]


async def test_all_that_is_done_for_an_update_is_on_its_behalf(desk: Desk) -> None:
    """Threads and tasks that it begins too; several chats at once, a repeat as well."""
    of: dict[str, set[str]] = {"here": set(), "thread": set(), "task": set()}

    async def look(number: int) -> None:
        of["here"].add(f"{number}: {cause.get()}")
        of["thread"].add(f"{number}: {await asyncio.to_thread(cause.get)}")
        desk.tasks.start(later(number), "later")

    async def later(number: int) -> None:
        of["task"].add(f"{number}: {cause.get()}")

    desk.trouble = look
    inbox = desk.inbox()
    await inbox.receive([message(number, chat=number % 3) for number in range(1, 10)])
    await inbox.idle()
    await asyncio.sleep(0)
    assert all(seen == {f"{number}: update {number}" for number in range(1, 10)} for seen in of.values()), of
    assert cause.get() == ""


async def test_a_slow_chat_does_not_hold_up_the_others(desk: Desk) -> None:
    free = asyncio.Event()

    async def slow(number: int) -> None:
        if number == 1:
            await free.wait()

    desk.trouble = slow
    inbox = desk.inbox()
    await inbox.receive([message(1, chat=1), message(2, chat=1), message(3, chat=2)])
    await until(lambda: desk.handled == [3])
    free.set()
    await inbox.idle()
    assert desk.handled == [3, 1, 2]


async def test_a_failure_is_tried_again_and_then_the_person_is_told(desk: Desk) -> None:
    async def fail(number: int) -> None:
        if number == 1:
            raise KeyError("x")

    desk.trouble = fail
    inbox = desk.inbox()
    await inbox.receive([message(1), message(2)])
    await inbox.idle()
    assert (desk.handled, desk.told) == ([2], [1])
    assert await rows(desk.db) == {1: (ATTEMPTS, "KeyError"), 2: (1, "")}


@pytest.mark.parametrize(
    ("error", "failures", "attempts"),
    [
        (KeyError, 2, 3),
        (ConnectionError, 100, 1),
        (ProxyConnectionError, 100, 1),
        (lambda: exc.OperationalError("…", None, locked()), 100, 1),
        (lambda: exc.DBAPIError("…", None, Exception(), connection_invalidated=True), 100, 1),
        (lambda: OSError(errno.ENOSPC, "No space left on device"), 100, 1),
        (lambda: TelegramUnauthorizedError(GetMe(), "Unauthorized"), 100, 1),
    ],
    ids=["ours", "network", "proxy", "locked file", "connection cut", "disk full", "token"],
)
async def test_a_failure_that_passes_is_not_mentioned(
    desk: Desk, error: Callable[[], Exception], failures: int, attempts: int
) -> None:
    """Our own mistake is tried again a little, the network's trouble is waited out and is no attempt."""
    left = failures

    async def fail_at_first(_number: int) -> None:
        nonlocal left
        if left:
            left -= 1
            raise error()

    desk.trouble = fail_at_first
    inbox = desk.inbox()
    await inbox.receive([message(1)])
    await inbox.idle()
    assert (desk.handled, desk.told) == ([1], [])
    assert await rows(desk.db) == {1: (attempts, "")}


async def test_what_was_accepted_is_handled_after_a_kill(desk: Desk) -> None:
    await stored.store(desk.db, PLATFORM, [incoming(message(1)), incoming(message(2))], NOON)
    inbox = desk.inbox()
    await inbox.recover()
    await inbox.idle()
    assert desk.handled == [1, 2]


async def test_a_kill_between_handling_and_marking_repeats_only_that_update(desk: Desk) -> None:
    async def hang(number: int) -> None:
        if number == 2:
            desk.handled.append(number)
            await asyncio.Event().wait()

    desk.trouble = hang
    await desk.inbox().receive([message(1), message(2), message(3)])
    await until(lambda: desk.handled == [1, 2])
    await desk.tasks.cancel()
    desk.trouble = None
    inbox = desk.inbox()
    await inbox.recover()
    await inbox.idle()
    assert desk.handled == [1, 2, 2, 3]


async def test_an_update_that_kills_the_process_is_set_aside(desk: Desk) -> None:
    async def die(number: int) -> None:
        if number == 1:
            await asyncio.Event().wait()

    desk.trouble = die
    await desk.inbox().receive([message(1), message(2)])
    for attempt in range(1, ATTEMPTS + 1):
        while (await attempts(desk.db)) != attempt:  # noqa: ASYNC110 - it is the table that is watched
            await asyncio.sleep(0.001)
        await desk.tasks.cancel()
        inbox = desk.inbox()
        await inbox.recover()
    await inbox.idle()
    assert (desk.handled, desk.told) == ([2], [1])
    assert (await rows(desk.db))[1] == (ATTEMPTS + 1, "killed")


async def attempts(db: Database) -> int:
    async with db.read() as session:
        return await session.scalar(select(InboxUpdate.attempts).where(InboxUpdate.update_id == 1)) or 0


async def test_closing_waits_for_what_is_being_handled_and_leaves_the_rest(desk: Desk) -> None:
    started, free = asyncio.Event(), asyncio.Event()

    async def slow(_number: int) -> None:
        started.set()
        await free.wait()

    desk.trouble = slow
    inbox = desk.inbox()
    await inbox.receive([message(1), message(2)])
    await started.wait()
    closing = asyncio.gather(inbox.close(10))
    await asyncio.sleep(0)
    free.set()
    await closing
    assert desk.handled == [1]
    assert [update.id for update in await stored.unhandled(desk.db, PLATFORM)] == [2]


async def test_old_updates_are_forgotten_and_waiting_ones_never(desk: Desk) -> None:
    await stored.store(desk.db, PLATFORM, [incoming(message(number)) for number in (1, 2, 3)], NOON)
    await stored.turn(desk.db, PLATFORM, [], {1: ""}, {}, NOON)
    await stored.turn(desk.db, PLATFORM, [], {2: "KeyError"}, {}, NOON)
    for days, left in ((2, {1, 2, 3}), (2.1, {2, 3}), (31, {3})):
        await pruning.prune(desk.db, NOON + timedelta(days=days))
        async with desk.db.read() as session:
            assert set(await session.scalars(select(InboxUpdate.update_id))) == left


async def test_an_update_of_an_unknown_kind_is_kept_whole(desk: Desk) -> None:
    strange = {"update_id": 1, "from_the_future": {"anything": ["at", "all"]}}
    inbox = desk.inbox()
    await inbox.receive([strange])
    await inbox.idle()
    async with desk.db.read() as session:
        assert await session.scalar(select(func.max(InboxUpdate.update_id))) == 1
        assert (await session.scalars(select(InboxUpdate.payload))).one() == strange


@pytest.mark.parametrize(
    ("kind", "content", "chat"),
    [
        ("message", {"chat": {"id": 7, "type": "private"}, "from": {"id": 7}}, "7"),
        ("message", {"chat": {"id": -5, "type": "group"}, "from": {"id": 7}}, "-5"),
        ("callback_query", {"from": {"id": 7}, "message": {"chat": {"id": 8, "type": "private"}}}, "8"),
        ("callback_query", {"from": {"id": 7}}, "7"),
        ("my_chat_member", {"chat": {"id": 7, "type": "private"}, "from": {"id": 7}}, "7"),
    ],
)
def test_whose_chat_orders_an_update(kind: str, content: Payload, chat: str) -> None:
    found = incoming({"update_id": 5, kind: content})
    assert (found.id, found.chat) == (5, chat)


async def test_chats_that_wait_for_the_network_hold_no_slot(desk: Desk) -> None:
    """Eighteen whose calls hang; everybody else is served, and they are when the network is back."""
    back = asyncio.Event()

    async def hang(number: int) -> None:
        if number <= CHATS + 2:
            async with aside():
                await back.wait()

    desk.trouble = hang
    inbox = desk.inbox()
    await inbox.receive([message(number, chat=number) for number in range(1, CHATS + 5)])
    await until(lambda: desk.handled == [CHATS + 3, CHATS + 4])
    back.set()
    await inbox.idle()
    assert sorted(desk.handled) == list(range(1, CHATS + 5))


async def test_chats_in_trouble_hold_no_slot_between_their_tries(desk: Desk) -> None:
    is_down = True

    async def fail(number: int) -> None:
        if is_down and number <= CHATS + 2:
            raise ConnectionError

    desk.trouble = fail
    inbox = desk.inbox()
    await inbox.receive([message(number, chat=number) for number in range(1, CHATS + 5)])
    await until(lambda: desk.handled == [CHATS + 3, CHATS + 4])
    is_down = False
    await inbox.idle()
    assert sorted(desk.handled) == list(range(1, CHATS + 5))


async def test_a_file_on_its_way_does_not_hold_its_chat(desk: Desk) -> None:
    """What was pressed after it is handled meanwhile, in order; the file's own work goes on when it is there."""
    there = asyncio.Event()

    async def fetch(number: int) -> None:
        if number == 1:
            async with aside(chat=True):
                await there.wait()

    desk.trouble = fetch
    inbox = desk.inbox()
    await inbox.receive([message(number) for number in range(1, 5)])
    await until(lambda: desk.handled == [2, 3, 4])
    await inbox.receive([message(5)])
    await until(lambda: desk.handled == [2, 3, 4, 5])
    there.set()
    await inbox.idle()
    assert desk.handled == [2, 3, 4, 5, 1]
    assert await rows(desk.db) == dict.fromkeys(range(1, 6), (1, ""))


async def test_two_updates_of_a_chat_never_work_side_by_side(desk: Desk) -> None:
    working: list[int] = []

    async def fetch(number: int) -> None:
        for _ in range(3):
            working.append(number)
            await asyncio.sleep(0)
            assert working == [number]
            working.clear()
            async with aside(chat=True):
                await asyncio.sleep(0.001 * number)

    desk.trouble = fetch
    inbox = desk.inbox()
    await inbox.receive([message(number) for number in range(1, 6)])
    await inbox.idle()
    assert sorted(desk.handled) == [1, 2, 3, 4, 5]
    assert set((await rows(desk.db)).values()) == {(1, "")}


async def test_what_nobody_knows_is_tried_for_an_hour_and_then_set_aside(desk: Desk) -> None:
    class Strange(Exception):
        """Of a library that nobody has met."""

    async def fail(_number: int) -> None:
        raise Strange

    desk.trouble = fail
    inbox = desk.inbox()
    await inbox.receive([message(1)])
    await inbox.idle()
    assert desk.told == [1]
    assert await rows(desk.db) == {1: (1, "Strange")}
    assert desk.clock() - NOON >= UNKNOWN_LASTS


@pytest.mark.parametrize("said", ["chat not found", "PEER_ID_INVALID", "USER_DEACTIVATED"])
async def test_somebody_who_cannot_be_reached_is_no_error(desk: Desk, said: str) -> None:
    async def fail(_number: int) -> None:
        raise TelegramBadRequest(GetMe(), f"Bad Request: {said}")

    desk.trouble = fail
    inbox = desk.inbox()
    await inbox.receive([message(1)])
    await inbox.idle()
    assert (desk.told, await rows(desk.db)) == ([], {1: (1, "")})
