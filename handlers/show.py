"""Showing a card: edit the message that was tapped, or send a new one. The only place that talks to a chat."""

import asyncio
from collections.abc import Callable, Sequence

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import BufferedInputFile, CallbackQuery, InputFile, InputMediaPhoto, MediaUnion, Message

from views.card import Attachment, Card
from views.format import split

#: Reads kept evidence by its hash.
Files = Callable[[str], bytes]
#: Photos of one album.
ALBUM = 10


async def send(bot: Bot, chat_id: int, card: Card, *, silent: bool = False, files: Files | None = None) -> int:
    """Send a card as new messages, or update the one it replaces; returns the id of the message with the buttons."""
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
    if not await _edit(bot, message.chat.id, message.message_id, card):
        await send(bot, message.chat.id, card)


async def album(bot: Bot, chat_id: int, photos: Sequence[Attachment], *, files: Files | None = None) -> None:
    """Photos side by side, ten at most, without sound; one alone as a photo."""
    loaded = [file for photo in photos[:ALBUM] if (file := await _load(photo, files)) is not None]
    if len(loaded) > 1:
        media: list[MediaUnion] = [InputMediaPhoto(media=file) for file in loaded]
        await bot.send_media_group(chat_id, media, disable_notification=True)
    elif loaded:
        await bot.send_photo(chat_id, loaded[0], disable_notification=True)


async def _load(attachment: Attachment, files: Files | None) -> InputFile | str | None:
    """A kept file by its bytes; one that is still being copied by the platform's own id."""
    data = attachment.data
    if data is None and attachment.sha256 and files is not None:
        data = await asyncio.to_thread(files, attachment.sha256)
    if data is None:
        return attachment.file_id or None
    return BufferedInputFile(data, attachment.name)


async def _send_file(bot: Bot, chat_id: int, attachment: Attachment, files: Files | None) -> None:
    file = await _load(attachment, files)
    if file is None:
        return
    if attachment.kind == "photo":
        await bot.send_photo(chat_id, file, caption=attachment.caption or None)
    elif attachment.kind == "voice":
        await bot.send_voice(chat_id, file)
    elif attachment.kind == "video":
        await bot.send_video(chat_id, file)
    else:
        await bot.send_document(chat_id, file)


async def put(query: CallbackQuery, bot: Bot, card: Card, *, apart: bool) -> None:
    """Turn the tapped message into `card`, or with `apart` leave it and send a new one."""
    if apart:
        await send(bot, query.from_user.id, card)
    else:
        await replace(query, bot, card)
