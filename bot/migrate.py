"""`python -m bot migrate`: bring the database up to date and end."""

import asyncio
import sys

from bot import logs
from bot.config import SettingsError, load_settings
from db.engine import Database
from db.migrate import migrate


def main(_arguments: list[str]) -> int:
    """0 when the database is up to date; 2 when a setting is wrong."""
    try:
        settings = load_settings()
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    logs.set_up(settings.log_format)
    asyncio.run(_migrate(settings.database))
    return 0


async def _migrate(url: str) -> None:
    db = Database(url)
    try:
        await migrate(db)
    finally:
        await db.close()
