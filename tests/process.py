"""The bot as a process of its own, against a sandbox over HTTP."""

import asyncio
import os
import shutil
import signal
import socket
import sys
import time
from contextlib import suppress
from pathlib import Path

from sandbox.telegram import TOKEN
from tests.database import template
from tests.patience import PATIENCE

ROOT = Path(__file__).parents[1]
#: Seconds that SIGTERM promises.
GRACE = 10


def free_port() -> int:
    """One of this machine that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class BotProcess:
    """`python -m bot …` in an empty folder with these settings; `lines` is what it has written to stderr."""

    def __init__(self, folder: Path, *arguments: str, **settings: str) -> None:
        self._folder = folder
        self._arguments = arguments
        self._settings = {"BOT_TOKEN": TOKEN, "ADMIN_IDS": "17", "DATA_DIR": str(folder / "data")} | settings
        self._process: asyncio.subprocess.Process | None = None
        self._reading: asyncio.Future[None] | None = None
        self._slowness = 0.0
        self.lines: list[str] = []

    async def start(self, until: str = "started") -> None:
        """Start and wait for a line with `until`."""
        launched = time.monotonic()
        await self.launch()
        await self.says(until)
        self._slowness = time.monotonic() - launched

    async def launch(self) -> None:
        """Start; on a migrated database, since migrating costs more than all the rest."""
        database = self._folder / "data" / "kontrol.db"
        if not self._arguments and not database.exists():
            database.parent.mkdir(exist_ok=True)
            shutil.copy(template(), database)
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "HOME") if name in os.environ}
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            *self._arguments,
            cwd=self._folder,
            env=kept | {"PYTHONPATH": str(ROOT)} | {name: value for name, value in self._settings.items() if value},
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )
        self._reading = asyncio.gather(self._read(self._process))  # type: ignore[assignment]

    async def _read(self, process: asyncio.subprocess.Process) -> None:
        assert process.stderr is not None
        async for line in process.stderr:
            self.lines.append(line.decode().rstrip())

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    async def says(self, part: str) -> None:
        """Wait until a line contains `part`."""
        async with asyncio.timeout(PATIENCE):
            while not any(part in line for line in self.lines):
                assert self._process is not None
                assert self._process.returncode is None, self.lines
                await asyncio.sleep(0.02)

    async def ends(self, within: float = PATIENCE) -> int:
        """The exit status."""
        assert self._process is not None
        status = await asyncio.wait_for(self._process.wait(), within)
        if self._reading is not None:
            await self._reading
        return status

    async def stops(self) -> int:
        """SIGTERM; the exit status, within the time promised and what a start takes on this machine."""
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)
        return await self.ends(GRACE + self._slowness)

    async def kill(self) -> None:
        """SIGKILL, whatever it is doing."""
        if self._process is not None and self._process.returncode is None:
            with suppress(ProcessLookupError):
                self._process.kill()
            await self.ends()
