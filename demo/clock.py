"""The present of the demo: it starts when the story does, runs as usual, and the story moves it forward."""

from datetime import datetime, timedelta

from bot.clock import SystemClock


class TownClock(SystemClock):
    def __init__(self, start: datetime) -> None:
        self._ahead = start - super().__call__()

    def __call__(self) -> datetime:
        return super().__call__() + self._ahead

    def move_to(self, moment: datetime) -> None:
        """Time never goes back."""
        self._ahead += max(moment - self(), timedelta())
