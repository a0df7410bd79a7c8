"""A clock that is set a day forward or back while the bot runs: nothing is sent twice, nothing is lost."""

from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import select

from db.models import Assignment, Notice, NoticeKind, NoticeState, ReminderStep
from domain.lifecycle import State
from sandbox.faults import TIMEOUT
from tests.person import Someone
from tests.remembered import remembered
from tests.stories.protocols import protocol
from tests.stories.test_faults import times
from tests.stories.town import SCHOOLS, Town, make_town
from tests.story import MOSCOW, Story

DAY = timedelta(days=1)


@remembered
async def october(story: Story) -> Town:
    """Three schools have to report by 15.10, 20.10 and 22.10; it is noon of the day before the first date."""
    town = await make_town(story, SCHOOLS)
    await town.official.uploads(protocol(12, 3).encode(), "протокол.txt")
    await town.official.taps("Направить")
    await town.official.taps("Направить 3")
    for director in town.directors.values():
        await director.taps("Ознакомлен")
    await story.at("2026-10-12 12:00")
    await story.at("2026-10-14 12:00", daily=True)
    return town


class WrongClock:
    """Sets the clock of the bot's machine; the platform's own goes right."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._wrong = timedelta(0)
        story.telegram.now = lambda: story.clock() - self._wrong

    async def set_by(self, difference: timedelta) -> None:
        self._wrong += difference
        self._story.clock.set_by(difference)
        await self._story.tick()


async def reports(director: Someone) -> None:
    """On the item that is due first."""
    await director.taps("№ 12 · 1.1")
    await director.taps("Исполнено")
    await director.sends_photo()
    await director.taps("Отправить отчёт")


async def lives(story: Story, difference: timedelta) -> Town:
    """The clock is wrong by so much for two hours in which people work; then right again, to the end of the month."""
    town = await october(story)
    story.telegram.journal.clear()
    birch, pine, _ = town.directors.values()
    clock = WrongClock(story)
    if difference:
        await clock.set_by(difference)
    await reports(birch)
    await town.official.taps("Принять")
    await reports(pine)
    await story.advance(hours=2)
    if difference:
        await clock.set_by(-difference)
    await story.at("2026-10-19 08:00", daily=True)
    await town.official.taps("Принять", on=SCHOOLS[1])
    await story.at("2026-10-31 12:00", daily=True)
    return town


@pytest.mark.parametrize("difference", [timedelta(0), DAY, -DAY], ids=["right", "forward and back", "back and forward"])
async def test_a_clock_that_is_a_day_wrong_for_two_hours(story: Story, difference: timedelta) -> None:
    town = await lives(story, difference)
    *_, river = town.directors.values()
    assert story.telegram.journal.doubles() == {}
    assert times(river, "Сегодня последний рабочий день — 1\n• п. 1.1") == 1
    late = [message.at for message in river.received if "Просрочено" in message.text]
    assert f"{late[0].astimezone(MOSCOW):%d.%m}" == "19.10", "the first digest day after Thursday the 15th"
    async with story.db.read() as session:
        notices = list(await session.scalars(select(Notice)))
        states = Counter(await session.scalars(select(Assignment.state)))
        due = select(ReminderStep.consumed_at).where(ReminderStep.day <= story.clock().date())
        steps = list(await session.scalars(due))
    kinds = Counter(each.kind for each in notices)
    assert [kinds[kind] for kind in (NoticeKind.PROTOCOL, NoticeKind.REPORT_IN, NoticeKind.ACCEPTED)] == [3, 2, 2]
    assert {each.state for each in notices} <= {NoticeState.SENT, NoticeState.SKIPPED}
    assert states == {State.ACCEPTED: 2, State.ACKNOWLEDGED: 7}
    assert None not in steps, "a step is forgotten"


async def test_what_is_refused_while_the_clock_is_wrong_comes_within_a_day(story: Story) -> None:
    """It waits for the moment that the wrong clock has named."""
    town = await october(story)
    birch, *_ = town.directors.values()
    clock = WrongClock(story)
    await clock.set_by(DAY)
    story.telegram.faults.next(TIMEOUT, method="sendMessage", chat_id=town.official.id)
    await reports(birch)
    await clock.set_by(-DAY)
    assert times(town.official, "Отчёт: ") == 0
    await story.advance(days=1, minutes=5)
    assert times(town.official, "Отчёт: ") == 1
