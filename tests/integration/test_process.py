"""What every update passes, whoever handles it."""

import pytest
from aiogram import Bot
from aiogram.filters import Command
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from sqlalchemy import select

from db.models import Account, Membership
from domain.errors import NotAllowed, NotFound
from domain.people import Role
from sandbox.faults import HTML_PAGE, SERVER_ERROR, TIMEOUT, Failure
from sandbox.model import Standing
from services.context import Context
from tests.story import Story

KEYBOARD = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Нажать", callback_data="x")]])


def answers(story: Story, *, error: Exception | None = None) -> list[int]:
    """Teach the bot /card: a card with a button; its tap raises `error`. Returns the list of handled taps."""
    taps: list[int] = []

    async def show(message: Message, bot: Bot) -> None:
        await bot.send_message(message.chat.id, "Карточка", reply_markup=KEYBOARD)

    async def on_tap(_query: CallbackQuery, ctx: Context) -> None:
        taps.append(ctx.actor.user_id)
        if error is not None:
            raise error

    story.app.dispatcher.message.register(show, Command("card"))
    story.app.dispatcher.callback_query.register(on_tap)
    return taps


async def test_an_admin_of_the_settings_can_work_at_once(story: Story) -> None:
    irina = story.person("Ирина Петровна", admin=True)
    await irina.sends("как дела")
    irina.does_not_see("приглашение")
    async with story.db.read() as session:
        assert set(await session.scalars(select(Membership.role))) == {Role.ADMIN, Role.OFFICIAL}


async def test_a_stranger_is_told_how_to_get_in(story: Story) -> None:
    stranger = story.person("Пётр")
    await stranger.sends("здравствуйте")
    stranger.sees("откройте ссылку-приглашение")


async def test_a_tap_is_answered_even_when_its_handler_fails(story: Story) -> None:
    story.expect_error("update")
    taps = answers(story, error=KeyError("x"))
    anna = story.person("Анна")
    await anna.sends("/card")
    await anna.taps("Нажать")
    assert len(taps) == 3
    anna.sees("ошибка у нас")
    assert story.telegram.unanswered_taps() == []


@pytest.mark.parametrize("error", [NotAllowed(), NotFound()], ids=["short", "longer"])
async def test_a_refusal_becomes_its_sentence(story: Story, error: Exception) -> None:
    taps = answers(story, error=error)
    anna = story.person("Анна")
    await anna.sends("/card")
    await anna.taps("Нажать")
    assert len(taps) == 1
    anna.sees("недоступно" if isinstance(error, NotAllowed) else "больше нет")


async def test_a_button_nobody_knows_says_so(story: Story) -> None:
    anna = story.person("Анна")
    await anna.sends("привет")
    anna.person.taps_data("made:up", on=anna.screen)
    await story.settle()
    anna.sees("больше не работает")


async def test_a_hail_of_taps_is_answered_and_slowed_down(story: Story) -> None:
    taps = answers(story)
    anna = story.person("Анна")
    await anna.sends("/card")
    for _ in range(20):
        anna.person.taps("Нажать")
    await story.settle()
    assert len(taps) == 12
    anna.sees("Слишком быстро")
    await story.advance(minutes=1)
    await anna.taps("Нажать")
    assert len(taps) == 13


async def test_messages_are_never_dropped_however_many_come(story: Story) -> None:
    anna = story.person("Анна")
    for number in range(40):
        anna.person.sends(f"сообщение {number}")
    await story.settle()
    assert len(anna.received) == 40


async def test_the_bot_says_one_sentence_in_a_group_and_leaves(story: Story) -> None:
    anna, group = story.person("Анна"), story.telegram.group("Директора")
    anna.person.adds_bot(group)
    await story.settle()
    said = [message.text for message in group.visible if message.sender == story.telegram.bot]
    assert len(said) == 1
    assert "личной переписке" in said[0]
    assert group.standing is Standing.LEFT


async def test_a_group_that_is_already_gone_troubles_nobody(story: Story) -> None:
    anna, group = story.person("Анна"), story.telegram.group("Директора")
    anna.person.adds_bot(group)
    anna.person.removes_bot(group)
    await story.settle()
    assert group.standing is Standing.KICKED


async def test_a_stopped_bot_is_noticed_and_so_is_the_return(story: Story) -> None:
    irina = story.person("Ирина Петровна", admin=True)
    await irina.sends("здравствуйте")

    async def reason() -> str:
        async with story.db.read() as session:
            account = (await session.scalars(select(Account))).one()
            return account.unreachable_reason if account.unreachable_at else ""

    await irina.blocks()
    assert await reason() == "blocked"
    await irina.unblocks()
    assert await reason() == ""
    irina.person.blocks()
    irina.person.starts()
    await story.settle()
    assert await reason() == ""


@pytest.mark.parametrize("fault", [TIMEOUT, SERVER_ERROR, HTML_PAGE], ids=lambda each: each.kind)
async def test_an_answer_that_did_not_get_through_is_given_again(story: Story, fault: Failure) -> None:
    story.expect_error("update")
    anna = story.person("Анна")
    story.telegram.faults.next(fault, 2, method="sendMessage")
    await anna.sends("привет")
    anna.sees("приглашение")
    assert len(anna.received) == 1


async def test_what_was_not_handled_is_handled_after_a_restart(story: Story) -> None:
    anna = story.person("Анна")
    anna.person.sends("привет")
    await story.app.tasks.cancel()
    await story.app.inbox.receive(story.telegram.take_raw_updates())
    await story.restart()
    anna.sees("приглашение")
    assert len(anna.received) == 1
