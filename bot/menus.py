"""The menu of commands: the common one is of directors, a chat of an authority's people has its own."""

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware, Bot
from aiogram.exceptions import AiogramError
from aiogram.types import BotCommand, BotCommandScopeChat, TelegramObject

from services.context import Context
from views.texts.commands import COMMANDS, COMMON, lines_of

log = logging.getLogger(__name__)


def menu_of(lines: frozenset[str]) -> list[BotCommand]:
    """The commands of a menu, in their order."""
    return [BotCommand(command=name, description=what) for name, what, whose in COMMANDS if whose in lines]


class OwnMenus(BaseMiddleware):
    """Gives a chat the menu of its person, after the answer: once a process, and again when their roles have changed.

    A delight only: where the platform refuses, the common menu stays and everything can still be typed.
    """

    def __init__(self) -> None:
        self._shown: dict[int, frozenset[str]] = {}

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        result = await handler(event, data)
        ctx: Context = data["ctx"]
        await self._show(data["bot"], ctx.actor.chat_id, lines_of(ctx.actor))
        return result

    async def _show(self, bot: Bot, chat_id: int, lines: frozenset[str]) -> None:
        if self._shown.get(chat_id, COMMON) == lines:
            return
        self._shown[chat_id] = lines
        try:
            await bot.set_my_commands(menu_of(lines), scope=BotCommandScopeChat(chat_id=chat_id))
        except AiogramError as error:
            log.info("the menu of a chat stays as it is: %s", type(error).__name__)
