"""A private chat that is stopped or opened again."""

from aiogram import Router
from aiogram.types import ChatMemberUpdated

from services.context import Context
from services.delivery.delivery import chat_back, chat_lost

router = Router(name=__name__)


@router.my_chat_member()
async def on_change(change: ChatMemberUpdated, ctx: Context) -> None:
    """The bot is stopped on the person's phone, or works there again."""
    if change.new_chat_member.status == "kicked":
        await chat_lost(ctx.db, ctx.actor.platform, ctx.actor.user_id, "blocked", ctx.now)
    else:
        await chat_back(ctx.db, ctx.actor.platform, {ctx.actor.user_id})
