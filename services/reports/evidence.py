"""Evidence files are copied from the platform to DATA_DIR in the background, by hash."""

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from sqlalchemy import or_, select, update

from db.engine import Database
from db.models import Evidence
from services.files import FileStore

log = logging.getLogger(__name__)

#: Files copied in one round; the rest waits for the next tick.
BATCH = 20
#: After so many failures, some hours in all, a copy is given up and said so.
ATTEMPTS = 10

#: Fetches a file of the platform; raises FileGone for one that can never be had.
Download = Callable[[str], Awaitable[bytes]]


class FileGone(Exception):
    """The platform will never give this file."""


async def store_pending(db: Database, now: datetime, download: Download, files: FileStore) -> int:
    """Copy what has come since; returns how many were copied. A failure is tried again later, longer each time."""
    async with db.read() as session:
        rows = await session.execute(
            select(Evidence.id, Evidence.file_id, Evidence.attempts)
            .where(
                Evidence.sha256.is_(None),
                Evidence.file_id.is_not(None),
                Evidence.failed == "",
                or_(Evidence.retry_at.is_(None), Evidence.retry_at <= now),
            )
            .order_by(Evidence.id)
            .limit(BATCH)
        )
        waiting = list(rows)
    copied = 0
    for evidence_id, file_id, attempts in waiting:
        try:
            digest = files.put(await download(file_id or ""))
        except FileGone:
            await _set(db, evidence_id, failed="gone")
        except Exception as error:  # noqa: BLE001 - whatever the network does, the next file has its turn
            log.warning("evidence %d could not be copied: %s", evidence_id, type(error).__name__)
            failed = "gave_up" if attempts + 1 >= ATTEMPTS else ""
            retry_at = now + timedelta(minutes=2**attempts)
            await _set(db, evidence_id, attempts=attempts + 1, retry_at=retry_at, failed=failed)
        else:
            await _set(db, evidence_id, sha256=digest)
            copied += 1
    return copied


async def _set(db: Database, evidence_id: int, **values: object) -> None:
    async with db.write() as session:
        await session.execute(update(Evidence).where(Evidence.id == evidence_id).values(**values))
