"""An old button, or words that came too late: what has happened is said, then the screen is shown as it is now."""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any

from aiogram import Bot
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from domain.errors import DomainError, Stale, WrongState
from handlers import show
from services.context import Context
from views.card import Card
from views.format import safe
from views.texts.errors import sentence

#: A toast holds no more.
TOAST = 200

Typed = Callable[..., Awaitable[None]]
#: The screen that the words were typed for, by the data of its dialogue.
FreshOfDialogue = Callable[[Context, dict[str, Any]], Awaitable[Card]]


async def toast(query: CallbackQuery, bot: Bot, error: DomainError) -> None:
    """Tell what happened over the screen, which is then shown fresh."""
    await bot.answer_callback_query(query.id, text=sentence(error)[:TOAST], show_alert=True)


def or_fresh(fresh: FreshOfDialogue) -> Callable[[Typed], Typed]:
    """Around a handler of typed words: when their screen is outdated, the dialogue ends and the fresh one follows."""

    def around(handler: Typed) -> Typed:
        @wraps(handler)  # aiogram hands over what the handler itself asks for
        async def guarded(message: Message, *, bot: Bot, ctx: Context, state: FSMContext, **rest: Any) -> None:
            try:
                await handler(message, bot=bot, ctx=ctx, state=state, **rest)
            except (Stale, WrongState) as error:
                await show.answer(message, bot, Card(safe(sentence(error))))
                card = await fresh(ctx, await state.get_data())
                await state.clear()
                await show.answer(message, bot, card)

        return guarded

    return around
