"""What an official answers about addressees is remembered as exactly as it was said, shown and forgotten."""

import pytest

from tests.person import Someone
from tests.stories.region import DISTRICTS, make_region, office
from tests.stories.town import Town
from tests.story import Story

pytestmark = pytest.mark.both_databases

BIRCH, PINE, LAKE = (office(district) for district in DISTRICTS)
AGAIN = "Как в прошлый раз: "
PROTOCOL = """Протокол № {number} совещания департамента

Дата – 01.09.2026

Повестка дня:
1. О подготовке к осенним каникулам

По 1 вопросу «О подготовке к осенним каникулам»
Решили:
1.1. {text}
Срок: до 15.10.2026
Отв.: {whom}.
"""
TEXTS = ("Утвердить план мероприятий.", "Издать приказ о дежурстве.", "Разместить перечень площадок на сайте.")
MUNICIPAL = "муниципальные координаторы"


async def arrives(official: Someone, number: int, whom: str = MUNICIPAL) -> None:
    await official.sends(PROTOCOL.format(number=number, text=TEXTS[number - 1], whom=whom))


async def names(official: Someone, *organisations: str) -> None:
    await official.taps("Ответить")
    await official.taps("Написать, кто это")
    await official.sends(", ".join(organisations))
    await official.taps("Да, им")


async def remembered(town: Town) -> None:
    await town.official.sends("/settings")
    await town.official.taps("Что я запомнил")


async def test_organisations_that_were_named_are_asked_about_again(story: Story) -> None:
    town = await make_region(story)
    official = town.official
    await remembered(town)
    official.sees("Пока ничего")
    await arrives(official, 1)
    await names(official, BIRCH, PINE)
    official.sees("Всё понятно, можно направлять.")

    await arrives(official, 2)
    official.sees("Нужно Ваше решение")
    await official.taps("Ответить")
    assert official.buttons[0].startswith(AGAIN), official.buttons
    await official.taps("Органы управления образованием (3)")
    await arrives(official, 3)
    official.sees("Всё понятно, можно направлять.")


async def test_the_same_again_in_one_tap_and_forgotten(story: Story) -> None:
    town = await make_region(story)
    official = town.official
    await arrives(official, 1)
    await names(official, BIRCH, PINE)
    await arrives(official, 2)
    await official.taps("Ответить")
    await official.taps(AGAIN)
    official.sees("Всё понятно, можно направлять.")
    await remembered(town)
    official.sees("«муниципальные координаторы»", BIRCH, PINE, "с 01.09.2026", "спрашиваем каждый раз")
    await official.taps("Забыть: муниципальные")
    official.sees("Пока ничего")
    await official.taps("Забыть: муниципальные", version=-2)
    official.sees("Пока ничего")
    await arrives(official, 3)
    official.sees("Нужно Ваше решение")
    await official.taps("Ответить")
    assert not official.has_button(AGAIN)


async def test_how_one_organisation_is_called_is_remembered(story: Story) -> None:
    town = await make_region(story)
    official = town.official
    await arrives(official, 1, "координационный совет")
    await names(official, LAKE)
    await arrives(official, 2, "координационный совет")
    official.sees("Всё понятно, можно направлять.")
    await remembered(town)
    official.sees("«координационный совет»", LAKE)
    official.does_not_see("спрашиваем каждый раз")


async def test_by_way_of_authorities_means_the_schools_of_the_day(story: Story) -> None:
    town = await make_region(story)
    official = town.official
    await arrives(official, 1, "руководители школ")
    await official.taps("Ответить")
    await official.taps("Через муниципальные органы (3)")
    await official.uploads(f"Наименование;Муниципалитет\nМКОУ Новая СОШ;{DISTRICTS[0]}".encode(), "школа.csv")
    await official.taps("Загрузить")
    await arrives(official, 2, "руководители школ")
    await official.taps("Направить")
    official.sees("дойдёт до организаций: 7")
    await remembered(town)
    official.sees("«руководители школ»", "Школы через муниципальные органы")
