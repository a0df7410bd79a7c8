"""What happens by itself: the table of ticks, and the clock that fires them."""

import asyncio
import logging

import pytest

from scheduler import ticks
from scheduler.jobs import Jobs, Tick
from services.offices import Minute
from tests.patience import PATIENCE
from tests.story import Story


async def test_a_tick_that_fails_is_logged_and_fires_again(caplog: pytest.LogCaptureFixture) -> None:
    fired = []

    async def work() -> None:
        fired.append(1)
        if len(fired) == 1:
            raise KeyError("x")

    tick = Tick("work", 1, work)
    await tick.fire()
    await tick.fire()
    assert len(fired) == 2
    assert [record.levelno for record in caplog.records] == [logging.ERROR]


async def test_the_clock_fires_and_stops() -> None:
    fired = asyncio.Event()

    async def work() -> None:
        fired.set()

    jobs = Jobs([Tick("work", 1, work)])
    jobs.start()
    await asyncio.wait_for(fired.wait(), PATIENCE)
    jobs.stop()


async def test_every_tick_of_the_process_runs_on_an_empty_database(story: Story) -> None:
    assert {tick.name for tick in story.app.ticks} == {
        "deliver",
        "minute",
        "prune",
        "evidence",
        "conversations",
        "trouble",
        "alive",
    }
    for tick in story.app.ticks:
        await tick.run()


async def test_a_month_passes_without_anything_to_do(story: Story) -> None:
    irina = story.person("Ирина Петровна", admin=True)
    await irina.sends("здравствуйте")
    await story.advance(days=31)
    assert len(irina.received) == 1


async def test_a_service_that_fails_does_not_keep_the_others_from_running(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = []

    async def well(minute: Minute) -> None:
        ran.append(minute.now)

    async def badly(_minute: Minute) -> None:
        raise KeyError("x")

    monkeypatch.setattr(ticks, "EVERY_MINUTE", (well, badly, well))
    story.expect_error("badly failed")
    await story.tick()
    assert ran == [story.clock()] * 2
    assert [line for line in story.errors.lines if "badly failed" in line] != []
