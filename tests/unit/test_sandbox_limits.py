"""What Telegram refuses, and in which words."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.methods import BanChatMember, SendPoll
from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    InputMediaPhoto,
    ReplyKeyboardRemove,
    ReplyParameters,
)

from sandbox.limits import DOWNLOAD, PHOTO, UPLOAD
from sandbox.people import Person
from sandbox.session import SandboxSession
from sandbox.telegram import Telegram, check_token

MORNING = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
JPEG = b"\xff\xd8\xff" + bytes(100)


class World:
    """A bot and one director who started it, with a clock that the test moves."""

    def __init__(self, **options: Any) -> None:
        self.present = MORNING
        self.telegram = Telegram(lambda: self.present, **options)
        self.director = self.telegram.person("Вера", "Лугова")
        self.director.starts()
        self.bot = self.bot_with(self.telegram.token)

    def bot_with(self, token: str) -> Bot:
        return Bot(token, session=SandboxSession(self.telegram), default=DefaultBotProperties(parse_mode="HTML"))


@pytest.fixture
def world() -> World:
    return World()


def keyboard(*rows: list[InlineKeyboardButton]) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(inline_keyboard=list(rows))


def button(text: str = "Исполнено", **action: Any) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=text, **(action or {"callback_data": "x"}))


def with_buttons(*rows: list[InlineKeyboardButton]) -> Callable[[Bot, int], Awaitable[Any]]:
    return lambda bot, chat: bot.send_message(chat, "x", reply_markup=keyboard(*rows))


def document(data: bytes) -> BufferedInputFile:
    return BufferedInputFile(data, "приказ.pdf")


def album(size: int) -> list[Any]:
    return [InputMediaPhoto(media=BufferedInputFile(JPEG, f"{n}.jpg")) for n in range(size)]


REFUSED: list[tuple[str, Callable[[Bot, int], Awaitable[Any]]]] = [
    ("chat not found", lambda bot, chat: bot.send_message(chat + 1, "x")),
    ("chat not found", lambda bot, chat: bot.send_chat_action(chat + 1, "typing")),
    ("message text is empty", lambda bot, chat: bot.send_message(chat, "")),
    ("text must be non-empty", lambda bot, chat: bot.send_message(chat, " \n ")),
    ("text must be non-empty", lambda bot, chat: bot.send_message(chat, "<b></b>")),
    ("message is too long", lambda bot, chat: bot.send_message(chat, "я" * 4097)),
    ("text is too long", lambda bot, chat: bot.send_message(chat, "я" * 16385)),
    ("unsupported parse_mode", lambda bot, chat: bot.send_message(chat, "x", parse_mode="XML")),
    ("message caption is too long", lambda bot, chat: bot.send_photo(chat, document(JPEG), caption="я" * 1025)),
    ("file must be non-empty", lambda bot, chat: bot.send_document(chat, document(b""))),
    ("IMAGE_PROCESS_FAILED", lambda bot, chat: bot.send_photo(chat, document(b"%PDF"))),
    (
        f"file of size {PHOTO + 1} bytes is too big for a photo; the maximum size is {PHOTO} bytes",
        lambda bot, chat: bot.send_photo(chat, document(JPEG.ljust(PHOTO + 1))),
    ),
    ("wrong file identifier/HTTP URL specified", lambda bot, chat: bot.send_document(chat, "no-such-file")),
    ("invalid file_id", lambda bot, _: bot.get_file("no-such-file")),
    ("wrong number of messages in an album; must be 2-10", lambda bot, chat: bot.send_media_group(chat, album(1))),
    ("wrong number of messages in an album; must be 2-10", lambda bot, chat: bot.send_media_group(chat, album(11))),
    (
        "documents can't be mixed with other media types",
        lambda bot, chat: bot.send_media_group(chat, [*album(1), InputMediaDocument(media=document(b"x"))]),
    ),
    ("BUTTON_DATA_INVALID", with_buttons([button(callback_data="ж" * 33)])),
    ("BUTTON_STYLE_INVALID", with_buttons([button(callback_data="x", style="purple")])),
    ("BUTTON_COPY_TEXT_INVALID", with_buttons([button(copy_text={"text": "x" * 257})])),
    ("inline keyboard button text must be non-empty", with_buttons([button(" ")])),
    (
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        with_buttons([button(callback_data="")]),
    ),
    ("inline keyboard button URL 'kontrol' is invalid: Wrong HTTP URL", with_buttons([button(url="kontrol")])),
    ("reply markup is too long", with_buttons([button()] * 9)),
    ("reply markup is too long", with_buttons(*[[button()] * 8] * 13)),
    (
        "the sandbox does not model buttons with switch_inline_query",
        with_buttons([button(switch_inline_query="x")]),
    ),
    (
        "the sandbox does not model reply keyboards, only inline ones",
        lambda bot, chat: bot.send_message(chat, "x", reply_markup=ReplyKeyboardRemove(remove_keyboard=True)),
    ),
    (
        "the sandbox does not model sendMessage with message_effect_id",
        lambda bot, chat: bot.send_message(chat, "x", message_effect_id="5046509860389126442"),
    ),
    (
        "message to be replied not found",
        lambda bot, chat: bot.send_message(chat, "x", reply_parameters=ReplyParameters(message_id=99)),
    ),
    ("message to edit not found", lambda bot, chat: bot.edit_message_text("x", chat_id=chat, message_id=99)),
    ("message can't be edited", lambda bot, chat: bot.edit_message_text("x", chat_id=chat, message_id=1)),
    ("message to delete not found", lambda bot, chat: bot.delete_message(chat, 99)),
    (
        "query is too old and response timeout expired or query ID is invalid",
        lambda bot, _: bot.answer_callback_query("99"),
    ),
    ("chat member status can't be changed in private chats", lambda bot, chat: bot.leave_chat(chat)),
    (
        "BOT_COMMAND_INVALID",
        lambda bot, _: bot.set_my_commands([BotCommand(command="Долги", description="Просроченные пункты")]),
    ),
]


@pytest.mark.parametrize(("reason", "call"), REFUSED, ids=[reason for reason, _ in REFUSED])
async def test_bad_requests(world: World, reason: str, call: Callable[[Bot, int], Awaitable[Any]]) -> None:
    with pytest.raises(TelegramBadRequest) as refusal:
        await call(world.bot, world.director.id)
    assert refusal.value.message == f"Bad Request: {reason}"
    assert world.director.received == []


async def test_the_last_allowed_step_before_each_limit(world: World) -> None:
    chat = world.director.id
    await world.bot.send_message(chat, "<b>" + "я" * 4096 + "</b>")
    await world.bot.send_document(chat, document(b"x"), caption="я" * 1024)
    await world.bot.send_message(chat, "x", reply_markup=keyboard([button(callback_data="ж" * 32)]))
    await world.bot.send_message(chat, "x", reply_markup=keyboard(*[[button()] * 8] * 12))
    await world.bot.send_media_group(chat, album(10))
    assert len(world.director.received) == 14


class TestEditing:
    async def test_without_a_keyboard_the_old_one_goes(self, world: World) -> None:
        sent = await world.bot.send_message(world.director.id, "a", reply_markup=keyboard([button()]))
        await world.bot.edit_message_text("b", chat_id=world.director.id, message_id=sent.message_id)
        assert (world.director.last.text, world.director.last.labels) == ("b", [])
        assert world.director.last.edits == 1

    async def test_the_same_again_is_not_modified(self, world: World) -> None:
        sent = await world.bot.send_message(world.director.id, "<b>a</b>", reply_markup=keyboard([button()]))
        same: Any = {"chat_id": world.director.id, "message_id": sent.message_id, "reply_markup": keyboard([button()])}
        with pytest.raises(TelegramBadRequest, match="message is not modified: specified new message content"):
            await world.bot.edit_message_text(" <b>a</b> ", **same)
        with pytest.raises(TelegramBadRequest, match="message is not modified"):
            await world.bot.edit_message_reply_markup(**same)
        await world.bot.edit_message_text("a", **same)

    async def test_a_long_edit_is_refused_in_capitals(self, world: World) -> None:
        sent = await world.bot.send_message(world.director.id, "a")
        with pytest.raises(TelegramBadRequest, match="Bad Request: MESSAGE_TOO_LONG"):
            await world.bot.edit_message_text("я" * 4097, chat_id=world.director.id, message_id=sent.message_id)

    async def test_a_caption_is_not_a_text(self, world: World) -> None:
        sent = await world.bot.send_document(world.director.id, document(b"x"), caption="a")
        with pytest.raises(TelegramBadRequest, match="there is no text in the message to edit"):
            await world.bot.edit_message_text("b", chat_id=world.director.id, message_id=sent.message_id)

    async def test_months_later_a_message_can_be_edited_but_not_deleted(self, world: World) -> None:
        sent = await world.bot.send_message(world.director.id, "a")
        world.present += timedelta(days=90)
        await world.bot.edit_message_text("b", chat_id=world.director.id, message_id=sent.message_id)
        with pytest.raises(TelegramBadRequest, match="message can't be deleted for everyone"):
            await world.bot.delete_message(world.director.id, sent.message_id)


class TestTaps:
    async def tapped(self, world: World) -> str:
        await world.bot.send_message(world.director.id, "a", reply_markup=keyboard([button()]))
        return world.director.taps("Исполнено").id

    async def test_a_late_answer_is_refused(self, world: World) -> None:
        tap_id = await self.tapped(world)
        world.present += timedelta(minutes=2)
        with pytest.raises(TelegramBadRequest, match="query is too old"):
            await world.bot.answer_callback_query(tap_id)
        assert [tap.id for tap in world.telegram.unanswered_taps()] == [tap_id]

    async def test_a_toast_has_200_characters(self, world: World) -> None:
        tap_id = await self.tapped(world)
        with pytest.raises(TelegramBadRequest, match="MESSAGE_TOO_LONG"):
            await world.bot.answer_callback_query(tap_id, "я" * 201)
        await world.bot.answer_callback_query(tap_id, "я" * 200, show_alert=True)
        assert world.director.toasts == ["я" * 200]
        assert world.director.taps_made[0].is_alert
        assert world.telegram.unanswered_taps() == []

    async def test_only_the_first_answer_shows(self, world: World) -> None:
        tap_id = await self.tapped(world)
        await world.bot.answer_callback_query(tap_id, "Готово")
        await world.bot.answer_callback_query(tap_id)
        assert world.director.toasts == ["Готово"]


class TestFiles:
    async def test_a_file_over_50_mb_does_not_go_up(self, world: World) -> None:
        with pytest.raises(TelegramEntityTooLarge):
            await world.bot.send_document(world.director.id, document(bytes(UPLOAD + 1)))

    async def test_a_file_over_20_mb_does_not_come_down(self, world: World) -> None:
        message = world.director.uploads_document(b"%PDF", "план.pdf", size=DOWNLOAD + 1)
        assert message.file
        with pytest.raises(TelegramBadRequest, match="Bad Request: file is too big"):
            await world.bot.get_file(message.file.file_id)

    async def test_a_photo_cannot_be_sent_again_as_a_document(self, world: World) -> None:
        message = world.director.uploads_photo(JPEG)
        assert message.file
        await world.bot.send_photo(world.director.id, message.file.file_id)
        with pytest.raises(TelegramBadRequest, match="can't use file of type Photo as Document"):
            await world.bot.send_document(world.director.id, message.file.file_id)


class TestWhoMayBeWrittenTo:
    async def test_a_person_who_never_started_the_bot(self, world: World) -> None:
        stranger = world.telegram.person("Олег")
        with pytest.raises(TelegramBadRequest, match="Bad Request: chat not found"):
            await world.bot.send_message(stranger.id, "x")

    async def test_a_person_who_blocked_the_bot_and_came_back(self, world: World) -> None:
        world.director.blocks()
        with pytest.raises(TelegramForbiddenError, match="Forbidden: bot was blocked by the user"):
            await world.bot.send_message(world.director.id, "x")
        world.director.unblocks()
        await world.bot.send_message(world.director.id, "x")

    async def test_a_group_that_threw_the_bot_out_or_was_left(self, world: World) -> None:
        group = world.telegram.group("Директора")
        world.director.adds_bot(group)
        await world.bot.send_message(group.id, "x")
        world.director.removes_bot(group)
        with pytest.raises(TelegramForbiddenError, match="bot was kicked from the group chat"):
            await world.bot.send_message(group.id, "x")
        world.director.adds_bot(group)
        asked = world.director.sends("/help", chat=group)
        with pytest.raises(TelegramBadRequest, match="message can't be deleted"):
            await world.bot.delete_message(group.id, asked.id)
        await world.bot.leave_chat(group.id)
        with pytest.raises(TelegramForbiddenError, match="bot is not a member of the group chat"):
            await world.bot.send_message(group.id, "x")


@pytest.mark.parametrize("method", [SendPoll, BanChatMember])
async def test_other_methods_do_not_exist(world: World, method: Any) -> None:
    with pytest.raises(TelegramNotFound, match="Not Found: method not found"):
        await world.bot(method.model_construct(chat_id=world.director.id))


class TestTokens:
    async def test_another_token_is_unauthorized(self, world: World) -> None:
        with pytest.raises(TelegramUnauthorizedError):
            await world.bot_with("43:SANDBOX").get_me()

    @pytest.mark.parametrize("token", ["7123456789:AAHk3l-" + "x" * 28, "42:AAHk3l", "SANDBOX", "1234567:SANDBOX"])
    def test_the_sandbox_does_not_start_with_a_token_that_could_be_real(self, token: str) -> None:
        with pytest.raises(ValueError, match="42:SANDBOX-TOKEN"):
            check_token(token)


class TestPace:
    @pytest.fixture
    def world(self) -> World:
        return World(enforce_pace=True)

    async def sends(self, world: World, to: Person, times: int) -> int:
        """How many of the messages went through before the first 429."""
        for number in range(times):
            try:
                await world.bot.send_message(to.id, "x")
            except TelegramRetryAfter:
                return number
        return times

    async def test_one_chat_takes_a_small_burst_then_one_a_second(self, world: World) -> None:
        assert await self.sends(world, world.director, 9) == 5
        with pytest.raises(TelegramRetryAfter) as refusal:
            await world.bot.send_message(world.director.id, "x")
        assert refusal.value.retry_after == 1
        for _ in range(3):
            world.present += timedelta(seconds=1)
            assert await self.sends(world, world.director, 9) == 1
        world.present += timedelta(seconds=5)
        assert await self.sends(world, world.director, 9) == 5

    async def test_twenty_a_minute_in_a_group(self, world: World) -> None:
        group = world.telegram.group("Директора")
        world.director.adds_bot(group)
        for _ in range(20):
            await world.bot.send_message(group.id, "x")
            world.present += timedelta(seconds=1)
        with pytest.raises(TelegramRetryAfter) as refusal:
            await world.bot.send_message(group.id, "x")
        assert refusal.value.retry_after == 40

    async def test_thirty_a_second_over_all_chats(self, world: World) -> None:
        people = [world.telegram.person(f"Директор {n}") for n in range(31)]
        for person in people:
            person.starts()
        assert [await self.sends(world, person, 1) for person in people] == [1] * 30 + [0]
        world.present += timedelta(seconds=1)
        assert await self.sends(world, people[30], 1) == 1

    async def test_answers_to_taps_are_free(self, world: World) -> None:
        await world.bot.send_message(world.director.id, "a", reply_markup=keyboard([button()]))
        for _ in range(40):
            await world.bot.answer_callback_query(world.director.taps("Исполнено").id)
