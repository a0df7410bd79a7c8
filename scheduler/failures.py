"""What an exception means: one classification for updates and messages, by meaning and not by where it was caught.

Source of the rules: architecture, decision 5. The table of every exception of the stack: tests/unit/test_failures.py.
"""

import asyncio
import errno
import socket
import sqlite3
import ssl
from collections.abc import Iterator

from aiogram.exceptions import (
    AiogramError,
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiohttp import ClientError, ClientResponseError, InvalidURL, NonHttpUrlClientError
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp_socks import ProxyConnectionError, ProxyError, ProxyTimeoutError
from python_socks import ProxyError as SocksError
from sqlalchemy import exc

from domain.outbox import Failure

#: A 400 that is about the person, not about the message: codes and sentences of the Bot API, in lower case.
GONE = (
    "chat not found",
    "chat_id_invalid",
    "user not found",
    "user_id_invalid",
    "peer_id_invalid",
    "user_deactivated",  # … and input_user_deactivated
    "user is deactivated",
    "user_is_blocked",
    "user_is_bot",
    "user_bot",
    "chat_write_forbidden",
    "chat_restricted",
    "channel_private",
    "frozen_participant_missing",
    "bot can't initiate conversation",
    "have no rights to send a message",
)
#: The machine lacks something: memory, descriptors, disk, rights.
SHORT = frozenset(
    getattr(errno, name)
    for name in (
        "EMFILE",
        "ENFILE",
        "ENOMEM",
        "ENOBUFS",
        "ENOSPC",
        "EDQUOT",
        "EROFS",
        "EIO",
        "EACCES",
        "EPERM",
        "EAGAIN",
    )
)
#: The line is down or its other end is.
LINE = frozenset(
    getattr(errno, name)
    for name in (
        "ENETDOWN", "ENETUNREACH", "ENETRESET", "EHOSTDOWN", "EHOSTUNREACH", "ECONNABORTED", "ECONNRESET",
        "ECONNREFUSED", "ETIMEDOUT", "EPIPE", "ESHUTDOWN", "ENOTCONN", "EADDRNOTAVAIL", "EALREADY", "EINPROGRESS",
    )
)  # fmt: skip
#: Primary result codes of SQLite that are about the file and the machine, not about our statement.
FILE_TROUBLE = frozenset(
    {
        sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_INTERRUPT, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PROTOCOL, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_AUTH,
    }
)  # fmt: skip
#: Classes of SQLSTATE that are the server's and not our statement's: connection, authorisation, rollback, resources,
#: not in its state, operator's hand, system, configuration, internal.
SERVER_TROUBLE = ("08", "28", "3D", "40", "53", "55", "57", "58", "F0", "XX")
#: What only our own code raises, or a library that it has called in a wrong way.
OURS = (
    ArithmeticError, AssertionError, AttributeError, BufferError, ImportError, LookupError, NameError,
    NotImplementedError, RecursionError, SyntaxError, TypeError, ValueError, exc.SQLAlchemyError, AiogramError,
    FileNotFoundError, FileExistsError, IsADirectoryError, NotADirectoryError,
)  # fmt: skip


def failure_of(error: BaseException) -> Failure:
    """What the exception means. The one that stands for others (a group) means what the first of them does."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    if _is_short(error):
        return Failure.MACHINE
    for kind in (_of_platform, _of_database, _of_network):
        if (failure := kind(error)) is not None:
            return failure
    return Failure.BROKEN if isinstance(error, OURS) else Failure.UNKNOWN


def wait_of(error: BaseException) -> float:
    """Seconds the platform asks to wait."""
    return float(error.retry_after) if isinstance(error, TelegramRetryAfter) else 0.0


def name_of(error: BaseException) -> str:
    """The kind of exception for the log and for a person; what is short is named."""
    for each in _causes(error):
        if isinstance(each, OSError) and _has_number(each, SHORT):
            return errno.errorcode[each.errno or 0]
        if code := _sqlite_code(each):
            return f"{type(error).__name__}: {getattr(each, 'sqlite_errorname', code)}"
    return type(error).__name__


def _is_short(error: BaseException) -> bool:
    return any(isinstance(each, MemoryError | PermissionError) or _has_number(each, SHORT) for each in _causes(error))


def _has_number(error: BaseException, numbers: frozenset[int]) -> bool:
    """Whether the system has said one of these; the numbers of ssl and of name servers are their own."""
    is_own = isinstance(error, ssl.SSLError | socket.gaierror | socket.herror)
    return isinstance(error, OSError) and not is_own and error.errno in numbers


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The exception and what it was made of: libraries wrap what the machine has said."""
    seen: set[int] = set()
    each: BaseException | None = error
    while each is not None and id(each) not in seen:
        seen.add(id(each))
        yield each
        each = getattr(each, "orig", None) or each.__cause__


def _of_platform(error: BaseException) -> Failure | None:
    match error:
        case TelegramRetryAfter():
            return Failure.FLOOD
        case TelegramUnauthorizedError():
            return Failure.TOKEN
        case TelegramForbiddenError():
            return Failure.BLOCKED
        case TelegramBadRequest():
            said = error.message.lower()
            return Failure.NOT_FOUND if any(part in said for part in GONE) else Failure.REFUSED
        case TelegramEntityTooLarge() | TelegramMigrateToChat():
            return Failure.REFUSED
        case TelegramConflictError():
            return Failure.CONFLICT
        case TelegramNetworkError() | TelegramServerError() | TelegramNotFound():
            return Failure.NETWORK
        case ClientDecodeError():
            return Failure.NETWORK
        case TelegramAPIError():  # a status that the Bot API does not have
            return Failure.UNKNOWN
    return None


def _of_database(error: BaseException) -> Failure | None:
    """Connections and files are waited for; a statement that the database refuses is our mistake."""
    if isinstance(error, exc.TimeoutError | exc.DisconnectionError | exc.PendingRollbackError):
        return Failure.DATABASE
    if isinstance(error, exc.DBAPIError):
        if error.connection_invalidated:
            return Failure.DATABASE
        return (_of_database(error.orig) if error.orig else None) or Failure.BROKEN
    if code := _sqlite_code(error):
        return Failure.DATABASE if code in FILE_TROUBLE else Failure.BROKEN
    if state := getattr(error, "sqlstate", None):
        return Failure.DATABASE if str(state).startswith(SERVER_TROUBLE) else Failure.BROKEN
    return _of_driver(error)


def _of_driver(error: BaseException) -> Failure | None:
    """An exception of asyncpg itself or of what SQLAlchemy makes of it; the driver need not be installed.

    Without a state the client speaks: a connection that is closed or lost, or what the server sends is no answer.
    """
    if any("asyncpg" in f"{kind.__module__}.{kind.__qualname__}" for kind in type(error).__mro__):
        is_ours = any(isinstance(each, ValueError) for each in _causes(error))
        return Failure.BROKEN if is_ours else Failure.DATABASE
    return Failure.BROKEN if isinstance(error, sqlite3.Error) else None


def _sqlite_code(error: BaseException) -> int:
    """The primary result code; 0 for anything else."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF if isinstance(error, sqlite3.Error) else 0


def _of_network(error: BaseException) -> Failure | None:
    if isinstance(error, InvalidURL | NonHttpUrlClientError):
        return Failure.BROKEN
    if isinstance(error, ClientResponseError):  # of a download, or of the proxy
        return Failure.REFUSED if error.status in (400, 404, 410, 413) else Failure.NETWORK
    proxy = ProxyError | ProxyConnectionError | ProxyTimeoutError | SocksError
    line = ClientError | HttpProcessingError | ConnectionError | TimeoutError | asyncio.IncompleteReadError
    if isinstance(error, proxy | line) or type(error).__module__.startswith("python_socks"):
        return Failure.NETWORK
    if isinstance(error, socket.gaierror | socket.herror | ssl.SSLError):
        return Failure.NETWORK
    # Without a number asyncio sums up what each address of a host has said.
    is_line = type(error) is OSError and (error.errno is None or error.errno in LINE)
    return Failure.NETWORK if is_line else None
