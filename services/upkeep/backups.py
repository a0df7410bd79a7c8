"""Backups: made every night and by hand, checked, rotated; told to admins when one fails."""

import asyncio
import logging
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncSession

from db.copies import CopyError
from db.migrate import head
from db.models import Authority, NoticeKind, Organisation
from db.outbox import DueNotice
from domain.access import administered_root
from domain.audit import AuditAction
from domain.errors import BackupRefused, NotAllowed
from services.audit import record
from services.context import Context, Database
from services.outbox import accounts_of_admins, notify
from services.upkeep import archive
from services.upkeep.vault import Vault

log = logging.getLogger(__name__)

#: The night's backup is made at the first tick after this hour, in the zone of the root authority.
AT = time(3)
#: Free space wanted beside what will be written: a disk filled by its own backup stops the bot.
SPARE = 200 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Backup:
    """A finished backup; `damaged` counts evidence files that are not what their name says."""

    path: Path
    size: int  # bytes
    damaged: int = 0


@dataclass(frozen=True, slots=True)
class BackupTrouble:
    """What an admin is told: why the backup of the night failed and when the last good one was made."""

    code: str
    last: datetime | None


async def make(db: Database, vault: Vault, now: datetime) -> Backup:
    """Write one backup beside the running bot.

    Raises BackupRefused: no space, no pg_dump, a wrong key, a damaged database.
    """
    try:
        return await asyncio.to_thread(_make, db.url, vault, now.astimezone(UTC))
    except CopyError as error:
        raise BackupRefused("backup_failed", reason=str(error)) from error
    except OSError as error:
        raise BackupRefused("backup_failed", reason=error.strerror or type(error).__name__) from error


def _make(url: URL, vault: Vault, now: datetime) -> Backup:
    vault.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for left in vault.folder.glob(".kontrol-*"):  # of a process that was killed
        left.unlink()
    _check_space(url, vault)
    part = vault.folder / f".{archive.name_at(now)}"
    path = vault.folder / archive.name_at(now)
    try:
        damaged = archive.write(url, head(), vault.evidence, part, now)
        if vault.key:
            part, path = archive.encrypt(part, vault.key), path.with_name(path.name + ".age")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    for old in kept(vault)[vault.keep :]:
        old.unlink()
    return Backup(path, path.stat().st_size, len(damaged))


def _check_space(url: URL, vault: Vault) -> None:
    """The archive, the copy it is made of and, with a key, both forms of it at once. Raises BackupRefused."""
    database = Path(str(url.database)) if url.get_backend_name() == "sqlite" else None
    copy = database.stat().st_size if database else 0
    evidence = sum(path.stat().st_size for path in vault.evidence.glob("*"))
    wanted = copy + (copy + evidence) * (2 if vault.key else 1) + SPARE
    if (free := shutil.disk_usage(vault.folder).free) < wanted:
        raise BackupRefused("backup_no_space", free=free, wanted=wanted)


def kept(vault: Vault) -> list[Path]:
    """Finished backups, the newest first."""
    return sorted((path for path in vault.folder.glob("kontrol-*") if archive.made_at(path.name)), reverse=True)


def last_made(vault: Vault) -> datetime | None:
    """When the newest backup was made."""
    newest = next(iter(kept(vault)), None)
    return None if newest is None else archive.made_at(newest.name)


def check_may(ctx: Context) -> int:
    """The authority whose admin the actor is: the root, since a backup holds everybody's. Raises NotAllowed."""
    authority = administered_root(ctx.actor)
    if authority is None:
        raise NotAllowed
    return authority


async def make_now(ctx: Context, vault: Vault) -> Backup:
    """`/backup` of an admin. Raises NotAllowed, BackupRefused."""
    authority = check_may(ctx)
    done = await make(ctx.db, vault, ctx.now)
    async with ctx.db.write() as session:
        record(session, ctx, AuditAction.BACKED_UP, "organisation", authority, bytes=done.size)
    return done


async def make_nightly(db: Database, vault: Vault, now: datetime) -> Backup | None:
    """Once a night, or as soon as the bot runs again; a failure is told to the admins, once until a backup is made."""
    async with db.read() as session:
        zone = await _zone(session)
    local = now.astimezone(zone)
    due = datetime.combine(local.date(), AT, zone)
    last = await asyncio.to_thread(last_made, vault)
    if local < due or (last is not None and last >= due):
        return None
    day = local.date().isoformat()
    try:
        done = await make(db, vault, now)
    except BackupRefused as error:
        log.error("the backup failed: %s", error.facts.get("reason", error.code))
        await _tell(db, now, f"{error.code}:{last.isoformat() if last else ''}", error.code, last)
        return None
    if done.damaged:
        log.error("%d evidence files are damaged", done.damaged)
        await _tell(db, now, day, "evidence_damaged", now)
    return done


async def _zone(session: AsyncSession) -> ZoneInfo:
    name = await session.scalar(
        select(Authority.timezone)
        .join(Organisation, Organisation.id == Authority.organisation_id)
        .order_by(func.length(Organisation.path), Organisation.id)
        .limit(1)
    )
    return ZoneInfo(name or "UTC")


async def _tell(db: Database, now: datetime, key: str, code: str, last: datetime | None) -> None:
    made = last.isoformat() if last else ""
    async with db.write() as session:
        admins = await accounts_of_admins(session)
        await notify(session, now, NoticeKind.BACKUP_FAILED, admins, key=key, code=code, last=made)


async def trouble(_db: Database, notice: DueNotice, _now: datetime) -> BackupTrouble:
    """«Резервная копия не сделана»."""
    last = notice.facts["last"]
    return BackupTrouble(notice.facts["code"], datetime.fromisoformat(last) if last else None)
