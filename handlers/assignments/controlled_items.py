"""One assignment in an official's hands."""

from aiogram import Bot
from aiogram.types import CallbackQuery

from handlers import show
from handlers.taps import Taps
from services.assignments import controlled_items, own_items
from services.context import Context
from views import callbacks as cb
from views.assignments import controlled_items as views
from views.assignments.own_items import own_card

taps = Taps()


@taps.on(cb.OpenControlledItem)
async def on_controlled_item(query: CallbackQuery, data: cb.OpenControlledItem, bot: Bot, ctx: Context) -> None:
    """An assignment's card, in place of the list it was opened from: it has a way back."""
    found = await controlled_items.controlled_item(ctx, data.id)
    own = found.assignment.is_own
    await show.replace(
        query, bot, own_card(await own_items.own_card(ctx, data.id)) if own else views.controlled_item_card(found)
    )
