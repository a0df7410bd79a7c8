"""The ready return reasons of an authority: the list, one added, one dropped."""

from aiogram import Bot, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from handlers import show
from handlers.states import Reasoning
from handlers.taps import Taps
from handlers.typed_input import TYPED
from services.context import Context
from services.reports import return_reasons
from views import callbacks as cb
from views.card import Card
from views.reports import return_reasons as reason_views

router = Router(name=__name__)
taps = Taps()


async def _reasons(ctx: Context) -> Card:
    return reason_views.reasons_card(await return_reasons.listed(ctx))


@taps.on(cb.ReturnReasons)
async def on_reasons(query: CallbackQuery, bot: Bot, ctx: Context) -> None:
    await show.replace(query, bot, await _reasons(ctx))


@taps.on(cb.EditReasons, fresh=lambda ctx, _: _reasons(ctx))
async def on_edit_reasons(
    query: CallbackQuery, data: cb.EditReasons, bot: Bot, ctx: Context, state: FSMContext
) -> None:
    """Add, drop, restore."""
    if data.do == "add":
        await return_reasons.listed(ctx)  # refuses those who may not
        await state.set_state(Reasoning.label)
        await show.send(bot, query.from_user.id, reason_views.ask_card("label"))
        return
    if data.do == "drop":
        await return_reasons.remove(ctx, reason_views.READY, data.id)
    elif data.do == "restore":
        await return_reasons.restore(ctx)
    await show.replace(query, bot, await _reasons(ctx))


@router.message(Reasoning.label, *TYPED)
async def on_label(message: Message, bot: Bot, state: FSMContext) -> None:
    await state.update_data(label=return_reasons.check_part(message.text or "", return_reasons.LONGEST_LABEL))
    await state.set_state(Reasoning.reason)
    await show.answer(message, bot, reason_views.ask_card("reason"))


@router.message(Reasoning.reason, *TYPED)
async def on_why(message: Message, bot: Bot, state: FSMContext) -> None:
    await state.update_data(reason=return_reasons.check_part(message.text or ""))
    await state.set_state(Reasoning.what_to_do)
    await show.answer(message, bot, reason_views.ask_card("what"))


@router.message(Reasoning.what_to_do, *TYPED)
async def on_what(message: Message, bot: Bot, ctx: Context, state: FSMContext) -> None:
    found = await state.get_data()
    what_to_do = return_reasons.check_part(message.text or "")
    await state.clear()
    own = await return_reasons.add(ctx, reason_views.READY, found["label"], found["reason"], what_to_do)
    await show.answer(message, bot, reason_views.reasons_card(own))
