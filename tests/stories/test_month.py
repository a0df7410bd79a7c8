"""A month of three protocols with 23 items: how often the bot speaks to the quick, the punctual and the silent."""

import re
from collections import Counter
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from db.models import Assignment
from domain.calendar import WorkingCalendar
from domain.lifecycle import OWING
from services.reports import collecting, handing_in
from tests.person import Someone
from tests.reporting import message
from tests.stories.town import SCHOOLS, Town, make_town
from tests.story import MOSCOW, Story

BIRCH, PINE, RIVER = SCHOOLS
DAYS = WorkingCalendar()
#: Number, day of September, items with their days.
PROTOCOLS: tuple[tuple[int, int, tuple[tuple[str, int], ...]], ...] = (
    (
        5,
        1,
        (
            ("Провести осмотр спортивных залов", 10),
            ("Утвердить график дежурств администраторов", 11),
            ("Обновить стенды по безопасности движения", 14),
            ("Представить списки первоклассников", 15),
            ("Проверить готовность котельных", 16),
            ("Назначить ответственных за питание", 18),
            ("Составить акт обследования ограждений", 20),
            ("Направить сведения о подвозе детей", 25),
        ),
    ),
    (
        6,
        8,
        (
            ("Организовать медицинские осмотры работников", 17),
            ("Подготовить справку о библиотечном фонде", 18),
            ("Заключить договоры на вывоз мусора", 21),
            ("Провести учебную эвакуацию", 22),
            ("Согласовать меню столовых", 23),
            ("Заправить огнетушители", 24),
            ("Собрать заявки на учебники", 28),
            ("Установить расписание кружков", 30),
        ),
    ),
    (
        7,
        15,
        (
            ("Рассмотреть жалобы родителей на отопление", 23),
            ("Отремонтировать водостоки", 24),
            ("Сформировать отряды юных инспекторов", 25),
            ("Провести субботник на территории", 26),
            ("Оформить паспорта кабинетов", 28),
            ("Обследовать детские площадки", 29),
            ("Поверить весы пищеблоков", 30),
        ),
    ),
)


def text(number: int, day: int, items: tuple[tuple[str, int], ...]) -> bytes:
    head = f"Протокол № {number} совещания с руководителями образовательных организаций\n\nДата – {day:02}.09.2026\n\n"
    body = (
        f"{number}.{place}. {what}.\nСрок: до {due:02}.09.2026\nОтв.: директора школ.\n"
        for place, (what, due) in enumerate(items, 1)
    )
    return f"{head}Решили:\n{''.join(body)}".encode()


async def send(town: Town, number: int, day: int, items: tuple[tuple[str, int], ...]) -> None:
    await town.official.uploads(text(number, day, items), f"Протокол {number}.txt")
    await town.official.taps("Направить")
    await town.official.taps("Направить 3")


async def reports(town: Town, name: str, by: date) -> None:
    """Hand in everything of a school that is to be done by a working day."""
    ctx = await town.context(town.directors[name])
    query = select(Assignment).where(
        Assignment.organisation_id == town.organisations[name], Assignment.state.in_(OWING)
    )
    async with town.story.db.read() as session:
        owed = (await session.scalars(query)).all()
    for each in owed:
        if each.due_date and DAYS.previous_reminder_day(each.due_date) <= by:
            started = await collecting.start(ctx, each.id, each.version)
            await collecting.collect(ctx, message(each.id))
            await handing_in.hand_in(ctx, started.report.id)


async def lives(town: Town) -> None:
    """September: one director reports the day before, one on the day, one never; two acknowledge at once."""
    story = town.story
    sendings = {date(2026, 9, day): (number, day, items) for number, day, items in PROTOCOLS}
    for passed in range(30):
        today = date(2026, 9, 1) + timedelta(days=passed)
        await story.at(f"{today} 12:00", daily=True)
        if today in sendings:
            await send(town, *sendings[today])
            for name in (BIRCH, PINE):
                await town.directors[name].taps("Ознакомлен", on="направляет решения")
        await reports(town, BIRCH, DAYS.add_reminder_days(today, 1))
        await reports(town, PINE, today)


def digests(someone: Someone) -> list[tuple[date, str]]:
    """Days and texts of September's digests."""
    found = [(m.at.astimezone(MOSCOW).date(), m.text) for m in someone.received if m.text.startswith("Доброе утро")]
    return [(day, said) for day, said in found if day.month == 9]


def check_bounds(told: list[tuple[date, str]]) -> None:
    """No item more than three times before its date is over, nor twice in a week after it; every digest is short."""
    due = {
        f"{number}.{place}": date(2026, 9, day)
        for number, _, items in PROTOCOLS
        for place, (_, day) in enumerate(items, 1)
    }
    before: Counter[str] = Counter()
    after: Counter[tuple[str, int]] = Counter()
    for day, said in told:
        assert len(said) <= 900
        for label in re.findall(r"• п\. (\d\.\d), протокол", said):
            if day <= due[label]:
                before[label] += 1
            else:
                after[label, day.isocalendar().week] += 1
    assert max(before.values(), default=0) <= 3
    assert max(after.values(), default=0) <= 1


@pytest.mark.long
async def test_september_of_three_protocols(story: Story) -> None:
    town = await make_town(story, SCHOOLS)
    await lives(town)
    told = {name: digests(town.directors[name]) for name in SCHOOLS}
    for each in told.values():
        check_bounds(each)
    assert {name: len(each) for name, each in told.items()} == {BIRCH: 7, PINE: 10, RIVER: 11}
    assert all(day.weekday() in {0, 3} for day, _ in told[BIRCH]), "whoever hurries hears of Mondays and Thursdays"
    official = digests(town.official)
    assert all(len(said) <= 900 for _, said in official)
    late = next(said for day, said in official if day == date(2026, 9, 28))
    assert "не отчиталась 1 из 3 – МКОУ Заречная ООШ" in late, "by item, whoever is late with it"
    busiest = next(said for day, said in told[RIVER] if day == date(2026, 9, 21))
    assert "Просрочено — 9" in busiest
    assert "• п. 6.3, протокол № 6: Заключить договоры на вывоз мусора — срок сегодня" in busiest, "never hidden"
    silent = next(said for day, said in told[RIVER] if day == date(2026, 9, 28))
    assert "Просрочено — " in silent
