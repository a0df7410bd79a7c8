"""The platform's limits: 28 messages a second without bursts over everything that leaves, one a second per chat.

A request middleware of the client session, so that handlers' own calls are counted too. Answers to people take the
first lane, the outbox the second: a tap never waits behind a broadcast.
"""

import heapq
import itertools
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import IntEnum
from typing import Any

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import Response, SendMediaGroup, TelegramMethod
from aiogram.methods.base import TelegramType

RATE = 28.0
CHAT_BURST = 4
#: So many chats asked to wait at the same time mean everybody.
FLOODED_CHATS = 3
#: A direct answer waits that long for the platform's pleasure; longer, and its update is tried again later.
LONGEST_FLOOD = 60
_PACED = ("send", "edit")
_UNPACED = frozenset({"sendChatAction"})


class Lane(IntEnum):
    """Who goes first."""

    ANSWER = 0
    OUTBOX = 1


_lane: ContextVar[Lane] = ContextVar("lane", default=Lane.ANSWER)


@contextmanager
def outbox_lane() -> Iterator[None]:
    """Calls made inside give way to direct answers."""
    token = _lane.set(Lane.OUTBOX)
    try:
        yield
    finally:
        _lane.reset(token)


class Pacer:
    """Hands out the moments at which something may leave. `seconds` and `sleep` belong to the clock."""

    def __init__(self, seconds: Callable[[], float], sleep: Callable[[float], Awaitable[None]]) -> None:
        self._seconds = seconds
        self._sleep = sleep
        self._interval = 1 / RATE
        self._next = 0.0
        self._queue: list[tuple[Lane, int]] = []
        self._tickets = itertools.count()
        self._chats: dict[int, float] = {}
        self._held: dict[int, float] = {}

    async def turn(self, chat_id: int, lane: Lane, messages: int = 1) -> None:
        """Wait until `messages` messages may leave for the chat."""
        if (wait := self._reserve(chat_id, messages)) > 0:
            await self._sleep(wait)
        while (wait := self._held.get(chat_id, 0.0) - self._seconds()) > 0:
            await self._sleep(wait)
        ticket = (lane, next(self._tickets))
        heapq.heappush(self._queue, ticket)
        try:
            await self._until_first(ticket)
        finally:
            self._queue.remove(ticket)
            heapq.heapify(self._queue)
        # A little lateness is made up for, or the rate would sink by every timer's delay; a pause is not.
        self._next = max(self._next, self._seconds() - self._interval) + self._interval * messages

    async def _until_first(self, ticket: tuple[Lane, int]) -> None:
        while True:
            wait = self._next - self._seconds()
            if wait <= 0 and self._queue[0] == ticket:
                return
            await self._sleep(wait if wait > 0 else self._interval)

    def _reserve(self, chat_id: int, messages: int) -> float:
        """Seconds this chat has to wait: one message a second after a small burst."""
        now = self._seconds()
        free = max(self._chats.get(chat_id, now), now) + messages
        self._chats[chat_id] = free
        if len(self._chats) > 10_000:
            self._chats = {chat: moment for chat, moment in self._chats.items() if moment > now}
        return free - now - max(CHAT_BURST, messages)

    def hold(self, chat_id: int, seconds: float) -> None:
        """The platform has asked this chat to wait; several chats at once stand for everybody."""
        now = self._seconds()
        self._held = {chat: until for chat, until in self._held.items() if until > now} | {chat_id: now + seconds}
        if len(self._held) >= FLOODED_CHATS:
            self._next = max(self._next, now + seconds)


class Pace(BaseRequestMiddleware):
    """Every call that leaves for a chat waits for its turn; a direct answer also waits out a 429."""

    def __init__(self, pacer: Pacer) -> None:
        self._pacer = pacer

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        chat_id, messages = _weight(method)
        lane = _lane.get()
        while True:
            if messages:
                await self._pacer.turn(chat_id, lane, messages)
            try:
                return await make_request(bot, method)
            except TelegramRetryAfter as error:
                if messages:
                    self._pacer.hold(chat_id, error.retry_after)
                if not messages or lane is Lane.OUTBOX or error.retry_after > LONGEST_FLOOD:
                    raise


def _weight(method: TelegramMethod[Any]) -> tuple[int, int]:
    """The chat and how many messages the call puts there; zero messages for a call that is not paced."""
    name = method.__api_method__
    chat_id = getattr(method, "chat_id", None)
    if not name.startswith(_PACED) or name in _UNPACED or not isinstance(chat_id, int):
        return 0, 0
    return chat_id, len(method.media) if isinstance(method, SendMediaGroup) else 1
