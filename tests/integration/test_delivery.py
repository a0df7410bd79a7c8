"""Delivery on the real databases: order, retries, blocked chats, night, leases."""

import asyncio
import errno
import logging
from collections.abc import Callable
from datetime import timedelta

import pytest
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
)
from aiogram.methods import SendMessage
from python_socks import ProxyConnectionError
from sqlalchemy import exc, select

from db.engine import Database
from db.models import Account, Notice, NoticeKind, NoticeState, Person
from domain.people import Platform
from sandbox.clock import StandingClock
from scheduler import delivery as sending
from scheduler.delivery import LANES, LEASE, MOST
from services.delivery import delivery as outbox
from tests.patience import PATIENCE, until
from tests.post import NOON, OFFICIAL, PostOffice, deliver_all, plant_town, post, states

CALL = SendMessage(chat_id=1, text="…")
BLOCKED = TelegramForbiddenError(CALL, "Forbidden: bot was blocked by the user")
NETWORK = TelegramNetworkError(CALL, "Request timeout error")
FLOOD = TelegramRetryAfter(CALL, "Too Many Requests: retry after 30", 30)
REFUSED = TelegramBadRequest(CALL, "Bad Request: message is too long")
PROXY = ProxyConnectionError(111, "Could not connect to proxy")
DATABASE = exc.DBAPIError("…", None, Exception("terminated"), connection_invalidated=True)
NO_DESCRIPTORS = OSError(errno.EMFILE, "Too many open files")
HTML = ClientDecodeError("Failed to decode object", ValueError("x"), "<html>")


def refusing(words: str, error: Exception, times: int = 1) -> Callable[[int, str], Exception | None]:
    left = [times]

    def refuse(_chat: int, asked: str) -> Exception | None:
        if asked != words or not left[0]:
            return None
        left[0] -= 1
        return error

    return refuse


async def attempts(db: Database, words: str) -> int:
    async with db.read() as session:
        rows = await session.execute(select(Notice.facts, Notice.attempts))
        found: dict[str, int] = {facts["words"]: count for facts, count in rows}
    return found[words]


async def test_each_chat_gets_its_messages_in_order(db: Database) -> None:
    await plant_town(db, directors=3)
    for number in range(5):
        for account in (1, 2, 3):
            await post(db, account, f"{account}:{number}")
    office = PostOffice()
    assert await office.delivery(db, StandingClock(NOON)).deliver()
    for account in (1, 2, 3):
        got = [words for chat, words in office.taken if chat == 1000 + account]
        assert got == [f"{account}:{number}" for number in range(5)]
    assert set((await states(db)).values()) == {NoticeState.SENT}


async def test_the_reference_of_the_message_is_kept(db: Database) -> None:
    await plant_town(db)
    await post(db, 1, "слова")
    await PostOffice().delivery(db, StandingClock(NOON)).deliver()
    async with db.read() as session:
        notice = (await session.scalars(select(Notice))).one()
    assert (notice.message_id, notice.sent_at, notice.leased_until) == ("1", NOON, None)


async def test_what_is_planned_for_later_waits_and_holds_nobody_up(db: Database) -> None:
    await plant_town(db)
    await post(db, 1, "утром", at=NOON + timedelta(hours=20))
    await post(db, 1, "сейчас")
    office, clock = PostOffice(), StandingClock(NOON)
    delivery = office.delivery(db, clock)
    await delivery.deliver()
    assert office.taken == [(1001, "сейчас")]
    assert not await delivery.deliver()
    clock.move_to(NOON + timedelta(hours=20))
    await delivery.deliver()
    assert office.taken[1:] == [(1001, "утром")]


async def test_a_notice_that_is_no_longer_due_is_not_sent(db: Database) -> None:
    await plant_town(db)
    await post(db, 1, "напоминание")
    office = PostOffice()
    office.no_longer_due = {"напоминание"}
    await office.delivery(db, StandingClock(NOON)).deliver()
    assert office.taken == []
    assert await states(db) == {"напоминание": NoticeState.SKIPPED}


async def test_an_erased_person_gets_nothing(db: Database) -> None:
    await plant_town(db)
    await post(db, 1, "слова")
    async with db.write() as session:
        (await session.get_one(Person, 1)).erased_at = NOON
    office = PostOffice()
    await office.delivery(db, StandingClock(NOON)).deliver()
    assert (office.taken, await states(db)) == ([], {"слова": NoticeState.SKIPPED})


