"""`/find`: decisions by their words or number."""

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject
from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from domain.errors import NotAllowed
from handlers import show
from handlers.states import Finding
from handlers.typed_input import TYPED
from services.context import Context
from services.overview import finding
from views.card import Card
from views.overview.finding import found_card
from views.texts.overview.finding import ASK

router = Router(name=__name__)


@router.message(Command("find"))
async def on_find(message: Message, command: CommandObject, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """/find TEXT, or the text next."""
    if command.args:
        await show.answer(message, bot, found_card(await finding.find_decisions(ctx, command.args)))
        return
    if not ctx.actor.known:
        raise NotAllowed
    await state.set_state(Finding.words)
    await show.answer(message, bot, Card(ASK))


@router.message(Finding.words, *TYPED)
async def on_words(message: Message, bot: Bot, ctx: Context) -> None:
    """The dialogue goes on: other words may be tried at once."""
    await show.answer(message, bot, found_card(await finding.find_decisions(ctx, message.text or "")))
