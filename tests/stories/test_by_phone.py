"""Organisations outside the bot: told by telephone, answered by letter, entered by the official."""

import io

import docx
import pytest

from tests.person import Someone
from tests.remembered import remembered
from tests.stories.protocols import protocol
from tests.stories.town import KINDERGARTENS, SCHOOLS, Town, make_town
from tests.story import Story

pytestmark = pytest.mark.both_databases

HERE, AWAY = SCHOOLS[0], SCHOOLS[1]


@remembered
async def sent(story: Story, connected: tuple[str, ...] = (HERE,)) -> Town:
    town = await make_town(story, SCHOOLS[:2] + KINDERGARTENS[:1], connected)
    await town.official.sends(protocol(8, 2, to="директора школ"))
    await town.official.taps("Направить")
    return town


def paper(official: Someone) -> str:
    """The text of the document sent last."""
    message = next(each for each in reversed(official.received) if each.file and each.file.name)
    assert message.file is not None
    data = message.file.data
    return "\n".join(line.text for line in docx.Document(io.BytesIO(data)).paragraphs)


async def test_a_letter_before_sending(story: Story) -> None:
    town = await sent(story)
    official = town.official
    official.sees("Получат сразу: 1 организация", "Ещё не в боте — 1")
    await official.taps("Письмо для почты (1)")
    official.sees("Письмо готово")
    text = paper(official)
    assert AWAY in text
    assert "Провести осмотр спортивных залов" in text
    assert "15.10.2026" in text
    assert HERE not in text


async def test_told_by_telephone_and_entered(story: Story) -> None:
    town = await sent(story)
    official = town.official
    await official.taps("Направить 2")
    await story.at("2026-10-17 12:00")
    await official.sends("/overdue")
    official.sees("Не в боте", AWAY)
    await official.taps("Внести ответ за организацию")
    await official.taps(f"{AWAY} · № 8 · 1.1")
    official.sees(f"Ответ за организацию: {AWAY}", "Дата ответа: сегодня")
    await official.taps("Сдано раньше")
    await official.sends("20.10.2026")
    official.sees("ещё не наступило")
    await official.sends("14.10.2026")
    official.sees("Дата ответа: 14.10.2026")
    await official.sends("Осмотр проведён, акт № 3 от 12.10.2026")
    official.sees("Получено:")
    await official.sends_photo()
    await official.taps("Внести и снять с контроля")
    official.sees(f"Ответ внесён: {AWAY}", "сдано 14.10.2026, в срок", "Внесено специалистом")
    await official.taps("Кто просрочил")
    official.does_not_see(AWAY)


async def test_a_call_is_noted_on_the_card(story: Story) -> None:
    town = await sent(story)
    official = town.official
    await official.taps("Направить 2")
    await official.taps("Как исполняется")
    await official.taps("п. 1.1")
    await official.taps(AWAY)
    await official.taps("Ознакомлены по телефону")
    official.sees("Отмечено: ознакомлены по телефону, 2 пункта", "ознакомление подтверждено")
    assert not official.has_button("Ознакомлены по телефону")
    await official.taps("История")
    official.sees("Ознакомлены по телефону")


async def test_entering_is_left_and_refused(story: Story) -> None:
    town = await sent(story)
    official, director = town.official, town.directors[HERE]
    await official.taps("Направить 2")
    await official.taps("Как исполняется")
    await official.taps("п. 1.1")
    await official.taps(HERE)
    await official.taps("Внести ответ")
    await official.taps("Отмена")
    official.sees("Ничего не внесено")
    await official.taps("К карточке")
    await director.taps("Пункт 1.1")
    await director.taps("Исполнено")
    await director.sends("осмотр проведён")
    await director.taps("Отправить отчёт")
    await official.taps("Внести ответ")
    official.sees("Карточка устарела", "отчёт на проверке")


async def test_a_stopped_bot_leaves_three_ways(story: Story) -> None:
    town = await make_town(story, SCHOOLS[:2], SCHOOLS[:2])
    official, gone = town.official, town.directors[AWAY]
    await gone.blocks()
    await official.sends(protocol(8, 2))
    await official.taps("Направить")
    await official.taps("Направить 2")
    await story.advance(minutes=10)
    official.sees(f"Не доставлено: {AWAY}")
    await official.taps("Письмо для почты", on="Не доставлено")
    assert AWAY in paper(official)
    await official.taps("Ознакомлены по телефону", on="Не доставлено")
    official.sees("ознакомлены по телефону, 2 пункта")
    await official.taps("Ознакомлены по телефону", on="Не доставлено")
    official.sees("Здесь уже всё отмечено")
    await official.taps("Новая ссылка", on="Не доставлено")
    official.sees("t.me/")
