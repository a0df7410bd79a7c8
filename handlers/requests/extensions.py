"""More time: asked for in two screens, given or refused in one; dates by button, in the calendar or typed."""

from datetime import date

from aiogram import Bot, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from domain.errors import Stale
from domain.extensions import NewDate
from handlers import show
from handlers.assignments.screens import controlled_screen, item_screen
from handlers.outdated import or_fresh
from handlers.requests.reasons import ready_reason
from handlers.states import Asking
from handlers.taps import Taps
from handlers.typed_input import TYPED, typed_date
from services.context import Context
from services.requests import extensions, granting
from services.requests.extensions import Choice
from views import callbacks as cb
from views.card import Card
from views.requests import extensions as views
from views.texts.requests import extensions as texts

router = Router(name=__name__)
taps = Taps()


def _way(what: str) -> NewDate:
    """What a button or a half-typed date says. Raises Stale for anything else."""
    try:
        return NewDate(what)
    except ValueError:
        raise Stale from None


async def _choice(ctx: Context, way: NewDate, id_: int, version: int) -> Choice:
    if way is NewDate.GRANT:
        return await granting.choose(ctx, id_)
    offer = extensions.offer if way is NewDate.ASK else granting.offer_unasked
    return await offer(ctx, id_, version)


async def _fresh(ctx: Context, what: str, id_: int) -> Card:
    """What an outdated button's subject looks like now."""
    if what == NewDate.GRANT:
        return views.extension_card(await granting.show(ctx, id_))
    if what == NewDate.EXTEND:
        return await controlled_screen(ctx, id_)
    return await item_screen(ctx, id_)


@taps.on(cb.MoveDate, fresh=lambda ctx, data: _fresh(ctx, data.what, data.id))
async def on_choose(query: CallbackQuery, data: cb.MoveDate, bot: Bot, ctx: Context) -> None:
    """«Просить о продлении», «Другая дата», «Продлить»: the first screen."""
    choice = await _choice(ctx, _way(data.what), data.id, data.version)
    await show.replace(query, bot, views.choose_card(choice))


@taps.on(cb.MoveMonth, fresh=lambda ctx, data: _fresh(ctx, data.what, data.id))
async def on_month(query: CallbackQuery, data: cb.MoveMonth, bot: Bot, ctx: Context) -> None:
    """«Календарь» and its ◀ ▶."""
    month = _day(data.month * 100 + 1)
    choice = await _choice(ctx, _way(data.what), data.id, data.version)
    await show.replace(query, bot, views.month_card(choice, month))


@taps.on(cb.NoDay)
async def on_no_day(query: CallbackQuery, bot: Bot) -> None:
    """A point in the calendar."""
    await bot.answer_callback_query(query.id, text=texts.NO_DAY_TOAST)


