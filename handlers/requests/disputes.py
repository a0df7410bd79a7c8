"""«Не относится к нам»: three taps of the organisation, the decision of the official."""

from aiogram import Bot, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from domain.errors import DomainError, Stale, WrongState
from handlers import show
from handlers.states import Asking
from handlers.taps import Taps
from handlers.typed_input import TYPED, toast
from services.assignments import item_cards
from services.context import Context
from services.requests import disputes
from views import callbacks as cb
from views.assignments import item_cards as item_views
from views.card import Card
from views.format import safe
from views.requests import disputes as views
from views.texts.assignments import request_lines as common
from views.texts.errors import sentence
from views.texts.requests import disputes as texts
from views.texts.requests import extensions as time_texts

router = Router(name=__name__)
taps = Taps()


async def _item(ctx: Context, assignment_id: int) -> Card:
    return item_views.item_card(await item_cards.item_card(ctx, assignment_id))


async def _dispute(ctx: Context, dispute_id: int) -> Card:
    return views.dispute_card(await disputes.show(ctx, dispute_id))


async def _outdated(query: CallbackQuery, bot: Bot, error: DomainError, fresh: Card) -> None:
    await toast(query, bot, error)
    await show.replace(query, bot, fresh)


@taps.on(cb.Disputes)
async def on_dispute(query: CallbackQuery, data: cb.Disputes, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """«Не относится к нам»: why, then it is sent."""
    try:
        if data.reason < 0:
            card = views.why_card(await disputes.offer(ctx, data.id, data.version))
        elif not data.reason:
            await state.set_state(Asking.dispute)
            await state.set_data({"id": data.id, "version": data.version})
            await show.send(bot, query.from_user.id, Card(time_texts.TYPE_WHY))
            return
        elif data.reason > len(texts.DISPUTE_REASONS):
            raise Stale
        else:
            reason = common.ready(texts.DISPUTE_REASONS[data.reason - 1])
            card = views.disputed_card(await disputes.dispute(ctx, data.id, data.version, reason))
    except (Stale, WrongState) as error:
        await _outdated(query, bot, error, await _item(ctx, data.id))
        return
    await show.replace(query, bot, card)


@router.message(Asking.dispute, *TYPED)
async def on_typed_dispute(message: Message, bot: Bot, ctx: Context, state: FSMContext) -> None:
    found = await state.get_data()
    try:
        item = await disputes.dispute(ctx, found["id"], found["version"], message.text or "")
        card = views.disputed_card(item)
    except (Stale, WrongState) as error:
        await show.answer(message, bot, Card(safe(sentence(error))))
        card = await _item(ctx, found["id"])
    await state.clear()
    await show.answer(message, bot, card)


# --- deciding ----------------------------------------------------------------------------------------------------


@taps.on(cb.OpenDispute)
async def on_open(query: CallbackQuery, data: cb.OpenDispute, bot: Bot, ctx: Context) -> None:
    await show.replace(query, bot, await _dispute(ctx, data.id))


@taps.on(cb.CancelDisputed)
async def on_cancel(query: CallbackQuery, data: cb.CancelDisputed, bot: Bot, ctx: Context) -> None:
    """«Отменить для неё» at once; for a whole kind after a question."""
    if not data.sure:
        card = await disputes.show(ctx, data.id)
        if not card.may_decide:
            await _outdated(query, bot, Stale("dispute_decided"), views.dispute_card(card))
            return
        await show.replace(query, bot, views.cancel_alike_card(card))
        return
    try:
        card, count = await disputes.cancel_disputed(ctx, data.id, alike=data.alike)
    except (Stale, WrongState) as error:
        await _outdated(query, bot, error, await _dispute(ctx, data.id))
        return
    await bot.answer_callback_query(query.id, text=texts.cancelled_toast(count))
    await show.replace(query, bot, views.dispute_card(card))


@taps.on(cb.KeepDisputed)
async def on_keep(query: CallbackQuery, data: cb.KeepDisputed, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """«Оставить»: with ready words, own ones or none."""
    if data.reason < 0:
        card = await disputes.show(ctx, data.id)
        if not card.may_decide:
            await _outdated(query, bot, Stale("dispute_decided"), views.dispute_card(card))
            return
        await show.replace(query, bot, views.keep_card(card))
        return
    if not data.reason:
        await state.set_state(Asking.keep_note)
        await state.set_data({"id": data.id})
        await show.send(bot, query.from_user.id, Card(texts.TYPE_NOTE))
        return
    try:
        if data.reason > len(texts.KEEP_NOTES):
            raise Stale
        card = await disputes.keep(ctx, data.id, common.ready(texts.KEEP_NOTES[data.reason - 1]))
    except (Stale, WrongState) as error:
        await _outdated(query, bot, error, await _dispute(ctx, data.id))
        return
    await bot.answer_callback_query(query.id, text=texts.KEPT_TOAST)
    await show.replace(query, bot, views.dispute_card(card))


@router.message(Asking.keep_note, *TYPED)
async def on_typed_note(message: Message, bot: Bot, ctx: Context, state: FSMContext) -> None:
    found = await state.get_data()
    try:
        card = views.dispute_card(await disputes.keep(ctx, found["id"], message.text or ""))
    except (Stale, WrongState) as error:
        await show.answer(message, bot, Card(safe(sentence(error))))
        card = await _dispute(ctx, found["id"])
    await state.clear()
    await show.answer(message, bot, card)
