"""Answers to the June question about items without a date."""

from aiogram import Bot
from aiogram.types import CallbackQuery

from domain.errors import Stale
from handlers import show
from handlers.taps import Taps
from services.context import Context
from services.year import open_ended
from views import callbacks as cb
from views.texts.year.open_ended import DECIDED, REASON
from views.year import open_ended as views

taps = Taps()


@taps.on(cb.OpenEnded)
async def on_open_ended(query: CallbackQuery, data: cb.OpenEnded, bot: Bot, ctx: Context) -> None:
    """The list, one item, or a decision about one item or all of them."""
    found = await open_ended.open_items(ctx)
    if data.what == "":
        await show.replace(query, bot, views.question_card(found))
    elif data.what == "one":
        await show.replace(query, bot, views.one_card(found, data.only))
    elif data.what == "ask":
        await show.replace(query, bot, views.sure_card(found))
    elif data.what in ("cancel", "keep", "agenda"):
        await _decide(query, data, bot, ctx, found)
    else:
        raise Stale


async def _decide(
    query: CallbackQuery, data: cb.OpenEnded, bot: Bot, ctx: Context, found: open_ended.OpenEndedQuestion
) -> None:
    chosen = [data.only] if data.only else [item.decision_id for item in found.items]
    if data.what == "cancel":
        done = await open_ended.cancel_items(ctx, chosen, REASON)
    else:
        done = await open_ended.keep(ctx, chosen, agenda=data.what == "agenda")
    left = await open_ended.open_items(ctx)
    if not done:
        await bot.answer_callback_query(query.id, text=DECIDED)
    if data.only and left.items:
        place = next((n for n, item in enumerate(found.items) if item.decision_id == data.only), 0)
        await show.replace(query, bot, views.one_card(left, place))
    else:
        await show.replace(query, bot, views.done_card(data.what, len(done), len(left.items)))
    if data.what == "agenda" and done:
        await show.send(bot, query.from_user.id, views.agenda_card(done))
