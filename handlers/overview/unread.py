"""«Кто не ознакомился»: by name, of a protocol or of all."""

from aiogram import Bot, Router
from aiogram.types import CallbackQuery

from handlers import show
from handlers.taps import Taps
from services.context import Context
from services.overview import unread
from views import callbacks as cb
from views.overview import unread as views

router = Router(name=__name__)
taps = Taps()


@taps.on(cb.Unread)
async def on_unread(query: CallbackQuery, data: cb.Unread, bot: Bot, ctx: Context) -> None:
    await show.replace(query, bot, views.unread_card(await unread.unread(ctx, data.minutes, data.page)))


@taps.on(cb.UnreadTable)
async def on_table(query: CallbackQuery, data: cb.UnreadTable, bot: Bot, ctx: Context) -> None:
    """«Excel»: everybody of the list, whatever page it stood on."""
    await show.send(bot, query.from_user.id, views.unread_table_card(await unread.whole(ctx, data.minutes)))
