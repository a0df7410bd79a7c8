"""Bring the database to the newest revision. Alembic is imported only when there is something to do."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from db.engine import Database

FOLDER = Path(__file__).parent / "migrations"

if TYPE_CHECKING:
    from alembic.config import Config


class NewerDatabase(Exception):
    """A version of the product that we do not know has changed the tables already."""


def known() -> frozenset[str]:
    """All revisions: file names start with their number, 0001_…"""
    return frozenset(path.stem.split("_")[0] for path in (FOLDER / "versions").glob("[0-9]*.py"))


def head() -> str:
    """The newest revision."""
    return max(known())


def _stored(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Run the migrations up to `revision` on an open connection."""
    from alembic import command

    command.upgrade(_config(connection), revision)


def downgrade(connection: Connection, revision: str) -> None:
    """Step back to `revision`, on an open connection."""
    from alembic import command

    command.downgrade(_config(connection), revision)


def _config(connection: Connection) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    return config


async def migrate(db: Database) -> bool:
    """Apply what is missing; returns whether anything was applied. Raises NewerDatabase."""
    async with db.migrating() as connection:
        stored = await connection.run_sync(_stored)
        if stored == head():
            return False
        if stored is not None and stored not in known():
            raise NewerDatabase(stored)
        await connection.run_sync(upgrade)
        return True


async def stored_revision(db: Database) -> str:
    """Of the tables as they are; "" where there are none."""
    async with db.engine.connect() as connection:
        return await connection.run_sync(_stored) or ""


async def step_back(db: Database, revision: str) -> None:
    """Take the tables back to an older revision; every row that it knows stays. Nothing to do where they are older."""
    async with db.migrating() as connection:
        if (await connection.run_sync(_stored) or "") > revision:
            await connection.run_sync(downgrade, revision)
