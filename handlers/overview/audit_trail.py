"""The history of assignments, for those who control them."""

from aiogram import Bot, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers import show
from handlers.taps import Taps
from services.context import Context
from services.overview import audit_trail
from views import callbacks as cb
from views.overview import audit_trail as views

router = Router(name=__name__)
taps = Taps()


@router.message(Command("audit"))
async def on_audit(message: Message, bot: Bot, ctx: Context) -> None:
    await show.answer(message, bot, views.trails_card(await audit_trail.trails(ctx)))


@taps.on(cb.Trails)
async def on_trails(query: CallbackQuery, data: cb.Trails, bot: Bot, ctx: Context) -> None:
    await show.replace(query, bot, views.trails_card(await audit_trail.trails(ctx, data.page)))


@taps.on(cb.Trail)
async def on_trail(query: CallbackQuery, data: cb.Trail, bot: Bot, ctx: Context) -> None:
    """«История»: the newest page first."""
    await show.replace(query, bot, views.trail_card(await audit_trail.trail(ctx, data.id, data.page)))
