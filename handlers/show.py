"""Showing a card: edit the message that was tapped, or send a new one. The only place that talks to a chat."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import SendDocument, SendMediaGroup, SendPhoto, SendVideo, SendVoice, TelegramMethod
from aiogram.types import BufferedInputFile, CallbackQuery, InputFile, InputMediaPhoto, MediaUnion, Message

from domain.errors import NotFound
from services.delivery.turns import aside
from views.card import Attachment, Card
from views.format import safe, split
from views.texts.errors import sentence

#: Reads kept evidence by its hash.
Files = Callable[[str], bytes]
#: Photos of one album.
ALBUM = 10
#: A large file on a slow line; the chat goes on meanwhile.
UPLOAD_SECONDS = 300
#: Cards shown by the update at hand, the last one at the end.
_shown: ContextVar[list[Card] | None] = ContextVar("shown", default=None)
_unsaid: ContextVar[bool] = ContextVar("unsaid", default=False)


@contextmanager
def watched() -> Iterator[list[Card]]:
    """The cards that are shown inside."""
    cards: list[Card] = []
    token = _shown.set(cards)
    try:
        yield cards
    finally:
        _shown.reset(token)


@contextmanager
def unsaid() -> Iterator[None]:
    """Nothing is sent inside: what would be asked stands on the screen already."""
    token = _unsaid.set(True)
    try:
        yield
    finally:
        _unsaid.reset(token)


def _note(card: Card) -> None:
    cards = _shown.get()
    if cards is not None:
        cards.append(card)


async def send(bot: Bot, chat_id: int, card: Card, *, silent: bool = False, files: Files | None = None) -> int:
    """Send a card as new messages, or update the one it replaces; returns the id of the message with the buttons."""
    if _unsaid.get():
        return 0
    _note(card)
    if card.replaces is not None and await _edit(bot, chat_id, card.replaces, card):
        return card.replaces
    *first, last = split(card.text) or ("…",)
    for part in first:
        await bot.send_message(chat_id, part, disable_notification=silent)
    sent = await bot.send_message(chat_id, last, reply_markup=card.keyboard, disable_notification=silent)
    for attachment in card.attachments:
        await _send_file(bot, chat_id, attachment, files)
    return sent.message_id


async def _edit(bot: Bot, chat_id: int, message_id: int, card: Card) -> bool:
    """Whether the message shows the card now; one that already did is as good."""
    try:
        await bot.edit_message_text(card.text, chat_id=chat_id, message_id=message_id, reply_markup=card.keyboard)
    except TelegramBadRequest as error:
        return "message is not modified" in error.message
    return True


async def answer(message: Message, bot: Bot, card: Card, *, files: Files | None = None) -> int:
    """Answer a person's message with a card."""
    return await send(bot, message.chat.id, card, files=files)


async def replace(query: CallbackQuery, bot: Bot, card: Card, *, files: Files | None = None) -> None:
    """Turn the tapped message into `card`; where it cannot be edited, send it anew."""
    message = query.message
    parts = split(card.text)
    if message is None:
        await send(bot, query.from_user.id, card, files=files)
        return
    if len(parts) != 1 or card.attachments:
        await send(bot, message.chat.id, card, files=files)
        return
    if await _edit(bot, message.chat.id, message.message_id, card):
        _note(card)
    else:
        await send(bot, message.chat.id, card)


async def album(bot: Bot, chat_id: int, photos: Sequence[Attachment], *, files: Files | None = None) -> None:
    """Photos side by side, ten at most, without sound; one alone as a photo."""
    for known in (True, False):
        loaded = [file for photo in photos[:ALBUM] if (file := await _load(photo, files, known=known)) is not None]
        try:
            async with aside(chat=True):
                await _put_album(bot, chat_id, loaded)
        except TelegramBadRequest as error:
            if not known or not _is_about_file(error):
                raise
        else:
            return


async def _put_album(bot: Bot, chat_id: int, loaded: Sequence[InputFile | str]) -> None:
    if len(loaded) > 1:
        media: list[MediaUnion] = [InputMediaPhoto(media=file) for file in loaded]
        method = SendMediaGroup(chat_id=chat_id, media=media, disable_notification=True)
        await bot(method, request_timeout=UPLOAD_SECONDS)
    elif loaded:
        await bot(
            SendPhoto(chat_id=chat_id, photo=loaded[0], disable_notification=True), request_timeout=UPLOAD_SECONDS
        )


async def _load(attachment: Attachment, files: Files | None, *, known: bool) -> InputFile | str | None:
    """With `known`, by the platform's own id where there is one: nothing has to travel; else by its bytes."""
    if known and attachment.file_id:
        return attachment.file_id
    data = attachment.data
    if data is None and attachment.sha256 and files is not None:
        data = await asyncio.to_thread(files, attachment.sha256)
    return None if data is None else BufferedInputFile(data, attachment.name)


def _is_about_file(error: TelegramBadRequest) -> bool:
    """Whether the platform does not know the id: it is another bot's, or the file is gone."""
    return any(part in error.message.lower() for part in ("file identifier", "file_id", "file_reference", "file is"))


async def _send_file(bot: Bot, chat_id: int, attachment: Attachment, files: Files | None) -> None:
    for known in (True, False):
        file = await _load(attachment, files, known=known)
        if file is None:
            continue
        try:
            async with aside(chat=True):
                await _put(bot, chat_id, attachment, file)
        except TelegramBadRequest as error:
            if not _is_about_file(error):
                raise
        else:
            return
    if attachment.file_id:
        await bot.send_message(chat_id, f"{safe(attachment.name)}: {sentence(NotFound('file_not_found'))}")


async def _put(bot: Bot, chat_id: int, attachment: Attachment, file: InputFile | str) -> None:
    method: TelegramMethod[Message]
    if attachment.kind == "photo":
        method = SendPhoto(chat_id=chat_id, photo=file, caption=attachment.caption or None)
    elif attachment.kind == "voice":
        method = SendVoice(chat_id=chat_id, voice=file)
    elif attachment.kind == "video":
        method = SendVideo(chat_id=chat_id, video=file)
    else:
        method = SendDocument(chat_id=chat_id, document=file)
    await bot(method, request_timeout=UPLOAD_SECONDS)


async def put(query: CallbackQuery, bot: Bot, card: Card, *, apart: bool) -> None:
    """Turn the tapped message into `card`, or with `apart` leave it and send a new one."""
    if apart:
        await send(bot, query.from_user.id, card)
    else:
        await replace(query, bot, card)
