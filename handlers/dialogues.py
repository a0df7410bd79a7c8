"""Leaving a typed dialogue: any command does, /cancel says so."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import Bot, Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, TelegramObject

from domain.errors import Stale
from handlers import show
from handlers.asking import LEFT
from handlers.taps import Taps
from services.context import Context
from services.reports import collecting
from views import callbacks as cb
from views.card import Card
from views.menu import MENU
from views.reports.handing_in import dropped_card
from views.texts import dialogues as texts
from views.texts.joining.onboarding import CANCELLED

router = Router(name=__name__)
taps = Taps()


async def leave_on_command(
    handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]], event: TelegramObject, data: dict[str, Any]
) -> Any:
    """A middleware of messages: what is typed after another command belongs to no dialogue."""
    if data.get("raw_state") and isinstance(event, Message) and (event.text or "").startswith("/"):
        state: FSMContext = data["state"]
        if (event.text or "").split()[0] != "/cancel":
            data[LEFT] = {"state": data["raw_state"], "data": await state.get_data()}
        await state.clear()
        data["raw_state"] = None
    return await handler(event, data)


@router.message(Command("cancel"))
async def on_cancel(message: Message, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """Leaves a dialogue, and a report being collected: what comes next is no part of it."""
    item = await collecting.drop_current(ctx) if ctx.actor.executes else None
    await state.clear()  # a question on the screen and a dialogue left before are over as well
    await show.answer(message, bot, dropped_card(item) if item else Card(CANCELLED, ((MENU,),)))


@taps.on(cb.GoOn)
async def on_go_on(query: CallbackQuery, bot: Bot, state: FSMContext, event_router: Router, **rest: Any) -> None:
    """«Продолжить»: what was typed after the dialogue was left is its answer."""
    left = await _left(state)
    await show.replace(query, bot, Card(texts.going_on(left["state"])))
    await state.set_state(left["state"])
    await state.set_data(left["data"])
    await _again(query, left, event_router, rest | {"bot": bot, "state": state, "raw_state": left["state"]})


@taps.on(cb.NotThat)
async def on_not_that(query: CallbackQuery, bot: Bot, state: FSMContext, event_router: Router, **rest: Any) -> None:
    """«Нет, это другое»: it is handled as if nothing had been left."""
    left = await _left(state)
    await show.replace(query, bot, Card(texts.APART))
    await state.clear()
    await _again(query, left, event_router, rest | {"bot": bot, "state": state, "raw_state": None})


async def _left(state: FSMContext) -> dict[str, Any]:
    """The dialogue that was left with what was typed since. Raises Stale when it is gone."""
    left: dict[str, Any] | None = (await state.get_data()).get(LEFT)
    if not left or "text" not in left:
        raise Stale
    return left


async def _again(query: CallbackQuery, left: dict[str, Any], router: Router, known: dict[str, Any]) -> None:
    """Handle the words as the message they were."""
    if not isinstance(query.message, Message):
        raise Stale
    as_typed = {"text": left["text"], "message_id": left["message"], "from_user": query.from_user}
    typed = query.message.model_copy(update=as_typed | {"reply_markup": None, "reply_to_message": None})
    await router.propagate_event("message", typed, **known)
