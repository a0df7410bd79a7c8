"""A backup is put back into an empty place; what was made after it is marked as lost."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import inspect, select, text
from sqlalchemy.engine import make_url

from db.copies import LEAP, CopyError, check_copy, leap, put_back
from db.engine import Database
from db.migrate import known, migrate
from db.models import Restore
from domain.errors import BackupRefused
from services.upkeep import archive

#: Stands in DATA_DIR until a restore is finished.
BEGUN = ".restoring"


@dataclass(frozen=True, slots=True)
class Gap:
    """Between a backup and its restore: what was shown then speaks of what is not there any more."""

    made_at: datetime
    restored_at: datetime

    def holds(self, moment: datetime) -> bool:
        """Platforms give moments in whole seconds: the second of the backup itself counts as lost."""
        return self.made_at.replace(microsecond=0) <= moment < self.restored_at


async def restore(file: Path, data_dir: Path, database: str, now: datetime, identity: str = "") -> datetime:
    """Put a backup back; the moment it was made. `identity`: the secret half of the key of an encrypted one.

    The database gets its place last: a kill before leaves none, and the restore can be repeated. Raises BackupRefused:
    the place is not empty, the file is damaged, encrypted for another key, made by a newer version.
    """
    evidence, begun = data_dir / "evidence", data_dir / BEGUN
    if await _is_used(database) or (evidence.exists() and any(evidence.iterdir()) and not begun.exists()):
        raise BackupRefused("restore_not_empty")
    begun.touch()
    part, copy = data_dir / f"{BEGUN}.tar", data_dir / f"{BEGUN}.database"
    try:
        manifest = await asyncio.to_thread(_unpack, file, evidence, part, copy, identity)
        made = datetime.fromisoformat(manifest.made_at)
        await _open_at(database, manifest.kind, copy, made, now)
    except CopyError as error:
        raise BackupRefused("archive_damaged", reason=str(error)) from error
    finally:
        part.unlink(missing_ok=True)
        copy.unlink(missing_ok=True)
    begun.unlink()
    return made


def _unpack(file: Path, evidence: Path, part: Path, copy: Path, identity: str) -> archive.Manifest:
    manifest = archive.unpack(_in_clear(file, part, identity), evidence, copy)
    if manifest.revision not in known():
        raise BackupRefused("restore_newer")
    return manifest


async def _open_at(database: str, kind: str, copy: Path, made: datetime, now: datetime) -> None:
    """The database in its place, up to date, with its gap marked; SQLite's is finished before it gets its name."""
    url = make_url(database)
    if kind != url.get_backend_name():
        raise BackupRefused("restore_other_database")
    await asyncio.to_thread(check_copy, url, copy)
    if kind == "sqlite":
        await _mark(f"sqlite+aiosqlite:///{copy}", made, now)
        await asyncio.to_thread(put_back, url, copy)
    else:
        await asyncio.to_thread(put_back, url, copy)
        await _mark(database, made, now)


async def _is_used(database: str) -> bool:
    """Whether tables stand there already."""
    url = make_url(database)
    if url.get_backend_name() == "sqlite":
        return await asyncio.to_thread(Path(str(url.database)).exists)
    db = Database(database)
    try:
        async with db.engine.connect() as connection:
            return await connection.run_sync(lambda sync: bool(inspect(sync).get_table_names()))
    finally:
        await db.close()


def _in_clear(file: Path, part: Path, identity: str) -> Path:
    """The archive itself, or what age makes of it."""
    if not file.is_file():
        raise BackupRefused("archive_missing")
    with file.open("rb") as opened:
        is_encrypted = opened.read(len(archive.AGE)) == archive.AGE
    if not is_encrypted:
        return file
    if not identity:
        raise BackupRefused("restore_key_needed")
    archive.decrypt(file, part, identity)
    return part


async def _mark(database: str, made: datetime, now: datetime) -> None:
    """Bring the tables up to date, note the gap, and give no id twice that was given out in it."""
    db = Database(database)
    try:
        await migrate(db)
        async with db.write() as session:
            session.add(Restore(made_at=made, restored_at=now))
            await session.execute(text(leap(db.url)), {"leap": LEAP})
    finally:
        await db.close()


async def load_gaps(db: Database) -> tuple[Gap, ...]:
    """Every gap of this database; there is one for each restore."""
    async with db.read() as session:
        return tuple(Gap(row.made_at, row.restored_at) for row in await session.scalars(select(Restore)))
