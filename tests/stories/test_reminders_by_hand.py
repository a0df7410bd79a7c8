"""`/remind`: overdue, owed, not read; everybody, an organisation, a protocol, a group; with a word of one's own."""

import pytest

from tests.stories.test_extensions import asks
from tests.stories.test_reports import published
from tests.stories.town import SCHOOLS
from tests.story import Story

pytestmark = pytest.mark.both_databases
BIRCH, PINE, RIVER = SCHOOLS


async def test_those_who_have_not_read_are_asked_to(story: Story) -> None:
    town = await published(story, connected=SCHOOLS)
    official, birch, pine = town.official, town.directors[BIRCH], town.directors[PINE]
    await birch.taps("Ознакомлен")
    await official.sends("/remind")
    official.sees("Кому напомнить?", "Просрочили: срок прошёл.")
    assert official.buttons == ["Не отчитались (3)", "Не ознакомились (2)", "Кто не ознакомился", "По протоколу"]
    await official.taps("Не ознакомились (2)")
    official.sees("Напомнить об ознакомлении: 2 организациям?")
    await official.taps("Назад")
    await official.taps("Не ознакомились (2)")
    await official.taps("Да, напомнить")
    official.sees("Напоминание уходит 2 организациям.")
    pine.sees("Отдел образования просит ознакомиться", "протокол № 12 от 31.08.2026: 3 пункта, ближайший срок")
    birch.does_not_see("просит ознакомиться")
    await pine.taps("Открыть № 12")
    pine.sees("Нужен отчёт — 2")
    await pine.taps("Ознакомлен(а), № 12")
    pine.sees("Спасибо, ознакомление отмечено")
    await official.taps("Напомнить ещё")
    await official.taps("Не отчитались (3)")
    official.sees("Напомнить об отчётах: 1 организации?", "Сегодня уже напомнили: 2.")


async def test_who_has_not_read_by_name(story: Story) -> None:
    """On the card of the protocol, in /remind and in words; the one who is not in the bot is named as such."""
    town = await published(story, connected=SCHOOLS[:2])
    official, birch = town.official, town.directors[BIRCH]
    await birch.taps("Ознакомлен")
    await official.sends("Кто не ознакомился?")
    official.sees(
        "Не ознакомились — 2",
        "• МКОУ Заречная ООШ: 3 пункта, ближайший срок 15.10, не в боте",
        "• МКОУ Сосновская ООШ: 3 пункта, ближайший срок 15.10",
    )
    official.does_not_see("Берёзовская")
    assert official.buttons == ["Напомнить (2)", "Excel"]
    await official.sends("/protocols")
    await official.taps("№ 12")
    official.sees("Ознакомились: 1 из 3")
    await official.taps("Кто не ознакомился (2)")
    official.sees("Не ознакомились — 2", "протокол № 12 от 31.08.2026")
    await official.taps("Excel")
    (file,) = [message.file for message in official.received if message.file and message.file.name]
    assert file.name == "Не ознакомились.xlsx"
    await official.taps("Напомнить (2)")
    official.sees("Напомнить об ознакомлении: 1 организации?", "Не в боте или остановили его: 1")
    await official.taps("Да, напомнить")
    town.directors[PINE].sees("просит ознакомиться")
    await town.directors[PINE].taps("Ознакомлен(а), № 12")
    await official.sends("/remind")
    await official.taps("Кто не ознакомился")
    official.sees("Не ознакомились — 1", "МКОУ Заречная ООШ")
    await birch.sends("кто не ознакомился")
    birch.sees("Мои пункты")


async def test_who_has_not_read_is_told_with_the_granted_date(story: Story) -> None:
    town = await published(story)
    await story.at("2026-10-14 12:00")
    await asks(town, day="до 29.10", name=PINE)
    await town.official.taps("Продлить до 29.10")
    await town.official.sends("Кто не ознакомился?")
    town.official.sees("• МКОУ Сосновская ООШ: 3 пункта, ближайший срок 20.10", "ближайший срок 15.10")


