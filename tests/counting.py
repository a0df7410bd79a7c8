"""What a tap or a tick costs, counted at its two borders: the database and Telegram.

A statement is whatever a cursor of the engine is asked to execute; one with many rows (executemany) is one. What opens
and ends a transaction is no statement: BEGIN, COMMIT, ROLLBACK and PRAGMA are left out. A transaction is a BEGIN of the
engine, for reading or for writing; a commit is a transaction that was opened for writing (BEGIN IMMEDIATE). A call is a
request that leaves the bot's session for Telegram, whatever it answers.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType
from sqlalchemy import event
from sqlalchemy.engine import Connection

from bot.app import App

_NO_STATEMENTS = ("BEGIN", "COMMIT", "ROLLBACK", "PRAGMA")


class Cost(NamedTuple):
    """What something has cost."""

    statements: int
    transactions: int
    commits: int
    calls: int


@dataclass(slots=True)
class _Tally:
    statements: int = 0
    transactions: int = 0
    commits: int = 0
    calls: int = 0


class Meter(BaseRequestMiddleware):
    """Counts everything that an application does from now on."""

    def __init__(self, app: App) -> None:
        self._tally = _Tally()
        self.cost = Cost(0, 0, 0, 0)  # of the last block
        self.statements: list[str] = []  # of the last block, to be read when a row has changed
        engine = app.db.engine.sync_engine
        event.listen(engine, "before_cursor_execute", self._statement)
        event.listen(engine, "begin", self._begin)
        app.bot.session.middleware(self)

    @contextmanager
    def counting(self) -> Iterator[None]:
        """Count what the block does; `cost` and `statements` tell it afterwards."""
        self._tally, self.statements = _Tally(), []
        yield
        tally = self._tally
        self.cost = Cost(tally.statements, tally.transactions, tally.commits, tally.calls)

    def _statement(self, _connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith(_NO_STATEMENTS):
            self._tally.statements += 1
            self.statements.append(statement)

    def _begin(self, connection: Connection) -> None:
        self._tally.transactions += 1
        self._tally.commits += bool(connection.get_execution_options().get("writes"))

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        self._tally.calls += 1
        return await make_request(bot, method)
