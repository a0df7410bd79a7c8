"""A duty that repeats: a quarter passes, the bot is off over a boundary, the official ends it."""

import asyncio

import pytest
from sqlalchemy import select

from db.models import Assignment, Audit, Checkpoint, Organisation
from services.offices import minute_at
from services.year import periods
from tests.person import Someone
from tests.remembered import remembered
from tests.stories.town import SCHOOLS, Town, make_town
from tests.story import Story

pytestmark = pytest.mark.both_databases
BIRCH, PINE = SCHOOLS[:2]

PROTOCOL = """Протокол № 12 совещания с руководителями образовательных организаций

Дата – 01.09.2026

Повестка дня:
1. О питании обучающихся

По 1 вопросу «О питании обучающихся»
Решили:
1.1. Представлять сведения об охвате обучающихся горячим питанием.
Срок: {when}
Отв.: директора школ.
"""


@remembered
async def sent_out(story: Story, when: str = "ежеквартально до 5 числа") -> Town:
    town = await make_town(story, SCHOOLS[:2], connected=SCHOOLS[:1])
    await town.official.uploads(PROTOCOL.format(when=when).encode(), "протокол.txt")
    await town.official.taps("Направить")
    await town.official.taps("Направить 2")
    await town.directors[BIRCH].taps("Ознакомлен")
    return town


async def reports(someone: Someone, button: str = "№ 12 · 1.1") -> None:
    await someone.sends("/tasks")
    await someone.taps(button)
    await someone.taps("Исполнено")
    await someone.sends("охвачено 412 обучающихся")
    await someone.taps("Отправить отчёт")
    someone.sees("получен")


async def checkpoints(story: Story) -> list[tuple[str, str, str]]:
    async with story.db.read() as session:
        rows = await session.scalars(select(Checkpoint).order_by(Checkpoint.due_date))
        return [(row.key, f"{row.opens_on:%d.%m.%Y}", f"{row.due_date:%d.%m.%Y}") for row in rows]


async def assignments(story: Story, organisation_id: int) -> list[str]:
    async with story.db.read() as session:
        rows = await session.scalars(
            select(Assignment).where(Assignment.organisation_id == organisation_id).order_by(Assignment.id)
        )
        return [f"{row.due_date:%d.%m.%Y} {row.state}" for row in rows]


async def test_a_quarter_passes(story: Story) -> None:
    town = await sent_out(story)
    birch = town.directors[BIRCH]
    assert await checkpoints(story) == [("2026-Q3", "01.07.2026", "05.10.2026")]
    await story.at("2026-09-30 12:00")
    assert len(await checkpoints(story)) == 1

    await story.at("2026-10-01 12:00")
    assert (await checkpoints(story))[1:] == [("2026-Q4", "01.10.2026", "05.01.2027")]
    birch.sees("Начался новый период — 1", "до 05.01")
    assert await assignments(story, town.organisations[BIRCH]) == ["05.10.2026 acknowledged", "05.01.2027 acknowledged"]
    assert await assignments(story, town.organisations[PINE]) == ["05.10.2026 assigned", "05.01.2027 assigned"]
    both = await asyncio.gather(*[periods.open_due(await minute_at(story.db, story.clock())) for _ in range(2)])
    assert both == [0, 0], "exactly once"

    await birch.taps("№ 12 · 1.1", on="Начался новый период")
    birch.sees("Срок:")
    await reports(birch)
    await story.at("2027-01-01 00:30")
    assert [key for key, *_ in await checkpoints(story)] == ["2026-Q3", "2026-Q4", "2027-Q1"]
    async with story.db.read() as session:
        opened = (await session.scalars(select(Audit).where(Audit.action == "period_opened"))).all()
    assert [row.facts["period"] for row in opened] == ["2026-Q4", "2027-Q1"]


async def test_the_bot_was_off_over_boundaries(story: Story) -> None:
    town = await sent_out(story, "ежемесячно до 10 числа")
    assert [key for key, *_ in await checkpoints(story)] == ["2026-08"]
    story.clock.move_to(story.clock().replace(month=12, day=5))
    await asyncio.gather(*[periods.open_due(await minute_at(story.db, story.clock())) for _ in range(2)])
    assert [(key, due) for key, _, due in await checkpoints(story)] == [
        ("2026-08", "10.09.2026"),
        ("2026-11", "10.12.2026"),
        ("2026-12", "10.01.2027"),
    ]
    async with story.db.read() as session:
        opened = (await session.scalars(select(Audit).where(Audit.action == "period_opened"))).all()
    assert [row.facts["skipped"] for row in opened] == [["2026-09", "2026-10"], []]
    assert len(await assignments(story, town.organisations[BIRCH])) == 3


async def test_an_organisation_that_has_left_is_not_asked_again(story: Story) -> None:
    town = await sent_out(story)
    async with story.db.write() as session:
        (await session.get_one(Organisation, town.organisations[PINE])).active = False
    await story.at("2026-10-01 12:00")
    assert len(await assignments(story, town.organisations[PINE])) == 1
    assert len(await assignments(story, town.organisations[BIRCH])) == 2


async def opens_item(official: Someone) -> None:
    await official.sends("/protocols")
    await official.taps("№ 12")
    await official.taps("п. 1.1")


