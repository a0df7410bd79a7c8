"""Every call the bot made, so that tests can count what was doubled, lost or too fast."""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

UNFINISHED = "unfinished"


@dataclass
class Call:
    number: int
    at: datetime
    method: str
    chat_id: int | None
    params: dict[str, Any] = field(repr=False)
    accepted: bool = False  # it had its effect, whatever the bot was told
    result: str = UNFINISHED  # "ok", the description of a refusal, or the kind of failure

    @property
    def digest(self) -> str:
        """Equal for equal calls, files compared by content."""
        text = json.dumps([self.method, self.chat_id, self.params], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()[:16]


class Journal:
    def __init__(self) -> None:
        self._calls: list[Call] = []

    def open(self, at: datetime, method: str, chat_id: int | None, params: dict[str, Any]) -> Call:
        call = Call(len(self._calls) + 1, at, method, chat_id, params)
        self._calls.append(call)
        return call

    def calls(
        self, method: str | None = None, chat_id: int | None = None, *, accepted: bool | None = None
    ) -> list[Call]:
        """Calls in order; `accepted=True` for those that had an effect."""
        return [
            call
            for call in self._calls
            if method in (None, call.method) and chat_id in (None, call.chat_id) and accepted in (None, call.accepted)
        ]

    def doubles(self) -> dict[str, int]:
        """Messages that reached a chat more than once with the same content: digest → how often."""
        counts = Counter(
            call.digest
            for call in self.calls(accepted=True)
            if call.method.startswith("send") and call.method != "sendChatAction" and call.chat_id
        )
        return {digest: count for digest, count in counts.items() if count > 1}

    def clear(self) -> None:
        self._calls.clear()
