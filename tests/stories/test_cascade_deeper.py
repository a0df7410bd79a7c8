"""Passing down further than once, and who controls an authority when its head changes."""

import pytest

from services.planting import move
from tests.stories.region import DISTRICTS, SCHOOLS
from tests.stories.test_cascade import BIRCH, reports, sent_through
from tests.story import Story

pytestmark = pytest.mark.both_databases

CLUSTER, BRANCH = SCHOOLS[DISTRICTS[0]]


async def test_department_district_cluster_branch(story: Story) -> None:
    town = await sent_through(story)
    async with story.db.write() as session:
        await move(session, town.organisations[BRANCH], town.organisations[CLUSTER])
    head, cluster, branch = town.directors[BIRCH], town.directors[CLUSTER], town.directors[BRANCH]
    await head.taps("Пункт 1.1")
    await head.taps("Довести до подведомственных")
    await head.taps("Кому")
    await head.taps("Написать, кто это")
    await head.sends("Берёзовская")
    await head.taps("Да, им")
    await head.taps("Направить 1 организации")
    await cluster.taps("Пункт 1.1")
    await cluster.taps("Довести до подведомственных")
    cluster.sees("до 01.10.2026. Ваш срок — 08.10.2026")
    await cluster.taps("Направить 1 организации")
    branch.sees("МКОУ Берёзовская СОШ доводит решения", "Отдел образования", "до 01.10.2026")
    await reports(branch, "приказ № 5 от 25.08.2026")
    head.does_not_see("Отчёт: МКОУ Луговая СОШ")
    await cluster.taps("Принять", on="Отчёт: МКОУ Луговая СОШ")
    await story.advance(minutes=2)
    await cluster.taps("Отчитаться: 1 из 1")
    await cluster.taps("Отправить отчёт")
    head.sees("Отчёт: МКОУ Берёзовская СОШ", "Отчиталась 1 из 1 школы, принято 1")
    await head.taps("Принять")
    await story.advance(minutes=2)
    head.sees("отчитались все")
    await head.taps("Отчитаться: 1 из 1")
    await head.taps("Отправить отчёт")
    town.official.sees(f"Отчёт: {BIRCH}")


async def test_a_new_head_controls_and_the_former_does_not(story: Story) -> None:
    town = await sent_through(story)
    former = town.directors[BIRCH]
    await former.taps("Довести всё")
    await former.taps("Направить 2")
    await former.sends("/users")
    former.sees("Отдел образования, Берёзовский район", "руководитель")
    assert former.has_button("Пригласить")
    fresh = await town.connect(BIRCH, "Новый Начальник")
    await former.sends("/overdue")
    former.sees("Это действие Вам недоступно")
    await reports(town.directors[CLUSTER], "приказ № 5 от 25.08.2026")
    former.does_not_see("Отчёт: МКОУ")
    fresh.sees("Отчёт: МКОУ Берёзовская СОШ")
    await fresh.taps("Принять")
    town.directors[CLUSTER].sees("Отчёт принят")
