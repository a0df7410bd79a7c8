"""`python -m bot migrate`: bring the database up to date and end."""

from bot.config import Settings
from bot.upkeep import with_settings
from db.engine import Database
from db.migrate import migrate


def main(arguments: list[str]) -> int:
    """0 when the database is up to date; 2 when a setting is wrong."""
    return with_settings(_migrate, arguments)


async def _migrate(settings: Settings, _arguments: list[str]) -> int:
    db = Database(settings.database)
    try:
        await migrate(db)
    finally:
        await db.close()
    return 0
