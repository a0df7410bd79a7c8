"""Leaving a typed dialogue: any command does, /cancel says so."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import Bot, Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, TelegramObject

from domain.errors import Stale
from handlers import show
from handlers.asking import LASTS, LEFT, TYPED
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
        data["raw_state"], data["was_asked"] = None, True
    return await handler(event, data)


@router.message(Command("cancel"))
async def on_cancel(message: Message, bot: Bot, ctx: Context, state: FSMContext, was_asked: bool = False) -> None:
    """Leaves what was asked last; without a dialogue the report being collected: what comes next is no part of it."""
    item = await collecting.drop_current(ctx) if ctx.actor.executes and not was_asked else None
    await state.clear()  # a question on the screen and a dialogue left before are over as well
    await show.answer(message, bot, dropped_card(item) if item else Card(CANCELLED, ((MENU,),)))


@taps.on(cb.GoOn)
async def on_go_on(
    query: CallbackQuery, data: cb.GoOn, bot: Bot, state: FSMContext, event_router: Router, **rest: Any
) -> None:
    """«Продолжить»: what was typed after the dialogue was left is its answer."""
    left, text = await _left(state, data.message)
    await show.replace(query, bot, Card(texts.going_on(left["state"])))
    await state.set_state(left["state"])
    await state.set_data(left["data"])
    known = rest | {"bot": bot, "state": state, "raw_state": left["state"]}
    await _again(query, data.message, text, event_router, known)


@taps.on(cb.NotThat)
async def on_not_that(
    query: CallbackQuery, data: cb.NotThat, bot: Bot, ctx: Context, state: FSMContext, event_router: Router, **rest: Any
) -> None:
    """«Нет, это другое»: it is handled as if nothing had been left; cards of other words go on answering."""
    left, text = await _left(state, data.message)
    await show.replace(query, bot, Card(texts.APART))
    await state.clear()
    known = rest | {"bot": bot, "ctx": ctx, "state": state, "raw_state": None}
    await _again(query, data.message, text, event_router, known)
    if left[TYPED]:
        await state.update_data({LEFT: left | {"at": (ctx.now - 2 * LASTS).isoformat()}})


async def _left(state: FSMContext, message: int) -> tuple[dict[str, Any], str]:
    """The dialogue that was left, and what was typed in a message since. Raises Stale when it is gone."""
    left: dict[str, Any] = (await state.get_data()).get(LEFT, {})
    text = left.get(TYPED, {}).pop(str(message), None)
    if text is None:
        raise Stale
    return left, text


async def _again(query: CallbackQuery, message: int, text: str, router: Router, known: dict[str, Any]) -> None:
    """Handle the words as the message they were."""
    if not isinstance(query.message, Message):
        raise Stale
    as_typed = {"text": text, "message_id": message, "from_user": query.from_user}
    typed = query.message.model_copy(update=as_typed | {"reply_markup": None, "reply_to_message": None})
    await router.propagate_event("message", typed, **known)
