"""«Отобрать…»: the lists of what is overdue and due soon, of a municipality or a group."""

import io

import openpyxl

from tests.papers import THIS_YEAR
from tests.remembered import remembered
from tests.stories.test_papers_of_a_protocol import file_of
from tests.stories.town import Town, make_town
from tests.story import Story

REGISTRY = """Наименование;Тип;Муниципалитет
МКОУ Северная СОШ;школа;Северный район
МКОУ Полярная СОШ;школа;Северный район
МКОУ Южная СОШ;школа;Южный район
"""


@remembered
async def sent(story: Story) -> Town:
    """Three schools of two districts; a group of two of them; a protocol to all."""
    town = await make_town(story, REGISTRY.encode())
    official = town.official
    await official.sends("/groups")
    await official.taps("Новая группа")
    await official.taps("Выбрать организации")
    await official.sends("Полярная и Южная")
    await official.taps("Да, они")
    await official.sends("Опорные")
    await official.uploads(THIS_YEAR.encode(), "протокол.txt")
    await official.taps("Направить")
    await official.taps("Направить")
    return town


def organisations(data: bytes) -> set[str]:
    """Names in the first column of a table."""
    page = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    return {str(row[0]) for row in page.iter_rows(min_row=2, values_only=True)}


async def test_what_is_overdue_in_one_district(story: Story) -> None:
    official = (await sent(story)).official
    await story.at("2026-10-26 12:00")
    await official.sends("/overdue")
    await official.taps("Отобрать…")
    official.sees("Что показать?")
    await official.taps("Северный район")
    official.sees("2 организации, 4 пункта", "Только: Северный район", "МКОУ Полярная СОШ — 2")
    official.does_not_see("Южная")
    await official.taps("Excel")
    assert organisations(file_of(official, ".xlsx")[1]) == {"МКОУ Северная СОШ", "МКОУ Полярная СОШ"}
    await official.taps("Показать все", on="Только: Северный район")
    official.sees("3 организации, 6 пунктов")


async def test_a_group_and_its_reminder(story: Story) -> None:
    official = (await sent(story)).official
    await story.at("2026-10-26 12:00")
    await official.sends("/overdue")
    await official.taps("Отобрать…")
    await official.taps("Опорные")
    official.sees("2 организации, 4 пункта", "Только: Опорные", "Южная")
    official.does_not_see("Северная")
    await official.taps("Напомнить")
    official.does_not_see("3 организаци")


async def test_what_is_due_soon(story: Story) -> None:
    official = (await sent(story)).official
    await story.at("2026-10-12 12:00")
    await official.sends("/due 14")
    official.sees("Отчитались 0 из 3")
    await official.taps("Excel")
    assert len(organisations(file_of(official, ".xlsx")[1])) == 3
    await official.taps("Отобрать…", on="Срок в ближайшие")
    await official.taps("Южный район")
    official.sees("Только: Южный район", "Отчитались 0 из 1")
    await official.taps("Excel")
    assert organisations(file_of(official, ".xlsx")[1]) == {"МКОУ Южная СОШ"}
    await official.taps("Показать все", on="Только: Южный район")
    official.sees("Отчитались 0 из 3")


async def test_nothing_to_choose_from(story: Story) -> None:
    official = (await make_town(story, connected=())).official
    await official.sends("/due")
    await official.taps("Отобрать…")
    official.sees("Отбирать не по чему", "/groups")
    await official.taps("Назад")
    official.sees("сроков нет")