async def test_a_comment_stands_in_the_reminder(story: Story) -> None:
    town = await published(story)
    official, birch = town.official, town.directors[BIRCH]
    await story.at("2026-10-17 11:00")
    await official.sends("/remind Берёзовская")
    official.sees("Только: МКОУ Берёзовская СОШ")
    await official.taps("Просрочили (1)")
    await official.taps("С комментарием")
    official.sees("до 300 знаков")
    await official.sends("…")
    official.sees("Комментарий нужен словами")
    await official.sends("о" * 301)
    official.sees("больше 300 знаков")
    await official.sends("Акт ждут в <министерстве> в понедельник")
    official.sees("Напомнить о просроченном: 1 организации?", "Комментарий: Акт ждут в <министерстве>")
    await official.taps("Да, напомнить")
    birch.sees("ждём отчёт", "срок был 15.10.2026", "Комментарий: Акт ждут в <министерстве> в понедельник")
    await official.taps("Просрочено")
    official.sees("Просрочено на 17.10.2026", "на 2 дня. Напомнили 17.10")
    await official.taps("Напомнить не отчитавшимся")
    official.sees("Напомнить о просроченном: 1 организации?", "Сегодня уже напомнили: 1.")


async def test_from_the_list_of_who_is_late_with_a_comment(story: Story) -> None:
    town = await published(story)
    official = town.official
    await story.at("2026-10-17 11:00")
    await official.sends("/overdue")
    await official.taps("Напомнить не отчитавшимся")
    await official.taps("С комментарием")
    await official.sends("Очень ждём")
    await official.taps("Да, напомнить")
    for name in (BIRCH, PINE):
        town.directors[name].sees("Комментарий: Очень ждём")


async def test_those_of_a_protocol_and_of_a_group(story: Story) -> None:
    town = await published(story, connected=SCHOOLS)
    official = town.official
    await official.sends("/groups")
    await official.taps("Новая группа")
    await official.taps("Выбрать организации")
    await official.sends("Берёзовская, Заречная")
    await official.taps("Да, они")
    await official.sends("Пилотные школы")
    await official.sends("/remind")
    await official.taps("Группе")
    await official.taps("Назад")
    await official.taps("Группе")
    await official.taps("Пилотные школы")
    official.sees("Только: Пилотные школы")
    await official.taps("Не отчитались (2)")
    await official.taps("Да, напомнить")
    for name, told in ((BIRCH, True), (RIVER, True), (PINE, False)):
        assert ("напоминает об отчёте" in town.directors[name].chat) is told
    await official.sends("/remind пилотные школы")
    official.sees("Только: Пилотные школы")
    await official.taps("Всем")
    await official.taps("По протоколу")
    await official.taps("протокол № 12")
    official.sees("Только: протокол № 12 от 31.08.2026")
    await official.taps("Не отчитались (3)")
    await official.taps("Да, напомнить")
    assert "напоминает об отчёте" in town.directors[PINE].chat
    await official.sends("/remind протокол № 12")
    official.sees("Только: протокол № 12")
    await official.sends("/remind Луна")
    official.sees("«Луна» – такой организации, протокола или группы не нашлось.")


async def test_nobody_else_reminds(story: Story) -> None:
    town = await published(story)
    birch = town.directors[BIRCH]
    await birch.sends("/remind")
    birch.sees("Это действие Вам недоступно")
    for data in ("rmd::0", "rmd:ms:0", "rmdo:late::0:1:0", "rmdo:late::0:0:1"):
        birch.person.taps_data(data, on=birch.screen)
        await story.settle()
        birch.sees("Это действие Вам недоступно")
    town.official.person.taps_data("rmdo:else::0:0:0", on=town.official.screen)
    await story.settle()
    town.official.sees("Карточка устарела")


async def test_a_comment_that_was_left_is_not_sent(story: Story) -> None:
    town = await published(story)
    official = town.official
    await story.at("2026-10-17 11:00")
    await official.sends("/remind")
    await official.taps("Просрочили (3)")
    await official.taps("С комментарием")
    await official.sends("Срочно")
    await official.sends("/cancel")
    await official.taps("Да, напомнить", on="Комментарий")
    official.sees("Этого больше нет")
