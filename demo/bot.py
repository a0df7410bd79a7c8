"""The real bot as a process of its own: started, killed and told the time."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
#: How long one look at everything that is due may take; a loaded machine is slow.
PATIENCE = 60.0


class TownBot:
    """`python -m demo.town_bot` with this data; its present is asked from `clock` at every start."""

    def __init__(self, clock: Callable[[], datetime], settings: dict[str, str], log: Path) -> None:
        self._clock, self._settings, self._log = clock, settings, log
        self._process: Process | None = None
        self._talk = asyncio.Lock()  # one question and its answer at a time

    @property
    def runs(self) -> bool:
        return self._process is not None and self._process.returncode is None

    @property
    def process(self) -> Process:
        if self._process is None:
            raise RuntimeError("the bot was not started")
        return self._process

    async def start(self) -> None:
        if self.runs:
            return
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "HOME") if name in os.environ}
        with self._log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "demo.town_bot", self._clock().isoformat()),
                cwd=ROOT,
                env=kept | self._settings | {"PYTHONUNBUFFERED": "1"},
                stdin=PIPE,
                stdout=PIPE,
                stderr=log,
            )

    async def kill(self) -> None:
        """SIGKILL, whatever it is doing."""
        if self._process is not None and self.runs:
            with suppress(ProcessLookupError):
                self._process.kill()
            await self._process.wait()

    async def ended(self) -> int:
        """Wait until the process is no more; its exit status, negative after a kill."""
        return 0 if self._process is None else await self._process.wait()

    def last_words(self) -> str:
        """The end of its log."""
        return "\n".join(self._log.read_text(encoding="utf-8", errors="replace").splitlines()[-20:])

    async def told(self, moment: datetime) -> None:
        """Let it go on to a moment and look after everything due then; a dead bot is told nothing."""
        async with self._talk:
            process = self._process
            if process is None or process.stdin is None or process.stdout is None or not self.runs:
                return
            with suppress(ConnectionError, TimeoutError):
                process.stdin.write(f"{moment.isoformat()}\n".encode())
                await asyncio.wait_for(process.stdout.readline(), PATIENCE)
