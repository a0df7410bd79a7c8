"""Updates by webhook, over real HTTP: always with the secret, stored before they are acknowledged, back to polling."""

import json
import socket
import sqlite3
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from aiohttp import ClientSession

from bot.webhook import LARGEST, SECRET
from sandbox.server import SandboxServer
from tests.integration.test_lifecycle import Start, bot, hears, server
from tests.patience import until
from tests.process import BotProcess, free_port

__all__ = ["bot", "server"]

pytestmark = pytest.mark.slow

WORD = "a-secret-of-this-test"


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def hooked(bot: Start, port: int) -> Callable[[], BotProcess]:
    """The bot behind a webhook; a Bot API server of one's own may bring updates within the machine."""

    def make() -> BotProcess:
        url = f"http://127.0.0.1:{port}/telegram/hook"
        return bot(WEBHOOK_URL=url, WEBHOOK_SECRET=WORD, WEBHOOK_LISTEN=f"127.0.0.1:{port}")

    return make


async def test_it_is_answered_and_nothing_is_lost_from_polling_to_webhook_and_back(
    bot: Start, hooked: Callable[[], BotProcess], server: SandboxServer
) -> None:
    anna, updates = server.telegram.person("Анна"), server.telegram.updates
    polling = bot()
    await polling.start()
    anna.sends("раз")
    await hears(anna, "приглашение")
    assert await polling.stops() == 0
    anna.sends("два")

    webhook = hooked()
    await webhook.start()
    await hears(anna, "приглашение", times=2)
    anna.sends("три")
    await hears(anna, "приглашение", times=3)
    await until(lambda: not updates.pending)
    assert {"message", "callback_query"} <= set(updates.allowed)
    assert await webhook.stops() == 0
    anna.sends("четыре")

    again = bot()
    await again.start()
    await hears(anna, "приглашение", times=4)
    await until(lambda: not updates.pending)
    assert updates.webhook_url == ""
    assert sum("приглашение" in message.text for message in anna.received) == 4
    assert WORD not in "\n".join(polling.lines + webhook.lines + again.lines)


async def test_what_comes_while_it_is_killed_is_brought_again_and_answered_once(
    hooked: Callable[[], BotProcess], server: SandboxServer
) -> None:
    anna, process = server.telegram.person("Анна"), hooked()
    await process.start()
    anna.sends("раз")
    await hears(anna, "приглашение")
    await process.kill()
    anna.sends("два")
    await until(lambda: bool(server.telegram.updates.webhook_error))
    again = hooked()
    await again.start()
    await hears(anna, "приглашение", times=2)
    await until(lambda: not server.telegram.updates.pending)
    assert sum("приглашение" in message.text for message in anna.received) == 2


UPDATE = {"update_id": 5, "message": {"message_id": 1, "date": 0, "chat": {"id": 9, "type": "private"}, "text": "раз"}}


async def test_whoever_does_not_know_the_secret_is_refused_and_rubbish_is_no_update(
    hooked: Callable[[], BotProcess], port: int, tmp_path: Path
) -> None:
    process = hooked()
    await process.start()
    url = f"http://127.0.0.1:{port}/telegram/hook"
    whole = json.dumps(UPDATE).encode()
    async with ClientSession() as client:

        async def status(body: bytes, secret: str | None, to: str = url) -> int:
            headers = {"Content-Type": "application/json"} | ({} if secret is None else {SECRET: secret})
            async with client.post(to, data=BytesIO(body), headers=headers) as answer:
                return answer.status

        assert [await status(whole, secret) for secret in (None, "", "wrong", WORD[:-1], WORD + "x", "я")] == [403] * 6
        assert await status(whole, WORD, url.removesuffix("/hook")) == 404
        for rubbish in (b"", b"{", b"\xff", b"[]", b"{}", b'{"update_id": "5"}', b'{"update_id": 5, "message": 1}'):
            assert await status(rubbish, WORD) == 400, rubbish
        assert await status(b"[" * 200_000, WORD) == 400
        assert await status(b" " * (LARGEST + 1), WORD) == 413
        with sqlite3.connect(tmp_path / "data" / "kontrol.db") as database:
            assert database.execute("SELECT count(*) FROM inbox").fetchone() == (0,)
            database.execute("ALTER TABLE inbox RENAME TO inbox_away")
        assert await status(whole, WORD) == 503
        with sqlite3.connect(tmp_path / "data" / "kontrol.db") as database:
            database.execute("ALTER TABLE inbox_away RENAME TO inbox")
        assert [await status(whole, WORD) for _ in range(2)] == [200, 200]
        with sqlite3.connect(tmp_path / "data" / "kontrol.db") as database:
            assert database.execute("SELECT count(*) FROM inbox").fetchone() == (1,)
        database.close()


async def test_an_address_that_is_taken_is_said_in_one_line(hooked: Callable[[], BotProcess], port: int) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        process = hooked()
        await process.launch()
        assert await process.ends() == 2
    assert process.lines[-1].startswith(f"Адрес 127.0.0.1:{port} занят")
