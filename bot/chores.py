"""What the process does by itself beside answering and delivering: copies files, makes backups."""

from collections.abc import Awaitable, Callable

from aiogram import Bot

from bot.clock import Clock
from bot.config import Settings
from db.engine import Database
from domain.outbox import PASSING, Failure
from handlers.files import DOWNLOAD_SECONDS
from scheduler.failures import failure_of
from scheduler.jobs import Tick
from scheduler.watch import Watch
from services.files import FileStore
from services.reports.evidence import FileGone, NotNow, store_pending
from services.upkeep.backups import make_nightly


def chores(
    settings: Settings, db: Database, clock: Clock, watch: Watch, bot: Bot, files: FileStore
) -> tuple[Tick, ...]:
    """The ticks that need more than the database."""
    return (
        Tick("evidence", 10, _copying(db, clock, watch, bot, files)),
        *_backing_up(settings, db, clock),
    )


def _copying(db: Database, clock: Clock, watch: Watch, bot: Bot, files: FileStore) -> Callable[[], Awaitable[object]]:
    async def download(file_id: str) -> bytes:
        subject, answers = f"file {file_id}", watch.answers
        try:
            content = await bot.download(file_id, timeout=DOWNLOAD_SECONDS)
        except Exception as error:
            failure = failure_of(error)
            if failure in PASSING:
                watch.failed(subject, error, answers)
                raise NotNow from error
            watch.ended(subject)
            if failure is Failure.REFUSED:
                raise FileGone from None
            raise
        watch.ended(subject)
        return content.read() if content else b""

    return lambda: store_pending(db, clock(), download, files)


def _backing_up(settings: Settings, db: Database, clock: Clock) -> tuple[Tick, ...]:
    vault = settings.vault
    if vault is None:
        return ()
    return (Tick("backup", 600, lambda: make_nightly(db, vault, clock())),)
