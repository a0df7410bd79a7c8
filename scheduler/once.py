"""What a try has sent before it failed is not sent again by the next one: six tries at a file show one header."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType

from services.delivery.turns import aside


class Sent:
    """What one message or update has put into chats so far, over all its tries."""

    def __init__(self) -> None:
        self._done: list[tuple[TelegramMethod[Any], Any]] = []
        self._before: list[tuple[str, Any]] = []

    @contextmanager
    def again(self) -> Iterator[None]:
        """One try: what former ones have sent counts as sent, each once."""
        self._before = [(_said(method), result) for method, result in self._done]
        token = _sent.set(self)
        try:
            yield
        finally:
            _sent.reset(token)

    def found(self, method: TelegramMethod[Any]) -> Any:
        """The result of the same call in a former try; None when there was none."""
        said = _said(method) if self._before else ""
        for number, (words, result) in enumerate(self._before):
            if words == said:
                del self._before[number]
                return result
        return None

    def add(self, method: TelegramMethod[Any], result: Any) -> None:
        self._done.append((method, result))


_sent: ContextVar[Sent | None] = ContextVar("sent", default=None)


def _said(method: TelegramMethod[Any]) -> str:
    """All that a call says; a file by its name."""
    values = method.model_dump(warnings=False)
    return json.dumps([method.__api_method__, values], default=lambda file: str(getattr(file, "filename", file)))


class Once(BaseRequestMiddleware):
    """Outermost of what waits: a call that a former try has made is answered from memory; others hold no slot."""

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        sent = _sent.get()
        if sent is None or not method.__api_method__.startswith("send"):
            async with aside():
                return await make_request(bot, method)
        if (known := sent.found(method)) is not None:
            return known  # type: ignore[no-any-return]
        async with aside():
            result = await make_request(bot, method)
        sent.add(method, result)
        return result
