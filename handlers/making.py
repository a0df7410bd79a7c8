"""What takes long to make is made beside the loop of events; whoever waits for more than a moment is told so."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

from aiogram import Bot

from handlers import show
from services.delivery.turns import aside
from views.card import Card

#: Seconds after which a person wonders whether the tap has arrived.
PATIENCE = 2.0


async def send_made(bot: Bot, chat_id: int, make: Callable[[], Card], waiting: str) -> None:
    """Send what `make` makes in a thread; after PATIENCE the chat is told `waiting` and may go on meanwhile."""
    async with aside(chat=True):
        making = asyncio.get_running_loop().run_in_executor(None, make)
        done, _ = await asyncio.wait({making}, timeout=PATIENCE)
        if not done:
            await bot.send_message(chat_id, waiting, disable_notification=True)
        card = await making
    if len(card.attachments) > 1 and all(file.kind == "photo" for file in card.attachments):
        await show.send(bot, chat_id, replace(card, attachments=()))
        await show.album(bot, chat_id, card.attachments)
    else:
        await show.send(bot, chat_id, card)
