"""The two faces of the sandbox say the same: one script through the session and through HTTP."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import AiogramError, TelegramConflictError
from aiogram.methods import SendPoll
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    InputMediaPhoto,
    ReplyParameters,
)
from pydantic import BaseModel

from sandbox import faults
from sandbox.limits import UPLOAD
from sandbox.server import SandboxServer
from sandbox.session import SandboxSession
from sandbox.telegram import Telegram
from tests.patience import PATIENCE, until

JPEG = b"\xff\xd8\xff" + bytes(range(256)) * 400
FACES = ["session", "http"]


@asynccontextmanager
async def world(face: str) -> AsyncIterator[tuple[Telegram, Bot]]:
    telegram = Telegram(lambda: datetime(2026, 11, 2, 9, 0, tzinfo=UTC))
    defaults = DefaultBotProperties(parse_mode="HTML", link_preview_is_disabled=True)
    if face == "session":
        async with Bot(telegram.token, session=SandboxSession(telegram), default=defaults) as bot:
            yield telegram, bot
        return
    async with SandboxServer(telegram) as server:
        session = AiohttpSession(api=TelegramAPIServer.from_base(server.url), timeout=PATIENCE)
        async with Bot(telegram.token, session=session, default=defaults) as bot:
            yield telegram, bot


def keyboard(**buttons: str) -> InlineKeyboardMarkup:
    row = [InlineKeyboardButton(text=text, callback_data=data, style="success") for text, data in buttons.items()]
    return InlineKeyboardMarkup(inline_keyboard=[row, [InlineKeyboardButton(text="off", disabled={})]])  # type: ignore[arg-type]


def photo(name: str) -> BufferedInputFile:
    return BufferedInputFile(JPEG, name)


def documents(*names: str) -> list[Any]:
    return [
        InputMediaDocument(media=BufferedInputFile(b"%PDF", name), caption=f"<i>{n}</i>")
        for n, name in enumerate(names)
    ]


Step = Callable[[Bot, int], Awaitable[Any]]

# Before the script: 1 /start, 2 a photo from the person (files 1 and 2) and a tap. The card is message 3.
CARD = 3
DOCUMENT = "SANDBOX-DOCUMENT-000005"

ACCEPTED: list[Step] = [
    lambda bot, _: bot.get_me(),
    lambda bot, _: bot.get_webhook_info(),
    lambda bot, _: bot.get_updates(timeout=0),
    lambda bot, chat: bot.send_message(chat, "<b>Пункт</b> 1.1 &lt; 📄", reply_markup=keyboard(Исполнено="r:1:4")),
    lambda bot, chat: bot.send_message(
        chat, "тихо", disable_notification=True, protect_content=True, reply_parameters=ReplyParameters(message_id=2)
    ),
    lambda bot, chat: bot.edit_message_text("Пункт", chat_id=chat, message_id=CARD, reply_markup=keyboard(a="b")),
    lambda bot, chat: bot.edit_message_reply_markup(chat_id=chat, message_id=CARD),
    lambda bot, chat: bot.delete_message(chat, CARD + 1),
    lambda bot, chat: bot.send_photo(chat, photo("приказ 1.jpg"), caption="<b>приказ</b>"),
    lambda bot, chat: bot.send_document(chat, BufferedInputFile(b"PK\x03", "Протокол № 8.docx"), caption="файл"),
    lambda bot, chat: bot.send_voice(chat, BufferedInputFile(b"OggS", "v.oga")),
    lambda bot, chat: bot.send_video(chat, BufferedInputFile(b"mp4", "v.mp4")),
    lambda bot, chat: bot.send_media_group(chat, documents("а.pdf", "б.pdf")),
    lambda bot, chat: bot.send_media_group(
        chat, [InputMediaPhoto(media=photo("1.jpg")), InputMediaPhoto(media="SANDBOX-PHOTO-000002")]
    ),
    lambda bot, chat: bot.send_document(chat, DOCUMENT),
    lambda bot, _: bot.get_file(DOCUMENT),
    lambda bot, chat: bot.send_chat_action(chat, "upload_document"),
    lambda bot, _: bot.answer_callback_query("4000000000", "Готово", show_alert=True),
    lambda bot, _: bot.set_my_commands(
        [BotCommand(command="tasks", description="Мои пункты")], scope=BotCommandScopeAllPrivateChats()
    ),
    lambda bot, _: bot.get_my_commands(scope=BotCommandScopeAllPrivateChats()),
    lambda bot, _: bot.delete_my_commands(scope=BotCommandScopeAllPrivateChats()),
    lambda bot, _: bot.get_my_commands(),
    lambda bot, _: bot.set_webhook("https://example.org/hook", secret_token="x"),
    lambda bot, _: bot.delete_webhook(drop_pending_updates=True),
]

REFUSED: list[Step] = [
    lambda bot, chat: bot.edit_message_reply_markup(chat_id=chat, message_id=CARD),
    lambda bot, chat: bot.edit_message_text("x", chat_id=chat, message_id=1),
    lambda bot, chat: bot.delete_message(chat, CARD + 1),
    lambda bot, chat: bot.send_document(chat, "SANDBOX-PHOTO-000002"),
    lambda bot, _: bot.get_file("nothing"),
    lambda bot, _: bot.answer_callback_query("5"),
    lambda bot, chat: bot.send_message(chat, "<b>x"),
    lambda bot, chat: bot.send_message(chat, "я" * 4097),
    lambda bot, chat: bot.send_message(chat + 1, "x"),
    lambda bot, chat: bot(SendPoll(chat_id=chat, question="x", options=[])),
    lambda bot, chat: bot.send_document(chat, BufferedInputFile(bytes(UPLOAD + 1), "big.zip")),
    lambda bot, chat: bot.leave_chat(chat),
]


def told(result: Any) -> Any:
    if isinstance(result, BaseModel):
        return result.model_dump(mode="json", exclude_none=True)
    return [told(item) for item in result] if isinstance(result, list) else result


async def play(face: str) -> list[Any]:
    async with world(face) as (telegram, bot):
        person = telegram.person("Вера", "Лугова")
        person.starts("aB-9")
        person.taps_data("x:1", on=person.uploads_photo(JPEG, caption="приказ"))
        answers = [told(await step(bot, person.id)) for step in ACCEPTED]
        for step in REFUSED:
            with pytest.raises(AiogramError) as refusal:
                await step(bot, person.id)
            answers.append((type(refusal.value), str(refusal.value)))
        screen = [(message.html, message.labels, message.file and message.file.name) for message in person.screen]
        return [*answers, screen, person.toasts, [call.result for call in telegram.journal.calls()]]


async def test_both_faces_answer_alike() -> None:
    by_session, by_http = [await play(face) for face in FACES]
    for step, (here, there) in enumerate(zip(by_session, by_http, strict=True)):
        assert here == there, f"step {step}"


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize(
    "failure",
    [
        faults.SERVER_ERROR,
        faults.HTML_PAGE,
        faults.TIMEOUT,
        faults.TIMEOUT_AFTER_ACCEPTING,
        faults.RESET,
        faults.RESET_AFTER_ACCEPTING,
        faults.retry_after(3),
    ],
    ids=lambda failure: f"{failure.kind}{'-after' * failure.accepted}",
)
async def test_trouble_looks_the_same_from_both_sides(face: str, failure: faults.Failure) -> None:
    expected = {
        "server_error": "TelegramServerError",
        "html_page": "ClientDecodeError",
        "timeout": "TelegramNetworkError",
        "reset": "TelegramNetworkError",
        "retry_after": "TelegramRetryAfter",
    }
    async with world(face) as (telegram, bot):
        person = telegram.person("Вера")
        person.starts()
        telegram.faults.next(failure, method="sendMessage")
        with pytest.raises((AiogramError,)) as raised:
            await bot.send_message(person.id, "x", request_timeout=1 if failure.kind is faults.Kind.TIMEOUT else None)
        assert type(raised.value).__name__ == expected[failure.kind]
        await called(telegram, "sendMessage", 1)
        assert len(person.received) == failure.accepted
        await bot.send_message(person.id, "x")
        assert len(telegram.journal.doubles()) == failure.accepted


@pytest.mark.parametrize("face", FACES)
async def test_a_photo_up_and_down(face: str) -> None:
    async with world(face) as (telegram, bot):
        person = telegram.person("Вера")
        person.uploads_photo(JPEG, caption="приказ")
        (update,) = await bot.get_updates()
        assert update.message
        assert update.message.photo
        stream = await bot.download(update.message.photo[-1])
        assert stream
        assert stream.read() == JPEG
        await bot.send_photo(person.id, BufferedInputFile(JPEG, "копия.jpg"))
        assert person.files[0].data == JPEG


@pytest.mark.parametrize("face", FACES)
class TestPolling:
    async def test_updates_come_again_until_the_offset_confirms_them(self, face: str) -> None:
        async with world(face) as (telegram, bot):
            person = telegram.person("Вера")
            for text in "абв":
                person.sends(text)
            first, second, third = await bot.get_updates()
            assert [u.update_id for u in await bot.get_updates(limit=2)] == [first.update_id, second.update_id]
            (left,) = await bot.get_updates(offset=second.update_id + 1)
            assert left.update_id == third.update_id
            assert await bot.get_updates(offset=third.update_id + 1) == []
            assert telegram.take_updates() == []

    async def test_an_open_poll_returns_as_soon_as_something_happens(self, face: str) -> None:
        async with world(face) as (telegram, bot):
            person = telegram.person("Вера")
            async with asyncio.TaskGroup() as group:
                poll = group.create_task(bot.get_updates(timeout=30))
                await called(telegram, "getUpdates", 1)
                person.sends("готово")
            (update,) = poll.result()
            assert update.message
            assert update.message.text == "готово"

    async def test_the_older_of_two_pollers_is_terminated(self, face: str) -> None:
        async with world(face) as (telegram, bot):
            async with asyncio.TaskGroup() as group:
                older = group.create_task(outcome(bot.get_updates(timeout=30)))
                await called(telegram, "getUpdates", 1)
                newer = group.create_task(outcome(bot.get_updates(timeout=30)))
                await called(telegram, "getUpdates", 2)
                telegram.person("Вера").sends("x")
            assert isinstance(older.result(), TelegramConflictError)
            assert "terminated by other getUpdates request" in str(older.result())
            assert len(newer.result()) == 1

    async def test_a_negative_offset_keeps_the_latest(self, face: str) -> None:
        async with world(face) as (telegram, bot):
            for text in "абв":
                telegram.person("Вера").sends(text)
            (update,) = await bot.get_updates(offset=-1)
            assert update.message
            assert update.message.text == "в"

    async def test_a_webhook_ends_an_open_poll(self, face: str) -> None:
        async with world(face) as (telegram, bot):
            async with asyncio.TaskGroup() as group:
                poll = group.create_task(outcome(bot.get_updates(timeout=30)))
                await called(telegram, "getUpdates", 1)
                await bot.set_webhook("https://example.org/hook")
            assert "terminated by setWebhook request" in str(poll.result())

    async def test_an_empty_poll_ends_in_time(self, face: str) -> None:
        async with world(face) as (_, bot):
            assert await bot.get_updates(timeout=1) == []

    async def test_a_webhook_excludes_polling(self, face: str) -> None:
        async with world(face) as (telegram, bot):
            telegram.person("Вера").sends("x")
            await bot.set_webhook("https://example.org/hook")
            info = await bot.get_webhook_info()
            assert (info.url, info.pending_update_count) == ("https://example.org/hook", 1)
            with pytest.raises(TelegramConflictError, match="can't use getUpdates method while webhook is active"):
                await bot.get_updates()
            await bot.delete_webhook()
            assert len(await bot.get_updates()) == 1

    async def test_only_the_kinds_the_bot_wants_are_queued(self, face: str) -> None:
        async with world(face) as (telegram, bot):
            person = telegram.person("Вера")
            await bot.get_updates(allowed_updates=["callback_query"])
            person.taps_data("x", on=person.sends("не нужно"))
            await bot.get_updates()
            (update,) = await bot.get_updates()
            assert update.callback_query


async def outcome(call: Awaitable[Any]) -> Any:
    try:
        return await call
    except TelegramConflictError as error:
        return error


async def called(telegram: Telegram, method: str, times: int) -> None:
    """Waits until that many calls have reached Telegram."""
    await until(lambda: len(telegram.journal.calls(method)) >= times)
