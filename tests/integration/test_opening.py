"""What is refused before anything is opened, and that the data are nobody else's."""

import asyncio
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.config import Settings, SettingsError
from bot.opening import RUNNING, check_place, running, told_in_a_line
from db.engine import Database
from db.migrate import migrate
from tests.database import template


@pytest.fixture(autouse=True)
def mask() -> Iterator[None]:
    """The process's own mask comes back after the test."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    shutil.copy(template(), tmp_path / "kontrol.db")
    return Settings(_env_file=None, bot_token="42:TOKEN", admin_ids="1", data_dir=tmp_path)


def damage(path: Path) -> None:
    """As a dying disk does: pages in the middle are zeros."""
    data = bytearray(path.read_bytes())
    data[4096 * 3 : 4096 * 12] = bytes(4096 * 9)
    path.write_bytes(data)


def test_nobody_else_reads_the_data(settings: Settings) -> None:
    """Neither what is written from now on nor what an older version has left open."""
    (settings.data_dir / "evidence").mkdir()
    (settings.data_dir / "kontrol.db-wal").touch()
    settings.data_dir.chmod(0o755)
    check_place(settings)
    (settings.data_dir / "new").touch()
    modes = {path.name: path.stat().st_mode & 0o777 for path in (settings.data_dir, *settings.data_dir.iterdir())}
    assert modes.pop(settings.data_dir.name) == 0o700
    assert modes == {"kontrol.db": 0o600, "kontrol.db-wal": 0o600, "evidence": 0o700, "new": 0o600}


def test_a_missing_database_beside_evidence_is_not_made_anew(settings: Settings) -> None:
    (settings.data_dir / "evidence").mkdir()
    check_place(settings)
    (settings.data_dir / "evidence" / ("0" * 64)).touch()
    check_place(settings)
    (settings.data_dir / "kontrol.db").unlink()
    with pytest.raises(SettingsError, match=r"базы kontrol\.db нет.*restore"):
        check_place(settings)


@pytest.mark.parametrize("database", ["nowhere/at/all.db", "a folder"])
def test_what_can_be_no_database_is_said_before_it_is_tried(settings: Settings, database: str) -> None:
    (settings.data_dir / "a folder").mkdir()
    url = f"sqlite+aiosqlite:///{settings.data_dir / database}"
    with pytest.raises(SettingsError, match="База данных не открывается"):
        check_place(settings.model_copy(update={"database_url": url}))
    assert not (settings.data_dir / "nowhere").exists()


def test_damage_is_looked_for_when_the_last_end_was_not_clean(settings: Settings) -> None:
    with running(settings):
        assert (settings.data_dir / RUNNING).exists()
    damage(settings.data_dir / "kontrol.db")
    check_place(settings)  # the last end was clean: a large database is not read through at every start
    with pytest.raises(RuntimeError), running(settings):
        raise RuntimeError
    with pytest.raises(SettingsError, match="повреждена"):
        check_place(settings)


def opened(settings: Settings) -> None:
    async def open_it() -> None:
        db = Database(settings.database)
        try:
            await migrate(db)
        finally:
            await db.close()

    with told_in_a_line():
        asyncio.run(open_it())


def test_a_newer_database_is_left_alone(settings: Settings) -> None:
    opened(settings)
    with closing(sqlite3.connect(settings.data_dir / "kontrol.db")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    before = (settings.data_dir / "kontrol.db").read_bytes()
    with pytest.raises(SettingsError, match="более новой версией"):
        opened(settings)
    assert (settings.data_dir / "kontrol.db").read_bytes() == before


def test_a_file_that_is_no_database_is_told_in_a_line(settings: Settings) -> None:
    (settings.data_dir / "kontrol.db").write_bytes(b"not a database at all" * 400)
    with pytest.raises(SettingsError, match="повреждена"):
        opened(settings)
