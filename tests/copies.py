"""Copies of a test's database, and how a database becomes such a copy again.

SQLite: files. PostgreSQL: rows in a schema beside the tables, since creating and dropping a database takes a quarter of
a second and moving rows some milliseconds.
"""

import atexit
import itertools
import shutil
import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from sqlalchemy.engine import URL

from db.engine import Database
from db.models import Base
from tests.patience import PATIENCE

#: A file, or a schema of the same database.
Copy = Path | str

TABLES = tuple(Base.metadata.tables)
_numbers = itertools.count()


@cache
def _ours() -> Path:
    folder = Path(mkdtemp(prefix="kontrol-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def place() -> Path:
    """An empty folder that is gone with this process."""
    folder = _ours() / f"{next(_numbers)}"
    folder.mkdir()
    return folder


async def keep(*open_on: Database) -> Copy:
    """A copy of the database that all of these are open on."""
    return _keep_file(open_on[0]) if open_on[0].sqlite else await _keep_rows(open_on[0])


async def put_back(copy: Copy, *open_on: Database) -> None:
    """Make the database the copy again; whatever connections there were are closed."""
    for each in open_on:
        await each.close()
    if isinstance(copy, Path):
        _put_file(copy, _file(open_on[0]))
    else:
        await _put_rows(copy, open_on[0])


def _file(db: Database) -> Path:
    return Path(db.url.database or "")


def _keep_file(db: Database) -> Path:
    copy = place() / "copy.db"
    with closing(sqlite3.connect(_file(db))) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    return copy


def _put_file(copy: Path, file: Path) -> None:
    for beside in ("-wal", "-shm"):
        file.with_name(file.name + beside).unlink(missing_ok=True)
    shutil.copy(copy, file)


async def _keep_rows(db: Database) -> str:
    schema = f"copy_{next(_numbers)}"
    tables = (f"CREATE TABLE {schema}.{table} AS TABLE public.{table}" for table in TABLES)
    numbers = f"CREATE TABLE {schema}.numbers AS SELECT sequencename, start_value, last_value FROM pg_sequences"
    await on_postgres(db.url, f"CREATE SCHEMA {schema}", *tables, numbers)
    return schema


async def _put_rows(schema: str, db: Database) -> None:
    quiet = "SET session_replication_role = replica"  # an audit that is only ever added to, keys from table to table
    others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    ours = "datname = current_database() AND pid <> pg_backend_pid()"
    emptied = (f"DELETE FROM public.{table}" for table in TABLES)
    filled = (f"INSERT INTO public.{table} SELECT * FROM {schema}.{table}" for table in TABLES)
    number = "setval(sequencename::regclass, coalesce(last_value, start_value), last_value IS NOT NULL)"
    numbers = f"SELECT {number} FROM {schema}.numbers"
    await on_postgres(db.url, quiet, f"{others} WHERE {ours}", *emptied, *filled, numbers)


async def on_postgres(url: URL, *statements: str) -> None:
    """All in one transaction; a statement that cannot be in one goes alone."""
    import asyncpg  # type: ignore[import-untyped]

    address = url.set(drivername="postgresql").render_as_string(hide_password=False)
    connection = await asyncpg.connect(address, timeout=PATIENCE)
    try:
        await connection.execute(";\n".join(statements))
    finally:
        await connection.close()
