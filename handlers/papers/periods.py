"""`/report`: the certificate of a period."""

from datetime import date

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from domain.errors import Stale
from domain.minutes.typed_spans import parse_typed_span
from domain.spans import Span
from handlers import show
from handlers.making import send_made
from handlers.taps import Taps
from services.context import Context
from services.papers import periods
from views import callbacks as cb
from views.papers import periods as views
from views.texts.papers import papers as texts
from views.texts.papers.periods import MADE

router = Router(name=__name__)
taps = Taps()


@router.message(Command("report"))
async def on_report(message: Message, command: CommandObject, bot: Bot, ctx: Context) -> None:
    """/report, or with a period: /report октябрь."""
    today = await periods.today_of(ctx)
    typed = (command.args or "").strip()
    if not typed:
        await show.answer(message, bot, views.choice_card(today))
        return
    await _send(bot, message.chat.id, ctx, parse_typed_span(typed, today))


@taps.on(cb.PeriodPaper)
async def on_period(query: CallbackQuery, data: cb.PeriodPaper, bot: Bot, ctx: Context) -> None:
    if not 0 < data.first <= data.last:
        raise Stale
    await _send(bot, query.from_user.id, ctx, Span(date.fromordinal(data.first), date.fromordinal(data.last)))


async def _send(bot: Bot, chat_id: int, ctx: Context, span: Span) -> None:
    found = await periods.period(ctx, span)
    await send_made(bot, chat_id, lambda: views.period_card(found), texts.preparing(MADE))
