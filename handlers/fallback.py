"""What nobody else understood."""

from aiogram import Bot, Router
from aiogram.enums import ContentType
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from handlers import show
from handlers.asking import LEFT, TYPED, left_lately
from handlers.drafts.items import DECISION
from services.context import Context
from services.drafts import single_decisions
from views import callbacks as cb
from views.card import Card, button
from views.drafts.items import decision_card
from views.menu import MENU
from views.texts import dialogues as texts
from views.texts import process

router = Router(name=__name__)


@router.callback_query()
async def unknown_button(query: CallbackQuery, bot: Bot) -> None:
    """A button of an older version, or made up."""
    await bot.answer_callback_query(query.id, text=process.button_outdated(), show_alert=True)


@router.message()
async def unknown_message(message: Message, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """Something that is neither a command nor awaited: an answer that came too late, or a decision."""
    kept, text = await state.get_data(), message.text or ""
    if not ctx.actor.known:
        await bot.send_message(message.chat.id, process.stranger())
    elif text and (left := left_lately(kept, ctx.now)):
        await state.update_data({LEFT: left | {TYPED: left.get(TYPED, {}) | {str(message.message_id): text}}})
        go_on = button(texts.GO_ON, cb.GoOn(message=message.message_id), style="primary")
        other = button(texts.NOT_THAT, cb.NotThat(message=message.message_id))
        await show.answer(message, bot, Card(texts.interrupted(left["state"]), ((go_on,), (other,), (MENU,))))
    elif text and await single_decisions.looks_decided(ctx, text):
        await state.update_data({DECISION: kept.get(DECISION, {}) | {str(message.message_id): text}})
        await show.answer(message, bot, decision_card(message.message_id))
    else:
        kind = ContentType(message.content_type).value
        await bot.send_message(message.chat.id, process.not_understood() if text else process.cannot_take(kind))
