"""A whole installation into another database: copied table by table in the order of references, in one transaction.

A kill leaves the target without rows, so that the move can begin again; the source is only read.
"""

import hashlib
import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, bindparam, func, inspect, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from db.engine import Database
from db.migrate import migrate
from db.models import Base
from domain.errors import BackupRefused

#: Rows on the way at once.
PORTION = 1000
TABLES = tuple(Base.metadata.sorted_tables)


@dataclass(frozen=True, slots=True)
class Moved:
    """How many rows of how many tables the target has now, each compared with the source."""

    rows: int
    tables: int


async def move(source: Database, target: Database) -> Moved:
    """Copy every row and go on with the same ids. The process must not run meanwhile.

    Raises BackupRefused: the target holds rows, or does not hold what was copied (then nothing of it is kept).
    """
    await migrate(source)
    if await _holds_rows(target):
        raise BackupRefused("move_not_empty")
    await migrate(target)
    rows = 0
    async with source.engine.connect() as there, target.engine.begin() as here:
        for table in TABLES:
            copied = await _copy(there, here, table)
            if copied != await _digest(here, table):
                raise BackupRefused("move_differs", table=table.name)
            rows += copied[0]
        for table in TABLES:
            await _go_on(there, here, table)
    return Moved(rows, len(TABLES))


async def _holds_rows(target: Database) -> bool:
    async with target.engine.connect() as connection:
        names = await connection.run_sync(lambda sync: set(inspect(sync).get_table_names()))
        for name in names - {"alembic_version"}:
            if name not in Base.metadata.tables:
                return True  # of somebody else
            if await connection.scalar(select(func.count()).select_from(Base.metadata.tables[name])):
                return True
    return False


async def _copy(there: AsyncConnection, here: AsyncConnection, table: Table) -> tuple[int, str]:
    """Copy all rows; how many there are, and their digest. References within the table follow when all are there."""
    own = [key.parent.name for key in table.foreign_keys if key.column.table is table]
    count, digest, later = 0, hashlib.sha256(), list[dict[str, Any]]()
    async for portion in _portions(there, table):
        count += len(portion)
        digest.update(_told(portion))
        later += [{f"of_{name}": row[name] for name in ("id", *own)} for row in portion if any(row[n] for n in own)]
        await here.execute(table.insert(), [row | dict.fromkeys(own) for row in portion])
    if later:
        refer = table.update().where(table.c["id"] == bindparam("of_id"))
        await here.execute(refer.values({name: bindparam(f"of_{name}") for name in own}), later)
    return count, digest.hexdigest()


async def _digest(connection: AsyncConnection, table: Table) -> tuple[int, str]:
    count, digest = 0, hashlib.sha256()
    async for portion in _portions(connection, table):
        count += len(portion)
        digest.update(_told(portion))
    return count, digest.hexdigest()


async def _portions(connection: AsyncConnection, table: Table) -> AsyncIterator[Sequence[dict[str, Any]]]:
    """All rows, in an order that both databases have: sorted here, since texts are sorted in their own ways there."""
    keys = list(table.primary_key.columns)
    if len(keys) == 1 and keys[0].type.python_type is int:
        last = None
        while True:
            query = select(table).order_by(keys[0]).limit(PORTION)
            found = await connection.execute(query if last is None else query.where(keys[0] > last))
            if not (portion := [dict(row) for row in found.mappings()]):
                return
            yield portion
            last = portion[-1][keys[0].name]
    found = await connection.execute(select(table))
    rows = sorted((dict(row) for row in found.mappings()), key=lambda row: [str(row[key.name]) for key in keys])
    for start in range(0, len(rows), PORTION):
        yield rows[start : start + PORTION]


def _told(rows: Sequence[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(row, sort_keys=True, default=str, ensure_ascii=False) for row in rows).encode()


async def _go_on(there: AsyncConnection, here: AsyncConnection, table: Table) -> None:
    """No id is given out twice: the sequence goes on after the last one that the source has given out."""
    key = next(iter(table.primary_key.columns))
    if here.dialect.name != "postgresql" or not await _counts(here, table, key.name):
        return
    last = await there.scalar(select(func.max(key)))
    if there.dialect.name == "sqlite":
        given = text("SELECT seq FROM sqlite_sequence WHERE name = :name")
        last = max(last or 0, await there.scalar(given, {"name": table.name}) or 0)
    if last:
        sequence = text("SELECT setval(pg_get_serial_sequence(:name, :key), :last)")
        await here.execute(sequence, {"name": table.name, "key": key.name, "last": last})


async def _counts(here: AsyncConnection, table: Table, key: str) -> bool:
    found = text("SELECT pg_get_serial_sequence(:name, :key)")
    return await here.scalar(found, {"name": table.name, "key": key}) is not None
