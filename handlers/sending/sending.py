"""«Направить»: the preview, the question, now or in the morning."""

from aiogram import Bot
from aiogram.types import CallbackQuery

from handlers import show
from handlers.drafts.screens import confirm_card, draft_or_protocol
from handlers.taps import Taps
from services.context import Context
from services.drafts import drafts, originals, sending_plans
from services.sending import publish
from views import callbacks as cb
from views.card import Card
from views.sending import sending as sending_views

taps = Taps()


async def _fresh(ctx: Context, minutes_id: int) -> Card:
    """What became of the draft meanwhile."""
    reviewed = await drafts.show(ctx, minutes_id)
    if reviewed.state == "sent":
        return sending_views.sent_card(await sending_plans.plan(ctx, minutes_id))
    return await draft_or_protocol(ctx, reviewed)


@taps.on(cb.KeepOriginal, fresh=lambda ctx, data: confirm_card(ctx, data.id))
async def on_keep_original(query: CallbackQuery, data: cb.KeepOriginal, bot: Bot, ctx: Context) -> None:
    """«Показывать протокол целиком», «Не показывать протокол целиком»."""
    await originals.toggle_original(ctx, data.id, data.version)
    await show.replace(query, bot, await confirm_card(ctx, data.id))


@taps.on(cb.Publish, fresh=lambda ctx, data: _fresh(ctx, data.id))
async def on_publish(query: CallbackQuery, data: cb.Publish, bot: Bot, ctx: Context) -> None:
    """«Направить N организациям», now or in the morning."""
    if data.morning:
        when = await publish.schedule(ctx, data.id, data.version)
        reviewed = await drafts.show(ctx, data.id)
        await show.replace(query, bot, sending_views.scheduled_card(reviewed.draft, when))
    else:
        await show.replace(query, bot, sending_views.sent_card(await publish.send(ctx, data.id, data.version)))
