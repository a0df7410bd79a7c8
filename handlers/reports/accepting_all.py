"""«Принять все (N)» of one item."""

from aiogram import Bot
from aiogram.types import CallbackQuery

from handlers import show
from handlers.taps import Taps
from services.context import Context
from services.reports import accepting_all
from views import callbacks as cb
from views.reports import accepting_all as accepting_views

taps = Taps()


@taps.on(cb.AcceptAll)
async def on_accept_all(query: CallbackQuery, data: cb.AcceptAll, bot: Bot, ctx: Context) -> None:
    """«Принять все (N)»: the list and the question, then those that were shown."""
    if data.last:
        card = accepting_views.accepted_together_card(await accepting_all.accept_all(ctx, data.decision, data.last))
        await show.replace(query, bot, card)
    else:
        # Apart: the digest, the queue or the report it was pressed on stays.
        await show.send(
            bot,
            query.from_user.id,
            accepting_views.waiting_reports_card(await accepting_all.waiting_reports(ctx, data.decision)),
        )
