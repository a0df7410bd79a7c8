"""A protocol pasted as text: what the client has cut into messages is one protocol."""

import pytest

from tests.stories.protocols import protocol
from tests.stories.town import SCHOOLS, Town, make_town
from tests.story import Story

pytestmark = pytest.mark.both_databases
BIRCH = SCHOOLS[0]


async def pasted(story: Story) -> tuple[Town, list[str]]:
    """The town and a protocol in two messages, each as long as a message may be cut to."""
    town = await make_town(story, SCHOOLS, SCHOOLS[:1])
    head, *items = protocol(12, 80).split("\n1.")
    first = [head, *items[:40]]
    parts = ["\n1.".join(first), "1." + "\n1.".join(items[40:])]
    assert all(3500 <= len(part) <= 4096 for part in parts), [len(part) for part in parts]
    return town, parts


async def test_that_was_the_whole_text(story: Story) -> None:
    town, parts = await pasted(story)
    official = town.official
    await official.sends(parts[0])
    official.sees("Получено: 1 часть.", "если это всё — нажмите кнопку")
    await official.sends(parts[1])
    official.sees("Получено: 2 части.")
    await story.restart()
    await official.taps("Это весь текст")
    official.sees("Протокол № 12 от 01.09.2026", "Прочитано пунктов: 80")
    await official.taps("Направить")
    await official.taps("Направить 3")
    town.directors[BIRCH].sees("протокол № 12", "Нужен отчёт — 60")


async def test_the_button_of_a_text_that_was_read_says_so(story: Story) -> None:
    town, parts = await pasted(story)
    official = town.official
    await official.sends(parts[0])
    await official.sends("1.40. Обновить стенды по безопасности движения.\nСрок: до 22.10.2026\nОтв.: директора школ.")
    official.sees("Прочитано пунктов: 40")
    await official.taps("Это весь текст")
    official.sees("Этот текст уже прочитан или отменён")
    await official.sends(parts[0])
    await official.sends("/cancel")
    await official.taps("Это весь текст")
    official.sees("Этот текст уже прочитан или отменён")


async def test_a_director_has_pasted_nothing(story: Story) -> None:
    town, parts = await pasted(story)
    birch = town.directors[BIRCH]
    await town.official.sends(parts[0])
    birch.person.taps_data("whole", on=birch.received[0])
    await story.settle()
    birch.sees("Этот текст уже прочитан или отменён")
    await town.official.taps("Это весь текст")
    town.official.sees("Прочитано пунктов: 39")
