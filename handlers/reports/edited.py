"""A message that is corrected in the chat."""

from aiogram import Bot, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from handlers import show
from handlers.incoming import incoming_of
from handlers.replied import named_by
from handlers.reports.unprompted import collecting_with, follow, say_received
from services.context import Context
from services.reports import edited
from views.card import Card
from views.reports import edited as views
from views.texts.reports import edited as texts

router = Router(name=__name__)


@router.edited_message()
async def on_edited(message: Message, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """Counts until the report is sent; after that it is said how to correct."""
    if not ctx.actor.known:
        return
    found = await edited.edit(ctx, incoming_of(message), named_by(message))
    if found.collected is not None:
        card = await collecting_with(ctx, state, found.collected)
        if await state.get_state() is None:
            await follow(message, bot, state, card)
        else:
            await show.answer(message, bot, card)
    elif found.received is not None:
        await say_received(message, bot, ctx, state, found.received)
    elif found.elsewhere:
        await show.answer(message, bot, Card(texts.TAKEN_OVER))
    elif found.sent is not None:
        await show.answer(message, bot, views.sent_already_card(found.sent))
