"""A tap written by hand: the very statements of the product's own tap, put to aiosqlite one after another.

What the product asks the database while it handles a tap is written down on a copy of the town, and played to another
copy: the same reads and writes, in the same transactions, without a line of ours or of SQLAlchemy around them.
"""

import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiosqlite
from sqlalchemy import event
from sqlalchemy.engine import Connection

from db import engine
from db.engine import Database


@dataclass(slots=True)
class Transaction:
    """What was asked between a BEGIN and its end; `many`: the parameters are a list of rows."""

    writes: bool
    statements: list[tuple[str, Any, bool]] = field(default_factory=list)


Tap = list[Transaction]


@contextmanager
def written_down(db: Database) -> Iterator[Tap]:
    """Every transaction of the block, in order; there must be one at a time."""
    found: Tap = []
    target = db.engine.sync_engine

    def begin(connection: Connection) -> None:
        found.append(Transaction(bool(connection.get_execution_options().get("writes"))))

    def execute(_connection: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, many: bool) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            found[-1].statements.append((statement, parameters, many))

    event.listen(target, "begin", begin)
    event.listen(target, "before_cursor_execute", execute)
    try:
        yield found
    finally:
        event.remove(target, "begin", begin)
        event.remove(target, "before_cursor_execute", execute)


def copied(db: Database, name: str) -> Path:
    """A copy of a SQLite database beside it, with everything that was committed."""
    original = Path(str(db.url.database))
    with sqlite3.connect(original) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return Path(shutil.copy(original, original.with_name(name)))


async def opened(path: Path) -> aiosqlite.Connection:
    """A connection with the product's own promises."""
    connection = await aiosqlite.connect(path, isolation_level=None)
    for pragma in ("journal_mode=WAL", f"synchronous={engine.SYNCHRONOUS}", "foreign_keys=ON"):
        await connection.execute(f"PRAGMA {pragma}")
    return connection


async def play(connection: aiosqlite.Connection, tap: Sequence[Transaction]) -> None:
    """One tap: every statement crosses into the connection's thread once, as by hand it would."""
    for transaction in tap:
        await connection.execute("BEGIN IMMEDIATE" if transaction.writes else "BEGIN")
        for statement, parameters, many in transaction.statements:
            if many:
                await connection.executemany(statement, parameters)
            else:
                await connection.execute_fetchall(statement, parameters)
        await connection.commit()
