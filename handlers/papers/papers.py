"""«Бумаги» of a protocol."""

from aiogram import Bot
from aiogram.types import CallbackQuery

from handlers import show
from handlers.making import send_made
from handlers.taps import Taps
from services.context import Context
from services.papers import dossiers
from views import callbacks as cb
from views.papers import papers as views
from views.papers.papers import PaperKind
from views.texts.papers import papers as texts

taps = Taps()


@taps.on(cb.Papers)
async def on_papers(query: CallbackQuery, data: cb.Papers, bot: Bot, ctx: Context) -> None:
    await show.replace(query, bot, views.papers_card(await dossiers.dossier(ctx, data.minutes)))


@taps.on(cb.Paper)
async def on_paper(query: CallbackQuery, data: cb.Paper, bot: Bot, ctx: Context) -> None:
    """One paper, as a message of its own: the card stays for the next one."""
    kind = PaperKind(data.what) if data.what in set(PaperKind) else PaperKind.CERTIFICATE
    found = await dossiers.dossier(ctx, data.minutes)
    await send_made(bot, query.from_user.id, lambda: views.paper_card(found, kind), texts.preparing(texts.MADE[kind]))
