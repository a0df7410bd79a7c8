"""Begins and ends of attempts at updates, written together: one transaction for whatever has gathered meanwhile."""

import asyncio
import logging
from collections.abc import Mapping

from bot.clock import Clock
from bot.tasks import Tasks
from db.engine import Database
from db.fsm import Row
from domain.people import Platform
from services.delivery import inbox as stored

log = logging.getLogger(__name__)


class Book:
    def __init__(self, db: Database, platform: Platform, clock: Clock, tasks: Tasks) -> None:
        self._db = db
        self._platform = platform
        self._clock = clock
        self._tasks = tasks
        self._begun: dict[int, asyncio.Future[int]] = {}
        self._ended: dict[int, str] = {}
        self._conversations: dict[str, Row] = {}
        self._clean = asyncio.Event()
        self._clean.set()

    async def begin(self, update_id: int) -> int:
        """Count an attempt; returns its number, 0 for an update that is closed already."""
        attempt: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._begun[update_id] = attempt
        self._write_soon()
        return await attempt

    def end(self, update_id: int, error: str, conversations: Mapping[str, Row]) -> None:
        """Close an update and what it has changed; written with the next begin, or at once when nothing begins."""
        self._ended[update_id] = error
        self._conversations |= conversations
        self._write_soon()

    async def written(self) -> None:
        """Wait until everything is in the table."""
        await self._clean.wait()

    def _write_soon(self) -> None:
        if self._clean.is_set():
            self._clean.clear()
            self._tasks.start(self._write(), "book of updates")

    async def _write(self) -> None:
        while self._begun or self._ended:
            begun, self._begun = self._begun, {}
            ended, self._ended = self._ended, {}
            talks, self._conversations = self._conversations, {}
            try:
                attempts = await stored.turn(self._db, self._platform, list(begun), ended, talks, self._clock())
            except Exception:
                log.exception("the book of updates could not be written")
                self._begun, self._ended = begun | self._begun, ended | self._ended
                self._conversations = talks | self._conversations
                await self._clock.sleep(1.0)
                continue
            for update_id, attempt in begun.items():
                if not attempt.done():
                    attempt.set_result(attempts.get(update_id, 0))
        self._clean.set()