async def test_the_official_ends_it_and_waits_for_the_open_ones(story: Story) -> None:
    town = await sent_out(story)
    official = town.official
    await opens_item(official)
    official.sees("Повторяется: каждый квартал.", "до 05.10")
    await official.taps("Завершить повтор")
    official.sees("Новые периоды больше не откроются.", "открыто: 2 отчёта")
    await official.taps("Открытые оставить")
    await official.taps("Цель достигнута")
    official.sees("Повтор завершён")
    await official.taps("Назад")
    official.sees("Повтор завершён 01.09.2026")
    assert not official.has_button("Завершить повтор")
    official.person.taps_data("erp:1:keep:1", on=official.screen)
    await story.settle()
    official.sees("уже завершён")
    await story.at("2027-02-01 12:00")
    assert len(await checkpoints(story)) == 1
    assert await assignments(story, town.organisations[BIRCH]) == ["05.10.2026 acknowledged"]


async def test_the_official_ends_it_with_the_open_ones(story: Story) -> None:
    town = await sent_out(story)
    official, birch = town.official, town.directors[BIRCH]
    await opens_item(official)
    await official.taps("Завершить повтор")
    await official.taps("Отменить и открытые")
    await official.taps("Другая причина")
    await official.sends("Сведения теперь даёт система питания")
    official.sees("2 открытых отчёта отменено")
    birch.sees("Сведения теперь даёт система питания")
    assert await assignments(story, town.organisations[BIRCH]) == ["05.10.2026 cancelled"]
    await story.at("2026-10-02 12:00")
    assert len(await checkpoints(story)) == 1
    async with story.db.read() as session:
        row = (await session.scalars(select(Audit).where(Audit.action == "repeat_ended"))).one()
    assert row.reason == "Сведения теперь даёт система питания"
    assert row.facts["cancelled"] == 2


async def test_a_director_ends_nothing(story: Story) -> None:
    town = await sent_out(story)
    birch = town.directors[BIRCH]
    for data in ("erp:1::-1", "erp:1:keep:1", "erp:1:cancel:0"):
        birch.person.taps_data(data, on=birch.screen)
        await story.settle()
    async with story.db.read() as session:
        assert (await session.scalars(select(Audit).where(Audit.action == "repeat_ended"))).all() == []


async def test_the_official_makes_an_item_repeat(story: Story) -> None:
    town = await make_town(story, SCHOOLS[:2], connected=SCHOOLS[:1])
    official = town.official
    await official.uploads(PROTOCOL.format(when="до 15.10.2026").encode(), "протокол.txt")
    await official.taps("Все пункты")
    await official.taps("п. 1.1")
    assert not official.has_button("Как часто")
    await official.taps("Форма контроля")
    await official.taps("Отчёт по периодам")
    official.sees("Как часто нужен отчёт?", "Следующий бот спросит сам")
    await official.taps("Назад")
    official.sees("Форма контроля: Отчёт по периодам, только к названным датам")
    await official.taps("Как часто")
    await official.taps("Каждый месяц")
    official.sees("Отчёт по периодам, каждый месяц", "15.10.2026")
    await official.taps("К протоколу")
    await official.taps("Направить")
    await official.taps("Направить 2")
    await story.at("2026-10-20 09:30")
    assert [(key, due) for key, _, due in await checkpoints(story)] == [
        ("2026-09", "15.10.2026"),
        ("2026-10", "15.11.2026"),
    ]


async def test_another_frequency_brings_its_own_first_date(story: Story) -> None:
    town = await make_town(story, SCHOOLS[:2], connected=SCHOOLS[:1])
    official = town.official
    await official.uploads(PROTOCOL.format(when="ежеквартально до 5 числа").encode(), "протокол.txt")
    await official.taps("Все пункты")
    await official.taps("п. 1.1")
    official.sees("05.10.2026", "Отчёт по периодам, каждый квартал")
    await official.taps("К протоколу")
    official.sees("4 ответа")
    await official.taps("Все пункты")
    await official.taps("п. 1.1")
    await official.taps("Как часто")
    await official.taps("Каждый месяц")
    official.sees("05.09.2026", "Отчёт по периодам, каждый месяц")
    await official.taps("Форма контроля")
    await official.taps("Для работы")
    official.does_not_see("каждый месяц")
    await official.taps("Форма контроля")
    await official.taps("Отчёт по периодам")
    official.sees("05.09.2026", "Отчёт по периодам, каждый месяц")


async def moves_date(official: Someone, typed: str) -> None:
    await official.sends("/protocols")
    await official.taps("№ 12")
    await official.taps("п. 1.1")
    await official.taps("Изменить")
    await official.taps("Срок")
    await official.taps("Другая дата")
    await official.sends(typed)
    await official.taps("Срок перенесён")


@pytest.mark.parametrize(
    ("when", "moved_to", "dues"),
    [
        ("ежемесячно до 25 числа", "14.09.2026", ["14.09.2026", "25.10.2026", "25.11.2026"]),
        ("ежемесячно до 10 числа", "18.09.2026", ["18.09.2026", "10.10.2026", "10.11.2026"]),
    ],
)
async def test_a_corrected_date_is_of_its_period_only(story: Story, when: str, moved_to: str, dues: list[str]) -> None:
    town = await sent_out(story, when)
    await moves_date(town.official, moved_to)
    await story.at("2026-10-20 12:00", daily=True)
    found = await checkpoints(story)
    assert [due for _, _, due in found] == dues[: len(found)]
    assert len(found) >= 2
    assert len({key for key, _, _ in found}) == len(found)
