"""`python -m bot migrate`: bring the database up to date, or back, and end."""

import sys

from bot.config import Settings
from bot.upkeep import with_settings
from db.engine import Database
from db.migrate import known, migrate, step_back, stored_revision
from views.texts import process


def main(arguments: list[str]) -> int:
    """`migrate`, `migrate --show` (prints the revision), `migrate --to REVISION` (back). 2: a wrong call."""
    match arguments:
        case [] | ["--show"]:
            return with_settings(_migrate, arguments)
        case ["--to", revision] if revision in known():
            return with_settings(_migrate, arguments)
    sys.stderr.write(process.MIGRATE_USAGE + "\n")
    return 2


async def _migrate(settings: Settings, arguments: list[str]) -> int:
    db = Database(settings.database)
    try:
        match arguments:
            case ["--show"]:
                sys.stdout.write(f"{await stored_revision(db)}\n")
            case ["--to", revision]:
                await step_back(db, revision)
            case _:
                await migrate(db)
    finally:
        await db.close()
    return 0
