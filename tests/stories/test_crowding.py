"""A thousand messages in a minute by one person: everybody else is answered within a second of the clock.

The clock stands until nobody can go on but by waiting, and moves to the next who wakes: time is counted in turns of the
bot, not in what this machine needs for them.
"""

import asyncio
import heapq
import itertools
from datetime import datetime, timedelta

from sqlalchemy import func, select

from db.models import InboxUpdate
from sandbox.clock import StandingClock
from tests.integration.test_polling import polling
from tests.patience import until
from tests.person import Someone
from tests.stories.town import make_town
from tests.story import Story

MESSAGES = 1000
A_SECOND = timedelta(seconds=1)


class Sleepers:
    """Takes the place of the sleeping of a clock: whoever sleeps waits until the clock is moved."""

    def __init__(self, clock: StandingClock) -> None:
        self._clock = clock
        self._asleep: list[tuple[datetime, int, asyncio.Future[None]]] = []
        self._numbers = itertools.count()
        clock.sleep = self.sleep  # type: ignore[method-assign]

    async def sleep(self, seconds: float) -> None:
        until = self._clock() + max(timedelta(seconds=seconds), timedelta.resolution)
        awake: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._asleep, (until, next(self._numbers), awake))
        await awake

    def __len__(self) -> int:
        return len(self._asleep)

    def wake(self) -> None:
        """The next one, and with it the present."""
        until, _, awake = heapq.heappop(self._asleep)
        self._clock.move_to(until)
        if not awake.done():
            awake.set_result(None)


async def go_on(story: Story, sleepers: Sleepers, taken_in: int) -> None:
    """Let the bot work until so many updates are taken in and nobody but sleepers has anything left to do."""
    busy = story.app.inbox._chats

    async def is_so() -> bool:
        return await _stored(story) >= taken_in and len(busy) <= len(sleepers)

    await until(is_so)


async def _stored(story: Story) -> int:
    async with story.db.read() as session:
        return await session.scalar(select(func.count()).select_from(InboxUpdate)) or 0


async def ask(story: Story, sleepers: Sleepers, people: list[Someone]) -> None:
    """Each asks for their items and has them within a second."""
    before, asked = [len(each.received) for each in people], story.clock()
    taken = await _stored(story)
    for each in people:
        each.person.sends("/tasks")
    await go_on(story, sleepers, taken + len(people))
    while [len(each.received) for each in people] != [known + 1 for known in before]:
        sleepers.wake()
        assert story.clock() - asked <= A_SECOND, "somebody waits for the crowd"
        await go_on(story, sleepers, 0)


async def test_a_thousand_messages_in_a_minute_make_nobody_else_wait(story: Story) -> None:
    names = tuple(f"МКОУ СОШ № {number}" for number in range(1, 9))
    town = await make_town(story, names)
    crowd, *people = town.directors.values()
    sleepers = Sleepers(story.clock)
    await story.restart()  # the limits of the messenger are waited for in the new way
    before, taken = len(crowd.received), await _stored(story)
    async with polling(story):
        for number in range(MESSAGES):
            crowd.person.sends("/tasks" if number % 2 else "меню")
        await ask(story, sleepers, people)
        await go_on(story, sleepers, taken + MESSAGES)
        for _ in range(3):
            for _ in range(5):
                sleepers.wake()
                await go_on(story, sleepers, 0)
            await ask(story, sleepers, people)
    answers = [message.text.startswith("Вы отвечаете") for message in crowd.received[before:]]
    assert len(answers) > 15
    assert answers == [not number % 2 for number in range(len(answers))], "out of order"
    async with story.db.read() as session:
        attempts = set(await session.scalars(select(InboxUpdate.attempts)))
    assert attempts <= {0, 1}
