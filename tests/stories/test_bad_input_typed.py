"""Typed answers and messages that nobody expects: a sentence that says what to do, nothing lost."""

from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute

from db.models import Account, Assignment, Evidence, Minutes, Organisation
from sandbox.model import Standing
from sandbox.render import message_json
from tests.person import Someone
from tests.remembered import remembered
from tests.stories.protocols import protocol
from tests.stories.town import SCHOOLS, Town, make_town
from tests.story import Story


async def town_with_one(story: Story) -> Town:
    return await make_town(story, SCHOOLS, SCHOOLS[:1])


async def count(story: Story, column: InstrumentedAttribute[int]) -> int:
    async with story.db.read() as session:
        return await session.scalar(select(func.count(column))) or 0


def sticker(story: Story, someone: Someone) -> None:
    """A message without a text, a file or anything the bot knows."""
    message = message_json(story.telegram.post(someone.person.chat, someone.person.user, "?"))
    del message["text"]
    unknown = {"file_id": "s", "file_unique_id": "s", "type": "regular", "width": 1, "height": 1}
    story.telegram.updates.push("message", message | {"sticker": unknown | {"is_animated": False, "is_video": False}})


# --- typed answers -----------------------------------------------------------------------------------------------


async def typing_a_date(town: Town) -> None:
    await town.official.uploads(protocol(12, 1).encode(), "протокол.txt")
    await town.official.taps("Все пункты")
    await town.official.taps("п. 1.1")
    await town.official.taps("Срок")
    await town.official.taps("Другая дата")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("01.08.2026", "Эта дата уже прошла"),
        ("когда-нибудь", "Не понял дату: «когда-нибудь»"),
        ("31.02.2027", "В феврале 2027 года 28 дней"),
        ("<b>&", "Не понял дату: «<b>&»"),
        ("9" * 4000, "Не понял дату"),
    ],
)
async def test_a_date_that_is_none(story: Story, typed: str, sentence: str) -> None:
    town = await town_with_one(story)
    await typing_a_date(town)
    await town.official.sends(typed)
    town.official.sees(sentence)
    await town.official.sends("25.10.2026")
    town.official.sees("25.10.2026")


async def test_a_picture_instead_of_a_typed_answer_ends_nothing(story: Story) -> None:
    town = await town_with_one(story)
    await typing_a_date(town)
    sticker(story, town.official)
    await story.settle()
    town.official.sees("Не понял")
    await town.official.sends("25.10.2026")
    town.official.sees("25.10.2026")


async def test_a_text_without_letters_changes_no_item(story: Story) -> None:
    town = await town_with_one(story)
    await town.official.uploads(protocol(12, 1).encode(), "протокол.txt")
    await town.official.taps("Все пункты")
    await town.official.taps("п. 1.1")
    await town.official.taps("Текст")
    await town.official.sends("\u200b \u2060")
    town.official.sees("Текст пункта не может быть пустым")
    await town.official.sends("Провести осмотр")
    town.official.sees("Провести осмотр")


# --- what nobody expects -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["/abrakadabra", "/", "/review@другой", "/due ²", "/due -5", "/org " + "ы" * 3000])
async def test_an_unknown_or_strange_command(story: Story, command: str) -> None:
    town = await town_with_one(story)
    for someone in (town.official, town.directors[SCHOOLS[0]], story.person("Пётр")):
        before = len(someone.received)
        await someone.sends(command)
        assert len(someone.received) > before


async def test_a_sticker_and_an_edited_message(story: Story) -> None:
    town = await town_with_one(story)
    guest = story.person("Пётр")
    await guest.starts()
    for someone in (town.official, town.directors[SCHOOLS[0]], guest):
        await someone.sends("/menu")
        sticker(story, someone)
        await story.settle()
        someone.sees("ссылку-приглашение" if someone is guest else "Не понял")
        sent = someone.person.sends("привет")
        someone.person.edits(sent, "здравствуйте")
        await story.settle()


VIDEO = {"file_id": "v", "file_unique_id": "v", "width": 1, "height": 1, "length": 1, "duration": 1, "file_size": 9}


@pytest.mark.parametrize(
    ("content", "answer"),
    [
        ({"video_note": VIDEO}, "Получено: 1 видео."),
        ({"live_photo": VIDEO}, "Получено: 1 видео."),
        ({"animation": VIDEO, "document": VIDEO | {"file_name": "зал.gif"}}, "Получено: 1 файл."),
        ({"location": {"latitude": 1.0, "longitude": 1.0}}, "место на карте принять не могу"),
        ({"contact": {"phone_number": "1", "first_name": "А"}}, "контакт принять не могу"),
        ({"something_new": {}}, "такое сообщение принять не могу"),
    ],
)
async def test_any_kind_of_message_gets_a_true_answer(story: Story, content: dict[str, Any], answer: str) -> None:
    town = await town_with_one(story)
    await town.official.uploads(protocol(12, 1).encode(), "протокол.txt")
    await town.official.taps("Направить")
    await town.official.taps("Направить ")
    director = town.directors[SCHOOLS[0]]
    await director.taps("Пункт 1.1")
    await director.taps("Исполнено")
    message = message_json(story.telegram.post(director.person.chat, director.person.user, "?"))
    del message["text"]
    story.telegram.updates.push("message", message | content)
    await story.settle()
    director.sees(answer)


