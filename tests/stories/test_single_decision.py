"""`/new`: a decision without minutes goes through the same screens; nobody ever reads «протокол» about it."""

import pytest

from tests.remembered import remembered
from tests.stories.town import SCHOOLS, Town, make_town
from tests.story import Story

pytestmark = pytest.mark.both_databases
BIRCH, PINE, RIVER = SCHOOLS
TEXT = "Директорам школ провести осмотр спортивных залов до 20 октября"


@remembered
async def decided(story: Story, text: str = TEXT) -> Town:
    town = await make_town(story, connected=SCHOOLS)
    await town.official.sends(f"/new {text}")
    return town


async def test_from_the_words_to_the_accepted_report(story: Story) -> None:
    town = await decided(story)
    official, birch = town.official, town.directors[BIRCH]
    official.sees("Пункт · решение от 01.09.2026", "«до 20 октября» → 20.10.2026", "Школы")
    await official.taps("Направить")
    official.sees("Направить решение от 01.09.2026?", "Школы (3): с отчётом 1 пункт, до 20.10.2026")
    await official.taps("Направить 3")
    official.sees("Готово: решение от 01.09.2026 направлено 3 организациям.")
    birch.sees("Отдел образования направляет решение от 01.09.2026.", "до 20.10.2026")
    assert birch.buttons[:2] == ["Ознакомлен(а)", "Пункт"]
    await birch.taps("Пункт")
    birch.sees("Пункт · решение от 01.09.2026", "Проверит: Отдел образования")
    await birch.taps("Исполнено")
    await birch.sends("акт осмотра")
    await birch.taps("Отправить отчёт")
    birch.sees("Отчёт по пункту получен")
    official.sees("Пункт, решение от 01.09.2026, до 20.10.2026")
    await official.taps("Принять")
    birch.sees("Пункт решения от 01.09.2026 снят с контроля")
    await story.at("2026-10-21 10:00")
    await official.sends("/overdue")
    official.sees("МКОУ Сосновская ООШ", "реш. 01.09")
    await official.taps("По протоколам")
    official.sees("решение от 01.09.2026")
    await official.sends("/protocols")
    await official.taps("реш. 01.09")
    official.sees("Решение от 01.09.2026")
    for person in (birch, town.directors[PINE]):
        assert "протокол" not in person.chat.lower().replace("протоколы", "")
        assert "б/н" not in person.chat


async def test_what_is_not_clear_is_asked(story: Story) -> None:
    town = await decided(story, "Провести осмотр спортивных залов")
    official = town.official
    await official.taps("Ответить")
    official.sees("Кому направить?")
    await official.taps("Школы (3)")
    while official.has_button("Вернуться к протоколу"):
        await official.taps("до ")
    await official.taps("Направить")
    await official.taps("Направить 3")
    official.sees("направлено 3 организациям")


async def test_the_text_may_come_next(story: Story) -> None:
    town = await make_town(story, connected=(BIRCH,))
    official = town.official
    await official.sends("/new")
    official.sees("Решение без протокола.", "Отмена — /cancel")
    await official.sends("!!")
    official.sees("Напишите решение словами")
    await official.sends("о" * 3001)
    official.sees("больше 3000 знаков")
    await official.sends(TEXT)
    official.sees("решение от 01.09.2026")
    await official.taps("Срок")
    await official.taps("Назад")
    await official.taps("К решению")
    official.sees("Решение от 01.09.2026", "Прочитано пунктов: 1")
    await official.taps("Направить")
    await official.taps("Утром в 09:00")
    official.sees("Решение от 01.09.2026 будет направлено 02.09 в 09:00")
    await story.at("2026-09-02 09:01")
    official.sees("Решение от 01.09.2026 направлено, как Вы просили.")
    town.directors[BIRCH].sees("направляет решение от 01.09.2026")


async def test_the_same_words_can_be_decided_twice(story: Story) -> None:
    town = await decided(story)
    official = town.official
    await official.taps("Направить")
    await official.taps("Направить 3")
    await official.sends(f"/new {TEXT}")
    official.sees("Пункт · решение от 01.09.2026")


async def test_only_officials_decide(story: Story) -> None:
    town = await make_town(story, connected=(BIRCH,))
    birch = town.directors[BIRCH]
    for command in ("/new", f"/new {TEXT}"):
        await birch.sends(command)
        birch.sees("Это действие Вам недоступно")
