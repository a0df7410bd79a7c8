"""June: one question about everything «постоянно», answered at once or one by one."""

import pytest
from sqlalchemy import select

from db.models import Assignment, Audit, Decision
from tests.remembered import remembered
from tests.stories.town import SCHOOLS, Town, make_town
from tests.story import MOSCOW, Story

pytestmark = pytest.mark.both_databases

PROTOCOL = """Протокол № 8 совещания руководителей

Дата – 01.09.2026

Повестка дня:
1. О качестве образования

По 1 вопросу «О качестве образования»
Решили:
1.1. Совершенствовать формы работы с родителями.
Срок: постоянно
Отв.: директора школ.
1.2. Активизировать сетевое взаимодействие.
Срок: постоянно
Отв.: директора школ.
1.3. Провести осмотр спортивных залов.
Срок: до 15.10.2026
Отв.: директора школ.
"""


@remembered
async def lives(story: Story) -> Town:
    town = await make_town(story, SCHOOLS[:2], connected=SCHOOLS[:1])
    await town.official.uploads(PROTOCOL.encode(), "протокол.txt")
    await town.official.taps("Направить")
    await town.official.taps("Направить 2")
    await town.directors[SCHOOLS[0]].taps("Ознакомлен")
    story.jump("2027-05-31 23:00")
    return town


def asked(town: Town) -> list[str]:
    return [f"{m.at.astimezone(MOSCOW):%d.%m %H:%M}" for m in town.official.received if "Июнь:" in m.text]


async def states(story: Story) -> list[str]:
    async with story.db.read() as session:
        rows = await session.scalars(select(Assignment).order_by(Assignment.decision_id, Assignment.organisation_id))
        return [str(row.state) for row in rows]


async def test_everything_is_cancelled_as_current_work(story: Story) -> None:
    town = await lives(story)
    official, birch = town.official, town.directors[SCHOOLS[0]]
    assert asked(town) == []
    await story.at("2027-06-01 12:00")
    assert asked(town) == ["01.06 08:30"]
    official_card = next(m for m in official.received if "Июнь:" in m.text)
    assert "п. 1.1, протокол № 8" in official_card.text
    assert "1.3" not in official_card.text
    known = len(birch.received)
    await official.taps("Отменить как текущую работу", on="Июнь:")
    official.sees("Отменить 2 пункта как текущую работу?")
    await official.taps("Назад")
    await official.taps("Отменить как текущую работу")
    await official.taps("Да, отменить")
    official.sees("Отменено как текущая работа: 2 пункта.", "По всем пунктам «постоянно» решено")
    assert (await states(story))[:4] == ["cancelled"] * 4
    assert "cancelled" not in (await states(story))[4:]
    assert len(birch.received) == known, "nothing was owed, nobody is disturbed"
    await official.taps("Да, отменить", version=-2)
    official.sees("уже решено")
    story.jump("2028-05-31 23:00")
    await story.at("2028-06-02 12:00")
    assert len(asked(town)) <= 1


async def test_one_by_one(story: Story) -> None:
    town = await lives(story)
    official = town.official
    await story.at("2027-06-01 12:00")
    await official.taps("По одному", on="Июнь:")
    official.sees("Совершенствовать формы", "Осталось решить: 2 пункта.")
    await official.taps("▶")
    official.sees("Активизировать")
    await official.taps("◀")
    await official.taps("Оставить")
    official.sees("Активизировать", "Осталось решить: 1 пункт.")
    await official.taps("В повестку")
    official.sees("О ходе исполнения решений, принятых без срока", "1. п. 1.2, протокол № 8", "Предлагается")
    async with story.db.read() as session:
        kept = await session.scalars(select(Decision.kept_on).where(Decision.kept_on.is_not(None)))
        actions = await session.scalars(select(Audit.action).where(Audit.action.like("open_ended%")))
        assert [str(day) for day in kept] == ["2027-06-01", "2027-06-01"]
        assert sorted(actions) == ["open_ended_agenda", "open_ended_kept"]
    story.jump("2028-05-31 23:00")
    await story.at("2028-06-01 12:00")
    assert len([m for m in official.received if "Июнь:" in m.text]) == 1, "asked again next June"


async def test_all_are_kept_or_put_on_the_agenda(story: Story) -> None:
    town = await lives(story)
    await story.at("2027-06-01 12:00")
    await town.official.taps("Оставить все", on="Июнь:")
    town.official.sees("Оставлено до следующего июня: 2 пункта.")
    story.jump("2028-05-31 23:00")
    await story.at("2028-06-01 12:00")
    await town.official.taps("В повестку", on="Июнь:")
    town.official.sees("В повестку: 2 пункта.", "О ходе исполнения решений")


async def test_a_director_decides_nothing(story: Story) -> None:
    town = await lives(story)
    birch = town.directors[SCHOOLS[0]]
    for data in ("june::0", "june:cancel:0", "june:keep:1", "june:one:0"):
        birch.person.taps_data(data, on=birch.screen)
        await story.settle()
    assert "cancelled" not in await states(story)
    async with story.db.read() as session:
        assert (await session.scalars(select(Decision.kept_on).where(Decision.kept_on.is_not(None)))).all() == []
