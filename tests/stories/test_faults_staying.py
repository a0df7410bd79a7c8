"""Trouble that stays is shown to somebody who can act, and can be repeated; one slow file stops nobody."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from db.models import Audit, InboxUpdate, Notice, NoticeKind, NoticeState
from db.outbox import DueNotice
from domain.outbox import ALONE_TRIES
from sandbox.faults import TIMEOUT, Failure, refusal
from tests.integration.test_polling import polling
from tests.patience import until
from tests.stories.protocols import protocol
from tests.stories.test_faults import ready_to_send, reporting, times
from tests.stories.town import SCHOOLS, Town, make_town
from tests.story import Story
from views.card import Attachment, Card

pytestmark = pytest.mark.both_databases


@pytest.mark.parametrize("words", ["PEER_ID_INVALID", "USER_DEACTIVATED", "chat not found", "INPUT_USER_DEACTIVATED"])
async def test_a_400_about_the_person_is_told_to_the_official_and_served_on_return(story: Story, words: str) -> None:
    town = await make_town(story, SCHOOLS)
    official, director = await ready_to_send(town), town.directors[SCHOOLS[0]]
    story.telegram.faults.next(refusal(words), 99, chat_id=director.id)
    await official.taps("Направить 3")
    official.sees("Не доставлено", SCHOOLS[0])
    async with story.db.read() as session:
        assert NoticeState.DEAD not in set(await session.scalars(select(Notice.state)))
    story.telegram.faults.clear()
    await director.sends("/tasks")
    assert times(director, "отокол № 12 ") == 1


async def test_a_message_set_aside_is_told_to_the_admin_once_and_repeated(story: Story) -> None:
    story.expect_error("is set aside")
    town = await make_town(story, SCHOOLS)
    official = await ready_to_send(town)
    for director in town.directors.values():
        story.telegram.faults.next(refusal("message is too long"), chat_id=director.id)
    await official.taps("Направить 3")
    official.sees("Отложено из-за ошибки", "не отправлен", "TelegramBadRequest")
    assert times(official, "Отложено из-за ошибки") == 1
    await official.taps("Повторить")
    official.sees("Повторяем", "3 сообщения")
    await story.settle()
    assert [times(each, "отокол № 12 ") for each in town.directors.values()] == [1, 1, 1]
    await official.taps("Что осталось")
    official.sees("Отложенного нет")
    async with story.db.read() as session:
        repeated = (await session.scalars(select(Audit).where(Audit.action == "set_aside_repeated"))).one()
    assert repeated.facts == {"notices": 3, "updates": 0}


async def test_what_fails_again_is_told_again(story: Story) -> None:
    story.expect_error("is set aside")
    town = await make_town(story, SCHOOLS)
    official, director = await ready_to_send(town), town.directors[SCHOOLS[0]]
    story.telegram.faults.next(refusal("message is too long"), 2, chat_id=director.id)
    await official.taps("Направить 3")
    await official.taps("Повторить")
    assert times(official, "Повторяем") == times(official, "Отложено из-за ошибки") == 1


async def test_an_action_of_a_person_set_aside_is_repeated_too(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mistake of ours while a protocol is read; mended, the file needs not be sent again."""
    story.expect_error("update")
    town = await make_town(story, SCHOOLS)

    async def broken(*_: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr(story.app.reader, "read", broken)
    await town.official.uploads(protocol(12, 2).encode(), "протокол.txt")
    assert times(town.official, "ошибка у нас") == 1
    town.official.sees("Отложено из-за ошибки", "1 действие не выполнено", "KeyError")
    monkeypatch.undo()
    await town.official.taps("Повторить")
    town.official.sees("Протокол № 12", "Прочитано пунктов: 2")
    async with story.db.read() as session:
        assert set(await session.scalars(select(InboxUpdate.error))) == {""}


async def handed_in(story: Story) -> Town:
    """A report with a photo waits for the official."""
    town = await make_town(story, SCHOOLS)
    official, director = await ready_to_send(town), town.directors[SCHOOLS[0]]
    await official.taps("Направить 3")
    await reporting(director)
    await director.sends_photo()
    await director.taps("Отправить отчёт")
    await story.tick()
    return town


async def test_a_file_the_platform_knows_does_not_travel_again(story: Story) -> None:
    town = await handed_in(story)
    story.telegram.journal.clear()
    await town.official.taps("Приложения")
    sent = story.telegram.journal.calls("sendPhoto")
    assert [call.params["photo"].startswith("SANDBOX-PHOTO") for call in sent] == [True]


async def test_a_file_id_of_another_bot_is_no_trouble_when_the_bytes_are_kept(story: Story) -> None:
    town = await handed_in(story)
    story.telegram.journal.clear()
    story.telegram.faults.next(refusal("wrong file identifier/HTTP URL specified"), method="sendPhoto")
    await town.official.taps("Приложения")
    assert [call.accepted for call in story.telegram.journal.calls("sendPhoto")] == [False, True]


async def test_a_file_that_is_always_too_slow_shows_its_header_once_and_is_given_up_in_words(story: Story) -> None:
    story.expect_error("is set aside")
    town = await handed_in(story)
    before = len(town.official.received)
    story.telegram.faults.next(TIMEOUT, 999, method="sendPhoto")

    async def others() -> None:
        """The line works for others meanwhile."""
        while True:
            await story.app.bot.get_me()
            await story.clock.sleep(1)

    line = story.app.tasks.start(others(), "others")
    await town.official.taps("Приложения")
    await story.app.tasks.cancel(line)
    new = [message.text for message in town.official.received[before:]]
    assert sum("Приложения" in text or "Отчёт" in text for text in new) == 1, new
    assert sum("ошибка у нас" in text for text in new) == 1
    assert len(story.telegram.journal.calls("sendPhoto")) >= ALONE_TRIES
    town.official.sees("Отложено из-за ошибки")
    story.telegram.faults.clear()
    await town.official.taps("Повторить")
    assert any(call.accepted for call in story.telegram.journal.calls("sendPhoto"))


@pytest.mark.parametrize(
    ("failure", "sentence"),
    [
        (refusal("file is too big"), "больше 20 МБ"),
        (refusal("wrong file_id or the file is temporarily unavailable"), "больше не отдаёт"),
    ],
    ids=["too big", "wrong id"],
)
@pytest.mark.parametrize("name", ["протокол.txt", "организации.csv"])
async def test_a_file_that_cannot_be_fetched_has_its_sentence(
    story: Story, failure: Failure, sentence: str, name: str
) -> None:
    town = await make_town(story, SCHOOLS)
    story.telegram.faults.next(failure, method="getFile")
    await town.official.uploads(protocol(12, 2).encode(), name)
    town.official.sees(sentence)


async def test_a_database_away_for_long_is_told_past_the_outbox(story: Story) -> None:
    town = await make_town(story, SCHOOLS)
    watch = story.app.inbox._watch
    watch.failed("the outbox", OSError(28, "No space left on device"), watch.answers)
    await story.advance(minutes=11)
    town.official.sees("Больше десяти минут не получается", "серверу не хватает ресурсов", "ENOSPC")
    assert times(town.official, "Больше десяти минут") == 1


async def test_a_second_copy_is_told_as_such(story: Story) -> None:
    """409 to every poll for a quarter of an hour; what people write meanwhile is answered afterwards."""
    town = await make_town(story, SCHOOLS[:1])
    story.telegram.updates.webhook_url = "https://elsewhere.example"
    begun = story.clock()
    async with polling(story):
        await until(lambda: story.clock() - begun >= timedelta(minutes=15))
        for tick in story.app.ticks:
            await tick.run()
        await story.app.delivery.deliver()
        town.official.sees("с этим токеном работает вторая копия бота", "Остановите лишнюю копию")
        town.official.does_not_see("нет связи")
        known = len(town.official.received)
        town.official.person.sends("/own")
        story.telegram.updates.webhook_url = ""
        await until(lambda: len(town.official.received) > known)


PARTS = Card("Шапка", attachments=(Attachment("акт.txt", data=b"x"),))


def tell_in_parts(story: Story) -> None:
    """A protocol comes as a message and a file."""
    compose = story.app.delivery._compose

    async def in_parts(notice: DueNotice, now: datetime) -> Card:
        return PARTS if notice.kind is NoticeKind.PROTOCOL else await compose(notice, now)

    story.app.delivery._compose = in_parts


@pytest.mark.parametrize("restarted", [False, True], ids=["lives on", "restarted"])
async def test_what_was_sent_of_a_notice_in_parts_is_known_until_a_restart(story: Story, restarted: bool) -> None:
    """Tries of a living process repeat nothing; a restart in between repeats the parts before the one that failed."""
    town = await make_town(story, SCHOOLS)
    official = await ready_to_send(town)
    tell_in_parts(story)
    story.telegram.faults.next(TIMEOUT, 3, method="sendDocument")
    await official.taps("Направить 3")
    if restarted:
        await story.restart()
        tell_in_parts(story)
    await story.advance(minutes=5)
    directors = town.directors.values()
    assert [times(each, "Шапка") for each in directors] == [1 + restarted] * 3
    sent = story.telegram.journal.calls("sendDocument", accepted=True)
    assert sorted(call.chat_id or 0 for call in sent) == sorted(each.id for each in directors)
