"""«Годовой итог»: lines of two protocols in one form, in May, in five taps; totals for the official."""

import pytest
from sqlalchemy import select

from db.models import Assignment, Report
from tests.person import Someone
from tests.remembered import remembered
from tests.stories.town import KINDERGARTENS, SCHOOLS, Town, make_town
from tests.story import MOSCOW, Story

pytestmark = pytest.mark.both_databases
BIRCH, PINE = SCHOOLS[:2]
GARDEN = KINDERGARTENS[0]
PLACES = (BIRCH, PINE, GARDEN)

FIRST = """Протокол № 8 совещания руководителей

Дата – 01.09.2026

Повестка дня:
1. О качестве образования

По 1 вопросу «О качестве образования»
Решили:
1.1. Обеспечить повышение квалификации педагогов.
Срок: постоянно
Отв.: руководители школ и детских садов.
1.2. Рассмотреть вопросы качества на заседании педсовета при необходимости.
Срок: постоянно
Отв.: директора школ.
"""
SECOND = """Протокол № 9 совещания руководителей

Дата – 08.09.2026

Повестка дня:
1. О кадрах

По 1 вопросу «О кадрах»
Решили:
1.1. Сформировать кадровый резерв руководителей, обучить резервистов на курсах.
Срок: постоянно
Отв.: директора школ.
"""


async def sends_out(town: Town, text: str) -> None:
    await town.official.uploads(text.encode(), "протокол.txt")
    while town.official.has_button("Ответить"):
        await town.official.taps("Ответить")
        await town.official.taps(town.official.buttons[0])
    await town.official.taps("Направить")
    await town.official.taps("Направить ")


@remembered
async def lives(story: Story) -> Town:
    town = await make_town(story, PLACES, connected=PLACES)
    await sends_out(town, FIRST)
    await sends_out(town, SECOND)
    for name in PLACES:
        while any(town.directors[name].has_button(label) for label in ("Ознакомлен",)):
            await town.directors[name].taps("Ознакомлен")
    return town


async def forms(story: Story) -> dict[str, int]:
    async with story.db.read() as session:
        rows = (await session.scalars(select(Assignment).where(Assignment.form == "yearly"))).all()
    return {str(row.due_date): sum(each.due_date == row.due_date for each in rows) for row in rows}


def since(someone: Someone, known: int) -> list[str]:
    return [f"{m.at.astimezone(MOSCOW):%d.%m %H:%M}" for m in someone.received[known:]]


async def test_three_lines_in_five_taps(story: Story) -> None:
    town = await lives(story)
    birch, official = town.directors[BIRCH], town.official
    assert await forms(story) == {"2027-05-31": 7}
    known = len(birch.received)
    story.jump("2027-05-11 12:00")
    await story.at("2027-05-12 23:00")
    assert [m.text for m in birch.received[known:] if "Годовой" in m.text] == []
    await story.at("2027-05-13 12:00")
    birch.sees("Годовой итог за 2026/27: 3 строки", "Сдать до 31.05.2027")
    assert birch.buttons == ["Заполнить", "Позже"]

    await birch.taps("Заполнить")
    birch.sees("Строка 1. Напишите число")
    await birch.sends("14 человек")
    birch.sees("п. 1.1, протокол № 8", "14", "Строка 2.", "номер и дату")
    await story.restart()
    await birch.sends("протокол педсовета № 2 от 14.11.2026")
    birch.sees("№ 2 от 14.11.2026", "Строка 3.")
    await birch.sends("3")
    birch.sees("Всё заполнено")
    await birch.taps("Отправить итог")
    birch.sees("Отправлено: 3 строки", "Годовой итог сдан, спасибо!")
    async with story.db.read() as session:
        figures = (await session.scalars(select(Report.figure).where(Report.figure.is_not(None)))).all()
    assert sorted(each for each in figures if each is not None) == [3, 14]
    await official.sends("/protocols")
    await official.taps("Годовой итог")
    official.sees("Годовой итог за 2026/27", "Сдали полностью: 1 из 3", "Ещё не сдали — 2")
    await official.taps("Excel")
    assert any(m.file for m in official.received[-2:])


