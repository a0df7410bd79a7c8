"""A fresh database per test: a copy of one migrated SQLite file, or rows put back in one PostgreSQL database."""

import asyncio
import atexit
import os
import shutil
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from db.engine import Database
from db.migrate import migrate, upgrade
from db.models import Base
from tests.copies import Copy, keep, on_postgres, place, put_back

POSTGRES = os.environ.get("TEST_DATABASE_URL", "")


@cache
def template() -> Path:
    """A migrated SQLite file to copy."""
    path = place() / "template.db"
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        upgrade(connection)
    engine.dispose()
    return path


@asynccontextmanager
async def sqlite_database(folder: Path) -> AsyncIterator[Database]:
    """A migrated SQLite file in `folder`."""
    path = folder / "test.db"
    shutil.copy(template(), path)
    db = Database(f"sqlite+aiosqlite:///{path}")
    try:
        yield db
    finally:
        await db.close()


@asynccontextmanager
async def postgres_database() -> AsyncIterator[Database]:
    """A migrated PostgreSQL database that is dropped afterwards."""
    name = f"test_{uuid.uuid4().hex[:12]}"
    await _on_server(f"CREATE DATABASE {name} TEMPLATE {await _postgres_template()}")
    db = Database(_address(name))
    try:
        yield db
    finally:
        await db.close()
        await _on_server(f"DROP DATABASE {name} WITH (FORCE)")


@asynccontextmanager
async def shared_postgres_database() -> AsyncIterator[Database]:
    """The one PostgreSQL database of this process, as empty as in the beginning; for tests that keep its tables."""
    if not _shared:
        name = await _created("shared", await _postgres_template())
        await _on_server(f"ALTER DATABASE {name} SET synchronous_commit = off")
        _shared.append((_address(name), await keep(Database(_address(name)))))
    address, empty = _shared[0]
    db = Database(address)
    await put_back(empty, db)
    try:
        yield db
    finally:
        await db.close()


_templates: list[str] = []
_shared: list[tuple[str, Copy]] = []


async def _postgres_template() -> str:
    """One migrated database of this process, from which the others are copied."""
    if not _templates:
        name = await _created("template")
        db = Database(_address(name))
        await migrate(db)
        async with db.engine.begin() as connection:
            # Without statistics plans are those of a table that may grow; gathered in mid-run, they are of a few rows.
            for table in Base.metadata.tables:
                await connection.execute(text(f"ALTER TABLE {table} SET (autovacuum_enabled = false)"))
        await db.close()
        _templates.append(name)
    return _templates[0]


async def _created(what: str, template: str = "template1") -> str:
    """A database that lives as long as the process."""
    name = f"test_{what}_{uuid.uuid4().hex[:12]}"
    await _on_server(f"CREATE DATABASE {name} TEMPLATE {template}")
    atexit.register(lambda: asyncio.run(_on_server(f"DROP DATABASE {name} WITH (FORCE)")))
    return name


async def wipe(db: Database) -> None:
    """As on a new machine: no file, or an empty database."""
    await db.close()
    if db.sqlite:
        for path in db.file.parent.glob(f"{db.file.name}*"):
            path.unlink()
        return
    async with db.engine.begin() as connection:
        await connection.execute(text("DROP SCHEMA public CASCADE"))
        await connection.execute(text("CREATE SCHEMA public"))


def _address(name: str) -> str:
    return make_url(POSTGRES).set(database=name).render_as_string(hide_password=False)


async def _on_server(statement: str) -> None:
    await on_postgres(make_url(POSTGRES), statement)
