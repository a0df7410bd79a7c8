"""On the card of one assignment: «Отменить», «Передать другой организации»."""

from aiogram import Bot, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from domain.errors import DomainError, Stale, WrongState
from handlers import show
from handlers.states import Asking
from handlers.taps import Taps
from handlers.typed_input import TYPED, toast
from services.assignments import cases
from services.context import Context
from services.requests import rerouting
from views import callbacks as cb
from views.assignments import cases as case_views
from views.card import Card
from views.format import safe
from views.requests import endings as views
from views.texts.assignments import request_lines as common
from views.texts.errors import sentence
from views.texts.requests import endings as texts
from views.texts.requests import extensions as time_texts

router = Router(name=__name__)
taps = Taps()


async def _case(ctx: Context, assignment_id: int) -> Card:
    return case_views.case_card(await cases.case(ctx, assignment_id))


async def _outdated(query: CallbackQuery, bot: Bot, ctx: Context, error: DomainError, assignment_id: int) -> None:
    await toast(query, bot, error)
    await show.replace(query, bot, await _case(ctx, assignment_id))


async def _stale_answer(message: Message, bot: Bot, ctx: Context, error: DomainError, assignment_id: int) -> Card:
    await show.answer(message, bot, Card(safe(sentence(error))))
    return await _case(ctx, assignment_id)


def _ready(labels: tuple[str, ...], number: int) -> str:
    if not 0 < number <= len(labels):
        raise Stale
    return common.ready(labels[number - 1])


@taps.on(cb.CancelCase)
async def on_cancel(query: CallbackQuery, data: cb.CancelCase, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """«Отменить»: why, then it is done."""
    try:
        if data.reason < 0:
            ending = await rerouting.offer_cancel(ctx, data.id, data.version)
            await show.replace(query, bot, views.why_cancel_card(ending))
            return
        if not data.reason:
            await state.set_state(Asking.cancel_reason)
            await state.set_data({"id": data.id, "version": data.version})
            await show.send(bot, query.from_user.id, Card(time_texts.TYPE_WHY))
            return
        reason = _ready(texts.CANCEL_REASONS, data.reason)
        case = await rerouting.cancel_case(ctx, data.id, data.version, reason)
    except (Stale, WrongState) as error:
        await _outdated(query, bot, ctx, error, data.id)
        return
    await bot.answer_callback_query(query.id, text=texts.CANCELLED_TOAST)
    await show.replace(query, bot, case_views.case_card(case))


@router.message(Asking.cancel_reason, *TYPED)
async def on_typed_cancel(message: Message, bot: Bot, ctx: Context, state: FSMContext) -> None:
    found = await state.get_data()
    try:
        case = await rerouting.cancel_case(ctx, found["id"], found["version"], message.text or "")
        card = case_views.case_card(case)
    except (Stale, WrongState) as error:
        card = await _stale_answer(message, bot, ctx, error, found["id"])
    await state.clear()
    await show.answer(message, bot, card)


# --- to another organisation -------------------------------------------------------------------------------------


@taps.on(cb.Reroute)
async def on_reroute(query: CallbackQuery, data: cb.Reroute, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """The name is typed, one organisation chosen, then the reason."""
    try:
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
        reason = "" if data.reason == views.OF_DISPUTE else _ready(texts.REROUTE_REASONS, data.reason)
        case, _ = await rerouting.reroute_case(ctx, data.id, data.version, data.organisation, reason)
    except (Stale, WrongState) as error:
        await _outdated(query, bot, ctx, error, data.id)
        return
    await bot.answer_callback_query(query.id, text=texts.REROUTED_TOAST)
    await show.replace(query, bot, case_views.case_card(case))


@router.message(Asking.target, *TYPED)
async def on_typed_target(message: Message, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """A name: the dialogue goes on until one of the found is chosen."""
    found = await state.get_data()
    try:
        targets = await rerouting.targets(ctx, found["id"], found["version"], message.text or "")
    except (Stale, WrongState) as error:
        card = await _stale_answer(message, bot, ctx, error, found["id"])
        await state.clear()
        await show.answer(message, bot, card)
        return
    await show.answer(message, bot, views.targets_card(targets))


@router.message(Asking.reroute_reason, *TYPED)
async def on_typed_reroute(message: Message, bot: Bot, ctx: Context, state: FSMContext) -> None:
    found = await state.get_data()
    try:
        where = (found["id"], found["version"], found["organisation"])
        case, _ = await rerouting.reroute_case(ctx, *where, (message.text or "").strip() or " ")
        card = case_views.case_card(case)
    except (Stale, WrongState) as error:
        card = await _stale_answer(message, bot, ctx, error, found["id"])
    await state.clear()
    await show.answer(message, bot, card)
