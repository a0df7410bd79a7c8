"""Background tasks and their one owner: started, watched, awaited when the process stops."""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

log = logging.getLogger(__name__)


class TokenError(Exception):
    """The platform knows no bot with this token."""


class Tasks:
    """The single owner of background tasks: a failure is logged, nothing is left behind."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[Any]] = set()

    def start(self, work: Coroutine[Any, Any, Any], name: str) -> asyncio.Task[Any]:
        task = asyncio.create_task(work, name=name)  # noqa: TID251 - this is the owner
        self._running.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None and not isinstance(error, TokenError):
            log.error("background task %s ended", task.get_name(), exc_info=error)

    async def finish(self, task: asyncio.Task[Any], seconds: float) -> None:
        """Let a task end by itself within `seconds`, then cancel it."""
        await asyncio.wait({task}, timeout=seconds)
        await self.cancel(task)

    async def cancel(self, *tasks: asyncio.Task[Any]) -> None:
        """Cancel these tasks, or all, and wait for their end."""
        chosen = set(tasks) or set(self._running)
        for task in chosen:
            task.cancel()
        if chosen:
            await asyncio.wait(chosen)
