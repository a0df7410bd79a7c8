"""What people send without any button: receipt first, then what it is for.

The order of questions: a reply to a card, a typed short form, the report being collected, politeness, and at last
«К какому пункту?».
"""

from contextlib import suppress
from typing import Any

from aiogram import Bot, F, Router
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.exceptions import TelegramBadRequest
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from domain.answers import is_polite
from handlers import show
from handlers.assignments.screens import item_screen
from handlers.incoming import incoming_of
from handlers.replied import named_by
from handlers.taps import Taps
from services.context import Context
from services.overview import tasks
from services.reports import collecting, several_items, short_forms, unprompted
from services.reports.collecting import Collected
from services.reports.handing_in import HandedIn
from services.reports.unprompted import Named
from views import callbacks as cb
from views.card import Card
from views.overview.tasks import tasks_card
from views.reports import several_items as several_items_views
from views.reports import short_forms as short_forms_views
from views.reports import unprompted as views
from views.reports.handing_in import collecting_card, receipt_card

router = Router(name=__name__)
taps = Taps()

EVIDENCE = frozenset({"text", "photo", "document", "voice", "video", "audio"})
#: From somebody who is an official too, a longer text is a protocol, and so is a document.
LONGEST_OF_OFFICIALS = 150


def executes(_: Message, ctx: Context) -> bool:
    """Only people of an organisation send evidence."""
    return ctx.actor.executes


@router.message(StateFilter(None), executes, F.content_type.in_(EVIDENCE), F.text.is_(None) | ~F.text.startswith("/"))
async def on_message(message: Message, bot: Bot, ctx: Context, state: FSMContext) -> Any:
    """A message that no button asked for, or one of a report being collected."""
    named = named_by(message)
    if not named:
        if await _typed(message, bot, ctx, state) or await _collect(message, bot, ctx, state):
            return None
        if _is_for_intake(message, ctx):
            return UNHANDLED
        if message.text and is_polite(message.text):
            await show.answer(message, bot, views.polite_card())
            return None
    elif await _belongs_to_draft(ctx, named) and await _collect(message, bot, ctx, state):
        return None
    await _ask(message, bot, ctx, state, named)
    return None


def _is_for_intake(message: Message, ctx: Context) -> bool:
    return ctx.actor.controls and (message.document is not None or len(message.text or "") >= LONGEST_OF_OFFICIALS)


async def _typed(message: Message, bot: Bot, ctx: Context, state: FSMContext) -> bool:
    """«1.2 14»: done at once, or asked about."""
    if not message.text:
        return False
    found = await short_forms.typed(ctx, incoming_of(message))
    if found is None:
        return False
    if found.handed_in:
        await show.answer(message, bot, short_forms_views.typed_card(found))
    elif found.collected is not None:
        await _follow(message, bot, state, collecting_card(found.collected))
    elif found.question is not None:
        await _put_question(message, bot, state, found.question)
    return True


async def _collect(message: Message, bot: Bot, ctx: Context, state: FSMContext) -> bool:
    """A message while a report is being collected: the card follows what has come."""
    collected = await collecting.collect(ctx, incoming_of(message))
    if collected is None:
        return False
    before = await state.get_data()
    card = collecting_card(collected)
    if before.get("also") and before.get("report") == collected.report.id:
        card = several_items_views.with_ticks(card, await several_items.ticks(ctx, collected.report.id, before["also"]))
    await _follow(message, bot, state, card)
    return True


async def _belongs_to_draft(ctx: Context, named: Named) -> bool:
    """Whether the report being collected is for an item of the card that is replied to."""
    item = await collecting.collecting_for(ctx)
    return item is not None and item in named


async def _ask(message: Message, bot: Bot, ctx: Context, state: FSMContext, named: Named) -> None:
    question = await unprompted.keep(ctx, incoming_of(message), named)
    if question is None:
        await show.answer(message, bot, views.nothing_open_card())
    elif question.pieces:
        await _put_question(message, bot, state, question)


async def _put_question(message: Message, bot: Bot, state: FSMContext, question: unprompted.Question) -> None:
    """One question for everything that joins it: the card before moves down."""
    before = await state.get_data()
    if before.get("first") != question.first:
        await state.set_data({})
    await _follow(message, bot, state, views.question_card(question), first=question.first)


async def _follow(message: Message, bot: Bot, state: FSMContext, card: Card, **pointer: int) -> None:
    """One card at the bottom of the chat: moved down after each message, edited within an album."""
    before = await state.get_data()
    prompt, album = before.get("prompt"), message.media_group_id
    with suppress(TelegramBadRequest):
        if prompt and album and before.get("album") == album:
            await bot.edit_message_text(
                card.text, chat_id=message.chat.id, message_id=prompt, reply_markup=card.keyboard
            )
            return
        if prompt:
            await bot.delete_message(message.chat.id, prompt)
    sent = await show.answer(message, bot, card)
    kept = {key: before[key] for key in ("also", "report") if key in before}
    await state.set_data(kept | {"prompt": sent, "album": album} | pointer)


# --- the buttons of the question ---------------------------------------------------------------------------------


@taps.on(cb.UnpromptedTo, fresh=lambda ctx, data: item_screen(ctx, data.id))
async def on_item(query: CallbackQuery, data: cb.UnpromptedTo, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """«Да, отправить», or an item of the question: handed in when nothing is missing."""
    found = await unprompted.send(ctx, data.first, data.id)
    await show.replace(query, bot, _answered(found))
    prompt = query.message.message_id if query.message and isinstance(found, Collected) else None
    await state.set_data({"prompt": prompt} if prompt else {})


def _answered(found: HandedIn | Collected) -> Card:
    return receipt_card(found) if isinstance(found, HandedIn) else collecting_card(found)


async def _tasks(ctx: Context) -> Card:
    return tasks_card(await tasks.tasks(ctx))


@taps.on(cb.UnpromptedOther, fresh=lambda ctx, _: _tasks(ctx))
async def on_other(query: CallbackQuery, data: cb.UnpromptedOther, bot: Bot, ctx: Context) -> None:
    """«Другой»: all open items."""
    found = await unprompted.choices(ctx, data.first, data.page)
    await show.replace(query, bot, views.choices_card(found))


@taps.on(cb.UnpromptedDrop)
async def on_drop(query: CallbackQuery, data: cb.UnpromptedDrop, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """«Это не отчёт»."""
    await unprompted.drop(ctx, data.first)
    await show.replace(query, bot, views.dropped_card())
    await state.set_data({})
