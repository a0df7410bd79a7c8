"""The harness of stories: the real application against the sandbox Telegram, with a clock that the story moves.

    async def test_a_school_reports(story: Story) -> None:
        official = story.person("Ирина Петровна", admin=True)
        await official.sends("/start")
        official.sees("Контроль решений")
        await official.uploads(data, "протокол.txt")
        await official.taps("Направить")
        await story.advance(days=3)
        official.sees("Просрочено")

After every story `check` holds: taps answered, no call inside a transaction, no message over the limit, no errors,
no walk through a table that grows.
"""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import SecretStr
from sqlalchemy import event, func, select

from bot.app import App, build
from bot.config import Settings
from db.engine import Database, in_transaction
from db.models import Authority, Evidence, Minutes, Notice
from db.outbox import WAITING
from domain.minutes import read
from domain.minutes.extract import extract
from domain.minutes.model import ReadMinutes
from sandbox.clock import StandingClock
from sandbox.faults import Faults
from sandbox.session import SandboxSession
from sandbox.telegram import TOKEN, Telegram
from services.drafts.reading import Reader
from services.upkeep.restoring import restore
from tests.database import wipe
from tests.person import Someone
from tests.plans import Statements
from tests.pressing import pressed, was_shown
from views.format import LIMIT

MOSCOW = ZoneInfo("Europe/Moscow")
START = datetime(2026, 9, 1, 10, 0, tzinfo=MOSCOW)
ADMINS = tuple(range(7_100_000_001, 7_100_000_006))
#: Hours at which something may happen by itself, in the zone of every authority.
HOURS = (time(8, 30), time(9, 0))


#: The last days of a long way, which the process lives through.
AWAKE = timedelta(days=4)


class ReadsHere(Reader):
    """Reads in this process: warming up another one for every story would double their time."""

    async def read(self, data: bytes, filename: str = "", seconds: float = 0) -> ReadMinutes:
        return read(extract(data, filename))


