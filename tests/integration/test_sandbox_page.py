"""The page's server side: the page itself, live events, another world, no visitors from elsewhere."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest
from aiohttp import ClientSession, StreamReader

from sandbox.server import SandboxServer
from sandbox.telegram import Telegram


def present() -> datetime:
    return datetime(2026, 10, 6, 7, 0, tzinfo=UTC)


@pytest.fixture
async def server() -> AsyncIterator[SandboxServer]:
    async with SandboxServer(Telegram(present)) as running:
        yield running


@pytest.fixture
async def http() -> AsyncIterator[ClientSession]:
    async with ClientSession() as session:
        yield session


async def heard(stream: StreamReader) -> dict[str, Any]:
    """The next event."""
    while True:
        line = (await stream.readline()).decode()
        if line.startswith("data: "):
            event: dict[str, Any] = json.loads(line[6:])
            return event


async def test_the_page_loads_nothing_from_outside(server: SandboxServer, http: ClientSession) -> None:
    async with http.get(server.url) as page:
        assert "default-src 'self'" in page.headers["Content-Security-Policy"]
        html = await page.text()
    assert "/page/app.js" in html
    assert "https://" not in html
    async with http.get(f"{server.url}/page/app.js") as script:
        assert script.status == 200


async def test_what_happens_is_told_at_once(server: SandboxServer, http: ClientSession) -> None:
    person = server.telegram.person("Вера", "Тихая")
    async with http.get(f"{server.url}/_sandbox/events") as line:
        assert (await line.content.readline()).startswith(b"retry")
        person.sends("Здравствуйте")
        event = await heard(line.content)
        assert (event["kind"], event["chat"], event["view"]["text"]) == ("message", person.id, "Здравствуйте")

        other = Telegram(present)
        server.show(other)
        assert (await heard(line.content))["kind"] == "reset"
        person.sends("В прежнем мире")
        other.person("Пётр").sends("В новом")
        assert (await heard(line.content))["view"]["text"] == "В новом"


async def test_a_page_from_elsewhere_is_turned_away(server: SandboxServer, http: ClientSession) -> None:
    async with http.post(
        f"{server.url}/_sandbox/outage", json={"on": True}, headers={"Origin": "https://a.example"}
    ) as no:
        assert no.status == 403
    async with http.post(f"{server.url}/_sandbox/outage", json={"on": True}, headers={"Origin": server.url}) as yes:
        assert yes.status == 200
