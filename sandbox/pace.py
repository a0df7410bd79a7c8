"""Flood control: 30 messages in any second over all, 20 in any minute in a group, one a second in a private chat."""

import math
from collections import deque
from datetime import datetime, timedelta

from sandbox.errors import too_many_requests

OVERALL = (30, timedelta(seconds=1))
GROUP = (20, timedelta(minutes=1))
BURST = 5  # a private chat takes that many at once, then one a second


class Pace:
    def __init__(self) -> None:
        self._sent: dict[int | None, deque[datetime]] = {}
        self._free_at: dict[int, datetime] = {}

    def check(self, chat_id: int, now: datetime, messages: int = 1) -> None:
        """Counts messages to a chat; raises ApiError 429 with `retry_after` when they come too fast."""
        wait = max(self._crowded(None, now, messages, *OVERALL), self._chat_wait(chat_id, now, messages))
        if wait > 0:
            raise too_many_requests(math.ceil(wait))
        for key in {None, min(chat_id, 0) or None}:
            self._sent[key].extend([now] * messages)
        self._free_at[chat_id] = max(self._free_at.get(chat_id, now), now) + timedelta(seconds=messages)

    def _chat_wait(self, chat_id: int, now: datetime, messages: int) -> float:
        if chat_id < 0:
            return self._crowded(chat_id, now, messages, *GROUP)
        used = max((self._free_at.get(chat_id, now) - now).total_seconds(), 0)
        return used + messages - BURST if used else 0

    def _crowded(self, key: int | None, now: datetime, messages: int, limit: int, period: timedelta) -> float:
        """Seconds until the window has room."""
        sent = self._sent.setdefault(key, deque())
        while sent and sent[0] <= now - period:
            sent.popleft()
        has_room = len(sent) + messages <= limit or not sent
        return 0 if has_room else (sent[0] + period - now).total_seconds()
