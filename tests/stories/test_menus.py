"""The menu of commands: a director's has what a director needs, an official's what an official does."""

import pytest
from sqlalchemy import update

from db.models import Membership
from sandbox.faults import SERVER_ERROR
from tests.person import Someone
from tests.stories.test_viewer import overseen
from tests.stories.town import SCHOOLS, make_town
from tests.story import Story

pytestmark = pytest.mark.both_databases
BIRCH = SCHOOLS[0]


def menu(story: Story, someone: Someone) -> set[str]:
    return {each["command"] for each in story.telegram.menu(someone.person.id)}


async def test_everybody_is_offered_what_they_can_use(story: Story) -> None:
    await story.app.greet()
    town = await make_town(story, SCHOOLS, SCHOOLS[:1])
    director, official = town.directors[BIRCH], town.official
    assert {"tasks", "history", "deputy", "help"} <= menu(story, director)
    assert menu(story, director).isdisjoint({"overdue", "users", "groups", "protocols"})
    assert {"overdue", "users", "groups", "protocols", "help"} <= menu(story, official)
    assert menu(story, official).isdisjoint({"tasks", "deputy"})


async def test_a_viewer_is_offered_what_is_for_looking_until_they_leave(story: Story) -> None:
    await story.app.greet()
    _, viewer = await overseen(story)
    await viewer.sends("/overdue")
    assert {"overdue", "protocols", "find"} <= menu(story, viewer)
    assert menu(story, viewer).isdisjoint({"users", "new", "invite", "tasks", "review"})
    async with story.db.write() as session:
        await session.execute(update(Membership).where(Membership.role == "viewer").values(ended_at=story.clock()))
    await viewer.sends("/help")
    assert "overdue" not in menu(story, viewer)


async def test_a_platform_that_refuses_menus_still_answers(story: Story) -> None:
    official = story.person("Ирина Петровна", admin=True)
    story.telegram.faults.next(SERVER_ERROR, method="setMyCommands")
    await official.sends("/start")
    official.sees("Контроль решений")
    await official.sends("/overdue")
    official.sees("Просроченных пунктов нет")
