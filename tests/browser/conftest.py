"""The demo as a process and Debian's Chromium: what browser tests need, or a loud skip."""

import os
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import ClientSession
from playwright.async_api import Browser, async_playwright

from tests.browser.visitor import Desk, Visit
from tests.patience import PATIENCE

ROOT = Path(__file__).parents[2]
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_MISSING = f"NO CHROMIUM at {CHROMIUM}: the page is NOT tested (Debian: apt-get install chromium)"


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running demo."""
    if shutil.which(CHROMIUM) is None:
        pytest.skip(_MISSING)
    log = tmp_path_factory.mktemp("demo") / "demo.log"
    with log.open("wb") as errors:
        process = subprocess.Popen(
            [sys.executable, "-m", "demo.web", "--port", "0"], cwd=ROOT, stdout=subprocess.PIPE, stderr=errors
        )
    assert process.stdout is not None
    try:
        said = process.stdout.readline().decode() + process.stdout.readline().decode()
        assert "http://127.0.0.1:" in said, f"{said}\n{log.read_text()}"
        yield said.split()[-1]
    finally:
        process.terminate()
        process.wait(PATIENCE)
        process.stdout.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One browser for all: its tests share a loop. Every page has a context of its own."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        await opened.close()


@pytest_asyncio.fixture(loop_scope="session")
async def desk(demo: str, browser: Browser) -> AsyncIterator[Desk]:
    """Opens pages on the town as it was in the beginning; at the end, no page may have complained."""
    async with ClientSession() as http, http.post(f"{demo}/_demo/restart") as answer:
        assert answer.status == 200
    async with AsyncExitStack() as stack:
        desk = Desk(demo, browser, stack)
        yield desk
        desk.check()


@pytest_asyncio.fixture(loop_scope="session")
async def visit(desk: Desk) -> Visit:
    """One page on a desk, with a bot that listens."""
    visit = await desk.opens()
    await visit.bot_runs()
    return visit
