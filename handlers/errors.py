"""A refusal of a service becomes its sentence, where the person acted."""

from aiogram import Bot, Router
from aiogram.filters import ExceptionTypeFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import ErrorEvent

from domain.errors import DomainError, WrongInput
from handlers import show
from handlers.asking import way_back
from handlers.outdated import TOAST
from views.card import Card
from views.format import safe
from views.texts.errors import sentence

router = Router(name=__name__)


@router.errors(ExceptionTypeFilter(DomainError))
async def on_refusal(event: ErrorEvent, bot: Bot, state: FSMContext) -> None:
    """A tap gets an alert, a message an answer. A dialogue stays open only where what was typed can be mended."""
    assert isinstance(event.exception, DomainError)  # noqa: S101 - the filter has let nothing else through
    text = sentence(event.exception)
    query, message = event.update.callback_query, event.update.message
    if query is not None and len(text) <= TOAST:
        await bot.answer_callback_query(query.id, text=text, show_alert=True)
    elif query is not None:
        await bot.send_message(query.from_user.id, safe(text))
    elif message is not None:
        if not isinstance(event.exception, WrongInput):
            await state.clear()
        await show.answer(message, bot, Card(safe(text), way_back(await state.get_data())))
