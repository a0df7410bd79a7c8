"""What every exception of the stack means; taken from the libraries themselves, so that a new one is not forgotten."""

import builtins
import errno
import importlib
import inspect
import pkgutil
import socket
import sqlite3
import ssl
from collections.abc import Iterator
from typing import Any

import pytest
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
)
from aiogram.methods import SendMessage
from aiohttp import ClientOSError, ClientResponseError
from sqlalchemy import exc

from domain.outbox import Failure
from scheduler.failures import failure_of, name_of, wait_of

CALL = SendMessage(chat_id=1, text="…")
NETWORK, DATABASE, MACHINE, UNKNOWN = Failure.NETWORK, Failure.DATABASE, Failure.MACHINE, Failure.UNKNOWN
BROKEN, REFUSED = Failure.BROKEN, Failure.REFUSED

#: Modules whose exceptions reach us → the meaning of most of them, and of those that mean something else.
STACK: dict[str, tuple[Failure, dict[str, Failure]]] = {
    "aiogram.exceptions": (
        BROKEN,
        {
            "TelegramAPIError": UNKNOWN,
            "TelegramRetryAfter": Failure.FLOOD,
            "TelegramUnauthorizedError": Failure.TOKEN,
            "TelegramForbiddenError": Failure.BLOCKED,
            "TelegramBadRequest": REFUSED,
            "TelegramEntityTooLarge": REFUSED,
            "TelegramMigrateToChat": REFUSED,
            "TelegramNetworkError": NETWORK,
            "TelegramServerError": NETWORK,
            "RestartingTelegram": NETWORK,
            "TelegramConflictError": Failure.CONFLICT,
            "TelegramNotFound": NETWORK,
            "ClientDecodeError": NETWORK,
        },
    ),
    "aiohttp.client_exceptions": (
        NETWORK,
        {
            "InvalidURL": BROKEN,
            "InvalidUrlClientError": BROKEN,
            "InvalidUrlRedirectClientError": BROKEN,
            "NonHttpUrlClientError": BROKEN,
            "NonHttpUrlRedirectClientError": BROKEN,
            "WSMessageTypeError": BROKEN,
        },
    ),
    "aiohttp.http_exceptions": (NETWORK, {}),
    "aiohttp_socks": (NETWORK, {}),
    "python_socks": (NETWORK, {}),
    "ssl": (NETWORK, {}),
    "socket": (NETWORK, {"_GiveupOnSendfile": UNKNOWN}),
    "asyncio.exceptions": (UNKNOWN, {"IncompleteReadError": NETWORK}),
    "sqlalchemy.exc": (
        BROKEN,
        {
            "TimeoutError": DATABASE,
            "DisconnectionError": DATABASE,
            "InvalidatePoolError": DATABASE,
            "PendingRollbackError": DATABASE,
            "EmulatedDBAPIException": UNKNOWN,
        },
    ),
    "sqlalchemy.orm.exc": (BROKEN, {}),
    "sqlite3": (BROKEN, {"Warning": UNKNOWN}),
    "builtins": (
        BROKEN,
        {
            "MemoryError": MACHINE,
            "PermissionError": MACHINE,
            "OSError": NETWORK,
            "ConnectionError": NETWORK,
            "ConnectionResetError": NETWORK,
            "ConnectionRefusedError": NETWORK,
            "ConnectionAbortedError": NETWORK,
            "BrokenPipeError": NETWORK,
            "TimeoutError": NETWORK,
            "Exception": UNKNOWN,
            "RuntimeError": UNKNOWN,
            "EOFError": UNKNOWN,
            "SystemError": UNKNOWN,
            "ReferenceError": UNKNOWN,
            "StopIteration": UNKNOWN,
            "StopAsyncIteration": UNKNOWN,
            "BlockingIOError": UNKNOWN,
            "ChildProcessError": UNKNOWN,
            "InterruptedError": UNKNOWN,
            "ProcessLookupError": UNKNOWN,
        },
    ),
}


def modules(name: str) -> Iterator[Any]:
    module = importlib.import_module(name)
    yield module
    if name in ("aiohttp_socks", "python_socks"):
        for each in pkgutil.walk_packages(module.__path__, f"{name}."):
            if (
                ".v2" not in each.name
                and "trio" not in each.name
                and "anyio" not in each.name
                and "curio" not in each.name
            ):
                yield importlib.import_module(each.name)


