"""The only owner of the present; everybody else is given it."""

import asyncio
import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """The present, a steady count of seconds for measuring, and waiting. Tests move all three together."""

    def __call__(self) -> datetime: ...

    def seconds(self) -> float: ...

    async def sleep(self, seconds: float) -> None: ...


class SystemClock:
    def __call__(self) -> datetime:
        return datetime.now(UTC)  # noqa: TID251 - this is the owner

    def seconds(self) -> float:
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
