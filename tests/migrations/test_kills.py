"""SIGKILL before anything works: while the first database is made, and while a full older one is migrated."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.engine import Connection

from db.engine import Database
from db.migrate import downgrade, head, upgrade
from sandbox.clock import StandingClock
from sandbox.server import SandboxServer
from sandbox.telegram import Telegram
from services.files import FileStore
from services.upkeep.checking import check
from tests.database import wipe
from tests.kills.beginnings import begin_again_and_again, settings_for
from tests.kills.forks import Forks
from tests.migrations.full import fill
from tests.migrations.test_migrations import changed, differences, told
from tests.patience import until
from tests.people import NOW

pytestmark = [pytest.mark.kill, pytest.mark.slow]

#: The oldest revision whose rows every later one keeps (of 0001 there are two texts).
OLD = "0002"


@pytest.fixture
async def server() -> AsyncIterator[SandboxServer]:
    async with SandboxServer(Telegram(StandingClock(NOW))) as running:
        yield running


@pytest.fixture
async def forks(db: Database, server: SandboxServer, tmp_path: Path) -> AsyncIterator[Forks]:
    async with Forks(tmp_path / "bot.log", settings_for(db, tmp_path / "data", server.telegram, server)) as made:
        yield made


def _revision(connection: Connection) -> str:
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar())


async def revision(db: Database) -> str:
    """What a killed process has left; "" where there are no tables."""
    async with db.engine.connect() as connection:
        return await connection.run_sync(_revision)


async def test_a_kill_at_the_first_start(db: Database, server: SandboxServer, forks: Forks, tmp_path: Path) -> None:
    """No database, half of one never: the next start makes what is missing and polls."""

    async def empty() -> None:
        await wipe(db)
        server.telegram.journal.clear()

    async def polls(pid: int) -> None:
        await until(lambda: server.telegram.journal.calls("getUpdates"))
        await forks.kill(pid)

    async def is_undone() -> bool:
        server.telegram.journal.clear()
        if db.sqlite and not db.file.exists():
            return True
        left = await revision(db)
        await db.close()
        assert left in ("", head())
        return left == ""

    async def is_whole() -> None:
        assert await differences(db) == []
        assert [each for each in await check(db, FileStore(tmp_path / "data" / "evidence")) if each.ids] == []

    assert await begin_again_and_again(forks, "run", empty, polls, is_undone, is_whole) > 0


async def test_a_kill_while_a_full_database_is_migrated(db: Database, forks: Forks) -> None:
    """The database stays as old as it was, or is as new as it shall be; every row is there."""
    async with db.migrating() as connection:
        await connection.run_sync(fill)
    await changed(db, (downgrade, OLD))
    before = await told(db)
    await changed(db, (upgrade, "head"))
    after: dict[str, Any] = await told(db)
    await db.close()

    async def grow_old() -> None:
        await changed(db, (downgrade, OLD))

    async def ends(pid: int) -> None:
        assert await forks.ended(pid) == 0, forks.log.read_text("utf-8")

    async def is_undone() -> bool:
        left, rows = await revision(db), await told(db)
        await db.close()
        assert (left, rows) in ((OLD, before), (head(), after))
        return left == OLD

    async def is_new() -> None:
        assert await told(db) == after

    assert await begin_again_and_again(forks, "migrate", grow_old, ends, is_undone, is_new) > 0
