"""Corrections after sending: what to change, a reason, and everybody concerned is told."""

from typing import Any

from aiogram import Bot, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from domain.amendments import Amendment
from domain.errors import Stale, WrongInput, WrongState
from handlers import show
from handlers.states import Amending
from handlers.taps import Taps
from handlers.typed_input import SAID_BACK, TYPED, date_of, typed_date
from services.amendments import amendments, cancellations, preview
from services.amendments.preview import Consequences
from services.context import Context
from services.drafts import typed_addressees
from services.overview import protocols
from views import callbacks as cb
from views.amendments import amendments as views
from views.card import Card
from views.format import cut, safe
from views.overview.protocols import item_rows_card, protocol_card
from views.texts.amendments import amendments as texts
from views.texts.errors import sentence

router = Router(name=__name__)
taps = Taps()

DAYS = (Amendment.DAY, Amendment.ONE_DAY)


@taps.on(cb.Amend, types=lambda data: data.value == "type")
async def on_amend(query: CallbackQuery, data: cb.Amend, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """A screen of «Изменить», or the question before a change."""
    if data.value == "type" or data.what == Amendment.TEXT:
        await _ask(query, data, bot, ctx, state)
        return
    await show.replace(query, bot, await _screen(ctx, data, state))


async def _screen(ctx: Context, data: cb.Amend, state: FSMContext) -> Card:
    if data.what == "item":
        return views.item_menu_card(await preview.item_menu(ctx, data.id))
    if data.what == "dates":
        return await _dates(ctx, data.id)
    if data.what in ("ones", "orgs"):
        what = Amendment.DROP if data.what == "ones" else Amendment.ALL
        found = await preview.reached(ctx, what, data.id)
        page = int(data.value) if data.value.isdecimal() else 0
        return views.reached_card(await preview.consequences(ctx, what, data.id), found, data.what, data.id, page)
    what = _amendment(data.what)
    if what in DAYS and not data.value:
        return views.date_card(await preview.consequences(ctx, what, data.id), what, data.id)
    if what is Amendment.ADD:
        return await _whom(ctx, data, state)
    organisation = int(data.value) if what is Amendment.ORGANISATION and data.value.isdecimal() else 0
    consequences = await preview.consequences(ctx, what, data.id, organisation)
    shown = views.shown_date(consequences, consequences.counts(date_of(data.value), ctx.now)) if what in DAYS else ""
    return views.question_card(consequences, what, data.id, data.value, shown)


def _amendment(code: str) -> Amendment:
    try:
        return Amendment(code)
    except ValueError:
        raise Stale from None


async def _dates(ctx: Context, decision_id: int) -> Card:
    """Straight to the choices of the only date."""
    menu = await preview.item_menu(ctx, decision_id)
    if len(menu.dates) != 1:
        return views.dates_card(menu)
    checkpoint = menu.dates[0][0]
    return views.date_card(await preview.consequences(ctx, Amendment.DAY, checkpoint), Amendment.DAY, checkpoint)


async def _whom(ctx: Context, data: cb.Amend, state: FSMContext) -> Card:
    menu = await preview.item_menu(ctx, data.id)
    if not data.value:
        return views.who_card(menu)
    found = await preview.option_of(ctx, data.id, data.value)
    return await _question_of_who(ctx, data.id, found, state)


async def _question_of_who(ctx: Context, decision_id: int, found: tuple[int, ...], state: FSMContext) -> Card:
    menu = await preview.item_menu(ctx, decision_id)
    names = [menu.directory.names[each] for each in found if each in menu.directory.names]
    await state.set_state(Amending.question)
    await state.set_data({"id": decision_id, "what": str(Amendment.ADD), "organisations": list(found)})
    shown = views.shown_organisations(names)
    return views.question_card(menu.consequences, Amendment.ADD, decision_id, "", shown)


# --- typed values ------------------------------------------------------------------------------------------------


async def _ask(query: CallbackQuery, data: cb.Amend, bot: Bot, ctx: Context, state: FSMContext) -> None:
    what = _amendment(data.what)
    await preview.consequences(ctx, what, data.id)  # only who may change it is asked
    dialogue, question = {
        Amendment.TEXT: (Amending.text, texts.ASK_TEXT),
        Amendment.ADD: (Amending.who, texts.ASK_WHO),
    }.get(what, (Amending.day, texts.ASK_DATE))
    await state.set_state(dialogue)
    await state.set_data({"id": data.id, "what": str(what)})
    await show.send(bot, query.from_user.id, Card(question))


@router.message(Amending.text, *TYPED)
async def on_text(message: Message, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """The new text, shown back with the question."""
    found = await state.get_data()
    text = (message.text or "").strip()
    if not any(map(str.isalnum, text)):
        raise WrongInput("text_empty")
    consequences = await preview.consequences(ctx, Amendment.TEXT, found["id"])
    await state.set_state(Amending.question)
    await state.set_data({"id": found["id"], "what": str(Amendment.TEXT), "text": text})
    card = views.question_card(consequences, Amendment.TEXT, found["id"], "", views.shown_text(text))
    await show.answer(message, bot, card)


@router.message(Amending.day, *TYPED)
async def on_day(message: Message, bot: Bot, ctx: Context, state: FSMContext) -> None:
    found = await state.get_data()
    what = Amendment(found["what"])
    consequences = await preview.consequences(ctx, what, found["id"])
    day = typed_date(message.text, consequences.today, since=consequences.before)
    await state.clear()
    shown = views.shown_date(consequences, consequences.counts(day, ctx.now))
    await show.answer(message, bot, views.question_card(consequences, what, found["id"], f"d{day:%Y%m%d}", shown))


@router.message(Amending.who, *TYPED)
async def on_who(message: Message, bot: Bot, ctx: Context, state: FSMContext) -> None:
    found = await state.get_data()
    typed = await typed_addressees.understand(ctx, message.text or "")
    if typed.unknown:
        raise WrongInput("who_unknown", typed=cut(typed.unknown, SAID_BACK))
    await show.answer(message, bot, await _question_of_who(ctx, found["id"], typed.organisations, state))


# --- doing it ----------------------------------------------------------------------------------------------------


async def _fresh(ctx: Context, data: cb.AmendSure) -> Card:
    pointer = {"id": data.id, "value": data.value, "what": _amendment(data.what)}
    return await _after(ctx, await _consequences(ctx, pointer))


@taps.on(cb.AmendSure, keeps_dialogue=True, types=lambda data: not data.reason, fresh=_fresh)
async def on_sure(query: CallbackQuery, data: cb.AmendSure, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """A ready reason makes the change; another one is typed."""
    what = _amendment(data.what)
    pointer = {"id": data.id, "version": data.version, "value": data.value, "what": str(what)}
    pointer = await _typed(state, pointer) | pointer
    if not data.reason:
        await state.set_state(Amending.reason)
        await state.set_data(pointer)
        await show.send(bot, query.from_user.id, Card(texts.ASK_REASON))
        return
    consequences = await _consequences(ctx, pointer)
    if not 0 < data.reason <= len(texts.REASONS[what]):
        raise Stale
    told = await _do(ctx, pointer, texts.REASONS[what][data.reason - 1])
    await state.clear()
    await bot.answer_callback_query(query.id, text=texts.done(told))
    await show.replace(query, bot, await _after(ctx, consequences))


async def _typed(state: FSMContext, pointer: dict[str, Any]) -> dict[str, Any]:
    """What was typed for this question; nothing when another dialogue is open, or the question is another one."""
    if await state.get_state() != Amending.question.state:
        return {}
    found = await state.get_data()
    return found if all(found.get(name) == pointer[name] for name in ("id", "what")) else {}


@router.message(Amending.reason, *TYPED)
async def on_reason(message: Message, bot: Bot, ctx: Context, state: FSMContext) -> None:
    pointer = await state.get_data()
    consequences = await _consequences(ctx, pointer)
    try:
        said = texts.done(await _do(ctx, pointer, message.text or ""))
    except (Stale, WrongState) as error:
        said = safe(sentence(error))
    except WrongInput as error:
        if error.code == "why_empty":
            raise  # the question stays
        said = safe(sentence(error))
    await state.clear()
    await show.answer(message, bot, Card(said))
    await show.answer(message, bot, await _after(ctx, consequences))


async def _consequences(ctx: Context, pointer: dict[str, Any]) -> Consequences:
    what, value = Amendment(pointer["what"]), pointer["value"]
    organisation = int(value) if what is Amendment.ORGANISATION and value.isdecimal() else 0
    return await preview.consequences(ctx, what, pointer["id"], organisation)


async def _do(ctx: Context, pointer: dict[str, Any], reason: str) -> int:
    """Returns how many organisations are told."""
    what, where, value = pointer["what"], (ctx, pointer["id"], pointer["version"]), pointer["value"]
    if what == Amendment.TEXT:
        return await amendments.change_text(*where, _kept(pointer, "text"), reason)
    if what == Amendment.ADD:
        return await amendments.add_addressees(*where, _kept(pointer, "organisations"), reason)
    if what == Amendment.DAY:
        return await amendments.change_date(*where, date_of(value), reason)
    if what == Amendment.ONE_DAY:
        return await amendments.change_date_of_one(*where, date_of(value), reason)
    if what == Amendment.DROP:
        return await cancellations.cancel_item(*where, reason)
    if what == Amendment.ORGANISATION:
        return await cancellations.cancel_for_organisation(*where, int(value), reason)
    return await cancellations.cancel_minutes(*where, reason)


def _kept(pointer: dict[str, Any], name: str) -> Any:
    """What was typed before the reason. Raises Stale when the dialogue was left meanwhile."""
    if name not in pointer:
        raise Stale
    return pointer[name]


async def _after(ctx: Context, consequences: Consequences) -> Card:
    """The item, or the protocol, as it stands now."""
    if consequences.decision_id:
        return item_rows_card(await protocols.item_rows(ctx, consequences.decision_id))
    return protocol_card(await protocols.protocol(ctx, consequences.minutes.id))
