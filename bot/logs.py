"""Log lines as text or JSON: ids and codes only, secrets never, values of people never.

Each says which update or notice it comes of. Messages of exceptions from libraries that quote their input (SQL
parameters, parts of an update) are left out.
"""

import json
import logging
import re
import sys
import traceback
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from types import TracebackType
from typing import Literal

from scheduler.cause import cause

#: Of any bot: in an address, where any length is one, and alone.
_TOKEN = re.compile(r"(?<=/bot)\d+:[\w-]+|\d{5,}:[\w-]{20,}")
#: Between «//user:» and «@host» of a proxy's or a database's address.
_PASSWORD = re.compile(r"(?<=://)([^\s/:@]*):[^\s/@]+(?=@)")
_secrets: set[str] = set()
_TALKATIVE = ("sqlalchemy", "pydantic", "pydantic_core", "aiogram", "sqlite3", "asyncpg", "aiosqlite")
_Error = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def redact(text: str) -> str:
    """The text without our secrets and without anything that looks like a token or a password."""
    for secret in _secrets:
        text = text.replace(secret, "[secret]")
    return _PASSWORD.sub(r"\1:[password]", _TOKEN.sub("[token]", text))


def keep_secret(*values: str) -> None:
    """Never write these, however short or long they are."""
    _secrets.update(value for value in values if value)


class _Formatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return redact(super().format(record))

    def formatException(self, ei: _Error) -> str:  # noqa: N802 - the name is logging's
        return "" if ei[1] is None else "\n".join(_told(ei[1]))


class TextFormatter(_Formatter):
    """One line: time in UTC, level, who, what."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s%(cause)s: %(message)s", "%Y-%m-%dT%H:%M:%SZ")

    def format(self, record: logging.LogRecord) -> str:
        record.cause = f" [{of}]" if (of := cause.get()) else ""
        return super().format(record)

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: N802
        return f"{datetime.fromtimestamp(record.created, UTC):{datefmt}}"


class JsonFormatter(_Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if of := cause.get():
            line["cause"] = of
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return redact(json.dumps(line, ensure_ascii=False))


def _told(error: BaseException) -> Iterator[str]:
    """The chain of causes, outermost first: where, what kind, and its message when it is safe."""
    while True:
        yield from (line.rstrip("\n") for line in traceback.format_tb(error.__traceback__))
        kind = type(error)
        is_talkative = kind.__module__.split(".")[0] in _TALKATIVE
        yield kind.__qualname__ if is_talkative else f"{kind.__qualname__}: {error}"
        if isinstance(error, BaseExceptionGroup):
            for inner in error.exceptions:
                yield from _told(inner)
        cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        if cause is None:
            return
        yield "caused by"
        error = cause


def set_up(form: Literal["text", "json"], secrets: Iterable[str] = ()) -> None:
    """Send all log lines to stderr in one form, without `secrets`; libraries speak only when something is wrong."""
    keep_secret(*secrets)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter() if form == "json" else TextFormatter())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for name in ("aiogram.event", "aiogram.dispatcher", "apscheduler"):
        logging.getLogger(name).setLevel(logging.WARNING)
