"""The card of a draft."""

from aiogram import Bot
from aiogram.types import CallbackQuery

from handlers import show
from handlers.drafts.screens import confirm_card, draft_screen, next_doubt, preview_cards
from handlers.taps import Taps
from services.amendments import by_file
from services.context import Context
from services.drafts import drafts
from services.sending import publish
from views import callbacks as cb
from views.amendments.by_file import changes_card
from views.card import Card
from views.drafts import drafts as draft_views
from views.drafts import items as items_views
from views.texts.drafts import drafts as texts

taps = Taps()


@taps.on(cb.Draft)
async def on_draft(query: CallbackQuery, data: cb.Draft, bot: Bot, ctx: Context) -> None:
    await show.replace(query, bot, await draft_screen(ctx, data.id))


@taps.on(cb.DraftDo, fresh=lambda ctx, data: draft_screen(ctx, data.id))
async def on_draft_do(query: CallbackQuery, data: cb.DraftDo, bot: Bot, ctx: Context) -> None:
    """The buttons of the draft card."""
    if data.what == "doubts":
        await show.replace(query, bot, await next_doubt(ctx, data.id))
    elif data.what == "items":
        await show.replace(query, bot, items_views.items_card(await drafts.show(ctx, data.id), data.version))
    elif data.what == "preview":
        for card in await preview_cards(ctx, data.id):
            await show.send(bot, query.from_user.id, card)
    elif data.what == "confirm":
        await show.replace(query, bot, await confirm_card(ctx, data.id))
    elif data.what == "changes":  # on messages of before: the button has a class of its own now
        await show.replace(query, bot, changes_card(await by_file.plan_file(ctx, data.id, 0)))
    elif data.what == "delete":
        await show.replace(query, bot, draft_views.delete_card((await drafts.show(ctx, data.id)).draft))
    elif data.what == "deleted":
        await drafts.delete_draft(ctx, data.id, data.version)
        await show.replace(query, bot, Card(texts.DELETED))
    elif data.what == "unschedule":
        await publish.unschedule(ctx, data.id)
        await show.replace(query, bot, await draft_screen(ctx, data.id))