class Story:
    def __init__(self, db: Database, folder: Path, start: datetime, reader: type[Reader] = ReadsHere) -> None:
        self.db = db  # a second connection: sees only what is committed
        self.folder = folder
        self.clock = StandingClock(start)
        self.telegram = Telegram(self.clock, enforce_pace=True, tap_expires=timedelta(hours=1))
        self.people: list[Someone] = []
        self.errors = _Errors()
        self.admins = iter(ADMINS)
        self._reader = reader
        self.backups = "off"  # a folder in stories about them: every night costs a copy
        self.disk_free_mb = 0  # more in stories about a disk that is full
        self._sessions: list[SandboxSession] = []
        self._statements = Statements()
        self.app = self._build()
        self._commits: list[object] = []
        for each in (self.db, self.app.db):
            event.listen(each.engine.sync_engine, "commit", self._commits.append)

    def _build(self) -> App:
        settings = Settings(
            _env_file=None,
            bot_token=SecretStr(TOKEN),
            admin_ids=frozenset(ADMINS),
            data_dir=self.folder,
            database_url=self.db.url.render_as_string(hide_password=False),
            backup_dir=self.backups,
            disk_free_mb=self.disk_free_mb,
        )
        self.folder.mkdir(parents=True, exist_ok=True)
        self._sessions.append(SandboxSession(self.telegram, in_transaction=in_transaction.get))
        app = build(settings, clock=self.clock, session=self._sessions[-1], reader=self._reader())
        self._statements.listen(app.db)
        return app

    def is_untouched(self) -> bool:
        """Nobody has come, nothing is called, written or arranged yet."""
        telegram = self.telegram
        happened = self._commits or telegram.chats or telegram.journal.calls()
        return not happened and vars(telegram.faults) == vars(Faults())

    # --- who is there

    def person(self, name: str, *, admin: bool = False) -> Someone:
        """Somebody with a telephone; with `admin`, one of ADMIN_IDS."""
        user_id = next(self.admins) if admin else None
        first, _, last = name.partition(" ")
        someone = Someone(self, self.telegram.person(first, last or None, user_id=user_id))
        self.people.append(someone)
        return someone

    # --- time

    async def advance(self, *, days: float = 0, hours: float = 0, minutes: float = 0) -> None:
        """Move the clock, stopping wherever something becomes due."""
        await self._reach(self.clock() + timedelta(days=days, hours=hours, minutes=minutes))

    async def at(self, moment: str, *, daily: bool = False) -> None:
        """Move to "2026-10-01 09:00" (Moscow time).

        A long way is shortened: the process is off until a few days before, unless the story is about every day of it.
        """
        until = _in_moscow(moment)
        if not daily and until - AWAKE > self.clock():
            self.clock.move_to(until - AWAKE)
        await self._reach(until)

    def jump(self, moment: str) -> None:
        """Let time pass at once, as if the process had been off."""
        self.clock.move_to(_in_moscow(moment))

    async def _reach(self, moment: datetime) -> None:
        assert moment >= self.clock(), f"time does not go back: {moment} is before {self.clock()}"
        while (stop := await self._next_moment()) < moment:
            self.clock.move_to(stop)
            await self.tick()
        self.clock.move_to(moment)
        await self.tick()

    async def tick(self) -> None:
        """Everything that happens by itself now."""
        for tick in self.app.ticks:
            await tick.run()
        await self.settle()

    async def _next_moment(self) -> datetime:
        """The earliest moment after now at which something may become due."""
        now = self.clock()
        turn = func.coalesce(Notice.leased_until, Notice.not_before)
        stored = (
            select(func.min(turn)).where(Notice.state.in_(WAITING), turn > now),
            select(func.min(Minutes.send_at)).where(Minutes.send_at > now),
            select(func.min(Evidence.retry_at)).where(Evidence.retry_at > now),
        )
        async with self.db.read() as session:
            zones = set(await session.scalars(select(Authority.timezone).distinct())) or {MOSCOW.key}
            planned = (await session.execute(select(*(each.scalar_subquery() for each in stored)))).one()
        moments = [_next_hour(now, hour, ZoneInfo(zone)) for zone in zones for hour in HOURS]
        moments += [moment for moment in planned if moment is not None]
        return min(moments)

    # --- the machine

    async def settle(self) -> None:
        """Handle every update and send everything that is due, until all is quiet."""
        delivered = True
        while delivered or self.telegram.updates.pending:
            await self.app.inbox.receive(self.telegram.take_raw_updates())
            await self.app.inbox.idle()
            delivered = await self.app.delivery.deliver()

    async def restart(self) -> None:
        """Stop the process and start another one on the same database."""
        await self.app.tasks.cancel()
        await self.app.close()
        self.app = self._build()
        await self.app.inbox.recover()
        await self.settle()

    async def restore(self, backup: Path, identity: str = "") -> None:
        """The machine is lost: a new one gets the backup, and the process starts there."""
        await self.app.tasks.cancel()
        await self.app.close()
        await wipe(self.db)
        self.folder = self.folder.with_name(f"{self.folder.name}-new")
        self.folder.mkdir()
        await restore(backup, self.folder, self.db.url.render_as_string(hide_password=False), self.clock(), identity)
        self.app = self._build()
        await self.app.inbox.recover()
        await self.settle()

    def expect_error(self, part: str) -> None:
        """A log line of level ERROR with this text is what the story is about."""
        self.errors.expected.append(part)

    async def check(self) -> None:
        """What holds after every story."""
        pressed.update(tap.data.split(":", 1)[0] for tap in self.telegram.taps.values() if was_shown(tap))
        assert self.errors.unexpected == []
        assert [tap.data for tap in self.telegram.unanswered_taps()] == [], "a button still spins"
        assert [name for session in self._sessions for name in session.violations] == []
        long = [message for someone in self.people for message in someone.received if len(message.text) > LIMIT]
        assert long == [], "over the limit of the smaller platform"
        walks = await self._statements.walks(self.db)
        assert walks == [], "\n\n".join(walks)

    async def close(self) -> None:
        await self.app.tasks.cancel()
        await self.app.close()


def _in_moscow(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=MOSCOW)


def _next_hour(now: datetime, hour: time, zone: ZoneInfo) -> datetime:
    local = now.astimezone(zone)
    today = datetime.combine(local.date(), hour, zone)
    return (today if today > local else datetime.combine(local.date() + timedelta(days=1), hour, zone)).astimezone(UTC)


class _Errors(logging.Handler):
    """Log lines of level ERROR and above."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.expected: list[str] = []
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        formatter = logging.Formatter("%(name)s: %(message)s")
        self.lines.append(formatter.format(record))

    @property
    def unexpected(self) -> list[str]:
        return [line for line in self.lines if not any(part in line for part in self.expected)]


@asynccontextmanager
async def telling(
    db: Database, folder: Path, start: datetime = START, reader: type[Reader] = ReadsHere
) -> AsyncIterator[Story]:
    """A story on an empty migrated database; checked at its end."""
    story = Story(db, folder, start, reader)
    logging.getLogger().addHandler(story.errors)
    try:
        yield story
        await story.check()
    finally:
        logging.getLogger().removeHandler(story.errors)
        await story.close()
