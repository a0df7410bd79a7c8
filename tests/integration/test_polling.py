"""Polling: a batch is acknowledged only after it was stored; trouble is waited out."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from sqlalchemy import func, select

from db.models import InboxUpdate
from sandbox.faults import HTML_PAGE, SERVER_ERROR, TIMEOUT, Failure, retry_after
from tests.patience import PATIENCE, until
from tests.person import Someone
from tests.story import Story


@asynccontextmanager
async def polling(story: Story) -> AsyncIterator[None]:
    task = story.app.tasks.start(story.app.poller.run(), "polling")
    try:
        yield
    finally:
        await story.app.tasks.cancel(task)


async def stored(story: Story, count: int) -> None:
    async with asyncio.timeout(PATIENCE):
        while True:
            async with story.db.read() as session:
                if await session.scalar(select(func.count()).select_from(InboxUpdate)) == count:
                    return
            await asyncio.sleep(0.005)


async def answered(someone: Someone, times: int) -> None:
    await until(lambda: len(someone.received) >= times)
    assert len(someone.received) == times


async def test_what_is_polled_is_stored_answered_and_then_acknowledged(story: Story) -> None:
    anna = story.person("Анна")
    async with polling(story):
        anna.person.sends("раз")
        anna.person.sends("два")
        await answered(anna, 2)
        await until(lambda: not story.telegram.updates.pending)
    assert len(anna.received) == 2
    await stored(story, 2)


async def test_only_wanted_kinds_of_updates_are_asked_for(story: Story) -> None:
    async with polling(story):
        story.person("Анна").person.sends("раз")
        await stored(story, 1)
    assert {"message", "callback_query", "my_chat_member"} <= set(story.telegram.updates.allowed)


@pytest.mark.parametrize("fault", [TIMEOUT, SERVER_ERROR, HTML_PAGE, retry_after(7)], ids=lambda each: each.kind)
async def test_trouble_is_logged_once_and_waited_out(
    story: Story, fault: Failure, caplog: pytest.LogCaptureFixture
) -> None:
    anna = story.person("Анна")
    story.telegram.faults.next(fault, 5, method="getUpdates")
    anna.person.sends("раз")
    before = story.clock()
    async with polling(story):
        await answered(anna, 1)
    assert sum("polling waits" in record.message for record in caplog.records) == 1
    assert 5 <= (story.clock() - before).total_seconds() < 600


async def test_a_batch_that_cannot_be_stored_is_not_acknowledged(story: Story) -> None:
    story.expect_error("polling waits")
    anna = story.person("Анна")
    anna.person.sends("раз")
    async with story.db.write() as session:
        await (await session.connection()).exec_driver_sql("ALTER TABLE inbox RENAME TO inbox_away")
    async with polling(story):
        await until(lambda: story.errors.lines)
        assert len(story.telegram.updates.pending) == 1
        async with story.db.write() as session:
            await (await session.connection()).exec_driver_sql("ALTER TABLE inbox_away RENAME TO inbox")
        await answered(anna, 1)
