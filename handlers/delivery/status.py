"""`/status` of an admin."""

from aiogram import Bot, Router
from aiogram.filters import Command
from aiogram.types import Message

from handlers import show
from services.context import Context
from services.delivery import signs
from services.delivery.signs import Place, Pulse
from views.delivery.signs import status_card

router = Router(name=__name__)


@router.message(Command("status"))
async def on_status(message: Message, bot: Bot, ctx: Context, place: Place, pulse: Pulse) -> None:
    """Whether everything works, now."""
    await show.answer(message, bot, status_card(await signs.status(ctx, place, pulse)))
