"""The table of ticks and the clock that fires them: APScheduler keeps no jobs, only time."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from scheduler.cause import caused_by

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Tick:
    """Something to look after at the start and every `seconds`. It finds out by itself what is due."""

    name: str
    seconds: int
    run: Callable[[], Awaitable[object]]

    async def fire(self) -> None:
        """Run once; a failure is logged and the next tick tries again."""
        with caused_by(f"tick {self.name}"):
            try:
                await self.run()
            except Exception:
                log.exception("tick %s failed", self.name)


class Jobs:
    def __init__(self, ticks: Sequence[Tick]) -> None:
        self._scheduler = AsyncIOScheduler(
            timezone=UTC, job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        )
        for tick in ticks:
            self._scheduler.add_job(tick.fire, "interval", seconds=tick.seconds, id=tick.name)
            self._scheduler.add_job(tick.fire, id=f"{tick.name} at the start")

    def start(self) -> None:
        self._scheduler.start()

    def stop(self) -> None:
        self._scheduler.shutdown(wait=False)