async def test_a_form_in_which_much_goes_wrong(story: Story) -> None:
    town = await lives(story)
    birch = town.directors[BIRCH]
    await birch.sends("/tasks")
    birch.sees("Годовой итог за 2026/27: 3 строки — до 31.05.2027")
    await birch.taps("Годовой итог 2026/27")
    await birch.sends("очень много")
    birch.sees("Не удалось понять: «очень много».", "Строка 1.")
    await birch.taps("Пропустить")
    birch.sees("Строка 2.")
    await birch.taps("Не потребовалось")
    birch.sees("Не потребовалось", "Строка 3.")
    await birch.sends("3")
    await birch.taps("1")
    await birch.sends("6")
    await birch.taps("3")
    await birch.sends("4")
    birch.sees("Всё заполнено")
    await birch.taps("Отправить итог")
    birch.sees("Отправлено: 3 строки")
    await birch.taps("Отправить итог", version=-2)
    birch.sees("Годовой итог сдан")
    async with story.db.read() as session:
        figures = (await session.scalars(select(Report.figure).where(Report.figure.is_not(None)))).all()
    assert sorted(each for each in figures if each is not None) == [4, 6]


async def test_part_now_and_the_rest_later(story: Story) -> None:
    town = await lives(story)
    birch = town.directors[BIRCH]
    story.jump("2027-05-12 23:00")
    await story.at("2027-05-13 12:00")
    await birch.taps("Позже")
    birch.sees("напомним на неделе срока")
    await birch.taps("Заполнить")
    await birch.sends("5")
    await birch.taps("Отправить итог")
    birch.sees("Отправлено: 1 строка", "Остались 2 строки")
    await birch.sends("/tasks")
    birch.sees("2 строки")


async def test_whoever_is_silent_is_reminded_and_never_overdue(story: Story) -> None:
    town = await lives(story)
    pine, official = town.directors[PINE], town.official
    story.jump("2027-05-12 23:00")
    await story.at("2027-05-14 00:00")
    known = len(pine.received)
    await story.at("2027-06-15 23:00", daily=True)
    days = since(pine, known)
    assert days == ["27.05 09:00", "31.05 09:00", "03.06 09:00"]  # the due day is the Monday of its week
    assert "не сдан" in pine.received[-1].text
    assert "Просрочено" not in pine.chat
    await pine.taps("Годовой итог")
    pine.sees("Строка 1.")
    await official.sends("/overdue")
    official.does_not_see("Сосновская")
    await official.sends("/protocols")
    await official.taps("Годовой итог")
    official.sees("Итог не сдан — 3")
    await official.taps("Напомнить")
    official.sees("Получат 3 организации")
    await official.taps("Напомнить")
    official.sees("Напоминание получат: 3 организации")
    pine.sees("Напоминаем: итог ещё не сдан.")
    await official.taps("Назад")
    await official.taps("Напомнить")
    official.sees("Получат 0 организаций")


async def test_a_foreign_form_stays_closed(story: Story) -> None:
    town = await lives(story)
    birch, pine = town.directors[BIRCH], town.organisations[PINE]
    async with story.db.read() as session:
        theirs = (await session.scalars(select(Assignment.id).where(Assignment.organisation_id == pine))).first()
    for data in (
        f"yf:{pine}:2026:0",
        f"yl:{pine}:2026",
        f"ys:{pine}:2026",
        f"ynn:{theirs}",
        "yt:2026",
        "yr:2026:1",
        "yx:0",
    ):
        known = len(birch.received)
        birch.person.taps_data(data, on=birch.screen)
        await story.settle()
        assert not any("Строка" in m.text or "Сдали" in m.text for m in birch.received[known:])
    async with story.db.read() as session:
        assert (await session.scalars(select(Report))).all() == []
