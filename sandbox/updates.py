"""The update queue: long polling with confirmation by offset, conflicts, allowed_updates."""

import asyncio
import itertools
from typing import Any

from sandbox import limits
from sandbox.errors import ApiError, conflict

Update = dict[str, Any]

_OTHER_POLLER = "terminated by other getUpdates request; make sure that only one bot instance is running"
_WEBHOOK_ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"


class Updates:
    def __init__(self) -> None:
        self.pending: list[Update] = []
        self.allowed: list[str] = []  # empty: everything
        self.webhook_url = ""
        self.webhook_secret = ""
        self.webhook_error = ""  # of the last try to bring an update
        self.changed = asyncio.Event()  # for who brings updates
        self._numbers = itertools.count(700_000_001)
        self._waiting: asyncio.Future[ApiError | None] | None = None

    def push(self, kind: str, payload: dict[str, Any]) -> None:
        """Queues an update, unless the bot said it does not want this kind."""
        if self.allowed and kind not in self.allowed:
            return
        self.pending.append({"update_id": next(self._numbers), kind: payload})
        self.changed.set()
        self._wake(None)

    def take(self) -> list[Update]:
        """Hands out everything pending and confirms it: for tests that feed the dispatcher themselves."""
        taken, self.pending = self.pending, []
        return taken

    def set_webhook(self, url: str, *, secret: str = "", drop_pending: bool) -> None:
        if drop_pending:
            self.pending.clear()
        self.webhook_url, self.webhook_secret, self.webhook_error = url, secret, ""
        self.changed.set()
        if url:
            self._terminate("terminated by setWebhook request")

    async def poll(self, offset: int, limit: int, seconds: int, allowed: list[str] | None) -> list[Update]:
        """getUpdates: an empty poll waits; the poller that hangs there already gets the 409, as on Telegram."""
        if self.webhook_url:
            raise conflict(_WEBHOOK_ACTIVE)
        if allowed is not None:
            self.allowed = allowed
        self._confirm(offset)
        seconds = min(max(seconds, 0), limits.POLL_SECONDS)
        if not self.pending and seconds:
            await self._wait(seconds)
            self._confirm(offset)
        return self.pending[: min(max(limit, 1), limits.UPDATES)]

    def brought(self, update: Update) -> None:
        """The webhook has taken it."""
        if update in self.pending:
            self.pending.remove(update)

    def _confirm(self, offset: int) -> None:
        if offset > 0:
            self.pending = [update for update in self.pending if update["update_id"] >= offset]
        elif offset < 0:
            self.pending = self.pending[offset:]

    async def _wait(self, seconds: float) -> None:
        self._terminate(_OTHER_POLLER)
        self._waiting = mine = asyncio.get_running_loop().create_future()
        try:
            refusal = await asyncio.wait_for(mine, seconds)
        except TimeoutError:
            return
        finally:
            if self._waiting is mine:
                self._waiting = None
        if refusal is not None:
            raise refusal

    def _terminate(self, reason: str) -> None:
        self._wake(conflict(reason))

    def _wake(self, outcome: ApiError | None) -> None:
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(outcome)
