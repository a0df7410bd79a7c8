"""`/find`: decisions by their words or number; a director finds only their own."""

import pytest

from tests.stories.test_reports import published
from tests.stories.town import SCHOOLS
from tests.story import Story

pytestmark = pytest.mark.both_databases
BIRCH, PINE, RIVER = SCHOOLS


async def test_an_official_finds_by_words_and_number(story: Story) -> None:
    town = await published(story)
    official = town.official
    await official.sends("/find")
    official.sees("Что найти?")
    await official.sends("???")
    official.sees("Напишите слова из пункта или его номер")
    await official.sends("библиотеки план")
    official.sees("1 пункт", "п. 2.1, протокол № 12")
    await official.sends("библеотеки")
    official.sees("п. 2.1")
    await official.sends("1.2")
    official.sees("п. 1.2, протокол № 12 от 31.08.2026: Совершенствовать")
    await official.sends("№ 12")
    official.sees("3 пункта")
    await official.sends("луноход")
    official.sees("По словам «луноход» пунктов нет.")
    await official.sends("/find осмотр")
    await official.taps("№ 12 · 1.1")
    official.sees("МКОУ Заречная ООШ: направлено")


async def test_a_director_finds_their_own(story: Story) -> None:
    town = await published(story)
    birch = town.directors[BIRCH]
    await birch.sends("/find осмотр залов")
    birch.sees("1 пункт")
    await birch.taps("№ 12 · 1.1")
    birch.sees("Пункт 1.1 · протокол № 12", "Проверит")
    stranger = story.person("Прохожий")
    await stranger.sends("/find осмотр")
    stranger.sees("Это действие Вам недоступно")
    await stranger.sends("/find")
    stranger.sees("Это действие Вам недоступно")
