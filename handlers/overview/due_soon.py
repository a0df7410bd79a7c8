"""«Срок на неделе»: what is due soon."""

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from handlers import show
from handlers.making import send_made
from handlers.taps import Taps
from services.context import Context
from services.overview import due_soon, filters
from views import callbacks as cb
from views.overview.due_soon import due_card, due_table_card
from views.overview.filters import filters_card
from views.texts.overview.due_soon import FILE_NAME
from views.texts.papers.papers import preparing

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


@taps.on(cb.DueWithin)
async def on_due_within(query: CallbackQuery, data: cb.DueWithin, bot: Bot, ctx: Context) -> None:
    listed = await due_soon.due(ctx, data.days, data.page, by=data.by, only=data.only)
    await show.replace(query, bot, due_card(listed))


@taps.on(cb.DueTable)
async def on_table(query: CallbackQuery, data: cb.DueTable, bot: Bot, ctx: Context) -> None:
    """«Excel»: every organisation that owes, whatever page the list stood on."""
    found = await due_soon.whole(ctx, data.days, by=data.by, only=data.only)
    await send_made(
        bot,
        query.from_user.id,
        lambda: due_table_card(found.items, found.today, data.days),
        preparing(FILE_NAME.removesuffix(".xlsx")),
    )


@taps.on(cb.Filters)
async def on_filters(query: CallbackQuery, data: cb.Filters, bot: Bot, ctx: Context) -> None:
    """«Отобрать…» of this list or of what is overdue."""
    await show.replace(query, bot, filters_card(await filters.filters(ctx), due=data.due, days=data.days))


@taps.on(cb.Due)
async def on_due_tap(query: CallbackQuery, data: cb.Due, bot: Bot, ctx: Context) -> None:
    await show.replace(query, bot, due_card(await due_soon.due(ctx, data.days, data.page)))
