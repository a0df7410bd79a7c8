"""Numbers go up by themselves: schools answer, their district sends the sum, the department reads it."""

import pytest

from domain.reports import EvidenceKind
from services.reports.collecting import Incoming
from services.year import year_answers, year_form
from tests.person import Someone
from tests.stories.region import DISTRICTS, REGIONAL, SCHOOLS
from tests.stories.test_passing_down import BIRCH, PINE, reports, sent_through
from tests.stories.town import Town
from tests.story import Story
from views.year.year_form import form_card

pytestmark = pytest.mark.both_databases

NUMBERS = REGIONAL.replace("Утвердить программу помощи учителям", "Обеспечить обучение учителей на курсах")


async def passed_down(story: Story, text: str = NUMBERS) -> Town:
    """Two districts have passed the item on to their schools."""
    town = await sent_through(story, text)
    for office in (BIRCH, PINE):
        await town.directors[office].taps("Довести всё")
        await town.directors[office].taps("Направить 2")
    return town


async def answer(town: Town, office: str, *figures: str) -> None:
    """The schools of a district report numbers, and its head accepts them."""
    district = next(each for each in DISTRICTS if each in office)
    for school, figure in zip(SCHOOLS[district], figures, strict=False):
        await reports(town.directors[school], figure)
        await town.directors[office].taps("Принять")
    await town.story.advance(minutes=2)


async def opens_item(official: Someone) -> None:
    await official.sends("/protocols")
    await official.taps("№ 5")
    await official.taps("п. 1.1")


async def test_the_sum_arrives_without_being_typed(story: Story) -> None:
    town = await passed_down(story)
    await answer(town, BIRCH, "7", "8")
    head = town.directors[BIRCH]
    head.sees("отчитались все", "Всего по отчётам: 15")
    await head.taps("Отчитаться: 2 из 2")
    head.sees("Отчитались 2 из 2 школ, принято 2", "Всего по отчётам: 15", "Это уйдёт с отчётом само")
    head.does_not_see("Ещё нужно")
    await head.taps("Отправить отчёт")
    head.sees("Ответ: 15.", "снят с контроля")
    await opens_item(town.official)
    town.official.sees("Всего: 15; прислали 1 из 3", "У подведомственных: отчитались 2 из 4; всего 15")

    await answer(town, PINE, "1,5", "0,7")
    await town.directors[PINE].taps("Отчитаться: 2 из 2")
    await town.directors[PINE].taps("Отправить отчёт")
    await opens_item(town.official)
    town.official.sees("Всего: 17,2; прислали 2 из 3", "У подведомственных: отчитались 4 из 4; всего 17,2")
    town.official.does_not_see("МКОУ")


async def test_groups_above_add_up_what_was_said_below(story: Story) -> None:
    town = await passed_down(story)
    official = town.official
    await official.sends("/groups")
    await official.taps("Новая группа")
    await official.taps("Выбрать организации")
    await official.sends("МКОУ Берёзовская СОШ, МКОУ Полевая СОШ")
    await official.taps("Да, они")
    await official.sends("Малые школы")
    await answer(town, BIRCH, "7", "8")
    await answer(town, PINE, "1", "2")
    await opens_item(official)
    official.sees("У подведомственных: отчитались 4 из 4; всего 18", "Группа «Малые школы»: 9 (2 из 2)")
    official.does_not_see("МКОУ")


async def test_a_head_may_write_another_number_and_the_department_sees_both(story: Story) -> None:
    town = await passed_down(story)
    await answer(town, BIRCH, "7", "8")
    head = town.directors[BIRCH]
    await head.taps("Отчитаться: 2 из 2")
    await head.sends("17")
    head.sees("Понял так: 17", "Всего по отчётам: 15")
    await head.taps("Отправить отчёт")
    await opens_item(town.official)
    town.official.sees("Всего: 17; прислали 1 из 3", "всего 15")


