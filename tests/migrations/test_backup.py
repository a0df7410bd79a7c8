"""A backup of a full database brings back every row, on both databases; here each test has a database of its own."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy import delete

from db.engine import Database
from db.models import Restore
from services.upkeep import backups
from services.upkeep.restoring import restore
from services.upkeep.vault import Vault
from tests.database import wipe
from tests.migrations.full import fill
from tests.migrations.test_migrations import told
from tests.people import NOW


async def test_a_backup_brings_back_every_row(db: Database, tmp_path: Path) -> None:
    async with db.migrating() as connection:
        await connection.run_sync(fill)
        await connection.execute(delete(Restore))  # its ids were given by hand, which the sequence does not know
    before = await told(db)
    done = await backups.make(db, Vault(tmp_path / "backups", tmp_path / "evidence"), NOW)
    await wipe(db)
    new = tmp_path / "new"
    new.mkdir()
    assert await restore(done.path, new, db.url.render_as_string(hide_password=False), NOW + timedelta(hours=1)) == NOW
    after = await told(db)
    assert len(after.pop("restores")) == 1, "the gap is not marked"
    assert before.pop("restores") == []
    assert after == before
