"""«Кто отвечает»: one responsible organisation, the others contribute and owe nothing."""

import pytest

from sandbox.model import Media
from tests.remembered import remembered
from tests.stories.test_reports import TEXT
from tests.stories.town import KINDERGARTENS, SCHOOLS, Town, make_town
from tests.story import Story

pytestmark = pytest.mark.both_databases
BIRCH, PINE, RIVER = SCHOOLS


@remembered
async def led(story: Story, names: tuple[str, ...] = SCHOOLS) -> Town:
    """Of item 1.1 the first school answers for all three."""
    town = await make_town(story, names, SCHOOLS)
    official = town.official
    await official.uploads(TEXT.encode(), "протокол.txt")
    await official.taps("Все пункты")
    await official.taps("п. 1.1")
    await official.taps("Кто отвечает")
    official.sees("Кто отвечает за пункт?")
    assert official.buttons[0] == "✓ Каждая организация"
    await official.taps("МКОУ Берёзовская СОШ")
    official.sees("Кто отвечает: одна: МКОУ Берёзовская СОШ, остальные дополняют")
    await official.taps("К протоколу")
    await official.taps("Направить")
    await official.taps("Направить 3")
    return town


async def test_the_others_contribute(story: Story) -> None:
    town = await led(story)
    official, birch, pine = town.official, town.directors[BIRCH], town.directors[PINE]
    birch.sees("Нужен отчёт — 2")
    pine.sees("Нужен отчёт — 1", "Дополняете (отвечает МКОУ Берёзовская СОШ): 1.1")
    await pine.taps("Пункт 1.1")
    pine.sees("Отвечает: МКОУ Берёзовская СОШ. Вы дополняете, отчёт не нужен")
    await pine.taps("Дополнить")
    pine.sees("Отвечает МКОУ Берёзовская СОШ. Пришлите, что добавить")
    await pine.sends_photo(caption="наш зал осмотрен")
    await pine.taps("Отправить дополнение")
    pine.sees("Дополнение к п. 1.1 получено", "Его увидят МКОУ Берёзовская СОШ и специалист.")
    birch.sees("МКОУ Сосновская ООШ дополняет п. 1.1")
    official.does_not_see("Отчёт: МКОУ Сосновская")
    await story.advance(minutes=5)
    await birch.taps("Дополнили (1)")
    birch.sees("Дополнили: п. 1.1", "МКОУ Сосновская ООШ")
    assert [message.file.media for message in birch.received if message.file] == [Media.PHOTO]
    await birch.taps("К пункту")
    birch.sees("Отвечаете Вы: остальные исполнители дополняют Ваш отчёт")
    assert birch.has_button("Дополнили (1)")
    await birch.taps("Исполнено")
    await birch.sends("акт осмотра трёх залов")
    await birch.taps("Отправить отчёт")
    official.sees("Отчёт: МКОУ Берёзовская СОШ")
    await official.taps("Дополнили (1)")
    official.sees("• МКОУ Сосновская ООШ", "наш зал осмотрен")
    await official.taps("К пункту")
    official.sees("МКОУ Берёзовская СОШ")


async def test_contributors_are_never_late_and_stay_outside_the_figures(story: Story) -> None:
    town = await led(story)
    official, birch, pine = town.official, town.directors[BIRCH], town.directors[PINE]
    await pine.taps("Ознакомлен")
    await birch.taps("Ознакомлен")
    for name in (BIRCH, PINE):
        director = town.directors[name]
        await director.taps("Пункт 2.1")
        await director.taps("Исполнено")
        await director.sends("размещено")
        await director.taps("Отправить отчёт")
    before = len(pine.received)
    await story.at("2026-10-19 10:00")
    assert all("п. 1.1" not in message.text for message in pine.received[before:])
    await official.sends("/overdue")
    official.sees("1 организация, 1 пункт", "МКОУ Берёзовская СОШ")
    await official.sends("/protocols")
    official.sees("снято 0 из 4")
    await official.taps("№ 12")
    official.sees("просрочено 1")
    official.does_not_see("ждём 2")
    await pine.sends("/tasks")
    pine.does_not_see("п. 1.1")


async def test_only_the_unread_are_asked_to_read(story: Story) -> None:
    town = await led(story)
    pine = town.directors[PINE]
    await story.at("2026-09-03 09:05")
    pine.sees("Не отмечено ознакомление")


