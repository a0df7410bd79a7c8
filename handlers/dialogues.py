"""Leaving a typed dialogue: any command does, /cancel says so."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import Bot, Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import Message, TelegramObject

from handlers import show
from services.context import Context
from services.reports import collecting
from views.card import Card
from views.menu import MENU
from views.reports.handing_in import dropped_card
from views.texts.joining.onboarding import CANCELLED

router = Router(name=__name__)


async def leave_on_command(
    handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]], event: TelegramObject, data: dict[str, Any]
) -> Any:
    """A middleware of messages: what is typed after another command belongs to no dialogue."""
    if data.get("raw_state") and isinstance(event, Message) and (event.text or "").startswith("/"):
        state: FSMContext = data["state"]
        await state.clear()
        data["raw_state"] = None
    return await handler(event, data)


@router.message(Command("cancel"))
async def on_cancel(message: Message, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """Leaves a dialogue, and a report being collected: what comes next is no part of it."""
    item = await collecting.drop_current(ctx) if ctx.actor.executes else None
    await state.set_data({})
    await show.answer(message, bot, dropped_card(item) if item else Card(CANCELLED, ((MENU,),)))
