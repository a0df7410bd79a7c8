"""Screens of a draft that several buttons lead to."""

from aiogram import Bot
from aiogram.types import CallbackQuery

from domain.errors import NotFound
from handlers import show
from services.context import Context
from services.drafts import drafts, sending_plans
from services.overview import protocols
from services.sending import preview
from views.assignments.passing_down import edited_card, pass_card
from views.assignments.shares import share_card
from views.card import Card
from views.drafts import doubts as doubts_views
from views.drafts import drafts as draft_views
from views.drafts.items import item_card
from views.format import safe
from views.overview.protocols import protocol_card
from views.sending import sending as sending_views
from views.texts.sending import sending as sending_texts


async def confirm_card(ctx: Context, minutes_id: int) -> Card:
    """What «Направить» will do. Raises WrongState for what is no draft any more."""
    return sending_views.confirm_card(await sending_plans.confirm(ctx, minutes_id))


async def preview_cards(ctx: Context, minutes_id: int) -> list[Card]:
    """What a director of each kind will see, without buttons."""
    return [
        Card(f"{safe(sending_texts.preview_for(share.organisation))}\n\n{share_card(share).text}")
        for share in await preview.shares(ctx, minutes_id)
    ]


async def draft_screen(ctx: Context, minutes_id: int) -> Card:
    """The draft; once it is sent, how it stands."""
    return await draft_or_protocol(ctx, await drafts.show(ctx, minutes_id))


async def draft_or_protocol(ctx: Context, reviewed: drafts.DraftCard) -> Card:
    """The same of what is loaded already."""
    if reviewed.state == "sent":
        return protocol_card(await protocols.protocol(ctx, reviewed.draft.id))
    if reviewed.draft.parent_id:
        return pass_card(reviewed)
    return draft_views.draft_card(reviewed)


async def next_doubt(ctx: Context, minutes_id: int, place: int = 0) -> Card:
    """The next open doubt, or the draft when all are answered."""
    reviewed = await drafts.show(ctx, minutes_id)
    if reviewed.doubts and reviewed.state == "draft":
        return doubts_views.doubt_card(reviewed, min(place, len(reviewed.doubts) - 1))
    return await draft_or_protocol(ctx, reviewed)


async def show_item(query: CallbackQuery, bot: Bot, ctx: Context, decision_id: int, *, edited: bool = False) -> None:
    """The item screen; `edited`: where an edit leads. Raises NotFound, NotAllowed."""
    reviewed = await drafts.show_item(ctx, decision_id)
    item = reviewed.draft.item(decision_id)
    if item is None:
        raise NotFound("item_not_found")
    await show.replace(query, bot, (edited_card if edited else item_card)(reviewed, item))