async def test_strangers_see_no_contributions(story: Story) -> None:
    town = await led(story)
    river = town.directors[RIVER]
    for data in ("ctr:1", "ctr:99"):
        river.person.taps_data(data, on=river.screen)
        await story.settle()
    river.sees("Этого пункта больше нет")
    assert "Дополнили:" not in river.chat


async def test_an_empty_contribution_is_put_aside(story: Story) -> None:
    town = await led(story)
    pine = town.directors[PINE]
    await pine.taps("Пункт 1.1")
    await pine.taps("Дополнить")
    await pine.taps("Отмена")
    pine.sees("пункт остаётся за Вами")


async def test_back_to_everybody(story: Story) -> None:
    town = await make_town(story, SCHOOLS, ())
    official = town.official
    await official.uploads(TEXT.encode(), "протокол.txt")
    await official.taps("Все пункты")
    await official.taps("п. 1.1")
    await official.taps("Кто отвечает")
    await official.taps("МКОУ Заречная ООШ")
    await official.taps("Кто отвечает")
    await official.taps("Каждая организация")
    official.does_not_see("остальные дополняют")
    await official.taps("Кто отвечает")
    official.person.taps_data("de:1:1:lead:2", on=official.screen)
    await story.settle()
    official.sees("Карточка устарела")


async def opens_lead(town: Town) -> None:
    await town.official.sends("/protocols")
    await town.official.taps("№ 12")
    await town.official.taps("п. 1.1")


async def test_the_responsible_one_is_replaced_and_never_just_dropped(story: Story) -> None:
    town = await led(story, SCHOOLS + KINDERGARTENS[:1])
    official, birch, pine = town.official, town.directors[BIRCH], town.directors[PINE]
    await birch.taps("Пункт 1.1", on="направляет решения")
    await birch.taps("Не относится к нам")
    await birch.taps("Нет такого подразделения")
    await official.taps("Отменить для неё")
    official.sees("Эта организация отвечает за всех", "Передайте пункт другой организации или отмените его для всех")
    birch.does_not_see("Пункт 1.1 отменён")
    await opens_lead(town)
    await official.taps("Изменить")
    await official.taps("Добавить исполнителя")
    await official.taps("Написать")
    await official.sends("Теремок")
    await official.taps("Пропущены в списке")
    await official.sends("/org Теремок")
    official.does_not_see("п. 1.1, № 12")
    pine.does_not_see("Нужен отчёт — 2")


async def test_a_contribution_settles_a_dispute(story: Story) -> None:
    town = await led(story)
    official, pine = town.official, town.directors[PINE]
    await pine.taps("Пункт 1.1", on="направляет решения")
    await pine.taps("Не относится к нам")
    await pine.taps("Нет такого подразделения")
    official.sees("Не относится к нам: МКОУ Сосновская ООШ")
    await pine.taps("К пункту")
    await pine.taps("Дополнить")
    await pine.sends("наш зал осмотрен")
    await pine.taps("Отправить дополнение")
    await story.at("2026-09-03 12:00")
    official.does_not_see("не относится к нам — 1")


async def test_a_new_date_of_the_responsible_one_is_nobody_elses(story: Story) -> None:
    town = await led(story)
    official, birch, pine = town.official, town.directors[BIRCH], town.directors[PINE]
    await opens_lead(town)
    await official.taps("Изменить")
    await official.taps("Срок")
    await official.taps("Другая дата")
    await official.sends("29.10.2026")
    official.sees("Уточнение получит 1 организация")
    await official.taps("Срок перенесён")
    birch.sees("новый срок — до 29.10.2026")
    pine.does_not_see("29.10.2026")


async def test_a_whole_protocol_is_not_taken_from_the_responsible_one(story: Story) -> None:
    town = await led(story)
    official, birch, pine = town.official, town.directors[BIRCH], town.directors[PINE]
    await official.sends("/protocols")
    await official.taps("№ 12")
    await official.taps("Отменить протокол")
    await official.taps("Только для одной организации")
    await official.taps(BIRCH)
    await official.taps("Организация указана по ошибке")
    assert "Эта организация отвечает за всех" in official.person.toasts[-1]
    birch.does_not_see("Уточнение")
    await opens_lead(town)
    await official.taps("Изменить")
    await official.taps("Отменить пункт")
    await official.taps("Пункт больше не актуален")
    for director in (birch, pine):
        director.sees("Уточнение к протоколу № 12", "Пункт 1.1: отменён, отвечать не нужно")
