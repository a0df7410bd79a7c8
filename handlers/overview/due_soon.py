"""«Срок на неделе»: what is due soon."""

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from handlers import show
from handlers.taps import Taps
from services.context import Context
from services.overview import due_soon
from views import callbacks as cb
from views.overview.due_soon import due_card

router = Router(name=__name__)
taps = Taps()

DUE_DAYS = 7
FURTHEST = 366


@router.message(Command("due"))
async def on_due(message: Message, command: CommandObject, bot: Bot, ctx: Context) -> None:
    """/due, /due 14."""
    typed = (command.args or "").strip()
    days = min(int(typed), FURTHEST) if typed.isdecimal() else DUE_DAYS
    await show.answer(message, bot, due_card(await due_soon.due(ctx, days)))


@taps.on(cb.Due)
async def on_due_tap(query: CallbackQuery, data: cb.Due, bot: Bot, ctx: Context) -> None:
    await show.replace(query, bot, due_card(await due_soon.due(ctx, data.days, data.page)))