def _day(number: int) -> date:
    """The day of a button, 20261020. Raises Stale for anything else."""
    try:
        return date(number // 10000, number // 100 % 100, number % 100)
    except ValueError:
        raise Stale from None


@taps.on(cb.MoveTo, types=lambda data: not data.day, fresh=lambda ctx, data: _fresh(ctx, data.what, data.id))
async def on_day(query: CallbackQuery, data: cb.MoveTo, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """A date: a request goes on to its reason, the official's date counts at once."""
    if not data.day:
        await state.set_state(Asking.day)
        await state.set_data({"what": data.what, "id": data.id, "version": data.version})
        await show.send(bot, query.from_user.id, Card(texts.TYPE_WHEN))
        return
    way = _way(data.what)
    card = await _take(ctx, way, data.id, data.version, _day(data.day))
    if way is not NewDate.ASK:
        await bot.answer_callback_query(query.id, text=texts.GRANTED_TOAST)
    await show.replace(query, bot, card)


async def _take(ctx: Context, way: NewDate, id_: int, version: int, day: date) -> Card:
    if way is NewDate.ASK:
        return views.why_card(await extensions.offer_day(ctx, id_, version, day), day)
    if way is NewDate.GRANT:
        return views.extension_card(await granting.grant(ctx, id_, day))
    await granting.extend(ctx, id_, version, day)
    return await controlled_screen(ctx, id_)


@router.message(Asking.day, *TYPED)
@or_fresh(lambda ctx, found: _fresh(ctx, found["what"], found["id"]))
async def on_typed_day(message: Message, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """A typed date; words that are no date are asked for again, the dialogue stays."""
    found = await state.get_data()
    way, id_, version = _way(found["what"]), found["id"], found["version"]
    choice = await _choice(ctx, way, id_, version)
    card = await _take(ctx, way, id_, version, typed_date(message.text, choice.today, since=choice.counts))
    await state.clear()
    await show.answer(message, bot, card)


@taps.on(cb.MoveReason, types=lambda data: not data.reason, fresh=lambda ctx, data: item_screen(ctx, data.id))
async def on_reason(query: CallbackQuery, data: cb.MoveReason, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """Why: a ready reason sends the request, another one is typed."""
    if not data.reason:
        await state.set_state(Asking.time_reason)
        await state.set_data({"id": data.id, "version": data.version, "day": data.day})
        await show.send(bot, query.from_user.id, Card(texts.TYPE_WHY))
        return
    reason = ready_reason(texts.TIME_REASONS, data.reason)
    asked = await extensions.ask(ctx, data.id, data.version, _day(data.day), reason)
    await show.replace(query, bot, views.asked_card(asked))


@router.message(Asking.time_reason, *TYPED)
@or_fresh(lambda ctx, found: item_screen(ctx, found["id"]))
async def on_typed_reason(message: Message, bot: Bot, ctx: Context, state: FSMContext) -> None:
    found = await state.get_data()
    asked = await extensions.ask(ctx, found["id"], found["version"], _day(found["day"]), message.text or "")
    card = views.asked_card(asked)
    await state.clear()
    await show.answer(message, bot, card)


@taps.on(cb.TakeBackTime, fresh=lambda ctx, data: item_screen(ctx, data.id))
async def on_take_back(query: CallbackQuery, data: cb.TakeBackTime, bot: Bot, ctx: Context) -> None:
    """«Отозвать просьбу»."""
    await extensions.take_back(ctx, data.id, data.version)
    await bot.answer_callback_query(query.id, text=texts.TAKEN_BACK_TOAST)
    await show.replace(query, bot, await item_screen(ctx, data.id))


# --- deciding ----------------------------------------------------------------------------------------------------


@taps.on(cb.OpenExtension)
async def on_open(query: CallbackQuery, data: cb.OpenExtension, bot: Bot, ctx: Context) -> None:
    await show.replace(query, bot, await _fresh(ctx, NewDate.GRANT, data.id))


@taps.on(cb.RefuseTime, types=lambda data: not data.reason, fresh=lambda ctx, data: _fresh(ctx, NewDate.GRANT, data.id))
async def on_refuse(query: CallbackQuery, data: cb.RefuseTime, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """«Отклонить»: ready reasons, or typed."""
    if data.reason < 0:
        card = await granting.show(ctx, data.id)
        if not card.may_decide:
            raise Stale("extension_decided")
        await show.replace(query, bot, views.refuse_card(card))
        return
    if not data.reason:
        await state.set_state(Asking.refusal)
        await state.set_data({"id": data.id})
        await show.send(bot, query.from_user.id, Card(texts.TYPE_WHY))
        return
    card = await granting.refuse(ctx, data.id, ready_reason(texts.REFUSALS, data.reason))
    await bot.answer_callback_query(query.id, text=texts.REFUSED_TOAST)
    await show.replace(query, bot, views.extension_card(card))


@router.message(Asking.refusal, *TYPED)
@or_fresh(lambda ctx, found: _fresh(ctx, NewDate.GRANT, found["id"]))
async def on_typed_refusal(message: Message, bot: Bot, ctx: Context, state: FSMContext) -> None:
    found = await state.get_data()
    card = views.extension_card(await granting.refuse(ctx, found["id"], message.text or ""))
    await state.clear()
    await show.answer(message, bot, card)