def kinds_of(name: str) -> list[type[Exception]]:
    """Exceptions that the module has of its own; the interpreter's own are the builtins'."""
    found = {
        kind
        for module in modules(name)
        for _, kind in inspect.getmembers(module, inspect.isclass)
        if issubclass(kind, Exception) and not issubclass(kind, Warning | ExceptionGroup)
        if kind.__module__.partition(".")[0] == name.partition(".")[0]
    }
    return sorted(found, key=lambda kind: kind.__name__)


def made(kind: type[Exception]) -> Exception:
    """One of the kind, without asking what its constructor wants."""
    error = kind.__new__(kind)
    for name, value in (("message", "Bad Request: message is too long"), ("retry_after", 5), ("status", 502)):
        if not hasattr(error, name) or getattr(error, name) is None:
            error.__dict__[name] = value
    return error


@pytest.mark.parametrize(
    ("module", "kind"),
    [pytest.param(name, kind, id=f"{name}.{kind.__name__}") for name in STACK for kind in kinds_of(name)],
)
def test_what_every_exception_of_the_stack_means(module: str, kind: type[Exception]) -> None:
    most, others = STACK[module]
    assert failure_of(made(kind)) is others.get(kind.__name__, most)


@pytest.mark.parametrize("name", STACK)
def test_the_table_names_only_what_there_is(name: str) -> None:
    assert set(STACK[name][1]) <= {kind.__name__ for kind in kinds_of(name)}


#: What a 400 says → whether it is the person who cannot be reached.
SAID = {
    "Bad Request: chat not found": True,
    "Bad Request: PEER_ID_INVALID": True,
    "Bad Request: USER_DEACTIVATED": True,
    "Bad Request: INPUT_USER_DEACTIVATED": True,
    "Bad Request: user not found": True,
    "Bad Request: USER_ID_INVALID": True,
    "Bad Request: USER_IS_BLOCKED": True,
    "Bad Request: USER_IS_BOT": True,
    "Bad Request: CHAT_WRITE_FORBIDDEN": True,
    "Bad Request: have no rights to send a message": True,
    "Bad Request: message is too long": False,
    "Bad Request: MESSAGE_TOO_LONG": False,
    "Bad Request: BUTTON_DATA_INVALID": False,
    "Bad Request: can't parse entities: unsupported start tag": False,
    "Bad Request: wrong file identifier/HTTP URL specified": False,
    "Bad Request: file is too big": False,
    "Bad Request: message to edit not found": False,
}


@pytest.mark.parametrize(("said", "is_gone"), SAID.items())
def test_what_a_400_means(said: str, is_gone: bool) -> None:
    assert failure_of(TelegramBadRequest(CALL, said)) is (Failure.NOT_FOUND if is_gone else REFUSED)


@pytest.mark.parametrize(
    "said", ["bot was blocked by the user", "user is deactivated", "bot can't initiate conversation"]
)
def test_every_403_is_about_the_person(said: str) -> None:
    assert failure_of(TelegramForbiddenError(CALL, f"Forbidden: {said}")) is Failure.BLOCKED


@pytest.mark.parametrize(
    ("status", "failure"),
    [(400, REFUSED), (403, NETWORK), (404, REFUSED), (407, NETWORK), (410, REFUSED), (429, NETWORK), (502, NETWORK)],
)
def test_what_the_status_of_a_download_means(status: int, failure: Failure) -> None:
    error = made(ClientResponseError)
    error.__dict__["status"] = status
    assert failure_of(error) is failure


#: Every errno: what is short, the line, our files; the rest nobody knows.
SHORT = {"EMFILE", "ENFILE", "ENOMEM", "ENOBUFS", "ENOSPC", "EDQUOT", "EROFS", "EIO", "EACCES", "EPERM", "EAGAIN"}
LINE = {
    "ENETDOWN", "ENETUNREACH", "ENETRESET", "EHOSTDOWN", "EHOSTUNREACH", "ECONNABORTED", "ECONNRESET", "ECONNREFUSED",
    "ETIMEDOUT", "EPIPE", "ESHUTDOWN", "ENOTCONN", "EADDRNOTAVAIL",
}  # fmt: skip
FILES = {"ENOENT", "EEXIST", "EISDIR", "ENOTDIR"}