async def test_a_sum_of_some_is_looked_at_and_grows_until_it_is_judged(story: Story) -> None:
    town = await passed_down(story)
    await answer(town, BIRCH, "7")
    head, official = town.directors[BIRCH], town.official
    await head.sends("/tasks")
    await head.taps("№ 5 · 1.1")
    await head.taps("Отчитаться: 1 из 2")
    head.sees("Отчиталась 1 из 2 школ", "Всего по отчётам: 7", "Отчитались ещё не все: такой отчёт будет проверен")
    await head.taps("Отправить отчёт")
    head.sees("проверит его")
    official.sees(f"Отчёт: {BIRCH}", "Ответ: 7.", "Отчиталась 1 из 2 школ")
    await official.taps("Вернуть")
    await official.taps("Не хватает данных")
    await reports(town.directors[SCHOOLS[DISTRICTS[0]][1]], "8")
    await head.taps("Принять")
    await story.advance(minutes=2)
    await head.taps("Отчитаться: 2 из 2")
    head.sees("Всего по отчётам: 15")
    await head.taps("Отправить отчёт")
    head.sees("Ответ: 15.", "снят с контроля")


async def test_the_head_adds_only_what_is_missing(story: Story) -> None:
    town = await passed_down(story, REGIONAL)
    for school in SCHOOLS[DISTRICTS[0]]:
        await reports(town.directors[school], "приказ № 5 от 25.08.2026")
        await town.directors[BIRCH].taps("Принять")
    await story.advance(minutes=2)
    head = town.directors[BIRCH]
    await head.taps("Отчитаться: 2 из 2")
    head.sees("Реквизиты документов — 2", "Ещё нужно: номер и дату документа")
    await head.sends("приказ № 45-о от 28.08.2026")
    head.sees("Понял так: приказ № 45-о от 28.08.2026", "Реквизиты документов — 2")
    await head.taps("Отправить отчёт")
    await opens_item(town.official)
    town.official.sees("приказ № 45-о от 28.08.2026", "У подведомственных: отчитались 2 из 4")


async def test_the_digest_says_that_all_is_in(story: Story) -> None:
    town = await passed_down(story)
    await answer(town, BIRCH, "7", "8")
    await answer(town, PINE, "7")
    await story.at("2026-10-12 09:01")
    town.directors[BIRCH].sees("п. 1.1, протокол № 5", "(2 из 2, можно отчитаться)")
    town.directors[PINE].sees("п. 1.1, протокол № 5", "(отчитались 1 из 2)")


async def test_the_year_form_of_a_district_holds_the_sum(story: Story) -> None:
    town = await passed_down(story, NUMBERS.replace("до 15.10.2026", "постоянно"))
    head = town.directors[BIRCH]
    for school, figure in zip(SCHOOLS[DISTRICTS[0]], ("7", "8"), strict=True):
        assert await summed(town, BIRCH) == 0, "nothing goes up before everybody has answered"
        ctx, place = await town.context(town.directors[school]), town.organisations[school]
        (line,) = (await year_form.form(ctx, place, 2026)).lines
        await year_answers.answer(ctx, line.assignment.id, Incoming("1:1", EvidenceKind.TEXT, figure))
        await year_answers.send(ctx, place, 2026)
        await story.advance(minutes=2)
        await head.taps("Принять", on=f"Отчёт: {school}")
    assert await summed(town, BIRCH) == 1
    found = await year_form.form(await town.context(head), town.organisations[BIRCH], 2026)
    assert "15 — по отчётам подведомственных" in form_card(found, None).text
    await year_answers.send(await town.context(head), town.organisations[BIRCH], 2026)
    await opens_item(town.official)
    town.official.sees("Всего: 15; прислали 1 из 3")


async def summed(town: Town, office: str) -> int:
    found = await year_form.form(await town.context(town.directors[office]), town.organisations[office], 2026)
    return sum(line.summed and line.ready for line in found.lines)
