"""Where the demo plays: the sandbox Telegram over HTTP, the bot as a process of its own."""

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack, suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from demo.bot import TownBot
from demo.clock import TownClock
from demo.printed import Printer
from sandbox.server import SandboxServer
from sandbox.telegram import Telegram

ADMIN = 7_100_000_001
#: How long the bot may take for one answer; a loaded machine is slow to start it.
PATIENCE = 60.0
#: What SIGTERM promises.
GRACE = 10.0
#: How often to look whether the bot still runs.
GLANCE = 1.0
#: A pause between two deeds of people.
MOMENT = 0.25


class Mismatch(Exception):
    """The story went another way than the script."""


class Stage:
    """`async with Stage(folder, start) as stage:` runs the bot from the first line to the last."""

    def __init__(self, folder: Path, start: datetime) -> None:
        self.clock = TownClock(start)
        self.telegram = Telegram(self.clock, enforce_pace=True)
        self.printer = Printer(self.telegram)
        self._zone, self._folder, self.patience = start.tzinfo, folder, PATIENCE
        self._changed = asyncio.Event()
        self._bot: TownBot | None = None
        self._exit = AsyncExitStack()
        self.telegram.subscribe(lambda _: self._changed.set())

    async def __aenter__(self) -> Self:
        server = await self._exit.enter_async_context(SandboxServer(self.telegram))
        self._bot = TownBot(self.clock, self._settings(server.url), self._folder / "bot.log")
        await self._bot.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bot is not None:
            await self._bot.kill()
        await self._exit.aclose()

    def _settings(self, url: str) -> dict[str, str]:
        address = {"BOT_API_URL": url, "BOT_TOKEN": self.telegram.token}
        return address | {"ADMIN_IDS": str(ADMIN), "DATA_DIR": str(self._folder / "data")}

    @property
    def bot(self) -> TownBot:
        if self._bot is None:
            raise RuntimeError("the stage is not open")
        return self._bot

    @property
    def log(self) -> list[str]:
        """What the bot has written about itself."""
        return (self._folder / "bot.log").read_text(encoding="utf-8").splitlines()

    async def ready(self) -> None:
        """The bot has introduced itself to the platform."""
        await self.until(lambda: bool(self.telegram.commands), lambda: "Бот не запустился")

    # --- time

    def scene(self, title: str) -> None:
        self.printer.scene(title, self.clock().astimezone(self._zone))

    async def move_to(self, moment: str, title: str) -> None:
        """Go on to "2026-10-16 09:00", where the bot looks after everything that has become due: the next scene."""
        local = datetime.fromisoformat(moment).replace(tzinfo=self._zone)
        self.clock.move_to(local)
        self.scene(title)
        await self.bot.told(local)
        if not self.bot.runs:
            raise Mismatch("бот остановился")
        await self.calm()

    async def until(self, holds: Callable[[], bool], otherwise: Callable[[], str]) -> None:
        """Wait for something to happen; Mismatch when it does not."""
        try:
            async with asyncio.timeout(self.patience):
                while not holds():
                    if not self.bot.runs:
                        raise Mismatch("бот остановился сам")
                    self._changed.clear()
                    with suppress(TimeoutError):
                        await asyncio.wait_for(self._changed.wait(), GLANCE)
        except TimeoutError:
            raise Mismatch(otherwise()) from None

    async def calm(self) -> None:
        """Nothing happens for a moment."""
        with suppress(TimeoutError):
            while True:
                self._changed.clear()
                await asyncio.wait_for(self._changed.wait(), MOMENT)

    async def stop(self) -> int:
        """SIGTERM, as a service manager would; the exit status."""
        self.bot.process.terminate()
        try:
            return await asyncio.wait_for(self.bot.ended(), GRACE)
        except TimeoutError:
            raise Mismatch(f"бот не остановился за {GRACE:.0f} с") from None
