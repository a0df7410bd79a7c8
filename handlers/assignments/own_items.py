"""«Наши пункты»: the authority appoints its own people; their answers are collected as for others (by_phone.py)."""

from aiogram import Bot, Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from handlers import show
from handlers.assignments.screens import own_screen
from handlers.states import Entering
from handlers.taps import Taps
from handlers.typed_input import TYPED, date_of, typed_date
from services.assignments import appointing, appointing_rest, own_items
from services.context import Context
from views import callbacks as cb
from views.assignments import own_items as views
from views.card import Card
from views.texts.assignments import own_items as texts

router = Router(name=__name__)
taps = Taps()


@router.message(Command("own"))
async def on_own(message: Message, bot: Bot, ctx: Context) -> None:
    await show.answer(message, bot, await _list(ctx))


@taps.on(cb.OwnItems)
async def on_list(query: CallbackQuery, data: cb.OwnItems, bot: Bot, ctx: Context) -> None:
    """The list, or the items of one protocol; beside the digest it stands on as a message of its own."""
    card = await _list(ctx, data.only, data.page)
    if data.apart:
        await show.send(bot, query.from_user.id, card)
    else:
        await show.replace(query, bot, card)


@taps.on(cb.OwnItem)
async def on_item(query: CallbackQuery, data: cb.OwnItem, bot: Bot, ctx: Context) -> None:
    await show.replace(query, bot, await own_screen(ctx, data.id))


@taps.on(cb.Appoint)
async def on_appoint(query: CallbackQuery, data: cb.Appoint, bot: Bot, ctx: Context) -> None:
    """«Назначить сотрудника»: whom."""
    people = await appointing.employees(ctx, data.id)
    card = await own_items.own_card(ctx, data.id)
    await show.replace(query, bot, views.people_card(card, people, ctx.actor.person_id))


@taps.on(cb.AppointTo, fresh=lambda ctx, data: own_screen(ctx, data.id))
async def on_appointed(query: CallbackQuery, data: cb.AppointTo, bot: Bot, ctx: Context) -> None:
    """The employee is told; a date is offered next where the item has none."""
    card = await appointing.appoint(ctx, data.id, data.version, data.person)
    await bot.answer_callback_query(query.id, text=texts.APPOINTED_TOAST)
    dated = card.item.assignment.due_date is not None
    await show.replace(query, bot, views.own_card(card) if dated else views.date_card(card))


@taps.on(cb.AppointRest, fresh=lambda ctx, data: _list(ctx, data.only))
async def on_rest(query: CallbackQuery, data: cb.AppointRest, bot: Bot, ctx: Context) -> None:
    """«Назначить остальные сразу»: whom; then the list again."""
    if not data.person:
        card = views.rest_card(await appointing_rest.rest(ctx, data.only), ctx.actor.person_id)
    else:
        count = await appointing_rest.appoint_rest(ctx, data.person, data.only)
        await bot.answer_callback_query(query.id, text=texts.rest_appointed(count))
        card = await _list(ctx, data.only)
    await show.replace(query, bot, card)


async def _list(ctx: Context, only: int = 0, page: int = 0) -> Card:
    return views.list_card(await own_items.own_items(ctx, only, page))


@taps.on(cb.OwnDate, types=lambda data: data.day == "type", fresh=lambda ctx, data: own_screen(ctx, data.id))
async def on_date(query: CallbackQuery, data: cb.OwnDate, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """«Срок» of an item of the authority: the choices, or one of them."""
    if not data.day:
        await show.replace(query, bot, views.date_card(await own_items.own_card(ctx, data.id)))
        return
    if data.day == "type":
        await state.set_state(Entering.own_date)
        await state.set_data({"item": data.id, "version": data.version})
        await show.send(bot, query.from_user.id, Card(texts.ASK_DATE))
        return
    day = None if data.day == "none" else date_of(data.day)
    card = await appointing.set_own_date(ctx, data.id, data.version, day)
    await show.replace(query, bot, views.own_card(card))


@router.message(Entering.own_date, *TYPED)
async def on_typed_date(message: Message, bot: Bot, ctx: Context, state: FSMContext) -> None:
    found = await state.get_data()
    today = (await own_items.own_card(ctx, found["item"])).today
    card = await appointing.set_own_date(ctx, found["item"], None, typed_date(message.text, today))
    await state.clear()
    await show.answer(message, bot, views.own_card(card))
