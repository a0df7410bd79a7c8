"""Delivery killed at any moment: nothing is lost, little is doubled, each chat keeps its order.

A kill is an exception that nobody catches, raised at the n-th point of the way: before and after every transaction,
before the platform takes a message, and after it took one but before we know.
"""

import asyncio
import tempfile
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncSession

from db.engine import Database
from db.models import NoticeState
from sandbox.clock import StandingClock
from scheduler.delivery import LANES, LEASE
from tests.database import sqlite_database
from tests.post import NOON, PostOffice, deliver_all, plant_town, post, states


class Killed(BaseException):
    """The process is gone."""


class Fuse:
    """Burns down point by point; -1 never ends."""

    def __init__(self, points: int) -> None:
        self.points = points

    def pass_point(self) -> None:
        if self.points == 0:
            raise Killed
        self.points -= 1


class MortalDatabase(Database):
    def __init__(self, url: str, fuse: Fuse) -> None:
        super().__init__(url)
        self._fuse = fuse
        self._opened: list[Any] = []
        event.listen(
            self.engine.sync_engine, "connect", lambda _, record: self._opened.append(record.driver_connection)
        )

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncSession]:
        async with super().write() as session:
            yield session
            self._fuse.pass_point()
        self._fuse.pass_point()

    async def die(self) -> None:
        """A dead process holds no lock: all stop at once, or one would wait for the lock of another."""
        for connection in self._opened:
            connection.stop()
        for connection in self._opened:
            await asyncio.to_thread(connection._thread.join)


class MortalOffice(PostOffice):
    def __init__(self, fuse: Fuse) -> None:
        super().__init__()
        self.fuse = fuse
        self.on_the_way = 0
        self.lost_answers = 0

    async def send(self, chat: int, words: str, silent: bool) -> str:
        self.fuse.pass_point()
        await asyncio.sleep(0)
        number = await super().send(chat, words, silent)
        await asyncio.sleep(0)
        self.fuse.pass_point()
        return number


async def told_in_spite_of_kills(folder: Path, kills: list[int], directors: int, notices: int) -> None:
    async with sqlite_database(folder) as db:
        await plant_town(db, directors)
        for number in range(notices):
            await post(db, 1 + number % directors, f"{number}")
        office, clock = MortalOffice(Fuse(-1)), StandingClock(NOON)
        for points in kills:
            office.fuse = Fuse(points)
            await live_and_die(MortalDatabase(str(db.url), office.fuse), office, clock)
            clock.move_to(clock() + LEASE)
        office.fuse = Fuse(-1)
        await deliver_all(office.delivery(db, clock), clock, rounds=3)
        assert set((await states(db)).values()) == {NoticeState.SENT}
    judge(office, directors, notices, len(kills))


async def live_and_die(db: MortalDatabase, office: PostOffice, clock: StandingClock) -> None:
    try:
        await office.delivery(db, clock).deliver()
    except BaseExceptionGroup as group:
        assert group.split(Killed)[1] is None  # noqa: PT017 - nothing else went wrong
    except Killed:
        pass
    finally:
        await db.die()


def judge(office: PostOffice, directors: int, notices: int, kills: int) -> None:
    times = Counter(words for _, words in office.taken)
    assert set(times) == {str(number) for number in range(notices)}, "something was lost"
    assert sum(times.values()) - notices <= kills * min(directors, LANES), "more doubled than was on the way"
    for director in range(1, directors + 1):
        heard = [int(words) for chat, words in office.taken if chat == 1000 + director]
        assert heard == sorted(heard), "a chat lost its order"


@settings(max_examples=30)
@given(
    kills=st.lists(st.integers(0, 60), min_size=1, max_size=3),
    directors=st.integers(1, 5),
    notices=st.integers(1, 12),
)
def test_nothing_is_lost_and_order_is_kept(kills: list[int], directors: int, notices: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(told_in_spite_of_kills(Path(folder), kills, directors, notices))


def test_a_kill_at_every_single_point_of_two_messages() -> None:
    for points in range(20):
        with tempfile.TemporaryDirectory() as folder:
            asyncio.run(told_in_spite_of_kills(Path(folder), [points], 1, 2))