@pytest.mark.parametrize(
    "error",
    [NETWORK, HTML, PROXY, DATABASE, NO_DESCRIPTORS],
    ids=["timeout", "html page", "proxy", "database", "EMFILE"],
)
async def test_trouble_that_passes_is_tried_again_before_anything_later(db: Database, error: Exception) -> None:
    await plant_town(db, directors=2)
    for words in ("первое", "второе"):
        await post(db, 1, words)
    await post(db, 2, "соседу")
    office, clock = PostOffice(), StandingClock(NOON)
    office.refuse = refusing("первое", error, times=3)
    delivery = office.delivery(db, clock)
    await delivery.deliver()
    assert office.taken == [(1002, "соседу")]
    await deliver_all(delivery, clock)
    assert office.taken[1:] == [(1001, "первое"), (1001, "второе")]
    assert await attempts(db, "первое") == 0


async def test_a_429_is_waited_out_and_not_counted(db: Database) -> None:
    await plant_town(db)
    await post(db, 1, "слова")
    office, clock = PostOffice(), StandingClock(NOON)
    office.refuse = refusing("слова", FLOOD)
    delivery = office.delivery(db, clock)
    await delivery.deliver()
    clock.move_to(NOON + timedelta(seconds=29))
    assert not await delivery.deliver()
    clock.move_to(NOON + timedelta(seconds=30))
    await delivery.deliver()
    assert office.taken == [(1001, "слова")]
    assert await attempts(db, "слова") == 0


async def test_a_refused_message_is_logged_and_holds_nobody_up(db: Database, caplog: pytest.LogCaptureFixture) -> None:
    await plant_town(db)
    for words in ("слишком длинное", "следующее"):
        await post(db, 1, words)
    office = PostOffice()
    office.refuse = refusing("слишком длинное", REFUSED)
    await office.delivery(db, StandingClock(NOON)).deliver()
    assert office.taken == [(1001, "следующее")]
    assert (await states(db))["слишком длинное"] is NoticeState.DEAD
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    assert "длинное" not in caplog.text


async def test_a_mistake_of_ours_is_given_up_after_some_attempts(db: Database) -> None:
    await plant_town(db)
    for words in ("сломанное", "следующее"):
        await post(db, 1, words)
    office, clock = PostOffice(), StandingClock(NOON)
    office.refuse = refusing("сломанное", KeyError("x"), times=99)
    await deliver_all(office.delivery(db, clock), clock)
    assert (await states(db))["сломанное"] is NoticeState.DEAD
    assert office.taken == [(1001, "следующее")]


async def test_a_blocked_chat_is_told_to_the_official_once_and_served_when_it_is_back(db: Database) -> None:
    await plant_town(db)
    for words in ("первое", "второе"):
        await post(db, 1, words)
    office, clock = PostOffice(), StandingClock(NOON)
    office.refuse = lambda chat, _words: BLOCKED if chat == 1001 else None
    await deliver_all(office.delivery(db, clock), clock, rounds=3)
    assert office.taken == [(1000 + OFFICIAL, NoticeKind.UNDELIVERED)]
    assert (await states(db))["второе"] is NoticeState.UNDELIVERABLE
    async with db.read() as session:
        assert (await session.get_one(Account, 1)).unreachable_reason == "blocked"

    office.refuse = lambda _chat, _words: None
    await outbox.chat_back(db, Platform.TELEGRAM, {1001})
    await deliver_all(office.delivery(db, clock), clock, rounds=2)
    assert office.taken[1:] == [(1001, "первое"), (1001, "второе")]
    async with db.read() as session:
        assert (await session.get_one(Account, 1)).unreachable_at is None


async def test_a_second_blocking_is_told_again(db: Database) -> None:
    await plant_town(db)
    office, clock = PostOffice(), StandingClock(NOON)
    office.refuse = lambda chat, _words: BLOCKED if chat == 1001 else None
    delivery = office.delivery(db, clock)
    for words in ("первое", "второе"):
        await post(db, 1, words)
        await deliver_all(delivery, clock, rounds=2)
        await outbox.chat_back(db, Platform.TELEGRAM, {1001})
    assert office.taken == [(1000 + OFFICIAL, NoticeKind.UNDELIVERED)] * 2


async def test_an_official_who_stopped_the_bot_is_told_nothing_about_it(db: Database) -> None:
    await plant_town(db)
    await post(db, OFFICIAL, "отчёт", organisation_id=None)
    office, clock = PostOffice(), StandingClock(NOON)
    office.refuse = lambda _chat, _words: BLOCKED
    await deliver_all(office.delivery(db, clock), clock, rounds=2)
    assert await states(db) == {"отчёт": NoticeState.UNDELIVERABLE}


