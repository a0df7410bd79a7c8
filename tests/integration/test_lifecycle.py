"""The process: how it starts, what stops it from starting, how it ends."""

import errno
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from pathlib import Path
from socket import gaierror

import pytest
from sqlalchemy.exc import DBAPIError

from bot.config import NotYet
from bot.opening import told_in_a_line
from sandbox.people import Person
from sandbox.server import SandboxServer
from sandbox.telegram import Telegram
from tests.patience import until
from tests.process import BotProcess

pytestmark = pytest.mark.slow

Start = Callable[..., BotProcess]


def present() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - the process on the other side lives in real time


@pytest.fixture
async def server() -> AsyncIterator[SandboxServer]:
    async with SandboxServer(Telegram(present)) as running:
        yield running


@pytest.fixture
async def bot(tmp_path: Path, server: SandboxServer) -> AsyncIterator[Start]:
    """Processes that are gone after the test."""
    started: list[BotProcess] = []

    def make(*arguments: str, **settings: str) -> BotProcess:
        started.append(BotProcess(tmp_path, *arguments, **{"BOT_API_URL": server.url} | settings))
        return started[-1]

    yield make
    for process in started:
        await process.kill()


async def hears(person: Person, part: str, times: int = 1) -> None:
    await until(lambda: sum(part in message.text for message in person.received) >= times)


@pytest.mark.parametrize(
    ("settings", "line"),
    [
        ({"BOT_TOKEN": ""}, "Не задана настройка BOT_TOKEN"),
        ({"ADMIN_IDS": ""}, "Не задана настройка ADMIN_IDS"),
        ({"TIMEZONE": "Moscow"}, "Настройка TIMEZONE задана неверно"),
        ({"DATABASE_URL": "sqlite+aiosqlite:////nowhere/at/all.db"}, "База данных не открывается"),
        ({"BOT_TOKEN": "43:SANDBOX-ANOTHER"}, "Telegram не принял BOT_TOKEN"),
    ],
    ids=lambda each: next(iter(each)) if isinstance(each, dict) else "",
)
async def test_a_start_that_cannot_be_says_why_in_one_line(bot: Start, settings: dict[str, str], line: str) -> None:
    process = bot(**settings)
    await process.launch()
    assert await process.ends() == 2
    said = [each for each in process.lines if " INFO " not in each]
    assert len(said) == 1
    assert said[0].startswith(line)


async def test_a_database_server_that_is_not_there_yet_is_tried_again_by_systemd(bot: Start) -> None:
    """After a power cut it may come up later than the bot; status 2 would keep the bot down for good."""
    process = bot(DATABASE_URL="postgresql+asyncpg://nobody@127.0.0.1:1/nothing")
    await process.launch()
    assert await process.ends() == 1
    said = [each for each in process.lines if " INFO " not in each]
    assert len(said) == 1
    assert said[0].startswith("База данных не отвечает (ConnectionRefusedError)")


class Starting(Exception):
    sqlstate = "57P03"


@pytest.mark.parametrize(
    "cause",
    [gaierror("no such name"), TimeoutError(), OSError(errno.EHOSTUNREACH, "no way"), DBAPIError("", {}, Starting())],
    ids=lambda cause: type(cause).__name__,
)
def test_what_passes_by_itself_at_the_start(cause: Exception) -> None:
    with pytest.raises(NotYet, match="База данных не отвечает"), told_in_a_line():
        raise cause


def test_a_file_that_cannot_be_written_is_no_database_away() -> None:
    with pytest.raises(OSError, match="full"), told_in_a_line():
        raise OSError(errno.ENOSPC, "full")


async def test_an_unknown_command_names_the_known_ones(bot: Start) -> None:
    process = bot("dance")
    await process.launch()
    assert await process.ends() == 2
    assert len(process.lines) == 1
    assert "run" in process.lines[0]


async def test_it_answers_and_ends_cleanly_on_sigterm(bot: Start, server: SandboxServer) -> None:
    process, anna = bot(), server.telegram.person("Анна")
    await process.start()
    anna.sends("привет")
    await hears(anna, "приглашение")
    assert await process.stops() == 0
    assert process.lines[-1].endswith("stopped")
    assert not any("WARNING" in line or "ERROR" in line for line in process.lines)


async def test_what_was_said_while_it_was_killed_is_answered_after_the_start(bot: Start, server: SandboxServer) -> None:
    process, anna = bot(), server.telegram.person("Анна")
    await process.start()
    await process.kill()
    anna.sends("привет")
    anna.sends("есть кто-нибудь?")
    await bot().start()
    await hears(anna, "приглашение", times=2)


async def test_a_platform_out_of_reach_is_waited_for_and_a_stop_still_works(bot: Start, server: SandboxServer) -> None:
    server.telegram.faults.outage = True
    process = bot()
    await process.start("out of reach")
    server.telegram.faults.outage = False
    await process.says("started")
    assert await process.stops() == 0
    server.telegram.faults.outage = True
    process = bot()
    await process.start("out of reach")
    assert await process.stops() == 0


async def test_a_second_instance_says_so_once_and_waits(bot: Start, server: SandboxServer, tmp_path: Path) -> None:
    first, second = bot(), bot(DATA_DIR=str(tmp_path / "other"))
    await first.start()
    await second.start()
    await first.says("another instance")
    assert await first.stops() == 0
    anna = server.telegram.person("Анна")
    anna.sends("привет")
    await hears(anna, "приглашение")
    assert await second.stops() == 0
    for process in (first, second):
        assert sum("another instance" in line for line in process.lines) <= 1


async def test_migrate_does_without_aiogram_and_without_alembic_when_there_is_nothing_to_do(
    bot: Start, tmp_path: Path
) -> None:
    process = bot("migrate")
    await process.launch()
    assert await process.ends() == 0
    assert (tmp_path / "data" / "kontrol.db").exists()
    again = bot("migrate", PYTHONPROFILEIMPORTTIME="1")
    await again.launch()
    assert await again.ends() == 0
    imported = {line.rpartition("|")[2].strip().split(".")[0] for line in again.lines if "import time:" in line}
    assert "sqlalchemy" in imported
    assert not imported & {"aiogram", "alembic", "apscheduler"}
