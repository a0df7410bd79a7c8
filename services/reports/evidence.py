"""Evidence files are copied from the platform to DATA_DIR in the background, by hash."""

import asyncio
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
#: … and so many at the same time.
LANES = 4
#: After so many mistakes of ours a copy is given up and said so; trouble that passes never ends it.
ATTEMPTS = 10
#: Between two tries at last, in minutes.
LONGEST_WAIT = 240

#: Fetches a file of the platform; raises FileGone for one that can never be had, NotNow for trouble that passes.
Download = Callable[[str], Awaitable[bytes]]


class FileGone(Exception):
    """The platform will never give this file."""


class NotNow(Exception):
    """The network or the machine is in trouble, which passes."""


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
    lanes = asyncio.Semaphore(LANES)

    async def copied(evidence_id: int, file_id: str, attempts: int) -> bool:
        async with lanes:
            return await _copy(db, now, download, files, evidence_id, file_id, attempts)

    return sum(await asyncio.gather(*(copied(each, file_id or "", tries) for each, file_id, tries in waiting)))


async def _copy(
    db: Database, now: datetime, download: Download, files: FileStore, evidence_id: int, file_id: str, attempts: int
) -> bool:
    try:
        digest = files.put(await download(file_id))
    except FileGone:
        await _set(db, evidence_id, failed="gone")
        return False
    except Exception as error:  # noqa: BLE001 - whatever the network does, the next file has its turn
        log.warning("evidence %d could not be copied: %s", evidence_id, type(error).__name__)
        is_over = attempts + 1 >= ATTEMPTS and not isinstance(error, NotNow)
        retry_at = now + timedelta(minutes=min(2**attempts, LONGEST_WAIT))
        await _set(db, evidence_id, attempts=attempts + 1, retry_at=retry_at, failed="gave_up" if is_over else "")
        return False
    await _set(db, evidence_id, sha256=digest)
    return True


async def _set(db: Database, evidence_id: int, **values: object) -> None:
    async with db.write() as session:
        await session.execute(update(Evidence).where(Evidence.id == evidence_id).values(**values))
