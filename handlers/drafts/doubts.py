"""The official checks a draft and sends it out: the draft card, doubts, typed answers."""

from datetime import timedelta
from typing import Any

from aiogram import Bot, Router
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from domain.errors import NotFound, Stale, WrongInput, WrongState
from domain.minutes.model import ControlForm
from handlers import show
from handlers.states import Drafting
from handlers.taps import Taps
from handlers.typed_input import SAID_BACK, TYPED, date_of, show_item, toast, typed_date, typed_edit
from services.amendments import by_file
from services.context import Context
from services.drafts import doubts, items, phrases, plans
from services.overview import protocols
from services.sending import preview, publish
from views import callbacks as cb
from views.amendments.by_file import changes_card
from views.assignments.passing_down import pass_card
from views.assignments.shares import share_card
from views.card import Card, button
from views.drafts import doubts as doubts_views
from views.drafts import drafts as draft_views
from views.drafts import items as items_views
from views.format import cut, safe
from views.overview.protocols import protocol_card
from views.sending import sending as sending_views
from views.texts.drafts import doubts as doubt_texts
from views.texts.drafts import drafts as texts
from views.texts.sending import sending as sending_texts

router = Router(name=__name__)
taps = Taps()


async def _draft(query: CallbackQuery, bot: Bot, ctx: Context, minutes_id: int) -> None:
    await show.replace(query, bot, await _whole(ctx, await doubts.show(ctx, minutes_id)))


async def _whole(ctx: Context, reviewed: doubts.Reviewed) -> Card:
    """The draft; once it is sent, how it stands."""
    if reviewed.state == "sent":
        return protocol_card(await protocols.protocol(ctx, reviewed.draft.id))
    if reviewed.draft.parent_id:
        return pass_card(reviewed)
    return draft_views.draft_card(reviewed)


async def _next(ctx: Context, minutes_id: int, place: int = 0) -> Card:
    """The next open doubt, or the draft when all are answered."""
    reviewed = await doubts.show(ctx, minutes_id)
    if reviewed.doubts and reviewed.state == "draft":
        return doubts_views.doubt_card(reviewed, min(place, len(reviewed.doubts) - 1))
    return await _whole(ctx, reviewed)


@taps.on(cb.Draft)
async def on_draft(query: CallbackQuery, data: cb.Draft, bot: Bot, ctx: Context) -> None:
    await _draft(query, bot, ctx, data.id)


@taps.on(cb.DraftDo)
async def on_draft_do(query: CallbackQuery, data: cb.DraftDo, bot: Bot, ctx: Context) -> None:
    """The buttons of the draft card."""
    try:
        await _draft_do(query, data, bot, ctx)
    except (Stale, WrongState) as error:
        await toast(query, bot, error)
        await _draft(query, bot, ctx, data.id)


async def _draft_do(query: CallbackQuery, data: cb.DraftDo, bot: Bot, ctx: Context) -> None:
    if data.what == "doubts":
        await show.replace(query, bot, await _next(ctx, data.id))
    elif data.what == "items":
        await show.replace(query, bot, items_views.items_card(await doubts.show(ctx, data.id), data.version))
    elif data.what == "preview":
        for card in await _preview(ctx, data.id):
            await show.send(bot, query.from_user.id, card)
    elif data.what == "confirm":
        await show.replace(query, bot, await _confirm(ctx, data.id))
    elif data.what == "changes":  # on messages of before: the button has a class of its own now
        await show.replace(query, bot, changes_card(await by_file.plan_merge(ctx, data.id, 0)))
    elif data.what == "delete":
        await show.replace(query, bot, draft_views.delete_card((await doubts.show(ctx, data.id)).draft))
    elif data.what == "deleted":
        await doubts.delete_draft(ctx, data.id, data.version)
        await show.replace(query, bot, Card(texts.DELETED))
    elif data.what == "unschedule":
        await publish.unschedule(ctx, data.id)
        await _draft(query, bot, ctx, data.id)


