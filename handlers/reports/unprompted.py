"""What people send without any button: receipt first, then what it is for.

Where it belongs is one rule, domain/placing.py; politeness and protocols of officials come in only without a mark.
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
from handlers.asking import left_lately
from handlers.assignments.screens import item_screen
from handlers.incoming import incoming_of
from handlers.replied import named_by
from handlers.taps import Taps
from services.context import Context
from services.overview import tasks
from services.reports import placing, several_items, unprompted
from services.reports.collecting import Collected
from services.reports.handing_in import HandedIn
from services.reports.placing import Received
from services.requests import inquiries
from views import callbacks as cb
from views.card import Card
from views.overview.tasks import tasks_card
from views.reports import several_items as several_items_views
from views.reports import short_forms as short_forms_views
from views.reports import unprompted as views
from views.reports.handing_in import collecting_card, receipt_card
from views.requests.inquiries import question_sent_card

router = Router(name=__name__)
taps = Taps()

EVIDENCE = frozenset({"text", "photo", "live_photo", "document", "animation", "voice", "video", "video_note", "audio"})
#: From somebody who is an official too, a longer text is a protocol, and so is a document.
LONGEST_OF_OFFICIALS = 150


def executes(_: Message, ctx: Context) -> bool:
    """Only people of an organisation send evidence."""
    return ctx.actor.executes


@router.message(StateFilter(None), executes, F.content_type.in_(EVIDENCE), F.text.is_(None) | ~F.text.startswith("/"))
async def on_message(message: Message, bot: Bot, ctx: Context, state: FSMContext) -> Any:
    """A message that no button asked for, or one of a report being collected."""
    named = named_by(message)
    intake = not named and _is_for_intake(message, ctx)
    polite = not named and message.text is not None and is_polite(message.text)
    left = not named and bool(message.text and left_lately(await state.get_data(), ctx.now))
    found = await placing.receive(ctx, incoming_of(message), named, elsewhere=intake or polite or left)
    if found is not None:
        await say_received(message, bot, ctx, state, found)
    elif polite:
        await show.answer(message, bot, views.polite_card())
    else:
        return UNHANDLED  # intake, or handlers/fallback.py asks whether it belongs to what was left
    return None


def _is_for_intake(message: Message, ctx: Context) -> bool:
    return ctx.actor.controls and (message.document is not None or len(message.text or "") >= LONGEST_OF_OFFICIALS)


async def say_received(message: Message, bot: Bot, ctx: Context, state: FSMContext, found: Received) -> None:
    """Says what became of a message."""
    if found.handed_in or found.unclear:
        await show.answer(message, bot, short_forms_views.handed_in_card(found.handed_in, found.unclear))
        if found.collected is not None:
            await follow(message, bot, state, await collecting_with(ctx, state, found.collected))
    elif found.collected is not None:
        await follow(message, bot, state, await collecting_with(ctx, state, found.collected))
    elif found.question is not None:
        if found.question.pieces:
            await _put_question(message, bot, state, found.question)
    elif found.opened is not None:
        await show.answer(message, bot, await item_screen(ctx, found.opened))
    elif not await _said_of_album(message, state):
        await show.answer(message, bot, views.over_card(found.over) if found.over else views.nothing_open_card())


async def _said_of_album(message: Message, state: FSMContext) -> bool:
    """Whether the same was said of this album already: ten photos are answered once."""
    before, album = await state.get_data(), message.media_group_id
    if album is not None:
        await state.set_data(before | {"answered": album})
    return album is not None and before.get("answered") == album


async def collecting_with(ctx: Context, state: FSMContext, collected: Collected) -> Card:
    """The card follows what has come."""
    before = await state.get_data()
    card = collecting_card(collected)
    if before.get("also") and before.get("report") == collected.report.id:
        card = several_items_views.with_ticks(card, await several_items.ticks(ctx, collected.report.id, before["also"]))
    return card


async def _put_question(message: Message, bot: Bot, state: FSMContext, question: unprompted.Question) -> None:
    """One question for everything that joins it: the card before moves down."""
    before = await state.get_data()
    if before.get("first") != question.first:
        await state.set_data({})
    await follow(message, bot, state, views.question_card(question), first=question.first)


async def follow(message: Message, bot: Bot, state: FSMContext, card: Card, **pointer: int) -> None:
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


@taps.on(cb.UnpromptedAsk, fresh=lambda ctx, _: _tasks(ctx))
async def on_ask(query: CallbackQuery, data: cb.UnpromptedAsk, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """«Это вопрос»: about which item, then it is put."""
    if data.id:
        thread = await inquiries.ask_unprompted(ctx, data.id, data.first)
        await show.replace(query, bot, question_sent_card(thread))
        await state.set_data({})
        return
    found = await unprompted.choices(ctx, data.first, data.page)
    await show.replace(query, bot, views.choices_card(found, asking=True))


@taps.on(cb.UnpromptedDrop)
async def on_drop(query: CallbackQuery, data: cb.UnpromptedDrop, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """«Это не отчёт»."""
    await unprompted.drop(ctx, data.first)
    await show.replace(query, bot, views.dropped_card())
    await state.set_data({})