@pytest.mark.parametrize(
    ("hour", "is_silent"), [(4, True), (5, False), (16, False), (17, True)], ids=["07:00", "08:00", "19:00", "20:00"]
)
async def test_messages_at_night_of_the_authority_come_without_sound(db: Database, hour: int, is_silent: bool) -> None:
    await plant_town(db)
    now = NOON.replace(hour=hour)
    await post(db, 1, "директору", at=now)
    await post(db, OFFICIAL, "специалисту", at=now, organisation_id=None)
    office = PostOffice()
    await office.delivery(db, StandingClock(now)).deliver()
    assert sorted(office.silent) == (["директору", "специалисту"] if is_silent else [])


async def test_a_quiet_notice_is_quiet_by_day(db: Database) -> None:
    await plant_town(db)
    await post(db, 1, "принято", silent=True)
    office = PostOffice()
    await office.delivery(db, StandingClock(NOON)).deliver()
    assert office.silent == ["принято"]


async def test_a_lease_of_a_dead_process_runs_out(db: Database) -> None:
    await plant_town(db)
    await post(db, 1, "слова")
    assert len(await outbox.lease(db, NOON, LEASE, 10)) == 1
    office, clock = PostOffice(), StandingClock(NOON + LEASE - timedelta(seconds=1))
    delivery = office.delivery(db, clock)
    assert not await delivery.deliver()
    clock.move_to(NOON + LEASE)
    assert await delivery.deliver()
    assert office.taken == [(1001, "слова")]


async def test_two_processes_share_the_work(db: Database) -> None:
    await plant_town(db, directors=20)
    for account in range(1, 21):
        for number in range(3):
            await post(db, account, f"{account}:{number}")
    office, other = PostOffice(), Database(db.url.render_as_string(hide_password=False))
    clock = StandingClock(NOON)
    try:
        await asyncio.gather(office.delivery(db, clock).deliver(), office.delivery(other, clock).deliver())
    finally:
        await other.close()
    await office.delivery(db, clock).deliver()
    assert len(office.taken) == len(set(office.taken)) == 60
    for account in range(1, 21):
        got = [words for chat, words in office.taken if chat == 1000 + account]
        assert got == [f"{account}:{number}" for number in range(3)]


async def test_the_loop_wakes_delivers_and_stops(db: Database) -> None:
    await plant_town(db)
    await post(db, 1, "слова")
    office = PostOffice()
    delivery = office.delivery(db, StandingClock(NOON))

    def stop(_chat: int, _words: str) -> None:
        delivery.stop()

    office.refuse = stop
    delivery.wake()
    await asyncio.wait_for(delivery.run(), PATIENCE)
    assert office.taken == [(1001, "слова")]


class Slow(PostOffice):
    """Chats from `slow_from` on get no answer until `answer` is set."""

    def __init__(self, slow_from: int) -> None:
        super().__init__()
        self.slow_from, self.begun, self.answer = slow_from, 0, asyncio.Event()

    async def send(self, chat: int, words: str, silent: bool) -> str:
        if chat >= self.slow_from:
            self.begun += 1
            await self.answer.wait()
        return await super().send(chat, words, silent)


async def test_messages_that_hang_hold_nobody_up(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """More of them than there are lanes; they come first. Somebody new is served meanwhile, and they too in the end."""
    monkeypatch.setattr(sending, "HANGS", 0.02)
    hanging = LANES + 8
    await plant_town(db, directors=hanging + 10)
    for account in range(hanging + 10, 0, -1):
        await post(db, account, f"слова {account}")
    office = Slow(slow_from=1011)
    delivery = office.delivery(db, StandingClock(NOON))
    async with asyncio.TaskGroup() as group:
        group.create_task(delivery.run())
        delivery.wake()
        await until(lambda: len(office.taken) == 10)
        await post(db, 1, "ещё слова")
        delivery.wake()
        await until(lambda: len(office.taken) == 11)
        assert office.begun == hanging
        office.answer.set()
        await until(lambda: len(office.taken) == 11 + hanging)
        delivery.stop()
    assert set((await states(db)).values()) == {NoticeState.SENT}


async def test_there_are_never_more_on_the_way_than_may_be(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "HANGS", 0.0)
    await plant_town(db, directors=MOST + 5)
    for account in range(1, MOST + 6):
        await post(db, account, f"слова {account}")
    office = Slow(slow_from=0)
    delivery = office.delivery(db, StandingClock(NOON))
    async with asyncio.TaskGroup() as group:
        group.create_task(delivery.run())
        delivery.wake()
        await until(lambda: office.begun == MOST)
        for _ in range(20):
            delivery.wake()
            await asyncio.sleep(0.005)
        assert office.begun == MOST
        office.answer.set()
        await until(lambda: len(office.taken) == MOST + 5)
        delivery.stop()
