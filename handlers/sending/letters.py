"""«Письмо для почты» for organisations outside the bot."""

from aiogram import Bot
from aiogram.types import CallbackQuery

from handlers import show
from handlers.taps import Taps
from services.context import Context
from services.sending import letters
from views import callbacks as cb
from views.sending import letters as views

taps = Taps()


@taps.on(cb.Letter)
async def on_letter(query: CallbackQuery, data: cb.Letter, bot: Bot, ctx: Context) -> None:
    """«Письмо для почты»: to one organisation, or to all that nobody represents."""
    if data.organisation:
        found = await letters.letter(ctx, data.minutes, data.organisation)
    else:
        found = await letters.letters(ctx, data.minutes)
    await show.send(bot, query.from_user.id, views.letters_card(found))
