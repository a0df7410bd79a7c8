"""What is being typed in a chat: a pointer kept in the database, so that it survives a restart."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.engine import Database
from db.models import Conversation
from db.upserts import upsert

Row = tuple[str | None, dict[str, Any]]
NOTHING: Row = (None, {})
#: After a month nobody goes on typing where they stopped; what they send then is taken as new, without a word of it.
KEPT = timedelta(days=31)


class Conversations:
    """States and data by key; a conversation without either has no row.

    Every update asks for a state and hardly any finds one. On SQLite there is one process, so it may remember them.
    What changes inside `held` is the caller's to `write`, together with the end of the update that has changed it.
    """

    _held: ContextVar[dict[str, Row] | None] = ContextVar("held", default=None)

    def __init__(self, db: Database, clock: Callable[[], datetime]) -> None:
        self._db = db
        self._clock = clock
        self._remembered: dict[str, Row] | None = None
        self._touched: dict[str, datetime] = {}  # of those remembered: when they were changed last

    @contextmanager
    def held(self) -> Iterator[dict[str, Row]]:
        """Collect changes by key; they count for others from the end of the block, unless it raises."""
        changes: dict[str, Row] = {}
        token = self._held.set(changes)
        try:
            yield changes
        finally:
            self._held.reset(token)
        if self._remembered is not None:
            self._remembered |= changes
            self._touched |= dict.fromkeys(changes, self._clock())

    async def touched(self, key: str) -> datetime | None:
        """When somebody last said something in the conversation; None for one without a row."""
        if self._remembered is None:
            await self._row(key)
        if self._db.sqlite:
            return self._touched.get(key)
        async with self._db.read() as session:
            return await session.scalar(select(Conversation.updated_at).where(Conversation.key == key))

    async def prune(self) -> None:
        """Forget what nobody has gone on with for so long."""
        old = Conversation.updated_at < self._clock() - KEPT
        async with self._db.write() as session:
            gone = (await session.scalars(delete(Conversation).where(old).returning(Conversation.key))).all()
        if self._remembered is not None:
            for key in gone:
                self._remembered.pop(key, None)
                self._touched.pop(key, None)

    async def state(self, key: str) -> str | None:
        return (await self._row(key))[0]

    async def data(self, key: str) -> dict[str, Any]:
        return dict((await self._row(key))[1])

    async def _row(self, key: str) -> Row:
        held = self._held.get() or {}
        if key in held:
            return held[key]
        if self._remembered is not None:
            return self._remembered.get(key, NOTHING)
        query = select(Conversation.key, Conversation.state, Conversation.data, Conversation.updated_at)
        async with self._db.read() as session:
            rows = (await session.execute(query if self._db.sqlite else query.where(Conversation.key == key))).all()
        found: dict[str, Row] = {each: (state, data) for each, state, data, _ in rows}
        if self._db.sqlite and self._remembered is None:
            self._remembered = found
            self._touched = {each: updated_at for each, _, _, updated_at in rows}
        return (self._remembered or found).get(key, NOTHING)

    async def set_state(self, key: str, state: str | None) -> None:
        await self._put(key, state=state)

    async def set_data(self, key: str, data: Mapping[str, Any]) -> None:
        await self._put(key, data=dict(data))

    async def _put(self, key: str, **values: Any) -> None:
        state, data = await self._row(key)
        state, data = values.get("state", state), json.loads(json.dumps(values.get("data", data)))
        held = self._held.get()
        if held is not None:
            held[key] = (state, data)
            return
        with self.held() as changes:
            changes[key] = (state, data)
            async with self._db.write() as session:
                await write(session, changes, self._clock())


async def write(session: AsyncSession, changes: Mapping[str, Row], now: datetime) -> None:
    """Part of a transaction: keep the conversations that were changed."""
    for key, (state, data) in changes.items():
        if state is None and not data:
            await session.execute(delete(Conversation).where(Conversation.key == key))
            continue
        row = {"key": key, "state": state, "data": data, "updated_at": now}
        await session.execute(upsert(session, Conversation, row, ["key"]))
