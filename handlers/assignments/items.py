"""A director's day: acknowledge, open an item, collect a report, hand it in."""

from aiogram import Bot, Router
from aiogram.types import CallbackQuery

from handlers import show
from handlers.assignments.screens import item_screen
from handlers.taps import Taps
from services.assignments import acknowledging, shares
from services.context import Context
from services.files import FileStore
from views import callbacks as cb
from views.assignments.shares import full_text_card, share_card
from views.card import Attachment, Card
from views.format import bold
from views.texts.assignments import items as texts
from views.texts.assignments import shares as shares_texts
from views.texts.minutes import minutes_name

router = Router(name=__name__)
taps = Taps()


@taps.on(cb.Acknowledge)
async def on_acknowledge(query: CallbackQuery, data: cb.Acknowledge, bot: Bot, ctx: Context) -> None:
    """«Ознакомлен(а)»: once pressed, the button leaves the message; the others stay."""
    done = await acknowledging.acknowledge(ctx, data.minutes, data.organisation)
    toast = texts.ACKNOWLEDGED_TOAST if done else texts.ACKNOWLEDGED_BEFORE
    await bot.answer_callback_query(query.id, text=toast)
    share = await shares.share(ctx, data.minutes, data.organisation)
    await show.replace(query, bot, share_card(share))


@taps.on(cb.OpenShare)
async def on_share(query: CallbackQuery, data: cb.OpenShare, bot: Bot, ctx: Context) -> None:
    share = await shares.share(ctx, data.minutes, data.organisation)
    await show.send(bot, query.from_user.id, share_card(share))


@taps.on(cb.FullText)
async def on_full_text(query: CallbackQuery, data: cb.FullText, bot: Bot, ctx: Context) -> None:
    share = await shares.share(ctx, data.minutes, data.organisation)
    await show.send(bot, query.from_user.id, full_text_card(share))


@taps.on(cb.Original)
async def on_original(query: CallbackQuery, data: cb.Original, bot: Bot, ctx: Context, files: FileStore) -> None:
    """«Протокол целиком»: the file as it came, or the pasted text."""
    found = await shares.original(ctx, data.minutes)
    name = found.file_name or shares_texts.original_name(found.minutes.number)
    text = None if found.sha256 else found.text.encode()
    attachment = Attachment(name, data=text, sha256=found.sha256 or "")
    await show.send(
        bot, query.from_user.id, Card(bold(minutes_name(found.minutes)), attachments=(attachment,)), files=files.get
    )


@taps.on(cb.OpenAssignment)
async def on_open(query: CallbackQuery, data: cb.OpenAssignment, bot: Bot, ctx: Context) -> None:
    """An item's card, as a message of its own: the list it came from stays."""
    await show.send(bot, query.from_user.id, await item_screen(ctx, data.id))
