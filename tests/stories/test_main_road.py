"""From a file to «Снято с контроля» and to «Просрочено», as an official and directors live it."""

import pytest

from tests.papers import PLAIN
from tests.stories.town import make_town
from tests.story import Story

pytestmark = pytest.mark.both_databases

PROTOCOL = PLAIN.replace("28.08.2023", "01.09.2026").replace("2023", "2026")


async def test_a_file_becomes_reports_and_an_overdue_list(story: Story) -> None:
    town = await make_town(story)
    official = town.official
    birch, pine, river = (town.directors[name] for name in list(town.directors)[:3])

    await official.uploads(PROTOCOL.encode(), "протокол.txt")
    official.sees("Протокол № 12 от 01.09.2026", "Прочитано пунктов: 3")
    await official.taps("Направить")
    official.sees("Школы (3)", "до 15.10.2026")
    await official.taps("Направить 3")
    official.sees("направлен 3 организациям")

    birch.sees("Нужен отчёт — 2", "1.1", "до 15.10.2026")
    await birch.taps("Ознакомлен")
    assert "Ознакомлен(а)" not in birch.buttons
    await birch.taps("Пункт 1.1")
    await birch.taps("Исполнено")
    await birch.sends_photo(caption="приказ № 45-о от 02.09.2026")
    await birch.taps("Отправить отчёт")
    birch.sees("получен", "в срок")

    official.sees("Отчёт: МКОУ Берёзовская СОШ")
    await official.taps("Приложения")
    await official.taps("Принять")
    official.sees("снято с контроля")
    birch.sees("Отчёт принят, спасибо!")

    await story.at("2026-10-16 12:00")
    await official.sends("/overdue")
    official.sees("2 организации, 2 пункта", "МКОУ Заречная ООШ", "на 1 день")
    await official.taps("Напомнить не отчитавшимся")
    await official.taps("Да, напомнить")
    pine.sees("напоминает")
    river.sees("напоминает")
    birch.does_not_see("напоминает")
