"""Whether another process lives on this database. A lock says so, which ends with its owner, however it ends.

Everybody alive holds it shared; who gets it alone at the start knows that all others are dead.
"""

import fcntl
import os
from contextlib import suppress

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from db.engine import Database

#: Any number that nothing else on the server locks: the letters «reshenie».
_KEY = 0x72657368656E6965


class Alive:
    def __init__(self, db: Database) -> None:
        self._db = db
        self._file: int | None = None
        self._connection: AsyncConnection | None = None

    async def begin(self) -> bool:
        """Be alive from now on; whether nobody else is."""
        return self._begin_on_file() if self._db.sqlite else await self._begin_on_server()

    async def renew(self) -> None:
        """A connection that was cut has taken its lock along: take it again."""
        if self._db.sqlite or self._connection is None:
            return
        try:
            await self._connection.execute(text("SELECT 1"))
        except Exception:  # noqa: BLE001 - however it was lost
            await self._leave_server()
            await self._begin_on_server()

    async def end(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None
        await self._leave_server()

    def _begin_on_file(self) -> bool:
        self._file = os.open(f"{self._db.url.database}.alive", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            is_alone = False
        else:
            is_alone = True
        fcntl.flock(self._file, fcntl.LOCK_SH)
        return is_alone

    async def _begin_on_server(self) -> bool:
        connection = await self._db.engine.connect()
        self._connection = await connection.execution_options(isolation_level="AUTOCOMMIT")
        is_alone = bool(await self._ask("pg_try_advisory_lock"))
        await self._ask("pg_advisory_lock_shared")
        if is_alone:
            await self._ask("pg_advisory_unlock")
        return is_alone

    async def _ask(self, function: str) -> object:
        assert self._connection is not None  # noqa: S101 - made by the caller
        return await self._connection.scalar(text(f"SELECT {function}(:key)"), {"key": _KEY})

    async def _leave_server(self) -> None:
        if self._connection is None:
            return
        connection, self._connection = self._connection, None
        with suppress(Exception):
            await connection.invalidate()  # a lock of a session ends with it, not with its return to the pool
            await connection.close()
