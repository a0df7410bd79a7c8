"""An item passed down twice, by two colleagues or from two levels gives an organisation one assignment."""

import pytest

from tests.person import Someone
from tests.stories.region import DISTRICTS, SCHOOLS
from tests.stories.test_passing_down import BIRCH, reports, sent_through
from tests.story import Story

pytestmark = pytest.mark.both_databases

FIRST, SECOND = SCHOOLS[DISTRICTS[0]]


async def passes(head: Someone, *names: str) -> None:
    """Item 1.1 to these organisations, up to the screen that sends it."""
    await head.sends("/tasks")
    await head.taps("№ 5 · 1.1")
    await head.taps("Довести до подведомственных")
    if names:
        await head.taps("Кому")
        await head.taps("Написать, кто это")
        await head.sends(", ".join(names))
        await head.taps("Да, им")


async def test_a_second_time_reaches_only_whoever_has_it_not(story: Story) -> None:
    town = await sent_through(story)
    head, first, second = town.directors[BIRCH], town.directors[FIRST], town.directors[SECOND]
    await passes(head, FIRST)
    await head.taps("Направить 1 организации")
    await reports(first, "приказ № 5 от 25.08.2026")
    await passes(head)
    head.sees(f"Кому: {SECOND}", f"Уже есть у: {FIRST} — второй раз не уйдёт")
    await head.taps("Направить 1 организации")
    second.sees("Нужен отчёт — 1")
    await head.sends("/tasks")
    await head.taps("№ 5 · 1.1")
    head.sees("Доведено: отчиталась 1 из 2 школ")
    await head.taps("Довести до подведомственных")
    head.sees("этот пункт уже есть")


async def test_two_drafts_of_overlapping_items(story: Story) -> None:
    town = await sent_through(story)
    head, first, second = town.directors[BIRCH], town.directors[FIRST], town.directors[SECOND]
    await head.taps("Довести всё (2)")
    both = head.screen
    await passes(head, FIRST)
    await head.taps("Направить 1 организации")
    await head.taps("Направить 2 организациям", on=both)
    head.sees("направлен 2 организациям")
    for school in (first, second):
        await school.sends("/tasks")
        assert sum("1.1" in label for label in school.buttons) == 1, "one assignment, whichever draft has brought it"
    await passes(head)
    head.sees("этот пункт уже есть")


async def test_what_came_from_the_department_itself_is_not_passed_down_again(story: Story) -> None:
    town = await sent_through(story)
    official, head, first = town.official, town.directors[BIRCH], town.directors[FIRST]
    await official.sends("/protocols")
    await official.taps("№ 5")
    await official.taps("п. 1.1")
    await official.taps("Изменить")
    await official.taps("Добавить исполнителя")
    await official.sends(FIRST)
    await official.taps("Пропущены в списке")
    first.sees("Нужен отчёт — 1")
    await head.taps("Довести всё (2)")
    head.sees(f"Уже есть у: {FIRST} — второй раз не уйдёт")
    await head.taps("Направить 2 организациям")
    await first.sends("/tasks")
    assert sum("1.1" in label for label in first.buttons) == 1


async def test_the_department_does_not_send_again_what_a_district_has_passed_down(story: Story) -> None:
    town = await sent_through(story)
    official, head, first = town.official, town.directors[BIRCH], town.directors[FIRST]
    await passes(head, FIRST)
    await head.taps("Направить 1 организации")
    await official.sends("/protocols")
    await official.taps("№ 5")
    await official.taps("п. 1.1")
    await official.taps("Изменить")
    await official.taps("Добавить исполнителя")
    await official.sends(FIRST)
    await official.taps("Пропущены в списке")
    official.sees("У этих организаций пункт уже есть")
    await first.sends("/tasks")
    assert sum("1.1" in label for label in first.buttons) == 1
