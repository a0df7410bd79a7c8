"""A director's calendar of due dates."""

from aiogram import Bot, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers import show
from handlers.taps import Taps
from services.context import Context
from services.overview import due_dates
from views import callbacks as cb
from views.overview import due_dates as views

router = Router(name=__name__)
taps = Taps()


@router.message(Command("calendar"))
async def on_calendar(message: Message, bot: Bot, ctx: Context) -> None:
    await show.answer(message, bot, views.due_dates_card(await due_dates.due_dates(ctx)))


@taps.on(cb.DueCalendar)
async def on_calendar_tap(query: CallbackQuery, data: cb.DueCalendar, bot: Bot, ctx: Context) -> None:
    """The list, or the file beside it."""
    found = await due_dates.due_dates(ctx)
    card = views.file_card(found, ctx.now) if data.file else views.due_dates_card(found)
    await show.send(bot, query.from_user.id, card)