@pytest.mark.parametrize("name", sorted(set(errno.errorcode.values())))
def test_what_a_number_of_the_system_means(name: str) -> None:
    error = OSError(getattr(errno, name), "…")
    expected = MACHINE if name in SHORT else NETWORK if name in LINE else BROKEN if name in FILES else UNKNOWN
    assert failure_of(error) is expected
    if name in SHORT:
        assert name_of(error) == name
        wrapped = TelegramNetworkError(CALL, "ClientOSError")
        wrapped.__cause__ = ClientOSError(error.errno, "…")
        assert (failure_of(wrapped), name_of(wrapped)) == (MACHINE, name)


#: Primary result codes of SQLite that are the file's and the machine's.
WAITED = {
    "BUSY", "LOCKED", "NOMEM", "READONLY", "INTERRUPT", "IOERR", "CORRUPT", "FULL", "CANTOPEN", "PROTOCOL", "NOTADB",
    "PERM", "AUTH",
}  # fmt: skip
CODES = sorted({name for name in dir(sqlite3) if name.startswith("SQLITE_") and 0 < getattr(sqlite3, name) <= 26})


@pytest.mark.parametrize("name", [name for name in CODES if "_LIMIT_" not in name])
def test_what_sqlite_says(name: str) -> None:
    """Numbers up to 26 with a name of their own are result codes, or as harmless to try."""
    primary = {getattr(sqlite3, f"SQLITE_{waited}") for waited in WAITED}
    said = sqlite3.OperationalError("…")
    said.sqlite_errorcode, said.sqlite_errorname = getattr(sqlite3, name) | 1 << 8, name
    error = exc.OperationalError("…", None, said)
    is_waited = getattr(sqlite3, name) in primary
    assert failure_of(said) is failure_of(error) is (DATABASE if is_waited else BROKEN)
    assert name_of(error) == f"OperationalError: {name}"


#: Classes of SQLSTATE that are the server's trouble; the other classes are about our statement.
SERVER = {"08", "28", "3D", "40", "53", "55", "57", "58", "F0", "XX"}
asyncpg = pytest.importorskip("asyncpg") if importlib.util.find_spec("asyncpg") else None


def states() -> list[type[Exception]]:
    found = inspect.getmembers(importlib.import_module("asyncpg.exceptions"), inspect.isclass) if asyncpg else []
    return [kind for _, kind in found if issubclass(kind, Exception) and not issubclass(kind, Warning)]


@pytest.mark.parametrize("kind", states(), ids=lambda kind: kind.__name__)
def test_what_postgresql_says(kind: type[Exception]) -> None:
    """Raw, as a connection is opened, and in the two wraps of SQLAlchemy."""
    said = kind("…")
    state = getattr(said, "sqlstate", None)
    is_ours = state[:2] not in SERVER if state else isinstance(said, ValueError)
    expected = BROKEN if is_ours else DATABASE
    from sqlalchemy.dialects.postgresql.asyncpg import AsyncAdapt_asyncpg_dbapi as Adapted

    adapted: Any = Adapted.Error
    inner = adapted("…", said)
    inner.__cause__ = said
    assert failure_of(said) is failure_of(exc.DBAPIError("…", None, inner)) is expected


def test_a_connection_that_was_cut_is_the_databases() -> None:
    cut = exc.DBAPIError("…", None, Exception("…"), connection_invalidated=True)
    assert failure_of(cut) is DATABASE


def test_a_group_means_what_the_first_does_and_a_wait_is_the_platforms() -> None:
    flood = TelegramRetryAfter(CALL, "Too Many Requests: retry after 5", 5)
    assert failure_of(ExceptionGroup("…", [flood])) is Failure.FLOOD
    assert (wait_of(flood), wait_of(KeyError("x"))) == (5.0, 0.0)
    assert failure_of(ClientDecodeError("…", ValueError("x"), "<html>")) is NETWORK
    assert {failure_of(each) for each in (socket.gaierror(-2, "…"), ssl.SSLError(1, "…"))} == {NETWORK}


def test_an_exception_of_a_library_that_nobody_has_met_is_unknown() -> None:
    strange = type("StrangeError", (Exception,), {"__module__": "somewhere.new"})
    assert failure_of(strange()) is UNKNOWN
    assert builtins.Exception in kinds_of("builtins")
