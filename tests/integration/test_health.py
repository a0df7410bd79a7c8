"""The process is seen from outside: its page, its numbers, what it tells systemd, the command that asks."""

import asyncio
import json
import re
import socket
import sqlite3
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from bot.health import exposed
from bot.systemd import show_life, wanted_every
from domain.signs import Sign, judge
from sandbox.server import SandboxServer
from sandbox.telegram import Telegram
from tests.integration.test_lifecycle import Start, bot, present, server
from tests.patience import until
from tests.process import free_port

__all__ = ["bot", "server"]


async def page(port: int, name: str) -> tuple[int, str]:
    def ask() -> tuple[int, str]:
        try:
            with urlopen(f"http://127.0.0.1:{port}/{name}", timeout=30) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as error:
            return error.code, error.read().decode()

    return await asyncio.to_thread(ask)


@pytest.mark.slow
async def test_a_working_process_is_well_and_one_without_its_tables_is_not(bot: Start, tmp_path: Path) -> None:
    port = free_port()
    process = bot(HEALTH_PORT=str(port), BACKUP_DIR="off", DISK_FREE_MB="0")
    await process.start()
    status, text = await page(port, "health")
    told = json.loads(text)
    assert (status, told["alive"], told["unwell"]) == (200, True, [])
    assert set(told["signs"]) == set(Sign)
    assert 'kontrol_sign_well{sign="updates"} 1' in (await page(port, "metrics"))[1]
    asking = bot("health", HEALTH_PORT=str(port))
    await asking.launch()
    assert await asking.ends() == 0
    with sqlite3.connect(tmp_path / "data" / "kontrol.db") as database:
        database.execute("ALTER TABLE outbox RENAME TO outbox_away")
    status, text = await page(port, "health")
    assert (status, json.loads(text)["alive"]) == (503, False)
    with sqlite3.connect(tmp_path / "data" / "kontrol.db") as database:
        database.execute("ALTER TABLE outbox_away RENAME TO outbox")
    database.close()
    await process.stops()
    again = bot("health", HEALTH_PORT=str(port))
    await again.launch()
    assert await again.ends() == 1
    unset = bot("health")
    await unset.launch()
    assert await unset.ends() == 2
    assert "HEALTH_PORT" in unset.lines[0]


@pytest.mark.slow
async def test_systemd_is_told_ready_alive_and_stopping(bot: Start, tmp_path: Path) -> None:
    """Ready also when the platform is out of reach: it is waited for."""
    address, heard = str(tmp_path / "notify"), list[str]()
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK) as manager:
        manager.bind(address)
        asyncio.get_running_loop().add_reader(manager, lambda: heard.append(manager.recv(100).decode()))
        process = bot(NOTIFY_SOCKET=address, WATCHDOG_USEC="200000", BOT_API_URL="http://127.0.0.1:1")
        await process.start("out of reach")
        await until(lambda: heard.count("WATCHDOG=1") > 3)
        assert await process.stops() == 0
        await until(lambda: "STOPPING=1" in heard)
        asyncio.get_running_loop().remove_reader(manager)
    assert (heard[0], heard[-1]) == ("READY=1", "STOPPING=1")


@pytest.mark.slow
async def test_a_port_that_is_taken_is_said_in_one_line(bot: Start) -> None:
    async with SandboxServer(Telegram(present)) as other:
        process = bot(HEALTH_PORT=other.url.rpartition(":")[2])
        await process.launch()
        assert await process.ends() == 2
    assert re.match(r"Адрес 127\.0\.0\.1:\d+ занят", process.lines[-1])


async def test_a_process_whose_work_stands_still_says_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("WATCHDOG_USEC", "30000000")
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
    answers = [True, False, True]

    async def sleep(seconds: float) -> None:
        assert seconds == 15
        if not answers:
            raise asyncio.CancelledError

    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK) as manager:
        manager.bind(str(tmp_path / "notify"))
        with pytest.raises(asyncio.CancelledError):
            await show_life(answers.pop, sleep)
        assert [manager.recv(100), manager.recv(100)] == [b"WATCHDOG=1"] * 2
        with pytest.raises(BlockingIOError):
            manager.recv(100)


@pytest.mark.parametrize(
    ("wanted", "whose", "every"), [("", "", None), ("1000000", "", 0.5), ("1000000", "1", None), ("soon", "", None)]
)
def test_only_who_is_asked_shows_life(
    monkeypatch: pytest.MonkeyPatch, wanted: str, whose: str, every: float | None
) -> None:
    monkeypatch.setenv("WATCHDOG_USEC", wanted)
    monkeypatch.setenv("WATCHDOG_PID", whose)
    assert wanted_every() == every


def test_numbers_are_in_the_text_format_of_prometheus() -> None:
    text = exposed(judge({Sign.DISK: 5, Sign.LINE: 0.5}, 10))
    rows = [row for row in text.splitlines() if not row.startswith("#")]
    assert all(re.fullmatch(r'kontrol_sign(_well)?\{sign="[a-z_]+"\} [\d.]+', row) for row in rows)
    assert 'kontrol_sign{sign="disk"} 5' in rows
    assert 'kontrol_sign_well{sign="disk"} 0' in rows
    assert 'kontrol_sign{sign="backup"}' not in text
