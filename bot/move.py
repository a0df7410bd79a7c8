"""`python -m bot move --to URL`: the whole installation into another database; the bot is stopped meanwhile."""

import sys

from bot.config import Settings, SettingsError
from bot.upkeep import with_settings
from db.alive import Alive
from db.engine import Database
from domain.errors import BackupRefused
from views.texts import process
from views.texts.upkeep import moving as texts


def main(arguments: list[str]) -> int:
    """0: every row is there; 2: the call is wrong, or the target cannot take it."""
    match arguments:
        case ["--to", url] if url.startswith("postgresql+asyncpg://"):
            return with_settings(_move, arguments)
    sys.stderr.write(texts.USAGE + "\n")
    return 2


async def _move(settings: Settings, arguments: list[str]) -> int:
    from services.upkeep.moving import move

    source, target = Database(settings.database), Database(arguments[1])
    alive = Alive(source)
    try:
        if source.url == target.url:
            raise SettingsError(process.setting_wrong("DATABASE_URL"))
        if not await alive.begin():
            raise BackupRefused("move_running")
        moved = await move(source, target)
    finally:
        await alive.end()
        await target.close()
        await source.close()
    sys.stdout.write(texts.moved(moved.rows, moved.tables) + "\n")
    return 0
