"""What is on control already is shown before it is sent a second time; so is the load of a year."""

import pytest
from sqlalchemy import select

from db.models import Assignment, Audit, Decision, Likeness
from tests.remembered import remembered
from tests.stories.town import KINDERGARTENS, SCHOOLS, Town, make_town
from tests.story import Story

pytestmark = pytest.mark.both_databases

BIRCH = SCHOOLS[0]
OLD = """Протокол № 6 совещания с руководителями образовательных организаций

Дата – 24.08.2026

Решили:
1. Провести проверку состояния спортивного инвентаря и представить справку.
Срок: до 15.10.2026
Отв.: директора школ.
2. Подготовить сведения о кружках для каталога.
Срок: до 20.10.2026
Отв.: директора школ.
"""
NEW = """Протокол № 8 совещания

Дата – 31.08.2026

Решили:
1. Провести проверку состояния спортивного инвентаря, представить справку.
Срок: до 30.10.2026
Отв.: {who}.
2. Организовать дежурство у входов.
Срок: до 25.10.2026
Отв.: директора школ.
"""


@remembered
async def drafted(story: Story, who: str = "директора школ") -> Town:
    """№ 6 is sent to three schools, № 8 is a draft."""
    town = await make_town(story, SCHOOLS + KINDERGARTENS, (BIRCH,))
    await town.official.uploads(OLD.encode(), "старый.txt")
    await town.official.taps("Направить")
    await town.official.taps("Направить 3")
    await town.official.uploads(NEW.format(who=who).encode(), "новый.txt")
    return town


async def test_merged_it_is_not_sent_to_those_who_have_it(story: Story) -> None:
    town = await drafted(story)
    official, birch = town.official, town.directors[BIRCH]
    official.sees("П. 1 похож на п. 1 протокола № 6 от 24.08.2026 (3 организации, до 15.10.2026)")
    official.sees("За год от школы: 2 ответа", "Вместе с уже направленным от школы: 4.")
    assert not official.has_button("Направить")
    await official.taps("Ответить (1)")
    official.sees("Уже на контроле, из протокола № 6", "спортивного инвентаря и представить справку", "«Объединить»")
    await official.taps("Объединить")
    official.sees(
        "Объединены с прежними — 1", "п. 1 → п. 1 протокола № 6 от 24.08.2026: 3 организации", "можно направлять"
    )
    await official.taps("Направить")
    await official.taps("Направить 3")
    birch.sees("протокол № 8", "Нужен отчёт — 1", "Организовать дежурство")
    (message,) = [message for message in birch.received if "протокол № 8" in message.text]
    assert "спортивного инвентаря" not in message.text
    await official.sends("/protocols")
    await official.taps("№ 6")
    await official.taps("п. 1")
    official.sees("Также по: п. 1 протокола № 8 от 31.08.2026")
    await birch.sends("/tasks")
    await birch.taps("№ 6 · 1")
    birch.sees("Также по: п. 1 протокола № 8 от 31.08.2026")
    async with story.db.read() as session:
        actions = list(await session.scalars(select(Audit.action).where(Audit.action == "second_basis")))
        count = len(list(await session.scalars(select(Assignment.id))))
    assert (actions, count) == (["second_basis"], 9)


async def test_sent_apart_it_is_asked_once(story: Story) -> None:
    town = await drafted(story)
    official, birch = town.official, town.directors[BIRCH]
    await official.taps("Ответить (1)")
    await official.taps("Направить")
    official.sees("Всё понятно, можно направлять.")
    await official.taps("Направить")
    await official.taps("Направить 3")
    birch.sees("Нужен отчёт — 2", "спортивного инвентаря")
    async with story.db.read() as session:
        assert [row.merged for row in await session.scalars(select(Likeness))] == [False]


async def test_others_still_get_it(story: Story) -> None:
    town = await drafted(story, "директора школ, заведующие детскими садами")
    official = town.official
    if official.has_button("Ответить (2)"):
        await official.taps("Ответить")
        await official.taps("Школы и детские сады")
    else:
        await official.taps("Ответить")
    await official.taps("Объединить")
    await official.taps("Направить")
    official.sees("Детские сады (2): с отчётом 1 пункт", "Школы (3): с отчётом 1 пункт")
    await official.taps("Направить 5")
    async with story.db.read() as session:
        (item,) = await session.scalars(select(Decision).where(Decision.text.contains("инвентаря,")))
        got = set(await session.scalars(select(Assignment.organisation_id).where(Assignment.decision_id == item.id)))
    assert got == {town.organisations[name] for name in KINDERGARTENS}


async def test_an_old_screen_and_a_stranger(story: Story) -> None:
    town = await drafted(story)
    official, birch = town.official, town.directors[BIRCH]
    await official.taps("Ответить (1)")
    await official.taps("Объединить")
    await official.taps("Объединить", version=-2)
    official.sees("Карточка устарела")
    birch.person.taps_data("dq:2:1:0:merge", on=birch.screen)
    await story.settle()
    birch.sees("Это действие Вам недоступно")
