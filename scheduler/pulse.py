"""When each part of the process was last seen at work; by steady seconds, whatever becomes of the clock."""

from collections.abc import Callable

from domain.signs import Sign
from scheduler.watch import Watch


class Pulse:
    def __init__(self, seconds: Callable[[], float], watch: Watch) -> None:
        self._seconds = seconds
        self._watch = watch
        self._last: dict[Sign, float] = {}

    def beat(self, sign: Sign) -> None:
        """This part has begun, or has just done its work."""
        self._last[sign] = self._seconds()

    def __call__(self) -> dict[Sign, float | None]:
        """Seconds since each part was at work, None for what has not begun; and how long the line has been down."""
        now = self._seconds()
        ages: dict[Sign, float | None] = {
            sign: now - self._last[sign] if sign in self._last else None for sign in (Sign.UPDATES, Sign.TICKS)
        }
        return ages | {Sign.LINE: self._watch.silence(), Sign.TROUBLE: self._watch.longest()}
