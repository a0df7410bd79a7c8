"""«Не относится к нам»: three taps of the organisation, the decision of the official."""

from aiogram import Bot, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from domain.errors import Stale
from handlers import show
from handlers.assignments.screens import item_screen
from handlers.outdated import or_fresh
from handlers.requests.reasons import ready_reason
from handlers.states import Asking
from handlers.taps import Taps
from handlers.typed_input import TYPED
from services.context import Context
from services.requests import disputes
from views import callbacks as cb
from views.card import Card
from views.requests import disputes as views
from views.texts.requests import disputes as texts
from views.texts.requests import extensions as time_texts

router = Router(name=__name__)
taps = Taps()


async def _dispute(ctx: Context, dispute_id: int) -> Card:
    return views.dispute_card(await disputes.show(ctx, dispute_id))


@taps.on(cb.Disputes, types=lambda data: not data.reason, fresh=lambda ctx, data: item_screen(ctx, data.id))
async def on_dispute(query: CallbackQuery, data: cb.Disputes, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """«Не относится к нам»: why, then it is sent."""
    if data.reason < 0:
        card = views.why_card(await disputes.offer(ctx, data.id, data.version))
    elif not data.reason:
        await state.set_state(Asking.dispute)
        await state.set_data({"id": data.id, "version": data.version})
        await show.send(bot, query.from_user.id, Card(time_texts.TYPE_WHY))
        return
    else:
        reason = ready_reason(texts.DISPUTE_REASONS, data.reason)
        card = views.disputed_card(await disputes.dispute(ctx, data.id, data.version, reason))
    await show.replace(query, bot, card)


@router.message(Asking.dispute, *TYPED)
@or_fresh(lambda ctx, found: item_screen(ctx, found["id"]))
async def on_typed_dispute(message: Message, bot: Bot, ctx: Context, state: FSMContext) -> None:
    found = await state.get_data()
    item = await disputes.dispute(ctx, found["id"], found["version"], message.text or "")
    card = views.disputed_card(item)
    await state.clear()
    await show.answer(message, bot, card)


@taps.on(cb.TakeBackDispute, fresh=lambda ctx, data: item_screen(ctx, data.id))
async def on_take_back(query: CallbackQuery, data: cb.TakeBackDispute, bot: Bot, ctx: Context) -> None:
    """«Отозвать, пункт наш»."""
    await disputes.take_back(ctx, data.id, data.version)
    await bot.answer_callback_query(query.id, text=texts.TAKEN_BACK_TOAST)
    await show.replace(query, bot, await item_screen(ctx, data.id))


# --- deciding ----------------------------------------------------------------------------------------------------


@taps.on(cb.OpenDispute)
async def on_open(query: CallbackQuery, data: cb.OpenDispute, bot: Bot, ctx: Context) -> None:
    await show.replace(query, bot, await _dispute(ctx, data.id))


@taps.on(cb.CancelDisputed, fresh=lambda ctx, data: _dispute(ctx, data.id))
async def on_cancel(query: CallbackQuery, data: cb.CancelDisputed, bot: Bot, ctx: Context) -> None:
    """«Отменить для неё» at once; for a whole kind after a question."""
    if not data.sure:
        card = await disputes.show(ctx, data.id)
        if not card.may_decide:
            raise Stale("dispute_decided")
        await show.replace(query, bot, views.cancel_of_kind_card(card))
        return
    card, count = await disputes.cancel_disputed(ctx, data.id, of_kind=data.alike)
    await bot.answer_callback_query(query.id, text=texts.cancelled_toast(count))
    await show.replace(query, bot, views.dispute_card(card))


@taps.on(cb.KeepDisputed, types=lambda data: not data.reason, fresh=lambda ctx, data: _dispute(ctx, data.id))
async def on_keep(query: CallbackQuery, data: cb.KeepDisputed, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """«Оставить»: with ready words, own ones or none."""
    if data.reason < 0:
        card = await disputes.show(ctx, data.id)
        if not card.may_decide:
            raise Stale("dispute_decided")
        await show.replace(query, bot, views.keep_card(card))
        return
    if not data.reason:
        await state.set_state(Asking.keep_note)
        await state.set_data({"id": data.id})
        await show.send(bot, query.from_user.id, Card(texts.TYPE_NOTE))
        return
    card = await disputes.keep(ctx, data.id, ready_reason(texts.KEEP_NOTES, data.reason))
    await bot.answer_callback_query(query.id, text=texts.KEPT_TOAST)
    await show.replace(query, bot, views.dispute_card(card))


@router.message(Asking.keep_note, *TYPED)
@or_fresh(lambda ctx, found: _dispute(ctx, found["id"]))
async def on_typed_note(message: Message, bot: Bot, ctx: Context, state: FSMContext) -> None:
    found = await state.get_data()
    card = views.dispute_card(await disputes.keep(ctx, found["id"], message.text or ""))
    await state.clear()
    await show.answer(message, bot, card)
