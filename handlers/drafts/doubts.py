"""The official checks a draft and sends it out: the draft card, doubts, typed answers."""

from datetime import timedelta
from typing import Any

from aiogram import Bot, Router
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from domain.errors import NotFound, Stale, WrongInput, WrongState
from domain.minutes.model import ControlForm
from domain.minutes.typed_dates import Wanted
from domain.parts import PartAnswer
from handlers import show
from handlers.drafts.screens import next_doubt, show_item
from handlers.outdated import toast
from handlers.states import Drafting
from handlers.taps import Taps
from handlers.typed_input import SAID_BACK, TYPED, date_of, typed_date, typed_edit
from services.context import Context
from services.drafts import documents, doubts, drafts, items, typed_addressees
from views import callbacks as cb
from views.card import Card, button
from views.drafts import doubts as doubts_views
from views.format import cut
from views.texts.drafts import doubts as doubt_texts

router = Router(name=__name__)
taps = Taps()


@taps.on(
    cb.Doubt, types=lambda data: data.option == "type", fresh=lambda ctx, data: next_doubt(ctx, data.id, data.place)
)
async def on_doubt(query: CallbackQuery, data: cb.Doubt, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """An answer to a doubt; a typed one opens a dialogue."""
    if data.option == "type":
        await _type_answer(query, data, bot, ctx, state)
        return
    await _answer(data, ctx)
    await show.replace(query, bot, await next_doubt(ctx, data.id, data.place))


async def _answer(data: cb.Doubt, ctx: Context) -> None:
    where = (ctx, data.id, data.version)
    option = data.option
    if option in ("today", "yesterday"):
        today = (await drafts.show(ctx, data.id)).today
        await doubts.set_day(*where, today if option == "today" else today - timedelta(days=1))
    elif option == "right":
        await doubts.answer_reading(*where, data.place)
    elif option in ("merge", "apart"):
        await doubts.answer_duplicate(*where, data.place, merge=option == "merge")
    elif option in ("item", "no_item"):
        await documents.answer_lines(*where, data.place, PartAnswer.ITEM if option == "item" else PartAnswer.NOT_ITEM)
    elif option == "apart_lines":
        await documents.ask_apart(*where, data.place)
    elif option in ("time", "no_time"):
        await doubts.answer_time(*where, data.place, is_deadline=option == "time")
    elif option == "leave":
        await doubts.answer_leave_out(*where, data.place)
    elif option.startswith("d"):
        await doubts.answer_date(*where, data.place, date_of(option))
    elif option.startswith("f-"):
        await doubts.answer_form(*where, data.place, ControlForm(option[2:]))
    elif option.startswith(("o", "g-", "t-")):
        await doubts.answer_addressee(*where, data.place, option)
    else:
        raise Stale


async def _type_answer(query: CallbackQuery, data: cb.Doubt, bot: Bot, ctx: Context, state: FSMContext) -> None:
    reviewed = await drafts.show(ctx, data.id)
    if reviewed.draft.version != data.version or data.place >= len(reviewed.doubts):
        raise Stale
    kind = str(reviewed.doubts[data.place].kind)
    asked = {"day": (Drafting.day, doubt_texts.ASK_DAY), "addressee": (Drafting.doubt_who, doubt_texts.ASK_WHO)}
    dialogue, question = asked.get(kind, (Drafting.doubt_date, doubt_texts.ASK_DATE))
    await state.set_state(dialogue)
    await state.set_data({"minutes": data.id, "version": data.version, "place": data.place})
    await show.send(bot, query.from_user.id, Card(question))


async def _pointed(state: FSMContext) -> tuple[int, int, int]:
    found = await state.get_data()
    return found["minutes"], found["version"], found["place"]


@router.message(Drafting.day, *TYPED)
async def on_day(message: Message, bot: Bot, ctx: Context, state: FSMContext) -> None:
    minutes_id, version, _ = await _pointed(state)
    today = (await drafts.show(ctx, minutes_id)).today
    edit = doubts.set_day(ctx, minutes_id, version, typed_date(message.text, today, Wanted.GONE))
    await typed_edit(message, bot, state, edit)
    await show.answer(message, bot, await next_doubt(ctx, minutes_id))


@router.message(Drafting.doubt_date, *TYPED)
async def on_doubt_date(message: Message, bot: Bot, ctx: Context, state: FSMContext) -> None:
    minutes_id, version, place = await _pointed(state)
    today = (await drafts.show(ctx, minutes_id)).today
    await typed_edit(
        message, bot, state, doubts.answer_date(ctx, minutes_id, version, place, typed_date(message.text, today))
    )
    await show.answer(message, bot, await next_doubt(ctx, minutes_id))


@router.message(StateFilter(Drafting.doubt_who, Drafting.item_who), *TYPED)
async def on_who(message: Message, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """Words of the official are resolved and shown back before they count."""
    typed = await typed_addressees.understand(ctx, message.text or "")
    if typed.unknown:
        raise WrongInput("who_unknown", typed=cut(typed.unknown, SAID_BACK))
    await state.update_data(organisations=list(typed.organisations))
    yes, again = (
        button(doubt_texts.WHO_YES, cb.WhoTyped(), style="success"),
        button(doubt_texts.WHO_AGAIN, cb.WhoAgain()),
    )
    names = ", ".join(typed.names)
    await show.answer(message, bot, Card(doubts_views.who_found(names, len(typed.names)), ((yes, again),)))


@taps.on(cb.WhoAgain, keeps_dialogue=True)
async def on_who_again(query: CallbackQuery, bot: Bot) -> None:
    await show.replace(query, bot, Card(doubt_texts.ASK_WHO))


@taps.on(cb.WhoTyped, keeps_dialogue=True)
async def on_who_typed(query: CallbackQuery, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """«Да, им»."""
    found = await state.get_data()
    organisations = tuple(found.get("organisations", ()))
    if not organisations:
        raise NotFound
    await state.clear()
    try:
        await _settle(ctx, found, organisations)
    except (Stale, WrongState) as error:
        await toast(query, bot, error)
    if "item" in found:
        await show_item(query, bot, ctx, found["item"], edited=True)
    else:
        await show.replace(query, bot, await next_doubt(ctx, found["minutes"], found["place"]))


async def _settle(ctx: Context, found: dict[str, Any], organisations: tuple[int, ...]) -> None:
    if "item" in found:
        await items.set_addressees(ctx, found["item"], found["version"], organisations)
    else:
        await doubts.answer_addressee_with(ctx, found["minutes"], found["version"], found["place"], organisations)
