"""«Направить»: the preview, the question, now or in the morning."""

from aiogram import Bot
from aiogram.types import CallbackQuery

from domain.errors import Stale, WrongState
from handlers import show
from handlers.drafts.screens import show_draft
from handlers.taps import Taps
from handlers.typed_input import toast
from services.context import Context
from services.drafts import drafts, plans
from services.sending import publish
from views import callbacks as cb
from views.sending import sending as sending_views

taps = Taps()


@taps.on(cb.Publish)
async def on_publish(query: CallbackQuery, data: cb.Publish, bot: Bot, ctx: Context) -> None:
    """«Направить N организациям», now or in the morning."""
    try:
        if data.morning:
            when = await publish.schedule(ctx, data.id, data.version)
            reviewed = await drafts.show(ctx, data.id)
            await show.replace(query, bot, sending_views.scheduled_card(reviewed.draft, when))
        else:
            await show.replace(query, bot, sending_views.sent_card(await publish.send(ctx, data.id, data.version)))
    except (Stale, WrongState) as error:
        await toast(query, bot, error)
        if error.code == "minutes_sent":
            await show.replace(query, bot, sending_views.sent_card(await plans.plan(ctx, data.id)))
        else:
            await show_draft(query, bot, ctx, data.id)
