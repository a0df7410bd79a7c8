"""SQLite in one hop: a statement crosses into the connection's thread once, and its rows come back with it.

SQLAlchemy's adapter of aiosqlite crosses four times for every statement (cursor, execute, fetchall, close), and at the
size of our statements the crossings cost more than SQLite does. A BEGIN crosses together with the first statement of
its transaction. Everything else of the adapter stays as it is, and where an inner name is missing that this builds
on, the adapter is used as it comes: slower, and right.
"""

import sqlite3
from collections import deque
from collections.abc import Sequence
from typing import Any

import aiosqlite
from sqlalchemy.connectors.asyncio import AsyncAdapt_dbapi_connection
from sqlalchemy.dialects.sqlite.aiosqlite import (
    AsyncAdapt_aiosqlite_connection,
    AsyncAdapt_aiosqlite_cursor,
    AsyncAdapt_aiosqlite_dbapi,
)
from sqlalchemy.engine import Connection

#: Inner names of two libraries that this file builds on: where they live → what they are called.
INNER_NAMES: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (aiosqlite.Connection, ("_conn", "_execute")),
    (AsyncAdapt_dbapi_connection, ("_cursor_cls", "_execute_mutex")),
    (AsyncAdapt_aiosqlite_cursor, ("_execute_async", "_executemany_async", "_async_soft_close", "_rows")),
)


class _Cursor(AsyncAdapt_aiosqlite_cursor):
    """Holds what came back; the cursor of sqlite3 lives and ends in the connection's thread."""

    __slots__ = ("_described", "_last_row", "_touched")

    _adapt_connection: "_Connection"

    def __init__(self, adapt_connection: AsyncAdapt_dbapi_connection) -> None:
        self._adapt_connection = adapt_connection  # type: ignore[assignment]
        self._connection = adapt_connection._connection
        self._rows: deque[Any] = deque()
        self._described: Any = None
        self._touched, self._last_row = -1, 0

    @property
    def description(self) -> Any:
        return self._described

    @property
    def rowcount(self) -> int:
        return self._touched

    @property
    def lastrowid(self) -> int:
        return self._last_row

    async def _execute_async(self, operation: Any, parameters: Any) -> None:
        await self._cross("execute", operation, parameters or ())

    async def _executemany_async(self, operation: Any, seq_of_parameters: Any) -> None:
        await self._cross("executemany", operation, seq_of_parameters)

    async def _cross(self, method: str, operation: Any, parameters: Any) -> None:
        connection: Any = self._connection
        begin = self._adapt_connection.take_begin()

        def there() -> tuple[Any, int, int, Sequence[Any]]:
            cursor = connection._conn.cursor()
            try:
                if begin:
                    cursor.execute(begin)
                getattr(cursor, method)(operation, parameters)
                rows = cursor.fetchall() if cursor.description else ()
                return cursor.description, cursor.rowcount, cursor.lastrowid, rows
            finally:
                cursor.close()

        async with self._adapt_connection._execute_mutex:
            self._described, self._touched, self._last_row, rows = await connection._execute(there)
            self._rows = deque(rows)

    async def _async_soft_close(self) -> None:
        """It is closed already."""

    def close(self) -> None:
        self._rows.clear()


class _Connection(AsyncAdapt_aiosqlite_connection):
    __slots__ = ("_begin",)

    _cursor_cls = _Cursor

    def __init__(self, dbapi: Any, connection: Any) -> None:
        super().__init__(dbapi, connection)
        self._begin = ""

    def begin_with(self, statement: str) -> None:
        """Begin a transaction together with the next statement."""
        self._begin = statement

    def take_begin(self) -> str:
        """What the next statement has to begin; "" for nothing."""
        begin, self._begin = self._begin, ""
        return begin

    def commit(self) -> None:
        if not self.take_begin():
            super().commit()

    def rollback(self) -> None:
        if not self.take_begin():
            super().rollback()


class OneHop(AsyncAdapt_aiosqlite_dbapi):
    """For `create_async_engine(…, module=OneHop())`."""

    def __init__(self) -> None:
        super().__init__(aiosqlite, sqlite3)

    def connect(self, *arguments: Any, **options: Any) -> _Connection:
        return _Connection(self, super().connect(*arguments, **options)._connection)


def missing_names() -> tuple[str, ...]:
    """Inner names that the installed libraries do not have: with any of them this file cannot be used."""
    return tuple(name for owner, names in INNER_NAMES for name in names if not _has(owner, name))


def _has(owner: Any, name: str) -> bool:
    return hasattr(owner, name) or any(name in vars(each).get("__slots__", ()) for each in owner.__mro__)


def one_hop() -> dict[str, Any]:
    """Options of the engine; none where it has to do without."""
    return {} if missing_names() else {"module": OneHop()}


def begin(connection: Connection, statement: str) -> None:
    """Begin a transaction, together with its first statement where that can be done."""
    driver: Any = connection.connection.dbapi_connection
    if isinstance(driver, _Connection):
        driver.begin_with(statement)
    else:
        connection.exec_driver_sql(statement)
