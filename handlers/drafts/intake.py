"""Minutes come in: a file, or pasted or forwarded text."""

from aiogram import Bot, F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from domain.errors import UnreadableDocument, WrongState
from domain.minutes.model import ReadMinutes
from handlers import show
from handlers.files import download
from handlers.states import Drafting
from handlers.taps import Taps
from services.context import Context
from services.drafts import drafts, intake
from services.drafts.reading import Reader
from services.files import FileStore
from services.overview import protocols
from views import callbacks as cb
from views.card import Card, button
from views.drafts.drafts import draft_card, no_decisions_card
from views.overview.protocols import protocol_card
from views.texts.drafts import drafts as texts

router = Router(name=__name__)
taps = Taps()

LARGEST_FILE = 20 * 1024 * 1024
#: A message this long may have been cut by the client: its rest comes as another message.
MAYBE_CUT = 3500
#: A shorter text from an official is no protocol.
SHORTEST = 150


def controls(_: Message, ctx: Context) -> bool:
    """Only officials send minutes; others' files are evidence."""
    return ctx.actor.controls


@router.message(F.document, controls)
async def on_document(message: Message, bot: Bot, ctx: Context, reader: Reader, files: FileStore) -> None:
    """A file of an official that is no table of organisations."""
    document = message.document
    assert document is not None  # noqa: S101 - the filter has seen it
    if (document.file_size or 0) > LARGEST_FILE:
        raise UnreadableDocument("too_large")
    await bot.send_chat_action(message.chat.id, "typing")
    data = await download(bot, document)
    reading = await reader.read(data, document.file_name or "")
    await take_file(message, bot, ctx, files.put(data), reading)


@router.message(F.photo, controls)
async def on_photo(message: Message, bot: Bot, ctx: Context, reader: Reader, files: FileStore) -> None:
    """A picture of a page: read where text can be recognised."""
    assert message.photo  # noqa: S101 - the filter has seen it
    await bot.send_chat_action(message.chat.id, "typing")
    data = await download(bot, message.photo[-1])
    reading = await reader.read(data)
    await take_file(message, bot, ctx, files.put(data), reading)


@router.message(F.text.len() >= SHORTEST, controls, StateFilter(None, Drafting.pasting))
async def on_text(message: Message, bot: Bot, ctx: Context, reader: Reader, state: FSMContext) -> None:
    """Pasted or forwarded text; a long one comes in several messages and ends with a shorter one."""
    parts = [*(await state.get_data()).get("parts", []), message.text]
    if len(message.text or "") >= MAYBE_CUT:
        await state.set_state(Drafting.pasting)
        await state.set_data({"parts": parts})
        whole = (button(texts.PASTED_WHOLE, cb.PastedWhole()),)
        await show.answer(message, bot, Card(texts.pasted_parts(len(parts)), (whole,)))
        return
    await _read_text(message, bot, ctx, reader, state, "\n".join(parts))


@router.message(F.text, ~F.text.startswith("/"), controls, Drafting.pasting)
async def on_last_part(message: Message, bot: Bot, ctx: Context, reader: Reader, state: FSMContext) -> None:
    """The short end of a long text."""
    parts = [*(await state.get_data()).get("parts", []), message.text]
    await _read_text(message, bot, ctx, reader, state, "\n".join(parts))


@taps.on(cb.PastedWhole, keeps_dialogue=True)
async def on_whole(query: CallbackQuery, bot: Bot, ctx: Context, reader: Reader, state: FSMContext) -> None:
    """«Это весь текст»."""
    parts = (await state.get_data()).get("parts", [])
    if not isinstance(query.message, Message) or not parts:
        raise WrongState("nothing_pasted")
    await _read_text(query.message, bot, ctx, reader, state, "\n".join(parts))


async def _read_text(message: Message, bot: Bot, ctx: Context, reader: Reader, state: FSMContext, text: str) -> None:
    reading = await reader.read_text(text)
    if not intake.is_worth_taking(reading):
        await state.clear()
        await show.answer(message, bot, no_decisions_card(reading))
        return
    taken = await intake.take(ctx, reading)
    await state.clear()
    await _show_taken(message, bot, ctx, taken)


async def take_file(message: Message, bot: Bot, ctx: Context, kept: str, reading: ReadMinutes) -> None:
    """The draft of a file that is `kept`, or a word that nothing is decided in it."""
    if not intake.is_worth_taking(reading):
        await show.answer(message, bot, no_decisions_card(reading))
        return
    name = (message.document.file_name or "") if message.document else ""
    await _show_taken(message, bot, ctx, await intake.take(ctx, reading, file_name=name, file_sha256=kept))


async def _show_taken(message: Message, bot: Bot, ctx: Context, taken: intake.Taken) -> None:
    """The draft card; for minutes met again, what became of them."""
    if taken.state == "sent":
        await show.answer(message, bot, Card(texts.EXISTING_SENT))
        await show.answer(message, bot, protocol_card(await protocols.protocol(ctx, taken.minutes_id)))
        return
    if not taken.is_new:
        await show.answer(message, bot, Card(texts.EXISTING_DRAFT))
    await show.answer(message, bot, draft_card(await drafts.show(ctx, taken.minutes_id)))
