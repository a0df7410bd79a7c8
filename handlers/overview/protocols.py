"""Protocols after sending."""

from aiogram import Bot, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers import show
from handlers.taps import Taps
from services.context import Context
from services.overview import protocols
from views import callbacks as cb
from views.overview import protocols as protocol_views

router = Router(name=__name__)
taps = Taps()


@router.message(Command("protocols"))
async def on_protocols(message: Message, bot: Bot, ctx: Context) -> None:
    await show.answer(message, bot, protocol_views.protocols_card(await protocols.protocols(ctx)))


@taps.on(cb.Protocols)
async def on_protocols_tap(query: CallbackQuery, data: cb.Protocols, bot: Bot, ctx: Context) -> None:
    await show.replace(query, bot, protocol_views.protocols_card(await protocols.protocols(ctx, data.page)))


@taps.on(cb.Protocol)
async def on_protocol(query: CallbackQuery, data: cb.Protocol, bot: Bot, ctx: Context) -> None:
    await show.replace(query, bot, protocol_views.protocol_card(await protocols.protocol(ctx, data.id), data.page))


@taps.on(cb.ProtocolItem)
async def on_protocol_item(query: CallbackQuery, data: cb.ProtocolItem, bot: Bot, ctx: Context) -> None:
    await show.replace(
        query, bot, protocol_views.item_rows_card(await protocols.item_rows(ctx, data.decision, data.page))
    )
