"""A whole installation moves into PostgreSQL: every row of every table, with its ids, and no id is given out twice."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import text

from db.engine import Database
from db.models import Base
from domain.errors import BackupRefused
from services.upkeep import moving
from tests.database import POSTGRES, postgres_database, sqlite_database
from tests.integration.test_lifecycle import Start, bot, server
from tests.migrations.full import everything, fill
from tests.process import BotProcess
from tests.stories.protocols import protocol
from tests.stories.town import SCHOOLS, make_town
from tests.story import Story, telling

__all__ = ["bot", "server"]

pytestmark = pytest.mark.skipif(not POSTGRES, reason="NO PostgreSQL: set TEST_DATABASE_URL")


@pytest.fixture
async def source(tmp_path: Path) -> AsyncIterator[Database]:
    async with sqlite_database(tmp_path) as db:
        yield db


@pytest.fixture
async def target() -> AsyncIterator[Database]:
    async with postgres_database() as db:
        yield db


async def told(db: Database) -> dict[str, list[dict[str, object]]]:
    async with db.engine.connect() as connection:
        return await connection.run_sync(everything)


async def test_a_full_database_is_the_same_there(source: Database, target: Database) -> None:
    async with source.migrating() as connection:
        await connection.run_sync(fill)
        await connection.execute(text("UPDATE sqlite_sequence SET seq = 500 WHERE name = 'assignments'"))
        await connection.execute(text("UPDATE organisations SET parent_id = 4 WHERE id = 1"))  # one that comes later
    moved = await moving.move(source, target)
    before, after = await told(source), await told(target)
    assert after.keys() == before.keys()
    assert {name for name in before if len(before[name]) != len(after[name])} == set()
    assert moved.tables == len(Base.metadata.tables)
    assert moved.rows == sum(len(rows) for name, rows in before.items() if name != "alembic_version")
    async with target.engine.begin() as connection:
        following = text("SELECT nextval(pg_get_serial_sequence(:name, 'id'))")
        assert await connection.scalar(following, {"name": "assignments"}) == 501
        known = max(int(str(row["id"])) for row in before["people"])
        assert await connection.scalar(following, {"name": "people"}) == known + 1


async def test_a_target_that_holds_rows_is_left_alone(source: Database, target: Database) -> None:
    async with source.migrating() as connection:
        await connection.run_sync(fill)
    await moving.move(source, target)
    before = await told(target)
    with pytest.raises(BackupRefused, match="move_not_empty"):
        await moving.move(source, target)
    assert await told(target) == before


async def test_what_was_cut_off_leaves_nothing_and_begins_again(
    source: Database, target: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with source.migrating() as connection:
        await connection.run_sync(fill)
    monkeypatch.setattr(moving, "TABLES", (*moving.TABLES[:10], None))
    with pytest.raises(AttributeError):
        await moving.move(source, target)
    monkeypatch.undo()
    assert not any(rows for name, rows in (await told(target)).items() if name != "alembic_version")
    assert (await moving.move(source, target)).rows > 0


async def test_what_does_not_arrive_as_it_was_is_not_kept(
    source: Database, target: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with source.migrating() as connection:
        await connection.run_sync(fill)
    async with target.engine.begin() as connection:
        spoil = (
            "CREATE FUNCTION spoil() RETURNS trigger AS $$ BEGIN NEW.name := 'x'; RETURN NEW; END $$ LANGUAGE plpgsql"
        )
        await connection.execute(text(spoil))
        await connection.execute(
            text("CREATE TRIGGER spoil BEFORE INSERT ON people FOR EACH ROW EXECUTE FUNCTION spoil()")
        )
    with pytest.raises(BackupRefused, match="move_differs"):
        await moving.move(source, target)
    assert not any(rows for name, rows in (await told(target)).items() if name != "alembic_version")


async def test_a_living_town_goes_on_in_its_new_database(source: Database, target: Database, tmp_path: Path) -> None:
    async with telling(source, tmp_path / "data") as story:
        town = await make_town(story, SCHOOLS)
        await town.official.uploads(protocol(12, 2).encode(), "протокол.txt")
        await town.official.taps("Направить")
        await town.official.taps("Направить 3")
        await moving.move(source, target)
        await _goes_on(story, target)
        director = town.directors[SCHOOLS[0]]
        await director.taps("Пункт 1.1")
        await director.taps("Исполнено")
        await director.sends_photo()
        await director.taps("Отправить отчёт")
        await story.tick()
        town.official.sees("Отчёт: МКОУ Берёзовская СОШ", "Приложено: 1 фото")


async def _goes_on(story: Story, target: Database) -> None:
    """The process starts on the other database; plans of statements belong to the one where they ran."""
    assert await story._statements.walks(story.db) == []
    story.db = target
    await story.restart()


@pytest.mark.slow
async def test_the_command_waits_for_nobody_and_moves_once(bot: Start, target: Database) -> None:
    """A running bot is left alone; so is a database that has rows already."""
    to = ("move", "--to", target.url.render_as_string(hide_password=False))
    process = bot()
    await process.start()
    assert await _told_by(bot(*to)) == (2, "Бот ещё работает с этой базой")
    assert await process.stops() == 0
    assert await _told_by(bot(*to)) == (0, "")
    assert await _told_by(bot(*to[:2], "sqlite+aiosqlite:///other.db")) == (2, "Нужно")


async def _told_by(process: BotProcess) -> tuple[int, str]:
    await process.launch()
    status = await process.ends()
    return status, re.split("[.:]", process.lines[-1])[0] if status else ""
