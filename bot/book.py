"""Begins and ends of attempts at updates, written together: one transaction for whatever has gathered meanwhile."""

import asyncio
from collections.abc import Mapping

from bot.clock import Clock
from bot.tasks import Tasks
from db.engine import Database
from db.fsm import Row
from domain.people import Platform
from scheduler.cause import cause
from scheduler.watch import Watch
from services.delivery import inbox as stored


class Book:
    def __init__(self, db: Database, platform: Platform, clock: Clock, tasks: Tasks, watch: Watch) -> None:
        self._db = db
        self._platform = platform
        self._clock = clock
        self._tasks = tasks
        self._watch = watch
        self._excused: list[int] = []
        self._begun: dict[int, asyncio.Future[int]] = {}
        self._ended: dict[int, asyncio.Future[None]] = {}
        self._errors: dict[int, str] = {}
        self._conversations: dict[str, Row] = {}
        self._writing = False

    async def begin(self, update_id: int) -> int:
        """Count another attempt; returns its number, 0 for an update that is closed already."""
        attempt: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._begun[update_id] = attempt
        self._write_soon()
        return await attempt

    def excuse(self, update_id: int) -> None:
        """Passing trouble: the attempt that was begun is none. Written at once, for a kill may come while it waits."""
        self._excused.append(update_id)
        self._write_soon()

    async def end(self, update_id: int, error: str, conversations: Mapping[str, Row]) -> None:
        """Close an update with what it has changed; returns when that is in the table."""
        written: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._ended[update_id], self._errors[update_id] = written, error
        self._conversations |= conversations
        self._write_soon()
        await written

    def _write_soon(self) -> None:
        if not self._writing:
            self._writing = True
            self._tasks.start(self._write(), "book of updates")

    async def _write(self) -> None:
        cause.set("")  # begun by one update, written for many; a task's context is its own
        while self._begun or self._ended or self._excused:
            begun, self._begun = self._begun, {}
            excused, self._excused = self._excused, []
            ended, self._ended = self._ended, {}
            errors, self._errors = self._errors, {}
            talks, self._conversations = self._conversations, {}
            try:
                now = self._clock()
                attempts = await stored.turn(self._db, self._platform, list(begun), errors, talks, now, excused)
            except Exception as error:  # noqa: BLE001 - told by the watch; whatever it is, nothing is forgotten
                self._watch.failed("the book of updates", error, self._watch.answers)
                self._excused = excused + self._excused
                self._begun, self._ended = begun | self._begun, ended | self._ended
                self._errors, self._conversations = errors | self._errors, talks | self._conversations
                await self._clock.sleep(1.0)
                continue
            self._watch.ended("the book of updates")
            for update_id, attempt in begun.items():
                if not attempt.done():
                    attempt.set_result(attempts.get(update_id, 0))
            for written in ended.values():
                if not written.done():
                    written.set_result(None)
        self._writing = False