async def _confirm(ctx: Context, minutes_id: int) -> Card:
    """What «Направить» will do. Raises WrongState for what is no draft any more."""
    reviewed = await doubts.show(ctx, minutes_id)
    if reviewed.state != "draft":
        raise WrongState(f"minutes_{reviewed.state}")
    return sending_views.confirm_card(await plans.plan(ctx, minutes_id), again=reviewed.correction is not None)


async def _preview(ctx: Context, minutes_id: int) -> list[Card]:
    """What a director of each kind will see, without buttons."""
    return [
        Card(f"{safe(sending_texts.preview_for(share.organisation))}\n\n{share_card(share).text}")
        for share in await preview.shares(ctx, minutes_id)
    ]


@taps.on(cb.Publish)
async def on_publish(query: CallbackQuery, data: cb.Publish, bot: Bot, ctx: Context) -> None:
    """«Направить N организациям», now or in the morning."""
    try:
        if data.morning:
            when = await publish.schedule(ctx, data.id, data.version)
            reviewed = await doubts.show(ctx, data.id)
            await show.replace(query, bot, sending_views.scheduled_card(reviewed.draft, when))
        else:
            await show.replace(query, bot, sending_views.sent_card(await publish.send(ctx, data.id, data.version)))
    except (Stale, WrongState) as error:
        await toast(query, bot, error)
        if error.code == "minutes_sent":
            await show.replace(query, bot, sending_views.sent_card(await plans.plan(ctx, data.id)))
        else:
            await _draft(query, bot, ctx, data.id)


@taps.on(cb.Doubt)
async def on_doubt(query: CallbackQuery, data: cb.Doubt, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """An answer to a doubt; a typed one opens a dialogue."""
    try:
        if data.option == "type":
            await _type_answer(query, data, bot, ctx, state)
            return
        await _answer(data, ctx)
    except (Stale, WrongState) as error:
        await toast(query, bot, error)
    await show.replace(query, bot, await _next(ctx, data.id, data.place))


async def _answer(data: cb.Doubt, ctx: Context) -> None:
    where = (ctx, data.id, data.version)
    option = data.option
    if option in ("today", "yesterday"):
        today = (await doubts.show(ctx, data.id)).today
        await doubts.set_day(*where, today if option == "today" else today - timedelta(days=1))
    elif option == "right":
        await doubts.answer_reading(*where, data.place)
    elif option in ("merge", "apart"):
        await doubts.answer_alike(*where, data.place, merge=option == "merge")
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
    reviewed = await doubts.show(ctx, data.id)
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
    today = (await doubts.show(ctx, minutes_id)).today
    edit = doubts.set_day(ctx, minutes_id, version, typed_date(message, today, future=False))
    await typed_edit(message, bot, state, edit)
    await show.answer(message, bot, await _next(ctx, minutes_id))


@router.message(Drafting.doubt_date, *TYPED)
async def on_doubt_date(message: Message, bot: Bot, ctx: Context, state: FSMContext) -> None:
    minutes_id, version, place = await _pointed(state)
    today = (await doubts.show(ctx, minutes_id)).today
    await typed_edit(
        message, bot, state, doubts.answer_date(ctx, minutes_id, version, place, typed_date(message, today))
    )
    await show.answer(message, bot, await _next(ctx, minutes_id))


@router.message(StateFilter(Drafting.doubt_who, Drafting.item_who), *TYPED)
async def on_who(message: Message, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """Words of the official are resolved and shown back before they count."""
    typed = await phrases.understand(ctx, message.text or "")
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
        await show.replace(query, bot, await _next(ctx, found["minutes"], found["place"]))


async def _settle(ctx: Context, found: dict[str, Any], organisations: tuple[int, ...]) -> None:
    if "item" in found:
        await items.set_addressees(ctx, found["item"], found["version"], organisations)
    else:
        await doubts.answer_addressee_with(ctx, found["minutes"], found["version"], found["place"], organisations)
