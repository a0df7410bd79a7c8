"""«Что я запомнил»: what phrases mean, and forgetting one."""

from aiogram import Bot
from aiogram.types import CallbackQuery

from handlers import show
from handlers.taps import Taps
from services.context import Context
from services.drafts import remembered
from views import callbacks as cb
from views.card import Card
from views.drafts.remembered import remembered_card

taps = Taps()


async def _shown(ctx: Context, page: int) -> Card:
    return remembered_card(await remembered.remembered_phrases(ctx, page))


@taps.on(cb.RememberedPhrases)
async def on_remembered(query: CallbackQuery, data: cb.RememberedPhrases, bot: Bot, ctx: Context) -> None:
    """«Что я запомнил» in the settings, and its pages."""
    await show.replace(query, bot, await _shown(ctx, data.page))


@taps.on(cb.ForgetPhrase, fresh=lambda ctx, data: _shown(ctx, data.page))
async def on_forget(query: CallbackQuery, data: cb.ForgetPhrase, bot: Bot, ctx: Context) -> None:
    """«Забыть»: the next protocol asks again."""
    await remembered.forget_phrase(ctx, data.mark)
    await show.replace(query, bot, await _shown(ctx, data.page))
