"""A story that begins in a copy of a world lives exactly like one that has lived through the beginning."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from db.engine import Database
from db.models import Base, Person
from sandbox.faults import SERVER_ERROR
from tests import remembered
from tests.copies import keep, put_back
from tests.person import Someone
from tests.stories.protocols import protocol
from tests.stories.town import SCHOOLS, Town, make_town
from tests.story import Story, telling

pytestmark = pytest.mark.both_databases

lived_through: list[str] = []


@remembered.remembered
async def began(story: Story) -> tuple[Town, Someone]:
    """A protocol is sent, a report begun, a tap answered with a flash, a file stored."""
    lived_through.append("once")
    town = await make_town(story, SCHOOLS, SCHOOLS[:2])
    director = town.directors[SCHOOLS[0]]
    await town.official.uploads(protocol(12, 2).encode(), "протокол.txt")
    await town.official.taps("Направить")
    await town.official.taps("Направить 3")
    await director.taps("Пункт 1.1")
    await director.taps("Исполнено")
    await director.sends_photo()
    await story.advance(minutes=1)
    return town, director


async def goes_on(story: Story, town: Town, director: Someone) -> None:
    """More of everything that has a number of its own, and a morning."""
    guest = story.person("Пётр Гость")
    await guest.sends("здравствуйте")
    await director.sends("акт подписан")
    await director.taps("Отправить отчёт")
    await town.official.taps("Принять")
    await story.at("2026-09-07 12:00")
    town.official.sees("Доброе утро!")


async def seen(story: Story) -> dict[str, Any]:
    """Everything there is, as plain values."""
    telegram = story.telegram
    async with story.db.read() as session:
        rows = {
            table.name: (await session.execute(select(table).order_by(*table.primary_key))).all()
            for table in Base.metadata.sorted_tables
        }
    return rows | {
        "chats": [(someone.id, someone.chat) for someone in story.people],
        "versions": [each.versions for chat in telegram.chats.values() for each in chat.messages.values()],
        "calls": [(call.at, call.method, call.chat_id, call.result) for call in telegram.journal.calls()],
        "taps": [(tap.id, tap.data, tap.toast) for tap in telegram.taps.values()],
        "menus": telegram.commands,
        "clock": story.clock(),
        "pace": vars(telegram.pace),
        "process": [repr(remembered.known(each)) for each in remembered.knowing(story.app)],
        "files": sorted(path.relative_to(story.folder) for path in story.folder.rglob("*")),
        "actions": [(someone.actions, someone.news) for someone in story.people],
    }


async def test_a_copy_of_a_world_is_that_world(db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "worlds", {})
    lived_through.clear()
    empty, lives = await keep(db), []
    for folder in ("lived", "copied"):
        await put_back(empty, db)
        async with telling(db, tmp_path / folder) as story:
            town, director = await began(story)
            begun = await seen(story)
            await goes_on(story, town, director)
            lives.append((begun, await seen(story)))
    assert lived_through == ["once"]
    assert lives[0] == lives[1]


async def somebody_comes(story: Story) -> None:
    story.person("Анна")


async def the_bot_greets(story: Story) -> None:
    await story.app.greet()


async def trouble_is_arranged(story: Story) -> None:
    story.telegram.faults.next(SERVER_ERROR, method="sendDocument")


async def something_is_written(story: Story) -> None:
    async with story.db.write() as session:
        session.add(Person(name="Анна", created_at=story.clock()))


@pytest.mark.parametrize("before", [somebody_comes, the_bot_greets, trouble_is_arranged, something_is_written])
async def test_a_story_in_which_something_has_happened_begins_by_itself(story: Story, before: Any) -> None:
    assert story.is_untouched()
    await before(story)
    assert not story.is_untouched()
    await make_town(story, SCHOOLS, SCHOOLS[:1])
    async with story.db.read() as session:
        people = len((await session.scalars(select(Person))).all())
    assert (len(story.people), people) == (2 + (before is somebody_comes), 2 + (before is something_is_written))
    assert bool(story.telegram.menu(0)) == (before is the_bot_greets)
