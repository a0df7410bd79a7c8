"""«Как прочитан документ»: its pages, and what of them is an item."""

from aiogram import Bot
from aiogram.types import CallbackQuery

from domain.parts import PartAnswer
from handlers import show
from handlers.taps import Taps
from services.context import Context
from services.drafts import documents
from views import callbacks as cb
from views.card import Card
from views.drafts.documents import document_card, pick_card

taps = Taps()


@taps.on(cb.Document)
async def on_document(query: CallbackQuery, data: cb.Document, bot: Bot, ctx: Context) -> None:
    await show.replace(query, bot, await _page(ctx, data.id, data.part))


@taps.on(cb.PickPart)
async def on_pick(query: CallbackQuery, data: cb.PickPart, bot: Bot, ctx: Context) -> None:
    await show.replace(query, bot, pick_card(await documents.document(ctx, data.id), data.part, item=data.item))


@taps.on(cb.MarkPart, fresh=lambda ctx, data: _page(ctx, data.id, data.part))
async def on_mark(query: CallbackQuery, data: cb.MarkPart, bot: Bot, ctx: Context) -> None:
    answer = PartAnswer.ITEM if data.item else PartAnswer.NOT_ITEM
    await documents.answer_part(ctx, data.id, data.version, data.part, answer)
    await show.replace(query, bot, await _page(ctx, data.id, data.part))


async def _page(ctx: Context, minutes_id: int, part: int) -> Card:
    return document_card(await documents.document(ctx, minutes_id), part)
