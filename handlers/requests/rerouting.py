"""On the card of one assignment: «Отменить», «Передать другой организации»."""

from aiogram import Bot, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from handlers import show
from handlers.assignments.screens import controlled_screen
from handlers.outdated import or_fresh
from handlers.requests.reasons import ready_reason
from handlers.states import Asking
from handlers.taps import Taps
from handlers.typed_input import TYPED
from services.context import Context
from services.requests import rerouting
from views import callbacks as cb
from views.assignments import controlled_items as controlled_views
from views.card import Card
from views.requests import rerouting as views
from views.texts.requests import extensions as time_texts
from views.texts.requests import rerouting as texts

router = Router(name=__name__)
taps = Taps()


@taps.on(
    cb.CancelAssignment, types=lambda data: not data.reason, fresh=lambda ctx, data: controlled_screen(ctx, data.id)
)
async def on_cancel(query: CallbackQuery, data: cb.CancelAssignment, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """«Отменить»: why, then it is done."""
    if data.reason < 0:
        ending = await rerouting.offer_cancel(ctx, data.id, data.version)
        await show.replace(query, bot, views.why_cancel_card(ending))
        return
    if not data.reason:
        await state.set_state(Asking.cancel_reason)
        await state.set_data({"id": data.id, "version": data.version})
        await show.send(bot, query.from_user.id, Card(time_texts.TYPE_WHY))
        return
    reason = ready_reason(texts.CANCEL_REASONS, data.reason)
    item = await rerouting.cancel_assignment(ctx, data.id, data.version, reason)
    await bot.answer_callback_query(query.id, text=texts.CANCELLED_TOAST)
    await show.replace(query, bot, controlled_views.controlled_item_card(item))


@router.message(Asking.cancel_reason, *TYPED)
@or_fresh(lambda ctx, found: controlled_screen(ctx, found["id"]))
async def on_typed_cancel(message: Message, bot: Bot, ctx: Context, state: FSMContext) -> None:
    found = await state.get_data()
    item = await rerouting.cancel_assignment(ctx, found["id"], found["version"], message.text or "")
    card = controlled_views.controlled_item_card(item)
    await state.clear()
    await show.answer(message, bot, card)


# --- to another organisation -------------------------------------------------------------------------------------


@taps.on(
    cb.Reroute,
    types=lambda data: data.organisation > 0 and not data.reason,
    fresh=lambda ctx, data: controlled_screen(ctx, data.id),
)
async def on_reroute(query: CallbackQuery, data: cb.Reroute, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """The name is typed, one organisation chosen, then the reason."""
    if not data.organisation or data.reason < 0:
        ending = await rerouting.offer_reroute(ctx, data.id, data.version, data.organisation)
        if data.organisation:
            await show.replace(query, bot, views.why_reroute_card(ending))
            return
        await state.set_state(Asking.target)
        await state.set_data({"id": data.id, "version": data.version})
        await show.send(bot, query.from_user.id, views.ask_target_card(ending))
        return
    if not data.reason:
        await state.set_state(Asking.reroute_reason)
        await state.set_data({"id": data.id, "version": data.version, "organisation": data.organisation})
        await show.send(bot, query.from_user.id, Card(time_texts.TYPE_WHY))
        return
    reason = "" if data.reason == views.OF_DISPUTE else ready_reason(texts.REROUTE_REASONS, data.reason)
    item, _ = await rerouting.reroute_assignment(ctx, data.id, data.version, data.organisation, reason)
    await bot.answer_callback_query(query.id, text=texts.REROUTED_TOAST)
    await show.replace(query, bot, controlled_views.controlled_item_card(item))


@router.message(Asking.target, *TYPED)
@or_fresh(lambda ctx, found: controlled_screen(ctx, found["id"]))
async def on_typed_target(message: Message, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """A name: the dialogue goes on until one of the found is chosen."""
    found = await state.get_data()
    targets = await rerouting.targets(ctx, found["id"], found["version"], message.text or "")
    await show.answer(message, bot, views.targets_card(targets))


@router.message(Asking.reroute_reason, *TYPED)
@or_fresh(lambda ctx, found: controlled_screen(ctx, found["id"]))
async def on_typed_reroute(message: Message, bot: Bot, ctx: Context, state: FSMContext) -> None:
    found = await state.get_data()
    where = (found["id"], found["version"], found["organisation"])
    item, _ = await rerouting.reroute_assignment(ctx, *where, (message.text or "").strip() or " ")
    card = controlled_views.controlled_item_card(item)
    await state.clear()
    await show.answer(message, bot, card)
