"""What nobody else understood."""

from aiogram import Bot, Router
from aiogram.enums import ContentType
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
    if not ctx.actor.known:
        text = process.stranger()
    else:
        text = (
            process.not_understood() if message.text else process.cannot_take(ContentType(message.content_type).value)
        )
    await bot.send_message(message.chat.id, text)
