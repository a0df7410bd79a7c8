"""What taps and ticks cost: a ratchet. A change may raise a row only with its reason in the commit that does."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from tests.counting import Cost, Meter
from tests.database import sqlite_database
from tests.papers import THIS_YEAR
from tests.person import PHOTO, Someone
from tests.stories.town import SCHOOLS, Town, make_town
from tests.story import Story, telling

BIRCH, PINE, RIVER = SCHOOLS

#: Tap, message or tick → statements, transactions, commits, calls to Telegram. How they are counted: tests/counting.py.
#: What an update costs before and after its handler is inside; the notices that follow have rows of their own.
COSTS = {
    "the menu": Cost(9, 4, 2, 1),
    "a file of three items": Cost(39, 5, 3, 3),
    "«Направить»": Cost(17, 5, 2, 2),  # the first button of a process also reads whether a backup was put back
    "«Направить 3 организациям»": Cost(46, 4, 3, 2),
    "notices of a protocol to two directors": Cost(12, 8, 3, 2),
    "«Ознакомлен(а)»": Cost(7, 5, 3, 2),
    "an item opened": Cost(8, 4, 2, 2),
    "«Исполнено»": Cost(12, 5, 3, 2),
    "a photo for a report": Cost(10, 4, 3, 2),
    "«Отправить отчёт»": Cost(12, 4, 3, 2),
    "a notice of a report": Cost(8, 5, 2, 1),
    "«Принять»": Cost(14, 4, 3, 2),
    "a notice of an acceptance": Cost(7, 5, 2, 1),
    "«Мои пункты»": Cost(7, 4, 2, 1),
    "«Вернуть»": Cost(11, 5, 2, 2),
    "a reason for sending back": Cost(21, 5, 3, 2),
    "a notice of a return": Cost(8, 5, 2, 1),
    "a minute with nothing due": Cost(12, 10, 0, 0),
    "a second with nothing to send": Cost(1, 1, 0, 0),
    "a look for files to keep": Cost(1, 1, 0, 0),
    "a page of what is overdue": Cost(11, 4, 2, 1),  # one of them: reminders pressed by hand
}


class Measured:
    """A story that counts what an update costs, and apart from it what delivering costs."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._meter = Meter(story.app)
        self.costs: dict[str, Cost] = {}

    async def update(self, name: str, act: Callable[[], object]) -> None:
        """Somebody does something, and the bot handles it."""
        await self._story.clock.sleep(2)
        act()
        with self._meter.counting():
            await self._story.app.inbox.receive(self._story.telegram.take_raw_updates())
            await self._story.app.inbox.idle()
        self.costs[name] = self._meter.cost

    async def tap(self, name: str, who: Someone, label: str) -> None:
        await self.update(name, who.pressing(label))

    async def delivery(self, name: str) -> None:
        """What waits in the outbox is sent."""
        with self._meter.counting():
            await self._story.app.delivery.deliver()
        self.costs[name] = self._meter.cost

    async def tick(self, name: str, tick: str) -> None:
        with self._meter.counting():
            await next(each for each in self._story.app.ticks if each.name == tick).run()
        self.costs[name] = self._meter.cost


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    """Three schools, two of them with directors, on a SQLite file."""
    async with sqlite_database(tmp_path) as db, telling(db, tmp_path / "data") as story:
        yield await make_town(story, SCHOOLS, SCHOOLS[:2])


async def test_taps_and_ticks_cost_what_the_table_says(town: Town) -> None:
    measured = Measured(town.story)
    await _a_protocol_is_sent(town, measured)
    await _a_report_is_accepted(town, measured)
    await _a_report_is_sent_back(town, measured)
    await _time_passes(town, measured)
    assert measured.costs == COSTS


async def _a_protocol_is_sent(town: Town, measured: Measured) -> None:
    official = town.official
    await official.sends("/menu")
    await measured.tick("", "minute")  # what a process remembers between updates, whoever ran in it before
    del measured.costs[""]
    await measured.update("the menu", lambda: official.person.sends("/start"))
    paper = THIS_YEAR.encode()
    await measured.update("a file of three items", lambda: official.person.uploads_document(paper, "протокол.txt"))
    await measured.tap("«Направить»", official, "Направить")
    await measured.tap("«Направить 3 организациям»", official, "Направить 3")
    await measured.delivery("notices of a protocol to two directors")


async def _a_report_is_accepted(town: Town, measured: Measured) -> None:
    birch = town.directors[BIRCH]
    await measured.tap("«Ознакомлен(а)»", birch, "Ознакомлен")
    await measured.tap("an item opened", birch, "Пункт 1.1")
    await measured.tap("«Исполнено»", birch, "Исполнено")
    await measured.update("a photo for a report", lambda: birch.person.uploads_photo(PHOTO))
    await measured.tap("«Отправить отчёт»", birch, "Отправить отчёт")
    await measured.delivery("a notice of a report")
    await measured.tap("«Принять»", town.official, "Принять")
    await measured.delivery("a notice of an acceptance")
    await measured.update("«Мои пункты»", lambda: birch.person.sends("/tasks"))


async def _a_report_is_sent_back(town: Town, measured: Measured) -> None:
    pine = town.directors[PINE]
    await pine.taps("Пункт 1.1")
    await pine.taps("Исполнено")
    await pine.sends_photo()
    await pine.taps("Отправить отчёт")
    await measured.tap("«Вернуть»", town.official, "Вернуть")
    await measured.tap("a reason for sending back", town.official, "Не хватает данных")
    await measured.delivery("a notice of a return")


async def _time_passes(town: Town, measured: Measured) -> None:
    await town.story.advance(minutes=3)
    await measured.tick("a minute with nothing due", "minute")
    await measured.delivery("a second with nothing to send")
    await measured.tick("a look for files to keep", "evidence")
    await town.story.at("2026-10-28 12:00")
    await measured.update("a page of what is overdue", lambda: town.official.person.sends("/overdue"))
