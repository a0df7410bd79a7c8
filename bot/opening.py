"""The place of the data before anything is opened: whose it is, whether it is whole; each trouble is one line."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import gaierror

from bot.config import NotYet, Settings, SettingsError
from views.texts import process

#: Stands in DATA_DIR while the process runs: who finds it at the start was not the last to end cleanly.
RUNNING = ".running"
#: PostgreSQL's «cannot connect now»: starting up or shutting down.
STARTING = "57P03"


def check_place(settings: Settings) -> None:
    """Data are for their owner alone; nothing is opened that is missing or damaged. Raises SettingsError.

    The database is looked through only when the last end was not clean: a large one takes a while.
    """
    close_to_others(settings.data_dir)
    path = settings.database_file
    if path is None:
        return
    if not path.parent.is_dir() or path.is_dir():
        # said before anything is tried: a connection that fails ends in a thread that may outlive the loop, and speaks
        raise SettingsError(process.database_refused("SQLITE_CANTOPEN"))
    if not path.exists():
        evidence = settings.data_dir / "evidence"
        if evidence.exists() and any(evidence.iterdir()):
            raise SettingsError(process.database_missing())
    elif (settings.data_dir / RUNNING).exists():
        from db.copies import damage_of

        if damage_of(path):
            raise SettingsError(process.database_damaged())


def close_to_others(folder: Path) -> None:
    """Nobody else on the machine reads what is written from now on, nor what older versions have left open.

    Raises SettingsError for what is not ours to close: what root has put there could not be written either.
    """
    os.umask(0o077)
    try:
        folder.chmod(0o700)
        for path in (*folder.glob("*.db*"), *folder.glob("*/")):
            path.chmod(0o700 if path.is_dir() else 0o600)
    except OSError:
        raise SettingsError(process.data_not_ours()) from None


@contextmanager
def running(settings: Settings) -> Iterator[None]:
    """Around the life of the process: leaves a mark unless it ends cleanly."""
    mark = settings.data_dir / RUNNING
    mark.touch()
    yield
    mark.unlink(missing_ok=True)


@contextmanager
def told_in_a_line() -> Iterator[None]:
    """What a database answers at the start becomes the line for the person who starts it. Raises SettingsError.

    NotYet of it when nothing answers: after a power cut the server of the database may come up later than the bot.
    """
    from sqlite3 import DatabaseError, OperationalError

    from sqlalchemy.exc import DBAPIError

    from db.migrate import NewerDatabase

    try:
        yield
    except ModuleNotFoundError as error:
        raise SettingsError(process.driver_missing(error.name or "?")) from None
    except NewerDatabase:
        raise SettingsError(process.database_newer()) from None
    except (DBAPIError, OSError) as error:
        cause = getattr(error, "orig", None) or error
        if isinstance(cause, DatabaseError) and not isinstance(cause, OperationalError):
            raise SettingsError(process.database_damaged()) from None
        if _is_away(cause):
            raise NotYet(process.database_away(type(cause).__name__)) from None
        if isinstance(cause, OSError):
            raise
        raise SettingsError(
            process.database_refused(getattr(cause, "sqlite_errorname", type(cause).__name__))
        ) from None


def _is_away(cause: BaseException) -> bool:
    """Whether nothing answers: no server, no name of it, no way to it."""
    if isinstance(cause, ConnectionError | TimeoutError | gaierror):
        return True
    if isinstance(cause, OSError):
        return cause.errno in {errno.EHOSTUNREACH, errno.ENETUNREACH}
    return getattr(cause, "sqlstate", "") == STARTING
