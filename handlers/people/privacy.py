"""What is stored about whoever asks."""

from aiogram import Bot, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers import show
from handlers.taps import Taps
from services.context import Context
from services.people import privacy
from views import callbacks as cb
from views.card import Card
from views.people import privacy as views
from views.texts.people import privacy as texts

router = Router(name=__name__)
taps = Taps()


@router.message(Command("privacy"))
async def on_privacy(message: Message, bot: Bot, ctx: Context) -> None:
    """A stranger is told that nothing is stored."""
    known = bool(ctx.actor.person_id)
    await show.answer(message, bot, views.privacy_card(await privacy.stored(ctx)) if known else Card(texts.NOTHING))


@taps.on(cb.Privacy)
async def on_privacy_tap(query: CallbackQuery, data: cb.Privacy, bot: Bot, ctx: Context) -> None:
    await show.send(bot, query.from_user.id, views.privacy_card(await privacy.stored(ctx), file=data.file))
