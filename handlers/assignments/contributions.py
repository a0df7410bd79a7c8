"""What the others have sent to the one responsible."""

from aiogram import Bot
from aiogram.types import CallbackQuery

from handlers import show
from handlers.taps import Taps
from services.assignments import contributions
from services.context import Context
from services.files import FileStore
from views import callbacks as cb
from views.assignments import contributions as contributing

taps = Taps()


@taps.on(cb.Contributions)
async def on_contributions(
    query: CallbackQuery, data: cb.Contributions, bot: Bot, ctx: Context, files: FileStore
) -> None:
    """«Дополнили (N)»: apart, with the files, so that the item stays."""
    card = contributing.contributions_card(await contributions.contributions(ctx, data.id))
    await show.send(bot, query.from_user.id, card, files=files.get)
