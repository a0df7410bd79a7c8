"""The engine and its two kinds of sessions.

SQLite loses updates silently under a deferred BEGIN, so every write starts with BEGIN IMMEDIATE behind one
in-process lock, while reads stay deferred and never wait for a writer (WAL). On PostgreSQL writers run side by side:
versions, unique constraints and row locks keep them apart, and whoever comes second is told so.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.pool import PoolResetState

from db.one_hop import begin, one_hop
from domain.errors import Stale

#: True while a transaction is open in this task: no Telegram call may happen then.
in_transaction: ContextVar[bool] = ContextVar("in_transaction", default=False)

#: Kept open: chats served at the same time and lanes of the delivery. One more is opened, with a thread, and closed.
CONNECTIONS = 28
#: How much of a commit survives a power cut: all of it. (Tests, which never lose power, set OFF.)
SYNCHRONOUS = "FULL"


#: What PostgreSQL says to whoever came second: serialization failure, deadlock, unique violation.
OVERTAKEN = frozenset({"40001", "40P01", "23505"})
#: A card joins nine tables. Beyond eight PostgreSQL joins them as written, and walks through them all for one report.
POSTGRESQL = {"server_settings": {"join_collapse_limit": "12", "from_collapse_limit": "12"}}


class Overtaken(Stale):
    """Another writer was first. Nothing was kept: what is safe to repeat may be tried once more."""


class Database:
    """Owner of the engine; `read()` and `write()` are the only ways to a session."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = (
            _sqlite_engine(url)
            if self.sqlite
            else create_async_engine(url, pool_size=10, hide_parameters=True, connect_args=POSTGRESQL)
        )
        kept: dict[int, Any] = {}
        writers = self.engine.execution_options(writes=True)
        self._readers = async_sessionmaker(self.engine, expire_on_commit=False, info={"kept": kept, "keeps": True})
        self._writers = async_sessionmaker(writers, expire_on_commit=False, info={"kept": kept, "keeps": False})
        self._lock: AbstractAsyncContextManager[None] = asyncio.Lock() if self.sqlite else nullcontext()

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncSession]:
        """A session for reading; nothing it does is kept."""
        async with self._readers() as session:
            token = in_transaction.set(True)
            try:
                yield session
            finally:
                in_transaction.reset(token)

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncSession]:
        """One transaction: committed when the block ends, rolled back when it raises.

        Raises Stale when another writer changed the same row first, Overtaken when the database says so.
        """
        async with self._lock, self._writers() as session:
            token = in_transaction.set(True)
            try:
                yield session
                await session.commit()
            except StaleDataError as error:
                raise Stale from error
            except DBAPIError as error:
                if getattr(error.orig, "sqlstate", "") in OVERTAKEN:
                    raise Overtaken from error
                raise
            finally:
                in_transaction.reset(token)

    @property
    def file(self) -> Path:
        """SQLite's file."""
        return Path(str(self.url.database))

    @asynccontextmanager
    async def migrating(self) -> AsyncIterator[AsyncConnection]:
        """One transaction that may make tables anew: on SQLite foreign keys are looked at once, at its end.

        Raises ValueError when a row refers to nothing then; nothing is kept.
        """
        options = {"writes": True, "foreign_keys": "OFF"} if self.sqlite else {}
        try:
            async with self.engine.execution_options(**options).begin() as connection:
                yield connection
                if self.sqlite and (broken := (await connection.exec_driver_sql("PRAGMA foreign_key_check")).all()):
                    raise ValueError(f"rows of {sorted({row[0] for row in broken})} refer to what is not there")
        finally:
            await self.engine.dispose()  # the next connections look at foreign keys again

    async def close(self) -> None:
        await self.engine.dispose()


def _sqlite_engine(url: str) -> AsyncEngine:
    engine = create_async_engine(
        url,
        **one_hop(),
        pool_reset_on_return=None,
        pool_size=CONNECTIONS,
        connect_args={"timeout": 30},
        hide_parameters=True,
    )

    @event.listens_for(engine.sync_engine, "connect")
    def configure(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", f"synchronous={SYNCHRONOUS}", "foreign_keys=ON", "busy_timeout=30000"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "reset")
    def reset(connection: Any, _record: object, state: PoolResetState) -> None:
        """A session has committed or rolled back what it began: a rollback of every connection is one crossing more."""
        if state.asyncio_safe and connection.driver_connection.in_transaction:
            connection.rollback()

    @event.listens_for(engine.sync_engine, "begin")
    def on_begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        if options.get("foreign_keys") == "OFF":
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")  # inside a transaction it would do nothing
        begin(connection, "BEGIN IMMEDIATE" if options.get("writes") else "BEGIN")

    return engine
