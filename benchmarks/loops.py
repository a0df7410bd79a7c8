"""An event loop whose time jumps to the next timer once nothing is left to do, and which knows how long it was blocked.

A broadcast of a minute takes the processor time it needs and shows what the pacing alone does to its length.
"""

import asyncio
import selectors
import time
from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
from typing import Any, TypeVar, cast

from sqlalchemy import QueuePool

from db.engine import Database

T = TypeVar("T")
#: How long to wait for a thread of the database before looking again.
GLANCE = 0.05


class _Selector(selectors.DefaultSelector):
    """Between two selects runs one turn of the loop: its processor time is how long everybody else waited."""

    def __init__(self) -> None:
        super().__init__()
        self.longest_turn = 0.0
        self.jump: Callable[[float], None] = lambda _seconds: None
        self.is_busy: Callable[[], bool] = lambda: False
        self._began = time.thread_time()

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        self.longest_turn = max(self.longest_turn, time.thread_time() - self._began)
        try:
            return self._wait(timeout)
        finally:
            self._began = time.thread_time()

    def _wait(self, timeout: float | None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None or timeout <= 0:
            return super().select(timeout)
        while True:
            is_busy = self.is_busy()
            if (events := super().select(GLANCE if is_busy else 0)) or not is_busy:
                break
        if not events:
            self.jump(timeout)
        return events


class VirtualLoop(asyncio.SelectorEventLoop):
    """Nothing moves its time but timers; connections that are out of a watched database hold it still."""

    def __init__(self) -> None:
        self._now = 0.0
        self._watched: list[Database] = []
        self._selecting = _Selector()
        super().__init__(self._selecting)
        self._selecting.jump = self._jump
        self._selecting.is_busy = self._is_busy

    def time(self) -> float:
        return self._now

    def watch(self, *databases: Database) -> None:
        self._watched += databases

    def forget_turns(self) -> None:
        """Begin to look for the longest turn anew."""
        self._selecting.longest_turn = 0.0

    @property
    def longest_turn(self) -> float:
        """Seconds of processor time for which nothing else could happen."""
        return self._selecting.longest_turn

    def _jump(self, seconds: float) -> None:
        self._now += seconds

    def _is_busy(self) -> bool:
        return any(cast("QueuePool", db.engine.pool).checkedout() for db in self._watched)


class VirtualClock:
    """The present of a VirtualLoop."""

    def __init__(self, start: datetime, loop: VirtualLoop) -> None:
        self._start = start
        self._loop = loop

    def __call__(self) -> datetime:
        return self._start + timedelta(seconds=self._loop.time())

    def seconds(self) -> float:
        return self._loop.time()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


def virtual_loop() -> VirtualLoop:
    """The loop that runs now."""
    return cast("VirtualLoop", asyncio.get_running_loop())


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run in virtual time."""
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(work)
