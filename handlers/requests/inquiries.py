"""Questions on an item and their answers; also answered by replying to the question's message."""

from typing import Any

from aiogram import Bot, F, Router
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from handlers import show
from handlers.states import Asking
from handlers.taps import Taps
from handlers.typed_input import TYPED
from services.assignments import waiting_requests
from services.assignments.waiting_requests import RequestKind
from services.context import Context
from services.requests import disputes, granting, inquiries
from views import callbacks as cb
from views.assignments.request_lines import with_next
from views.card import Card
from views.requests import disputes as dispute_views
from views.requests import extensions as extension_views
from views.requests import inquiries as views
from views.texts.assignments import request_lines as common
from views.texts.requests import inquiries as texts

router = Router(name=__name__)
taps = Taps()


@taps.on(cb.Thread)
async def on_thread(query: CallbackQuery, data: cb.Thread, bot: Bot, ctx: Context) -> None:
    await show.replace(query, bot, views.thread_card(await inquiries.thread(ctx, data.id)))


@taps.on(cb.Ask)
async def on_ask(query: CallbackQuery, data: cb.Ask, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """«Задать вопрос»: typed next."""
    item = await inquiries.offer(ctx, data.id)
    await state.set_state(Asking.question)
    await state.set_data({"id": data.id})
    await show.send(bot, query.from_user.id, views.ask_card(item))


@router.message(Asking.question, *TYPED)
async def on_question(message: Message, bot: Bot, ctx: Context, state: FSMContext) -> None:
    found = await state.get_data()
    thread = await inquiries.ask(ctx, found["id"], message.text or "")
    await state.clear()
    await show.answer(message, bot, views.question_sent_card(thread))


@taps.on(cb.Answer)
async def on_answer(query: CallbackQuery, data: cb.Answer, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """«Ответить», «Ответить всем»: typed next."""
    thread = await inquiries.thread(ctx, data.id)
    await state.set_state(Asking.answer)
    await state.set_data({"id": data.id, "to_all": data.to_all})
    question = texts.type_answer_all(thread.addressees) if data.to_all else texts.TYPE_ANSWER
    await show.send(bot, query.from_user.id, Card(question))


@router.message(Asking.answer, *TYPED)
async def on_typed_answer(message: Message, bot: Bot, ctx: Context, state: FSMContext) -> None:
    found = await state.get_data()
    thread = await inquiries.answer(ctx, found["id"], message.text or "", to_all=found["to_all"])
    await state.clear()
    await show.answer(message, bot, views.thread_card(thread, title=texts.ANSWER_SENT))


async def replies(message: Message, ctx: Context) -> bool:
    """An official's reply to one of the bot's messages."""
    return ctx.actor.controls and message.reply_to_message is not None


@router.message(F.text, ~F.text.startswith("/"), replies)
async def on_reply(message: Message, bot: Bot, ctx: Context) -> Any:
    """A reply to a question's message is its answer."""
    assert message.reply_to_message is not None  # noqa: S101 - the filter has seen it
    assignment_id = await inquiries.asked_in(ctx, message.reply_to_message.message_id)
    if assignment_id is None:
        return UNHANDLED
    thread = await inquiries.answer(ctx, assignment_id, message.text or "")
    await show.answer(message, bot, views.thread_card(thread, title=texts.ANSWER_SENT))
    return None


@taps.on(cb.NextRequest)
async def on_next(query: CallbackQuery, data: cb.NextRequest, bot: Bot, ctx: Context) -> None:
    """The next request, dispute or question; the first one apart, so that the digest or the menu stays."""
    kind = RequestKind(data.kind) if data.kind in set(RequestKind) else RequestKind.QUESTION
    card = await _next(ctx, kind, data.after)
    if data.after:
        await show.replace(query, bot, card)
    else:
        await show.send(bot, query.from_user.id, card)


async def _next(ctx: Context, kind: RequestKind, after: int) -> Card:
    found = await waiting_requests.next_request(ctx, kind, after)
    if found is None:
        return Card(common.NOTHING_WAITS)
    id_, count = found
    if kind is RequestKind.EXTENSION:
        card = extension_views.extension_card(await granting.show(ctx, id_))
    elif kind is RequestKind.DISPUTE:
        card = dispute_views.dispute_card(await disputes.show(ctx, id_))
    else:
        card = views.thread_card(await inquiries.thread(ctx, id_))
    return with_next(card, str(kind), id_, count)