async def test_an_unregistered_user_gets_nowhere(story: Story) -> None:
    town = await town_with_one(story)
    rows = [await count(story, column) for column in (Account.id, Minutes.id, Organisation.id)]
    guest = story.person("Пётр")
    for command in ("/start", "/help", "/tasks", "/overdue", "/review", "/orgs", "/users", "/settings", "/protocols"):
        await guest.sends(command)
        assert not any(school in guest.news for school in SCHOOLS)
    await guest.uploads(protocol(12).encode(), "протокол.txt")
    guest.sees("ссылку-приглашение")
    await guest.sends_photo()
    guest.sees("ссылку-приглашение")
    assert [await count(story, column) for column in (Account.id, Minutes.id, Organisation.id)] == rows
    assert town.official.screen


async def test_a_group_hears_nothing_of_anybody(story: Story) -> None:
    town = await town_with_one(story)
    await town.official.uploads(protocol(12).encode(), "протокол.txt")
    group = story.telegram.group("Директора")
    town.official.person.adds_bot(group)
    town.official.person.sends("/overdue", chat=group)
    town.official.person.uploads_document(protocol(13).encode(), "протокол.txt", chat=group)
    await story.settle()
    said = [message.text for message in group.visible if message.sender == story.telegram.bot]
    assert len(set(said)) == 1
    assert "личной переписке" in said[0]
    assert group.standing is Standing.LEFT
    assert await count(story, Minutes.id) == 1


# --- evidence ----------------------------------------------------------------------------------------------------


@remembered
async def collecting(story: Story) -> tuple[Town, Someone]:
    town = await town_with_one(story)
    director = town.directors[SCHOOLS[0]]
    await town.official.uploads(protocol(12, 2).encode(), "протокол.txt")
    await town.official.taps("Направить")
    await town.official.taps("Направить 3")
    await director.taps("Пункт 1.2")
    await director.taps("Исполнено")
    return town, director


async def test_an_empty_report_is_not_handed_in(story: Story) -> None:
    _, director = await collecting(story)
    before = director.screen
    assert not director.has_button("Отправить отчёт") or "пока ничего" in before.text
    await director.sends("приказ № 4 от 01.09.2026")
    await director.taps("Отправить отчёт")
    director.sees("получен")


async def test_evidence_too_large_or_too_much_loses_nothing_before_it(story: Story) -> None:
    _, director = await collecting(story)
    await director.sends("приказ № 4 от 01.09.2026")
    await director.uploads(b"PK", "архив.zip", size=30 * 1024 * 1024)
    director.sees("больше 20 МБ")
    for number in range(30):
        await director.sends(f"страница {number}")
    director.sees("не больше 30 сообщений")
    await director.taps("Отправить отчёт")
    director.sees("получен")
    assert await count(story, Evidence.id) == 30


async def test_a_message_without_an_open_item_says_that_nothing_is_asked(story: Story) -> None:
    town = await town_with_one(story)
    director = town.directors[SCHOOLS[0]]
    await director.sends("мы всё сделали")
    director.sees("Сейчас от Вас ничего не требуется")
    assert director.has_button("Мои пункты")
    assert await count(story, Assignment.id) == 0


async def test_words_that_name_nobody_are_said_back_in_short(story: Story) -> None:
    town = await town_with_one(story)
    await town.official.uploads(protocol(12, 1).encode(), "протокол.txt")
    await town.official.taps("Все пункты")
    await town.official.taps("п. 1.1")
    await town.official.taps("Исполнители")
    await town.official.taps("Написать")
    await town.official.sends("МКОУ Неведомая СОШ " * 200)
    town.official.sees("Не нашлось", "Неведомая", "/orgs")
    await town.official.sends(SCHOOLS[1])
    town.official.sees(SCHOOLS[1])


# --- what nobody sees --------------------------------------------------------------------------------------------


async def test_letters_that_nobody_sees_are_no_part_of_a_report(story: Story) -> None:
    _, director = await collecting(story)
    await director.sends("приказ № 4\u202e от 01.09.2026\x07")
    await director.taps("Отправить отчёт")
    async with story.db.read() as session:
        assert await session.scalar(select(Evidence.text)) == "приказ № 4 от 01.09.2026"


async def test_a_message_of_nothing_that_is_seen_is_no_report(story: Story) -> None:
    _, director = await collecting(story)
    await director.sends("\u3164\u200b")
    director.sees("такое сообщение принять не могу")
    assert await count(story, Evidence.id) == 0
