"""Passing down further than once, and who controls an authority when its head changes."""

import pytest

from services.organisations.registry_rows import move
from tests.person import Someone
from tests.stories.region import DISTRICTS, REGIONAL, SCHOOLS
from tests.stories.test_passing_down import BIRCH, PINE, reports, sent_through
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


async def test_a_change_above_is_the_authoritys_to_pass_on(story: Story) -> None:
    town = await sent_through(story)
    head, school, elsewhere = town.directors[BIRCH], town.directors[CLUSTER], town.directors[PINE]
    await head.taps("Довести всё")
    await head.taps("Направить 2")
    await town.official.sends("/protocols")
    await town.official.taps("№ 5")
    await town.official.taps("п. 1.1")
    await town.official.taps("Изменить")
    await town.official.taps("Срок")
    await town.official.taps("Другая дата")
    await town.official.sends("02.10.2026")
    await town.official.taps("Срок перенесён")
    told = "Вы довели этот пункт до 2 организаций: у них текст и срок прежние"
    elsewhere.sees("Пункт 1.1: новый срок — до 02.10.2026")
    elsewhere.does_not_see(told)
    head.sees("Пункт 1.1: новый срок — до 02.10.2026 (было 15.10.2026)", told)
    school.does_not_see("Уточнение")
    await head.taps("Изменить у подведомственных: п. 1.1")
    head.sees("Сейчас пункт у 2 организаций, срок 08.10.2026")
    await head.taps("Срок")
    await head.taps("Другая дата")
    await head.sends("09.10.2026")
    await head.taps("Срок перенесён")
    head.sees("Ваш собственный срок")
    await head.sends("/protocols")
    await head.taps("№ 5")
    await head.taps("п. 1.1")
    await head.taps("Изменить")
    await head.taps("Срок")
    await head.taps("Другая дата")
    await head.sends("30.09.2026")
    await head.taps("Срок перенесён")
    school.sees("Пункт 1.1: новый срок — до 30.09.2026 (было 08.10.2026)")


async def passes_to(head: Someone, name: str) -> None:
    await head.sends("/tasks")
    await head.taps("№ 5 · 1.1")
    await head.taps("Довести до подведомственных")
    await head.taps("Кому")
    await head.taps("Написать, кто это")
    await head.sends(name)
    await head.taps("Да, им")
    await head.taps("Направить 1 организации")


async def test_all_have_answered_again_after_one_more_was_reached(story: Story) -> None:
    town = await sent_through(story)
    head = town.directors[BIRCH]
    for count, school in enumerate((CLUSTER, BRANCH), 1):
        await passes_to(head, school)
        await reports(town.directors[school], "приказ № 5 от 25.08.2026")
        await head.taps("Принять")
        await story.advance(minutes=2)
        head.sees("отчитались все", f"{count} из {count} школ")


async def test_each_period_is_passed_down_by_itself(story: Story) -> None:
    town = await sent_through(story, REGIONAL.replace("до 15.10.2026", "ежеквартально до 15 числа"))
    head, school = town.directors[BIRCH], town.directors[CLUSTER]
    await head.taps("Довести всё")
    await head.taps("Направить 2")
    await story.at("2026-10-20 12:00")
    await head.sends("/tasks")
    await head.taps("№ 5 · 1.1, до 15.01")
    head.does_not_see("Доведено")
    assert head.has_button("Довести до подведомственных")
    await head.taps("Довести до подведомственных")
    await head.taps("Направить 2")
    await school.sends("/tasks")
    assert len([label for label in school.buttons if "№ 5" in label and "1.1" in label]) == 2
    await head.sends("/tasks")
    await head.taps("№ 5 · 1.1, до 15.01")
    head.sees("Доведено: отчитались 0 из 2 школ")
