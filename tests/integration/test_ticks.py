"""What happens by itself: the table of ticks, and the clock that fires them."""

import asyncio
import logging

import pytest

from scheduler.jobs import Jobs, Tick
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
    assert {tick.name for tick in story.app.ticks} == {"deliver", "minute", "prune", "evidence", "conversations"}
    for tick in story.app.ticks:
        await tick.run()


async def test_a_month_passes_without_anything_to_do(story: Story) -> None:
    irina = story.person("Ирина Петровна", admin=True)
    await irina.sends("здравствуйте")
    await story.advance(days=31)
    assert len(irina.received) == 1
