"""`/stats`: execution discipline."""

from aiogram import Bot, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers import show
from handlers.taps import Taps
from services.context import Context
from services.overview import statistics
from views import callbacks as cb
from views.overview.statistics import TABS, statistics_card

router = Router(name=__name__)
taps = Taps()


@router.message(Command("stats"))
async def on_stats(message: Message, bot: Bot, ctx: Context) -> None:
    """Officials begin with organisations, whoever sees only their own with months."""
    by = statistics.BY_ORGANISATION if ctx.actor.reads else statistics.BY_MONTH
    await show.answer(message, bot, statistics_card(await statistics.statistics(ctx, by)))


@taps.on(cb.Stats)
async def on_stats_tap(query: CallbackQuery, data: cb.Stats, bot: Bot, ctx: Context) -> None:
    by = data.by if data.by in TABS else statistics.BY_MONTH
    await show.replace(query, bot, statistics_card(await statistics.statistics(ctx, by, data.page)))
