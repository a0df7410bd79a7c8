"""What one's organisation has handed in."""

from aiogram import Bot, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers import show
from handlers.taps import Taps
from services.context import Context
from services.files import FileStore
from services.overview import history
from views import callbacks as cb
from views.overview import history as views

router = Router(name=__name__)
taps = Taps()


@router.message(Command("history"))
async def on_history(message: Message, bot: Bot, ctx: Context) -> None:
    await show.answer(message, bot, views.history_card(await history.history(ctx)))


@taps.on(cb.History)
async def on_page(query: CallbackQuery, data: cb.History, bot: Bot, ctx: Context) -> None:
    await show.replace(query, bot, views.history_card(await history.history(ctx, data.year, data.page)))


@taps.on(cb.HistoryReport)
async def on_report(query: CallbackQuery, data: cb.HistoryReport, bot: Bot, ctx: Context) -> None:
    await show.replace(query, bot, views.own_report_card(await history.own_report(ctx, data.report)))


@taps.on(cb.HistoryFiles)
async def on_files(query: CallbackQuery, data: cb.HistoryFiles, bot: Bot, ctx: Context, files: FileStore) -> None:
    """The originals come back."""
    card = views.files_card(await history.own_report(ctx, data.report))
    await show.send(bot, query.from_user.id, card, files=files.get)
