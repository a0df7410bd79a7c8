"""Russian words typed instead of commands: «просрочено», «мои пункты», «меню»."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram.types import Message, TelegramObject

from domain.people import READING
from services.context import Context
from views.texts.commands import OWN_WORDS, WORDS
from views.texts.reports.unprompted import YE, YO

#: Signs around a word that mean nothing.
AROUND = ' .!?/\u00ab\u00bb"'


async def as_commands(
    handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]], event: TelegramObject, data: dict[str, Any]
) -> Any:
    """A middleware of messages: outside of a typed dialogue a known word becomes its command."""
    if isinstance(event, Message) and event.text and not data.get("raw_state") and event.reply_to_message is None:
        said = " ".join(event.text.casefold().replace(YO, YE).strip(AROUND).split())
        commands = KNOWN.get(said)
        ctx: Context | None = data.get("ctx")
        if commands and ctx is not None:
            official, director = commands
            is_own = said in OWN and ctx.actor.executes
            command = official if ctx.actor.organisations(READING) and not is_own else director
            return await handler(event.model_copy(update={"text": f"/{command}"}), data)
    return await handler(event, data)


OWN = {word.replace(YO, YE) for word in OWN_WORDS}
KNOWN = {word.replace(YO, YE): commands for word, commands in WORDS.items()}
