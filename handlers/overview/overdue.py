"""«Кто просрочил?»: the list, of one organisation or protocol, as a table."""

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from handlers import show
from handlers.taps import Taps
from services.context import Context
from services.overview import overdue
from views import callbacks as cb
from views.card import Card
from views.overview.overdue import overdue_card
from views.reminders import long_delays as views
from views.texts.overview import overdue as overdue_texts

router = Router(name=__name__)
taps = Taps()


@router.message(Command("overdue"))
async def on_overdue(message: Message, command: CommandObject, bot: Bot, ctx: Context) -> None:
    """/overdue, or of one organisation: /overdue Берёзовская."""
    wanted = (command.args or "").strip()
    if wanted.lower().startswith(overdue_texts.MINUTES_WORD):
        wanted = wanted[len(overdue_texts.MINUTES_WORD) :].strip()
    found = await overdue.find_subject(ctx, wanted) if wanted else None
    by, only = found or (overdue.BY_ORGANISATION, 0)
    listed = await overdue.overdue(ctx, by=by, only=only)
    await show.answer(message, bot, overdue_card(listed, not_found="" if found else wanted))


@taps.on(cb.Overdue)
async def on_overdue_tap(query: CallbackQuery, data: cb.Overdue, bot: Bot, ctx: Context) -> None:
    listed = await overdue.overdue(ctx, by=data.by, only=data.only, page=data.page)
    await show.put(query, bot, overdue_card(listed), apart=data.apart)


@taps.on(cb.OverdueTable)
async def on_table(query: CallbackQuery, data: cb.OverdueTable, bot: Bot, ctx: Context) -> None:
    """«Excel»: everything of the list, whatever page it stood on."""
    found = await overdue.whole(ctx, by=data.by, only=data.only)
    if not found.items:
        await show.replace(query, bot, overdue_card(await overdue.overdue(ctx, by=data.by, only=data.only)))
        return
    file = views.table_file(found.items, found.today)
    title = overdue_texts.overdue_title(found.today, len({i.organisation_id for i in found.items}), len(found.items))
    await show.send(bot, query.from_user.id, Card(title, attachments=(file,)))
