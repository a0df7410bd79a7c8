"""«Мои пункты»."""

from aiogram import Bot, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers import show
from handlers.taps import Taps
from services.context import Context
from services.overview import tasks
from views import callbacks as cb
from views.overview.tasks import tasks_card

router = Router(name=__name__)
taps = Taps()


@taps.on(cb.Tasks)
async def on_tasks_page(query: CallbackQuery, data: cb.Tasks, bot: Bot, ctx: Context) -> None:
    await show.replace(query, bot, tasks_card(await tasks.tasks(ctx, data.page)))


@taps.on(cb.TasksApart)
async def on_tasks_apart(query: CallbackQuery, bot: Bot, ctx: Context) -> None:
    await show.send(bot, query.from_user.id, tasks_card(await tasks.tasks(ctx)))


@router.message(Command("tasks"))
async def on_tasks(message: Message, bot: Bot, ctx: Context) -> None:
    await show.answer(message, bot, tasks_card(await tasks.tasks(ctx)))
