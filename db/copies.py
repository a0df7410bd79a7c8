"""A copy of the database while it is in use, and a database from a copy. Plain functions for a thread."""

import hashlib
import os
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from sqlalchemy.engine import URL

#: Of a sequence of ids after a restore: what was given out after the backup is never given out again.
LEAP = 1_000_000


class CopyError(Exception):
    """The copy could not be made or is no database; the message is for the log."""


def copy_database(url: URL, target: Path) -> None:
    """Write a consistent copy of the database to `target`: writers go on meanwhile. Raises CopyError."""
    if url.get_backend_name() == "sqlite":
        _copy_sqlite(Path(str(url.database)), target)
    else:
        _run(["pg_dump", "--format=custom", "--no-owner", f"--file={target}"], url)
    target.chmod(0o600)


def check_copy(url: URL, copy: Path) -> None:
    """Raise CopyError unless the copy can be read whole."""
    if url.get_backend_name() == "sqlite":
        if found := damage_of(copy):
            raise CopyError(found)
    else:
        _run(["pg_restore", "--list", str(copy)], url, with_database=False)


def put_back(url: URL, copy: Path) -> None:
    """Make the database from a copy where there is none yet; on PostgreSQL an empty one. Raises CopyError."""
    if url.get_backend_name() == "sqlite":
        path = Path(str(url.database))
        path.parent.mkdir(parents=True, exist_ok=True)
        copy.replace(path)
    else:
        _run(["pg_restore", "--no-owner", "--schema=public", "--exit-on-error", "--single-transaction", str(copy)], url)


def damage_of(path: Path) -> str:
    """What SQLite finds wrong with a file, "" when it is whole."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            found = connection.execute("PRAGMA quick_check(5)").fetchall()
    except sqlite3.DatabaseError as error:
        return str(error)
    said = "; ".join(str(row[0]) for row in found)
    return "" if said == "ok" else said


def digest_of(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def leap(url: URL) -> str:
    """The statement that lifts every sequence of ids by `:leap`."""
    if url.get_backend_name() == "sqlite":
        return "UPDATE sqlite_sequence SET seq = seq + :leap"
    return (
        "SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, coalesce(last_value, 0) + :leap) "
        "FROM pg_sequences WHERE schemaname = current_schema()"
    )


def _copy_sqlite(source: Path, target: Path) -> None:
    try:
        with (
            closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True, timeout=30)) as live,
            closing(sqlite3.connect(target)) as copy,
        ):
            live.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.Error as error:
        raise CopyError(str(error)) from error


def _run(command: list[str], url: URL, *, with_database: bool = True) -> None:
    """A tool of PostgreSQL; the password goes by the environment, so that no list of processes shows it."""
    where = [f"--host={url.host}", f"--port={url.port or 5432}", f"--username={url.username}"] if with_database else []
    if with_database:
        where.append(f"--dbname={url.database}")
    environment = os.environ | ({"PGPASSWORD": str(url.password)} if url.password else {})
    try:
        done = subprocess.run(  # noqa: S603 - no shell, words of ours
            [command[0], *where, *command[1:]], env=environment, capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        raise CopyError(f"{command[0]} is not installed") from None
    if done.returncode:
        raise CopyError(done.stderr.strip().splitlines()[-1] if done.stderr.strip() else command[0])
