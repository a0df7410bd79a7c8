"""What people do in the sandbox, what the bot hears of it and what they see."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.types import (
    BufferedInputFile,
    InaccessibleMessage,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    ReplyParameters,
    Update,
)

from sandbox.model import Event
from sandbox.people import NotPossibleError
from sandbox.session import SandboxSession
from sandbox.telegram import Telegram

JPEG = b"\xff\xd8\xff" + bytes(range(100))


class World:
    def __init__(self) -> None:
        self.present = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
        self.telegram = Telegram(lambda: self.present)
        self.bot = Bot(
            self.telegram.token,
            session=SandboxSession(self.telegram),
            default=DefaultBotProperties(parse_mode="HTML"),
        )
        self.director = self.telegram.person("Вера", "Лугова")

    def update(self) -> Update:
        """The only update that waits."""
        (update,) = self.telegram.take_updates()
        return update

    def message(self) -> Message:
        message = self.update().message
        assert message
        return message


@pytest.fixture
def world() -> World:
    return World()


def keyboard(**buttons: str) -> InlineKeyboardMarkup:
    row = [InlineKeyboardButton(text=text, callback_data=data) for text, data in buttons.items()]
    return InlineKeyboardMarkup(inline_keyboard=[row])


class TestSaying:
    async def test_a_deep_link_starts_the_bot(self, world: World) -> None:
        world.director.opens("https://t.me/kontrol_sandbox_bot?start=aB-9_")
        message = world.message()
        assert message.text == "/start aB-9_"
        assert message.from_user
        assert (message.chat.id, message.from_user.full_name) == (world.director.id, "Вера Лугова")
        assert message.entities
        assert message.entities[0].type == "bot_command"
        await world.bot.send_message(world.director.id, "Здравствуйте!")
        assert world.director.last.text == "Здравствуйте!"

    @pytest.mark.parametrize("link", ["https://t.me/other_bot?start=x", "t.me/kontrol_sandbox_bot?start=два"])
    def test_other_links_lead_elsewhere(self, world: World, link: str) -> None:
        with pytest.raises(NotPossibleError):
            world.director.opens(link)

    def test_a_long_text_arrives_in_pieces(self, world: World) -> None:
        text = "\n".join(f"{n}. Пункт решения" for n in range(500))
        world.director.sends(text)
        pieces = [update.message.text for update in world.telegram.take_updates() if update.message]
        assert len(pieces) > 1
        assert all(len(piece or "") <= 4096 for piece in pieces)
        assert "\n".join(piece or "" for piece in pieces) == text

    async def test_a_reply_and_a_forward_name_their_origin(self, world: World) -> None:
        world.director.starts()
        world.telegram.take_updates()
        card = await world.bot.send_message(world.director.id, "Пункт <b>1.1</b>", reply_markup=keyboard(x="y"))
        world.director.sends("готово", reply_to=world.director.last)
        reply = world.message().reply_to_message
        assert reply
        assert reply.message_id == card.message_id
        world.director.forwards(world.director.last)
        forwarded = world.message()
        assert forwarded.forward_origin
        assert forwarded.html_text == "Пункт <b>1.1</b>"
        assert forwarded.reply_markup is None

    def test_a_correction_is_an_edited_message(self, world: World) -> None:
        message = world.director.sends("приказ 45")
        world.telegram.take_updates()
        world.present += timedelta(minutes=1)
        world.director.edits(message, "приказ 46")
        edited = world.update().edited_message
        assert edited
        assert (edited.text, edited.edit_date) == ("приказ 46", int(world.present.timestamp()))

    def test_nothing_is_sent_to_a_blocked_bot(self, world: World) -> None:
        world.director.starts()
        world.director.blocks()
        with pytest.raises(NotPossibleError):
            world.director.sends("x")
        world.director.starts()
        statuses = [u.my_chat_member.new_chat_member.status for u in world.telegram.take_updates() if u.my_chat_member]
        assert statuses == ["kicked", "member"]


class TestFiles:
    async def test_a_photo_goes_up_and_comes_down(self, world: World) -> None:
        world.director.uploads_photo(JPEG, caption="приказ")
        message = world.message()
        assert message.photo
        assert message.caption == "приказ"
        small, large = [(await world.bot.download(size.file_id)) for size in message.photo]
        assert small
        assert large
        assert large.read() == JPEG
        assert small.read() != JPEG
        await world.bot.send_photo(world.director.id, message.photo[-1].file_id)
        assert [file.data for file in world.director.files] == [JPEG]

    async def test_a_document_keeps_its_name(self, world: World) -> None:
        world.director.uploads_document(b"PK", "Протокол № 8.docx")
        document = world.message().document
        assert document
        assert document.file_name == "Протокол № 8.docx"
        assert document.mime_type == "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        await world.bot.send_document(world.director.id, BufferedInputFile(b"xlsx", "Просрочено.xlsx"))
        assert [(file.name, file.data) for file in world.director.files] == [("Просрочено.xlsx", b"xlsx")]

    def test_voice_and_video(self, world: World) -> None:
        world.director.uploads_voice(b"OggS")
        assert world.message().voice
        world.director.uploads_video(b"mp4", "урок.mp4")
        assert world.message().video

    def test_an_album_is_several_updates_of_one_group(self, world: World) -> None:
        world.director.uploads_album([JPEG, JPEG + b"2"], caption="приказ")
        messages = [update.message for update in world.telegram.take_updates() if update.message]
        assert len({message.media_group_id for message in messages}) == 1
        assert [message.caption for message in messages] == ["приказ", None]


class TestTapping:
    async def card(self, world: World, **buttons: str) -> int:
        world.director.starts()
        sent = await world.bot.send_message(world.director.id, "Пункт 1.1", reply_markup=keyboard(**buttons))
        world.telegram.take_updates()
        return sent.message_id

    async def test_the_latest_message_with_the_label_is_tapped(self, world: World) -> None:
        await self.card(world, Исполнено="old")
        await self.card(world, Исполнено="new", Отмена="no")
        await self.card(world, Меню="menu")
        world.director.taps("Исполнено")
        query = world.update().callback_query
        assert query
        assert query.data == "new"
        assert isinstance(query.message, Message)

    async def test_a_screen_that_was_not_redrawn(self, world: World) -> None:
        number = await self.card(world, Исполнено="v1")
        await world.bot.edit_message_text("Пункт 1.1 принят", chat_id=world.director.id, message_id=number)
        with pytest.raises(NotPossibleError, match="sees no button 'Исполнено'"):
            world.director.taps("Исполнено")
        world.director.taps("Исполнено", on=world.director.last, version=0)
        query = world.update().callback_query
        assert query
        assert query.data == "v1"

    async def test_a_forged_tap(self, world: World) -> None:
        await self.card(world, Исполнено="v1")
        world.director.taps_data("accept:7", on=world.director.last)
        query = world.update().callback_query
        assert query
        assert query.data == "accept:7"

    @pytest.mark.parametrize("button", [{"disabled": {}}, {"url": "https://t.me/x"}, {"copy_text": {"text": "x"}}])
    async def test_buttons_that_send_nothing(self, world: World, button: dict[str, Any]) -> None:
        world.director.starts()
        row = [InlineKeyboardButton(text="Код", **button)]
        await world.bot.send_message(world.director.id, "x", reply_markup=InlineKeyboardMarkup(inline_keyboard=[row]))
        with pytest.raises(NotPossibleError, match="sends nothing"):
            world.director.taps("Код")

    async def test_a_blocked_bot_gets_no_taps(self, world: World) -> None:
        await self.card(world, Исполнено="v1")
        world.director.blocks()
        with pytest.raises(NotPossibleError, match="not in this chat"):
            world.director.taps("Исполнено")

    async def test_a_tap_on_an_old_message_carries_no_content(self, world: World) -> None:
        number = await self.card(world, Исполнено="v1")
        world.present += timedelta(days=3)
        world.director.taps("Исполнено")
        query = world.update().callback_query
        assert query
        assert isinstance(query.message, InaccessibleMessage)
        assert (query.message.chat.id, query.message.message_id) == (world.director.id, number)


class TestSeeing:
    async def test_versions_silence_and_unread_marks(self, world: World) -> None:
        world.director.starts()
        sent = await world.bot.send_message(world.director.id, "<b>a</b> &lt;", disable_notification=True)
        (message,) = world.director.reads()
        assert (message.html, message.silent) == ("<b>a</b> &lt;", True)
        assert world.director.reads() == []
        await world.bot.edit_message_text("b", chat_id=world.director.id, message_id=sent.message_id)
        assert [version.text for version in message.versions] == ["a <", "b"]
        await world.bot.delete_message(world.director.id, sent.message_id)
        assert [shown.text for shown in world.director.screen] == ["/start"]
        with pytest.raises(NotPossibleError):
            _ = world.director.last

    async def test_a_subscriber_hears_every_change_until_it_leaves(self, world: World) -> None:
        events: list[Event] = []
        leave = world.telegram.subscribe(events.append)
        world.director.starts()
        sent = await world.bot.send_message(world.director.id, "a", reply_markup=keyboard(x="y"))
        await world.bot.answer_callback_query(world.director.taps("x").id, "ага")
        await world.bot.edit_message_reply_markup(chat_id=world.director.id, message_id=sent.message_id)
        await world.bot.delete_message(world.director.id, sent.message_id)
        world.director.blocks()
        leave()
        world.director.unblocks()
        kinds = [event.kind for event in events]
        assert kinds == ["message", "message", "tap", "toast", "edited", "deleted", "membership"]
        assert {event.chat_id for event in events} == {world.director.id}


class TestGroups:
    def test_privacy_mode_hides_what_is_not_for_the_bot(self, world: World) -> None:
        group = world.telegram.group("Директора")
        world.director.sends("/help", chat=group)
        assert world.telegram.take_updates() == []
        world.director.adds_bot(group)
        assert world.update().my_chat_member
        world.director.sends("Коллеги, добрый день", chat=group)
        assert world.telegram.take_updates() == []
        world.director.sends("/help", chat=group)
        assert world.message().chat.type == "group"

    async def test_a_reply_to_the_bot_reaches_it(self, world: World) -> None:
        group = world.telegram.group("Директора")
        world.director.adds_bot(group)
        asked = world.director.sends("/help", chat=group)
        world.telegram.take_updates()
        sent = await world.bot.send_message(
            group.id, "Пишите мне лично", reply_parameters=ReplyParameters(message_id=asked.id)
        )
        world.director.sends("хорошо", chat=group, reply_to=group.messages[sent.message_id])
        assert world.message().text == "хорошо"


def test_ids_do_not_fit_into_32_bits_and_are_unique(world: World) -> None:
    assert world.director.id > 2**32
    with pytest.raises(ValueError, match="already"):
        world.telegram.person("Вторая", user_id=world.director.id)
