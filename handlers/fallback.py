"""What nobody else understood."""

from aiogram import Bot, Router
from aiogram.types import CallbackQuery, Message

from services.context import Context
from views.texts import process

router = Router(name=__name__)


@router.callback_query()
async def unknown_button(query: CallbackQuery, bot: Bot) -> None:
    """A button of an older version, or made up."""
    await bot.answer_callback_query(query.id, text=process.button_outdated(), show_alert=True)


@router.message()
async def unknown_message(message: Message, bot: Bot, ctx: Context) -> None:
    """Something that is neither a command nor awaited."""
    await bot.send_message(message.chat.id, process.not_understood() if ctx.actor.known else process.stranger())
