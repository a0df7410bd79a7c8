"""Stored updates: handled once, in order per chat, whatever is redelivered, fails or is killed."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.inbox import ATTEMPTS, PLATFORM, Inbox, incoming
from bot.tasks import Tasks
from db.engine import Database
from db.models import InboxUpdate
from sandbox.clock import StandingClock
from scheduler.watch import Watch
from services.delivery import inbox as stored
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


async def test_a_slow_chat_does_not_hold_up_the_others(desk: Desk) -> None:
    free = asyncio.Event()

    async def slow(number: int) -> None:
        if number == 1:
            await free.wait()

    desk.trouble = slow
    inbox = desk.inbox()
    await inbox.receive([message(1, chat=1), message(2, chat=1), message(3, chat=2)])
    while desk.handled != [3]:  # noqa: ASYNC110 - it is the handled list that is watched
        await asyncio.sleep(0.001)
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


@pytest.mark.parametrize(("error", "failures", "attempts"), [(KeyError, 2, 3), (ConnectionError, 100, 1)])
async def test_a_failure_that_passes_is_not_mentioned(
    desk: Desk, error: type[Exception], failures: int, attempts: int
) -> None:
    """Our own mistake is tried again a little, the network's trouble is waited out and is no attempt."""
    left = [error] * failures

    async def fail_at_first(_number: int) -> None:
        if left:
            raise left.pop()

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
    while desk.handled != [1, 2]:  # noqa: ASYNC110 - it is the handled list that is watched
        await asyncio.sleep(0.001)
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
    await stored.turn(desk.db, PLATFORM, [], {2: "KeyError"}, {}, NOON + timedelta(hours=2))
    await stored.prune(desk.db, NOON + timedelta(hours=49))
    async with desk.db.read() as session:
        assert set(await session.scalars(select(InboxUpdate.update_id))) == {2, 3}


async def test_an_update_of_an_unknown_kind_is_kept_whole(desk: Desk) -> None:
    strange = {"update_id": 1, "from_the_future": {"anything": ["at", "all"]}}
    inbox = desk.inbox()
    await inbox.receive([strange])
    await inbox.idle()
    async with desk.db.read() as session:
        assert await session.scalar(select(func.max(InboxUpdate.update_id))) == 1
        assert (await session.scalars(select(InboxUpdate.payload))).one() == strange


@pytest.mark.parametrize(
    ("kind", "content", "chat", "sender"),
    [
        ("message", {"chat": {"id": 7, "type": "private"}, "from": {"id": 7}}, "7", 7),
        ("message", {"chat": {"id": -5, "type": "group"}, "from": {"id": 7}}, "-5", 0),
        ("callback_query", {"from": {"id": 7}, "message": {"chat": {"id": 7, "type": "private"}}}, "7", 7),
        ("callback_query", {"from": {"id": 7}}, "7", 0),
        ("my_chat_member", {"chat": {"id": 7, "type": "private"}, "from": {"id": 7}}, "7", 0),
    ],
)
def test_whose_update_it_is(kind: str, content: Payload, chat: str, sender: int) -> None:
    found = incoming({"update_id": 5, kind: content})
    assert (found.id, found.chat, found.sender) == (5, chat, sender)
