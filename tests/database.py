"""A fresh database per test: a copy of one migrated SQLite file, or a PostgreSQL database of its own."""

import asyncio
import atexit
import os
import shutil
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine

from db.engine import Database
from db.migrate import migrate, upgrade

POSTGRES = os.environ.get("TEST_DATABASE_URL", "")


@cache
def template() -> Path:
    """A migrated SQLite file to copy."""
    path = Path(mkdtemp(prefix="kontrol-")) / "template.db"
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


_templates: list[str] = []


async def _postgres_template() -> str:
    """One migrated database of this process, from which the others are copied."""
    if not _templates:
        name = f"test_template_{uuid.uuid4().hex[:12]}"
        await _on_server(f"CREATE DATABASE {name}")
        atexit.register(lambda: asyncio.run(_on_server(f"DROP DATABASE {name} WITH (FORCE)")))
        db = Database(_address(name))
        await migrate(db)
        await db.close()
        _templates.append(name)
    return _templates[0]


def _address(name: str) -> str:
    return make_url(POSTGRES).set(database=name).render_as_string(hide_password=False)


async def _on_server(statement: str) -> None:
    admin = create_async_engine(POSTGRES, isolation_level="AUTOCOMMIT")
    async with admin.connect() as connection:
        await connection.execute(text(statement))
    await admin.dispose()
