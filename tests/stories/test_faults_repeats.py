"""Every update handled twice, as after a kill between the work and its end: the outcome is the same as of once."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiogram import BaseMiddleware
from aiogram.types import TelegramObject, Update
from sqlalchemy import select

from db.models import Base
from db.models.base import UtcDateTime
from tests.database import sqlite_database
from tests.person import Someone
from tests.stories.protocols import protocol
from tests.story import Story, telling

#: What differs for good reasons: numbers of messages and rows, random codes, updates themselves.
OTHERWISE = {"message_id", "message_key", "code_hash", "dedup_key", "file_id"}
OTHERWISE |= {"audit.id", "conversations.data"}
#: A link asked for again is another link, a list pasted again another preview, a reminder repeated tells nobody.
AGAIN = {"inbox", "invitations", "admissions", "registry_uploads"}
AGAIN_AUDITED = ("'invited'", "'told': 0")


class Twice(BaseMiddleware):
    """The connection breaks when an update is done with, the first time."""

    def __init__(self) -> None:
        self._done: set[int] = set()

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        result = await handler(event, data)
        assert isinstance(event, Update)
        if event.update_id not in self._done:
            self._done.add(event.update_id)
            raise ConnectionResetError
        return result


@asynccontextmanager
async def living(folder: Path, *, twice: bool) -> AsyncIterator[Story]:
    folder.mkdir()  # noqa: ASYNC240 - a test has time
    async with sqlite_database(folder) as db, telling(db, folder / "data") as story:
        if twice:
            story.app.dispatcher.update.outer_middleware(Twice())
        yield story


async def outcome(story: Story) -> dict[str, list[str]]:
    """All rows, without times and what else may differ."""
    found = {}
    async with story.db.read() as session:
        for table in Base.metadata.sorted_tables:
            columns = [
                column
                for column in table.columns
                if not isinstance(column.type, UtcDateTime)
                and not {column.name, f"{table.name}.{column.name}"} & OTHERWISE
            ]
            if table.name not in AGAIN:
                rows = sorted(map(str, await session.execute(select(*columns))))
                found[table.name] = [row for row in rows if not any(part in row for part in AGAIN_AUDITED)]
    return found


def link(someone: Someone) -> str:
    return next(part for part in someone.news.split() if "?start=" in part)


async def office(story: Story) -> tuple[Someone, Someone, Someone]:
    """An admin names the authority, pastes schools, invites one by a personal link and one by the common link."""
    admin, anna, boris = story.person("Ольга Седова", admin=True), story.person("Анна"), story.person("Борис")
    await admin.starts()
    await admin.taps("1. Назвать")
    await admin.sends("Отдел образования Лесного района")
    await admin.taps("2. Загрузить")
    await admin.taps("Вставить списком")
    await admin.sends("МКОУ Берёзовская СОШ\nМКОУ Сосновская ООШ")
    await admin.taps("Загрузить")
    await admin.sends("/invite Берёзовская")
    await anna.opens(link(admin))
    await anna.taps("Да, это я")
    await anna.taps("Согласен")
    await admin.sends("/invite")
    await boris.opens(link(admin))
    await boris.sends("Сосновская")
    await boris.taps("МКОУ Сосновская")
    await boris.taps("Да, это я")
    await boris.taps("Согласен")
    await admin.sends("/users")
    await admin.taps("Подтвердить", on="Борис")
    return admin, anna, boris


async def work(admin: Someone, anna: Someone, boris: Someone) -> None:
    """A pasted protocol is corrected and sent; reports are withdrawn, sent back for typed reasons and accepted."""
    await admin.sends(protocol(12, 12, padding=", чтобы всё было готово и проверено" * 8))
    await admin.taps("Все пункты")
    await admin.taps("п. 1.1")
    await admin.taps("Срок")
    await admin.taps("Другая дата")
    await admin.sends("25.10.2026")
    await admin.taps("Исполнители")
    await admin.taps("Написать")
    await admin.sends("Сосновская ООШ")
    await admin.taps("Да, им")
    await admin.taps("Текст")
    await admin.sends("Провести осмотр всех залов")
    await admin.taps("К протоколу")
    await admin.taps("Направить")
    await admin.taps("Направить 2")

    await anna.taps("Ознакомлен")
    await anna.taps("Пункт 1.3")
    await anna.taps("Исполнено")
    await anna.sends("стенды обновлены")
    await anna.sends_album([b"\xff\xd8\xff1", b"\xff\xd8\xff2"], "акт")
    await anna.taps("Отправить отчёт")
    await anna.taps("Исправить")
    await anna.sends("и акт подписан")
    await anna.taps("Отправить исправленный отчёт")
    await boris.taps("Пункт 1.1")
    await boris.taps("Исполнено")
    await boris.taps("Отмена")
    await boris.taps("Пункт 1.1", on="Нужен отчёт")
    await boris.taps("Исполнено")
    await boris.sends("осмотр проведён")
    await boris.taps("Отправить отчёт")

    await admin.taps("Вернуть", on="Берёзовская")
    await admin.taps("Другая причина")
    await admin.sends("Нет подписи")
    await admin.sends("Прислать подписанный акт")
    await admin.taps("Принять", on="Сосновская")
    await anna.taps("Дополнить отчёт")
    await anna.sends("вот подписанный")
    await anna.taps("Отправить отчёт")
    await admin.taps("Принять", on="Берёзовская")


async def overdue(story: Story, admin: Someone, anna: Someone, boris: Someone) -> None:
    """Late items are shown, the late are reminded once, one person leaves."""
    await story.at("2026-10-26 12:00")
    await admin.sends("/overdue")
    await admin.taps("Напомнить")
    await admin.taps("Да, напомнить")
    await boris.sends("/forget")
    await boris.taps("Да")


async def told(folder: Path, *, twice: bool) -> dict[str, list[str]]:
    async with living(folder, twice=twice) as story:
        people = await office(story)
        await work(*people)
        await overdue(story, *people)
        return await outcome(story)


@pytest.mark.long
async def test_a_life_in_which_every_update_comes_twice(tmp_path: Path) -> None:
    once, twice = await told(tmp_path / "once", twice=False), await told(tmp_path / "twice", twice=True)
    differences = [
        f"{name} {when}: {row}"
        for name in once
        for when, row in [("once", row) for row in once[name] if row not in twice[name]]
        + [("twice", row) for row in twice[name] if row not in once[name]]
    ]
    assert "\n".join(differences) == ""
