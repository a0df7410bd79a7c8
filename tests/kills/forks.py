"""Processes of the bot that start in milliseconds and can be killed.

`python -m tests.kills.forks` is a parent without threads that has imported everything; it forks one process for each
line on its stdin. What the fork does is `python -m bot run` itself, or another command; only its clock starts at a
given moment.
"""

import asyncio
import json
import os
import signal
import sys
import threading
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.patience import PATIENCE

ROOT = Path(__file__).parents[2]


class RunningClock:
    """Real time that began at another moment: a bot that starts again two minutes later."""

    def __init__(self, moment: datetime) -> None:
        self._offset = moment - datetime.fromtimestamp(0, UTC) - timedelta(seconds=time.monotonic())

    def __call__(self) -> datetime:
        return datetime.fromtimestamp(0, UTC) + self._offset + timedelta(seconds=time.monotonic())

    def seconds(self) -> float:
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


# --- the parent --------------------------------------------------------------------------------------------------


def _parent() -> None:
    _import_everything()
    assert threading.active_count() == 1, "a thread does not survive a fork"
    _say("ready")
    for line in sys.stdin:
        order = json.loads(line)
        if "wait" in order:
            _say(os.waitpid(order["wait"], 0)[1])
            continue
        pid = os.fork()
        if pid == 0:
            os._exit(_live(order))
        _say(pid)


def _import_everything() -> None:
    import aiosqlite  # noqa: F401
    import alembic.command  # noqa: F401
    import sqlalchemy.dialects.sqlite.aiosqlite  # noqa: F401

    import bot.app
    import bot.lifecycle
    import bot.migrate
    import bot.run  # noqa: F401


def _live(order: Mapping[str, Any]) -> int:
    """What the forked process does, to its end."""
    from bot import clock
    from bot.__main__ import main

    log = os.open(order["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(log, 2)
    os.dup2(os.open(os.devnull, os.O_RDWR), 0)
    os.dup2(2, 1)
    os.environ.update(order["settings"])
    moment = datetime.fromisoformat(order["moment"])
    clock.SystemClock = lambda: RunningClock(moment)  # type: ignore[assignment, misc, return-value]
    return main([order["command"]])


def _say(value: object) -> None:
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


# --- the side of the tests ---------------------------------------------------------------------------------------


class Forks:
    """`async with Forks(log, settings) as forks`: processes of the bot with these settings."""

    def __init__(self, log: Path, settings: Mapping[str, str]) -> None:
        self.log = log
        self._settings = dict(settings)
        self._running: set[int] = set()

    async def __aenter__(self) -> Self:
        self._parent = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.kills.forks"),
            cwd=ROOT,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        assert await self._hear() == "ready"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for pid in list(self._running):
            await self.kill(pid)
        assert self._parent.stdin is not None
        self._parent.stdin.close()
        await self._parent.wait()

    async def start(self, moment: datetime, command: str = "run") -> int:
        """A new process; its clock begins at `moment`. Returns its id."""
        order = {"log": str(self.log), "settings": self._settings, "moment": moment.isoformat(), "command": command}
        pid: int = await self._ask(order)
        self._running.add(pid)
        return pid

    async def kill(self, pid: int, how: signal.Signals = signal.SIGKILL) -> int:
        """Send the signal; when this returns, the process is gone. Returns what waitpid says of its end."""
        os.kill(pid, how)
        return await self.ended(pid)

    async def ended(self, pid: int) -> int:
        """Wait until the process is gone; what waitpid says of its end."""
        status: int = await self._ask({"wait": pid})
        self._running.discard(pid)
        return status

    async def _ask(self, order: Mapping[str, Any]) -> Any:
        assert self._parent.stdin is not None
        self._parent.stdin.write(json.dumps(order).encode() + b"\n")
        await self._parent.stdin.drain()
        return await self._hear()

    async def _hear(self) -> Any:
        assert self._parent.stdout is not None
        async with asyncio.timeout(PATIENCE):
            return json.loads(await self._parent.stdout.readline())


if __name__ == "__main__":
    _parent()
