"""Weeks of a director and an official whom the bot disturbs only when it must."""

from tests.person import Someone
from tests.remembered import remembered
from tests.stories.town import SCHOOLS, Town, make_town
from tests.story import MOSCOW, Story

PROTOCOL = """Протокол № 12 совещания с руководителями образовательных организаций

Дата – 01.09.2026

Повестка дня:
1. О подготовке к осенним каникулам

По 1 вопросу «О подготовке к осенним каникулам»
Решили:
1.1. Провести осмотр спортивных залов перед каникулами.
Срок: до 15.10.2026
Отв.: директора школ.
1.2. Совершенствовать формы работы с родителями.
Срок: постоянно
Отв.: директора школ.
"""


@remembered
async def send_out(story: Story) -> Town:
    town = await make_town(story, SCHOOLS[:2], connected=SCHOOLS[:1])
    await town.official.uploads(PROTOCOL.encode(), "протокол.txt")
    await town.official.taps("Направить")
    await town.official.taps("Направить 2")
    return town


async def mornings(story: Story, someone: Someone, last: str) -> dict[str, str]:
    """Live on through the day `last`; what came meanwhile, by day and time."""
    known = len(someone.received)
    await story.at(f"{last} 23:00", daily=True)
    return {f"{message.at.astimezone(MOSCOW):%d.%m %H:%M}": message.text for message in someone.received[known:]}


async def test_a_director_who_does_not_hurry(story: Story) -> None:
    town = await send_out(story)
    director = town.directors[SCHOOLS[0]]
    director.sees("Нужен отчёт — 1")

    first = await mornings(story, director, "2026-09-04")
    assert list(first) == ["03.09 09:00"]
    assert "Не отмечено ознакомление — 1" in first["03.09 09:00"]
    await director.taps("Ознакомлен", on="Не отмечено ознакомление")

    weeks = await mornings(story, director, "2026-10-28")
    assert list(weeks) == ["12.10 09:00", "15.10 09:00", "19.10 09:00", "26.10 09:00"]
    monday, due, late, later = weeks.values()
    assert "Неделя 12–16 октября" in monday
    assert "На этой неделе — 1" in monday
    assert "до 15.10" in monday
    assert "Сегодня последний рабочий день — 1" in due
    assert "срок был 15.10" in late
    assert "срок был 15.10" in later

    await director.taps("№ 12 · 1.1")
    await director.taps("Исполнено")
    await director.sends_photo()
    await director.taps("Отправить отчёт")
    director.sees("после срока")
    assert await mornings(story, director, "2026-11-05") == {}


async def test_the_mornings_of_the_official(story: Story) -> None:
    town = await send_out(story)
    official, director = town.official, town.directors[SCHOOLS[0]]
    unread = await mornings(story, official, "2026-09-11")
    assert list(unread) == ["04.09 08:30"]
    assert "Не ознакомились больше трёх дней — 1: МКОУ Берёзовская СОШ" in unread["04.09 08:30"]
    assert "Не доставлено — 1: МКОУ Сосновская ООШ, не в боте" in unread["04.09 08:30"]

    await story.at("2026-10-15 12:00", daily=True)
    assert "п. 1.1, протокол № 12: срок сегодня, отчитались 0 из 2" in official.screen.text
    await director.taps("№ 12 · 1.1")
    await director.taps("Исполнено")
    await director.sends_photo()
    await director.taps("Отправить отчёт")
    await story.at("2026-10-16 08:30")
    official.sees(
        "Пятница, 16 октября",
        "отчёты на проверку — 1 (п. 1.1)",
        "Со вчерашнего дня просрочено — 1",
        "не отчиталась 1 из 2",
    )
    await official.taps(r"Просрочено \(1\)")
    official.sees("МКОУ Сосновская ООШ")
    await story.at("2026-10-19 08:30")
    await official.taps(r"Проверить \(1\)", on="Понедельник, 19 октября")
    official.sees("Отчёт: МКОУ Берёзовская СОШ")
