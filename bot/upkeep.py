"""`python -m bot backup | restore | check`: what is done by hand; backup and check beside a running bot."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

from bot import logs
from bot.config import Settings, SettingsError, load_settings
from bot.opening import check_place, close_to_others, told_in_a_line
from db.engine import Database
from domain.errors import DomainError
from views.texts import errors
from views.texts.upkeep import backups as texts

Command = Callable[[Settings, list[str]], Awaitable[int]]


def with_settings(command: Command, arguments: list[str], *, may_be_missing: bool = False) -> int:
    """Run a command; a refusal is one line and status 2."""
    try:
        settings = load_settings()
        logs.set_up(settings.log_format, settings.secrets)
        close_to_others(settings.data_dir)
        if not may_be_missing:
            check_place(settings)
        with told_in_a_line():
            return asyncio.run(_awaited(command, settings, arguments))
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
    except DomainError as refusal:
        sys.stderr.write(f"{errors.sentence(refusal)}\n")
    return 2


async def _awaited(command: Command, settings: Settings, arguments: list[str]) -> int:
    return await command(settings, arguments)


def backup(arguments: list[str]) -> int:
    """`backup`: one now. `backup --new-key`: a pair of keys for encrypted ones, printed once."""
    if arguments == ["--new-key"]:
        from services.upkeep.archive import new_key

        sys.stdout.write(texts.new_key(*new_key()) + "\n")
        return 0
    if arguments:
        sys.stderr.write(texts.BACKUP_USAGE + "\n")
        return 2
    return with_settings(_backup, arguments)


async def _backup(settings: Settings, _arguments: list[str]) -> int:
    from bot.clock import SystemClock
    from services.upkeep import backups

    vault = settings.vault
    if vault is None:
        sys.stderr.write(texts.SWITCHED_OFF + "\n")
        return 2
    db = Database(settings.database)
    try:
        done = await backups.make(db, vault, SystemClock()())
    finally:
        await db.close()
    sys.stdout.write(texts.made(done.path.name, done.size, encrypted=bool(vault.key), damaged=done.damaged) + "\n")
    return 0


def restore(arguments: list[str]) -> int:
    """`restore FILE [--key KEYFILE]` into an empty place."""
    match arguments:
        case [_] | [_, "--key", _]:
            return with_settings(_restore, arguments, may_be_missing=True)
    sys.stderr.write(texts.RESTORE_USAGE + "\n")
    return 2


async def _restore(settings: Settings, arguments: list[str]) -> int:
    from bot.clock import SystemClock
    from services.upkeep.restoring import restore as put_back

    identity = _identity(Path(arguments[2])) if len(arguments) > 1 else ""
    made = await put_back(Path(arguments[0]), settings.data_dir, settings.database, SystemClock()(), identity)
    sys.stdout.write(texts.put_back(made) + "\n")
    return 0


def _identity(file: Path) -> str:
    """The secret half in a file, "" when there is none: the restore then says what is missing."""
    words = file.read_text("utf-8", "replace").split() if file.is_file() else []
    return next((word for word in words if word.startswith("AGE-SECRET-KEY-")), "")


def check(arguments: list[str]) -> int:
    """`check`: invariants over the whole database. 0: all hold, 1: some do not, each named."""
    return with_settings(_check, arguments)


async def _check(settings: Settings, _arguments: list[str]) -> int:
    from services.files import FileStore
    from services.upkeep.checking import check as look_through

    db = Database(settings.database)
    try:
        found = await look_through(db, FileStore(settings.data_dir / "evidence"))
    finally:
        await db.close()
    sys.stdout.write(texts.checked(found) + "\n")
    return 1 if any(each.ids for each in found) else 0
