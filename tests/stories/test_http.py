"""The main road with the bot as a process of its own, over HTTP, stopped and started in mid-conversation."""

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sandbox.model import Message
from sandbox.people import Person
from sandbox.server import SandboxServer
from sandbox.telegram import Telegram
from tests.kills.world import shown
from tests.patience import until
from tests.person import PHOTO
from tests.process import BotProcess
from tests.stories.protocols import protocol
from tests.unit.extract.word import docx, p

pytestmark = [pytest.mark.slow, pytest.mark.long]

ADMIN = 17  # as ADMIN_IDS of a BotProcess says
SCHOOLS = "МКОУ Берёзовская СОШ\nМКОУ Сосновская ООШ"


@pytest.fixture
async def server() -> AsyncIterator[SandboxServer]:
    def present() -> datetime:
        return datetime.now(UTC)  # noqa: TID251 - the process on the other side lives in real time

    async with SandboxServer(Telegram(present)) as running:
        yield running


async def press(person: Person, start: str) -> None:
    """Tap the button that begins so, on the newest message that has it, as soon as there is one."""

    def found() -> tuple[Message, str] | None:
        buttons = (
            (message, label)
            for message in reversed(person.received)
            for row in message.labels
            for label in row
            if label.startswith(start)
        )
        return next(buttons, None)

    await until(found)
    message, label = found() or pytest.fail(start)
    person.taps(label, on=message)


class Office:
    """One bot, started again and again."""

    def __init__(self, folder: Path, server: SandboxServer) -> None:
        self._folder, self._url = folder, server.url
        self.bot = self._new()
        self.lines: list[str] = []

    def _new(self) -> BotProcess:
        return BotProcess(self._folder, BOT_API_URL=self._url)

    async def restart(self) -> None:
        """SIGTERM, which ends it within ten seconds, and another start."""
        assert await self.bot.stops() == 0
        self.lines += self.bot.lines
        self.bot = self._new()
        await self.bot.start()


@pytest.fixture
async def office(tmp_path: Path, server: SandboxServer) -> AsyncIterator[Office]:
    made = Office(tmp_path, server)
    await made.bot.start()
    yield made
    await made.bot.kill()


async def moved_in(official: Person, director: Person) -> None:
    official.starts()
    await press(official, "2. Загрузить")
    await press(official, "Вставить списком")
    official.sends(SCHOOLS)
    await shown(official, "Новых 2")
    await press(official, "Загрузить")
    await shown(official, "Загружено")
    official.sends("/invite Берёзовская")
    letter = await shown(official, "?start=")
    director.opens(re.findall(r"https://t\.me/\S+", letter.text)[0])
    await press(director, "Да, это я")
    await press(director, "Согласен")
    await shown(director, "Вы подключены")


async def test_a_day_with_restarts_in_mid_conversation(office: Office, server: SandboxServer) -> None:
    official = server.telegram.person("Ольга", user_id=ADMIN)
    director = server.telegram.person("Анна")
    await moved_in(official, director)

    year = server.telegram.now().year + 1
    text = protocol(12, 1).replace("2026", str(year))
    official.uploads_document(docx(*(p(line) for line in text.splitlines())), "протокол.docx")
    await shown(official, "Прочитано пунктов: 1")
    await press(official, "Направить")
    await press(official, "Направить 2")
    await shown(official, "направлен 2 организациям")

    await press(director, "Пункт 1.1")
    await press(director, "Исполнено")
    director.sends("осмотр проведён, приказ № 4-о")
    await shown(director, "Получено", "осмотр проведён")
    await office.restart()
    director.uploads_photo(PHOTO)
    await shown(director, "«осмотр проведён, приказ № 4-о» (1 фото)")
    await press(director, "Отправить отчёт")
    await shown(director, "получен")

    await shown(official, "Отчёт: МКОУ Берёзовская СОШ")
    await press(official, "Вернуть")
    await press(official, "Другая причина")
    await shown(official, "Напишите причину")
    official.sends("Нет подписи")
    await shown(official, "А что сделать?")
    await office.restart()
    official.sends("Прислать подписанный акт")
    returned = await shown(director, "Прислать подписанный акт")

    await press(director, "Дополнить отчёт")
    await shown(director, "Пришлите", after=returned.id)
    director.sends("акт подписан")
    await shown(director, "1 фото, 2 сообщения с текстом")
    await press(director, "Отправить отчёт")
    await press(official, "Принять")
    await shown(director, "Отчёт принят")
    await office.restart()
    assert [line for line in office.lines if "WARNING" in line or "ERROR" in line] == []
