"""Long delays: decide, report up, mark the head; the overdue list as a file."""

from aiogram import Bot
from aiogram.types import CallbackQuery

from handlers import show
from handlers.assignments.screens import controlled_screen
from handlers.taps import Taps
from services.context import Context
from services.people import officials
from services.reminders import escalation
from views import callbacks as cb
from views.reminders import long_delays as views
from views.texts.reminders import long_delays as texts

taps = Taps()


@taps.on(cb.Decide)
async def on_decide(query: CallbackQuery, data: cb.Decide, bot: Bot, ctx: Context) -> None:
    """«Решить (N)»; from the digest as a message of its own."""
    card = views.decide_card(await escalation.undecided(ctx, data.page))
    if data.apart:
        await show.send(bot, query.from_user.id, card)
    else:
        await show.replace(query, bot, card)


@taps.on(cb.TellHead, fresh=lambda ctx, data: controlled_screen(ctx, data.id))
async def on_tell_head(query: CallbackQuery, data: cb.TellHead, bot: Bot, ctx: Context) -> None:
    """«Доложить руководителю»."""
    await escalation.report_up(ctx, data.id, data.version)
    await bot.answer_callback_query(query.id, text=texts.TOLD_UP)
    await show.replace(query, bot, await controlled_screen(ctx, data.id))


@taps.on(cb.Heads)
async def on_heads(query: CallbackQuery, data: cb.Heads, bot: Bot, ctx: Context) -> None:
    """«Руководитель органа»: who is; a tap marks or unmarks."""
    if data.person:
        shown = await officials.set_head(ctx, data.person, is_head=data.is_head)
    else:
        shown = await officials.officials(ctx)
    await show.replace(query, bot, views.heads_card(shown))
