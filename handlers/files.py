"""Fetching what a person has sent."""

from io import BytesIO

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import Document, PhotoSize
from aiohttp import ClientResponseError

from domain.errors import NotFound, UnreadableDocument
from services.delivery.turns import aside

#: A large file on a slow line; the chat goes on meanwhile.
DOWNLOAD_SECONDS = 300


async def download(bot: Bot, document: Document | PhotoSize) -> bytes:
    """The bytes of a file. Raises UnreadableDocument("too_large"), NotFound("file_gone"): the platform has none."""
    buffer = BytesIO()
    try:
        async with aside(chat=True):
            await bot.download(document, buffer, timeout=DOWNLOAD_SECONDS)
    except TelegramBadRequest as error:
        if "too big" in error.message:
            raise UnreadableDocument("too_large") from None
        raise NotFound("file_gone") from None
    except ClientResponseError as error:
        if error.status not in (400, 404, 410):
            raise
        raise NotFound("file_gone") from None
    return buffer.getvalue()
