"""A database of the first release, and what stood in chats then, live on: tests/data/first_town.md says what is there.

No migration, no renaming and no new dialogue may break it; so it is never made anew to please a change.
"""

import base64
import json
import zipfile
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from db.engine import Database
from db.migrate import migrate
from sandbox.model import Button, Media, Message, Standing
from tests.person import Someone
from tests.story import ADMINS, Story, telling
from views.texts.process import button_outdated

PACKED = Path(__file__).parents[1] / "data" / "first_town.zip"


@pytest.fixture
async def first_town(tmp_path: Path) -> AsyncIterator[Story]:
    """The process starts on what the first release has left."""
    with zipfile.ZipFile(PACKED) as packed:
        packed.extractall(tmp_path)
    chats = json.loads((tmp_path / "chats.json").read_text("utf-8"))
    db = Database(f"sqlite+aiosqlite:///{tmp_path / 'kontrol.db'}")
    await migrate(db)
    async with telling(db, tmp_path, datetime.fromisoformat(chats["now"])) as story:
        remember(story, chats)
        await story.restart()
        yield story
    await db.close()


def remember(story: Story, chats: dict[str, Any]) -> None:
    """The messenger has kept people, files and messages under the ids they had."""
    telegram = story.telegram
    for _ in range(chats["updates"]):
        telegram.updates.push("edited_message", {})
    telegram.updates.take()
    for each in chats["people"]:
        assert story.person(each["name"], admin=each["id"] in ADMINS).id == each["id"]
        telegram.chats[each["id"]].standing = Standing.MEMBER
    for each in chats["files"]:
        telegram.files.put(Media(each["media"]), base64.b64decode(each["data"]), each["name"])
    for each in chats["messages"]:
        chat = telegram.chats[each["chat"]]
        sender = telegram.bot if each["of_bot"] else telegram.people[chat.id].user
        keyboard = tuple(tuple(Button(label, data) for label, data in row) for row in each["buttons"])
        telegram.post(chat, sender, each["text"], keyboard=keyboard).deleted = each["deleted"]


def someone(story: Story, name: str) -> Someone:
    full = {f"{each.person.user.first_name} {each.person.user.last_name}": each for each in story.people}
    return next(each for known, each in full.items() if name in known)


async def test_what_was_under_way_is_brought_to_its_end(first_town: Story) -> None:
    story = first_town
    official = someone(story, "Седова")
    birch, pine, river = (
        someone(story, f"{name} ") for name in ("МКОУ Берёзовская", "МКОУ Сосновская", "МКОУ Заречная")
    )

    river.sees("Мои пункты")  # a command that was accepted and not handled
    official.sees("Не относится к нам: МКОУ Заречная")  # the notice that was not sent any more
    await official.sends("20.10.2026")  # the date that was being typed
    official.sees("Вопрос 1 из 2", "П. 1.1")
    await pine.sends("Хватит ли одной страницы?")  # so was this question
    official.sees("Хватит ли одной страницы?")
    await birch.taps("Отправить отчёт")  # the report that was being collected
    birch.sees("получен", "в срок")
    await official.taps("Продлить до 20.10")
    river.sees("20.10.2026")
    await official.taps("Принять", on="Отчёт: МКОУ Сосновская")
    pine.sees("Отчёт принят")
    await river.taps("Да, отправить")
    river.sees("получен")
    await someone(story, "Тихая").taps("Ознакомлен")

    guest = someone(story, "Новая")
    await guest.taps("Да, это я")
    await guest.taps("Согласен")
    await official.taps("Подтвердить")
    guest.sees("МКДОУ «Ромашка»")

    await story.at("2026-09-02 09:00")  # the protocol that was to go out in the morning
    birch.sees("протокол № 14 от 01.09.2026")
    await story.at("2026-10-12 09:30")  # and the reminders planned
    birch.sees("2.1", "до 20.10")


async def test_every_button_that_stood_in_a_chat_is_understood(first_town: Story) -> None:
    story, stood = first_town, [(who, each) for who in first_town.people for each in who.received]
    pressed = [str(data) for who, message in stood for data in await press_all(story, who, message)]
    assert len(pressed) > 100
    assert len({data.split(":")[0] for data in pressed}) > 50


async def press_all(story: Story, who: Someone, message: Message) -> list[str]:
    """Each button of a message as it stood; the data of them."""
    found = [button.callback_data for row in message.versions[0].keyboard for button in row if button.callback_data]
    for data in found:
        tap = who.person.taps_data(data, on=message)
        await story.settle()
        assert tap.toast != button_outdated(), f"nobody answers {data}, see tests/data/kept.txt"
    return found
