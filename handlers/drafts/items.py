"""The item screen. One tap, one edit."""

from collections.abc import Awaitable, Callable

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from domain.access import own_authority
from domain.errors import NotFound, Stale, WrongInput
from domain.lifecycle import Acceptance
from domain.minutes.model import ControlForm, Requirement
from handlers import show
from handlers.drafts.screens import show_item
from handlers.states import Drafting
from handlers.taps import Taps
from handlers.typed_input import TYPED, date_of, typed_date, typed_edit
from services.context import Context
from services.drafts import drafts, items, single_decisions, typed_addressees
from views import callbacks as cb
from views.assignments.passing_down import edited_card
from views.card import Card
from views.drafts import items as items_views
from views.drafts.drafts import draft_card
from views.texts.assignments import contributions
from views.texts.drafts import doubts as doubt_texts
from views.texts.drafts import drafts as texts

router = Router(name=__name__)
taps = Taps()

#: What an official has typed and may mean as a decision, in the data of the conversation.
DECISION = "decision"


@taps.on(cb.DraftItem)
async def on_item(query: CallbackQuery, data: cb.DraftItem, bot: Bot, ctx: Context) -> None:
    await show_item(query, bot, ctx, data.id)


@taps.on(
    cb.EditItem, types=lambda data: data.value == "type", fresh=lambda ctx, data: _field_screen(ctx, data, data.id)
)
async def on_edit(query: CallbackQuery, data: cb.EditItem, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """A field of the item screen: open its choices, or take one."""
    if data.value == "type" or (data.field == "text" and not data.value):
        await _type_field(query, data, bot, state)
        return
    await show.replace(query, bot, await _field_screen(ctx, data, await _edit(data, ctx)))


async def _field_screen(ctx: Context, data: cb.EditItem, shown: int) -> Card:
    """The choices of a field, or the item."""
    reviewed = await drafts.show_item(ctx, shown)
    item = reviewed.draft.item(shown)
    if item is None:
        raise NotFound("item_not_found")
    opens = (
        not data.value and data.field in ("date", "who", "form", "every", "req", "acc", "lead", "split")
    ) or data.field == "req"
    field = data.field
    if field == "form" and data.value == ControlForm.PERIODIC and not item.recurrence:
        opens, field = True, "every"  # a form by periods says next how often it asks
    return items_views.field_card(reviewed, item, field) if opens else edited_card(reviewed, item)


async def _edit(data: cb.EditItem, ctx: Context) -> int:
    """Do what the button says; returns the id of the item to show."""
    where = (ctx, data.id, data.version)
    if data.field == "leave":
        await items.toggle_left_out(*where)
    elif data.field == "merge":
        return await items.merge_with_previous(*where)
    elif data.value and data.field in _TAKEN:
        await _TAKEN[data.field](where, data.value)
    return data.id


Where = tuple[Context, int, int]


def _require(where: Where, value: str) -> Awaitable[object]:
    return items.toggle_not_needed(*where) if value == "nn" else items.toggle_requirement(*where, Requirement(value))


#: What taking a value of a field does.
_TAKEN: dict[str, Callable[[Where, str], Awaitable[object]]] = {
    "date": lambda where, value: items.set_date(*where, None if value == "none" else date_of(value)),
    "who": lambda where, value: items.set_addressees_option(*where, value),
    "form": lambda where, value: items.set_form(*where, ControlForm(value)),
    "every": lambda where, value: items.set_recurrence(*where, value),
    "req": _require,
    "lead": lambda where, value: items.set_responsible(*where, int(value) if value.isdecimal() else None),
    "acc": lambda where, value: items.set_acceptance(*where, Acceptance(value)),
    "split": lambda where, value: items.split(*where, int(value)),
}


async def _type_field(query: CallbackQuery, data: cb.EditItem, bot: Bot, state: FSMContext) -> None:
    dialogue, question = {
        "date": (Drafting.item_date, doubt_texts.ASK_DATE),
        "who": (Drafting.item_who, doubt_texts.ASK_WHO),
        "lead": (Drafting.item_lead, contributions.ASK),
    }.get(data.field, (Drafting.item_text, doubt_texts.ASK_TEXT))
    await state.set_state(dialogue)
    await state.set_data({"item": data.id, "version": data.version})
    await show.send(bot, query.from_user.id, Card(question))


@router.message(Drafting.item_date, *TYPED)
async def on_item_date(message: Message, bot: Bot, ctx: Context, state: FSMContext) -> None:
    found = await state.get_data()
    today = (await drafts.show_item(ctx, found["item"])).today
    edit = items.set_date(ctx, found["item"], found["version"], typed_date(message.text, today))
    await typed_edit(message, bot, state, edit)
    await _show_item(message, bot, ctx, found["item"])


@router.message(Drafting.item_text, *TYPED)
async def on_item_text(message: Message, bot: Bot, ctx: Context, state: FSMContext) -> None:
    found = await state.get_data()
    await typed_edit(message, bot, state, items.set_text(ctx, found["item"], found["version"], message.text or ""))
    await _show_item(message, bot, ctx, found["item"])


@router.message(Drafting.item_lead, *TYPED)
async def on_item_responsible(message: Message, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """The one responsible by its name."""
    found = await state.get_data()
    typed = await typed_addressees.understand(ctx, message.text or "")
    if typed.unknown or len(typed.organisations) != 1:
        raise WrongInput("lead_unknown")
    await typed_edit(
        message, bot, state, items.set_responsible(ctx, found["item"], found["version"], typed.organisations[0])
    )
    await _show_item(message, bot, ctx, found["item"])


@router.message(Command("new"))
async def on_new(message: Message, command: CommandObject, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """/new, or with the text at once."""
    if command.args:
        await _new(message, bot, ctx, command.args)
        return
    own_authority(ctx.actor)
    await state.set_state(Drafting.single)
    await show.answer(message, bot, Card(texts.ASK_SINGLE))


@taps.on(cb.MakeDecision)
async def on_make(query: CallbackQuery, data: cb.MakeDecision, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """«Создать пункт» of what was typed without being asked."""
    typed = (await state.get_data()).get(DECISION, {})
    text = typed.pop(str(data.message), "")
    if not text or not isinstance(query.message, Message):
        raise Stale
    await state.clear()
    await state.update_data({DECISION: typed})
    await _new(query.message, bot, ctx, text)


@router.message(Drafting.single, *TYPED)
async def on_single(message: Message, bot: Bot, ctx: Context, state: FSMContext) -> None:
    await _new(message, bot, ctx, message.text or "")
    await state.clear()


async def _new(message: Message, bot: Bot, ctx: Context, text: str) -> None:
    """The item screen of the new decision; several items are shown as a draft."""
    draft = await single_decisions.create(ctx, text)
    if len(draft.items) == 1:
        await _show_item(message, bot, ctx, draft.items[0].id)
    else:
        await show.answer(message, bot, draft_card(await drafts.show(ctx, draft.id)))


async def _show_item(message: Message, bot: Bot, ctx: Context, decision_id: int) -> None:
    reviewed = await drafts.show_item(ctx, decision_id)
    item = reviewed.draft.item(decision_id)
    if item is not None:
        await show.answer(message, bot, edited_card(reviewed, item))
