"""One assignment in an official's hands."""

from aiogram import Bot
from aiogram.types import CallbackQuery

from handlers import show
from handlers.taps import Taps
from services import cases
from services.context import Context
from views import callbacks as cb
from views import cases as views

taps = Taps()


@taps.on(cb.OpenCase)
async def on_case(query: CallbackQuery, data: cb.OpenCase, bot: Bot, ctx: Context) -> None:
    """An assignment's card, in place of the list it was opened from: it has a way back."""
    await show.replace(query, bot, views.case_card(await cases.case(ctx, data.id)))
