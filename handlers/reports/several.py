"""Beyond one report: all of an item at once, control resumed, the ready reasons of an authority."""

from aiogram import Bot, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from domain.errors import Stale, WrongState
from handlers import show
from handlers.states import Reasoning, Resuming
from handlers.taps import Taps
from handlers.typed_input import TYPED, toast
from services.assignments import cases, contributions
from services.context import Context
from services.files import FileStore
from services.reports import accepting_all, resuming, return_reasons
from views import callbacks as cb
from views.assignments import cases as case_views
from views.assignments import contributions as contributing
from views.card import Card
from views.reports import accepting_all as bulk_views
from views.reports import resuming as views
from views.reports import return_reasons as reason_views
from views.texts.reports import resuming as texts

router = Router(name=__name__)
taps = Taps()


@taps.on(cb.AcceptAll)
async def on_accept_all(query: CallbackQuery, data: cb.AcceptAll, bot: Bot, ctx: Context) -> None:
    """«Принять все (N)»: the list and the question, then those that were shown."""
    if data.last:
        card = bulk_views.accepted_card(await accepting_all.accept_all(ctx, data.decision, data.last))
        await show.replace(query, bot, card)
    else:
        # Apart: the digest, the queue or the report it was pressed on stays.
        await show.send(bot, query.from_user.id, bulk_views.pile_card(await accepting_all.pile(ctx, data.decision)))


# --- resuming control --------------------------------------------------------------------------------------------


@taps.on(cb.Resume)
async def on_resume(query: CallbackQuery, data: cb.Resume, bot: Bot, ctx: Context) -> None:
    """«Возобновить контроль»: why and until when."""
    try:
        card = views.resume_card(await resuming.plan_resume(ctx, data.id, data.days), data.days)
    except WrongState as error:
        await toast(query, bot, error)
        card = case_views.case_card(await cases.case(ctx, data.id))
    await show.replace(query, bot, card)


@taps.on(cb.ResumeReason)
async def on_reason(query: CallbackQuery, data: cb.ResumeReason, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """A ready reason resumes at once; another one is typed."""
    if not data.reason:
        await resuming.plan_resume(ctx, data.id, data.days)  # refuses before anything is typed
        await state.set_state(Resuming.reason)
        await state.set_data({"assignment": data.id, "days": data.days})
        await show.send(bot, query.from_user.id, Card(texts.ASK_REASON))
        return
    try:
        if not 0 < data.reason <= len(texts.REASONS):
            raise Stale
        card = case_views.case_card(
            await resuming.resume(ctx, data.id, texts.REASONS[data.reason - 1][1], days=data.days)
        )
    except (Stale, WrongState) as error:
        await toast(query, bot, error)
        card = case_views.case_card(await cases.case(ctx, data.id))
    else:
        await bot.answer_callback_query(query.id, text=texts.TOAST)
    await show.replace(query, bot, card)


@router.message(Resuming.reason, *TYPED)
async def on_typed_reason(message: Message, bot: Bot, ctx: Context, state: FSMContext) -> None:
    found = await state.get_data()
    done = await resuming.resume(ctx, found["assignment"], message.text or "", days=found["days"])
    await state.clear()
    await show.answer(message, bot, case_views.case_card(done))


# --- ready return reasons ----------------------------------------------------------------------------------------


@taps.on(cb.ReturnReasons)
async def on_reasons(query: CallbackQuery, bot: Bot, ctx: Context) -> None:
    await show.replace(query, bot, reason_views.reasons_card(await return_reasons.listed(ctx)))


@taps.on(cb.EditReasons)
async def on_edit_reasons(
    query: CallbackQuery, data: cb.EditReasons, bot: Bot, ctx: Context, state: FSMContext
) -> None:
    """Add, drop, restore."""
    if data.do == "add":
        await return_reasons.listed(ctx)  # refuses those who may not
        await state.set_state(Reasoning.label)
        await show.send(bot, query.from_user.id, reason_views.ask_card("label"))
        return
    try:
        if data.do == "drop":
            await return_reasons.remove(ctx, reason_views.READY, data.id)
        elif data.do == "restore":
            await return_reasons.restore(ctx)
    except Stale as error:
        await toast(query, bot, error)
    await show.replace(query, bot, reason_views.reasons_card(await return_reasons.listed(ctx)))


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


# --- one responsible organisation --------------------------------------------------------------------------------


@taps.on(cb.Contributions)
async def on_contributions(
    query: CallbackQuery, data: cb.Contributions, bot: Bot, ctx: Context, files: FileStore
) -> None:
    """«Дополнили (N)»: apart, with the files, so that the item stays."""
    card = contributing.contributions_card(await contributions.contributions(ctx, data.id))
    await show.send(bot, query.from_user.id, card, files=files.get)
