"""The process in trouble: proxies of both kinds, a token that is revoked, an end by SIGKILL."""

import asyncio
import sqlite3
from pathlib import Path

import pytest

from sandbox.server import SandboxServer
from tests.integration.test_lifecycle import Start, bot, hears, server
from tests.proxies import Proxy, SocksProxy, proxy

__all__ = ["bot", "server"]

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("kind", [Proxy, SocksProxy], ids=lambda kind: kind.scheme)
async def test_a_proxy_that_is_dead_at_the_start_and_goes_down_later(
    bot: Start, server: SandboxServer, kind: type[Proxy]
) -> None:
    anna = server.telegram.person("Анна")
    async with proxy(kind) as between:
        await between.down()
        process = bot(BOT_PROXY=between.url)
        await process.start("out of reach")
        await between.up()
        await process.says("started")
        anna.sends("раз")
        await hears(anna, "приглашение")
        await between.down()
        await process.says("polling waits")
        anna.sends("два")
        await asyncio.sleep(3)
        await between.up()
        await hears(anna, "приглашение", times=2)
        assert await process.stops() == 0
    assert not any("Traceback" in line or "ERROR" in line or "File " in line for line in process.lines)


async def test_a_token_revoked_in_mid_run_stops_with_the_clear_line_and_keeps_what_is_stored(
    bot: Start, server: SandboxServer, tmp_path: Path
) -> None:
    anna, process = server.telegram.person("Анна"), bot()
    await process.start()
    anna.sends("раз")
    await hears(anna, "приглашение")
    server.telegram.token = "43:SANDBOX-ANOTHER"
    anna.sends("два")
    assert await process.ends() == 2
    assert process.lines[-1].startswith("Telegram не принял BOT_TOKEN")
    with sqlite3.connect(tmp_path / "data" / "kontrol.db") as database:
        assert database.execute("SELECT count(*) FROM inbox WHERE error <> ''").fetchone() == (0,)
    again = bot(BOT_TOKEN=server.telegram.token)
    await again.start()
    await hears(anna, "приглашение", times=2)


async def test_the_first_ticks_come_at_the_start(bot: Start, server: SandboxServer, tmp_path: Path) -> None:
    """What a process had on the way when it was killed goes out at once, not when its lease has run out."""
    process = bot(ADMIN_IDS="17")
    await process.start()
    admin = server.telegram.person("Ирина", user_id=17)
    admin.sends("/start")
    await hears(admin, "")
    await process.kill()
    with sqlite3.connect(tmp_path / "data" / "kontrol.db") as database:
        database.execute(
            "INSERT INTO outbox (kind, account_id, facts, dedup_key, silent, state, created_at, not_before, attempts,"
            " leased_until, last_error) VALUES ('code_guessing', 1, '{\"user_id\": 5}', 'x', 0, 'leased',"
            " '2026-01-01 00:00:00', '2026-01-01 00:00:00', 0, '2999-01-01 00:00:00', '')"
        )
    database.close()
    again = bot(ADMIN_IDS="17")
    await again.start()
    assert any("dead process had on the way: 1" in line for line in again.lines)
    await hears(admin, "подбирает")
