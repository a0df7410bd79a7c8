"""A clock that stands until it is moved; whoever sleeps moves it."""

import asyncio
from datetime import UTC, datetime, timedelta


class StandingClock:
    def __init__(self, now: datetime) -> None:
        self.now = now.astimezone(UTC)
        self._set_by = timedelta(0)

    def __call__(self) -> datetime:
        return self.now

    def seconds(self) -> float:
        return (self.now - self._set_by).timestamp()

    async def sleep(self, seconds: float) -> None:
        """Waiting costs no time of the test: the present comes to the sleeper."""
        until = self.now + max(timedelta(seconds=seconds), timedelta.resolution)  # a shorter wait would never end
        await asyncio.sleep(0)
        self.move_to(until)

    def move_to(self, moment: datetime) -> None:
        """Time never goes back."""
        self.now = max(self.now, moment.astimezone(UTC))

    def set_by(self, difference: timedelta) -> None:
        """Somebody sets the clock, forward or back; no time has passed for who counts its steady seconds."""
        self.now += difference
        self._set_by += difference
