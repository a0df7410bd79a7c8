"""«Наши пункты»: what the authority itself has to do, by its own people."""

import pytest

from domain.people import Role
from services.people import invitations
from tests.person import Someone
from tests.remembered import remembered
from tests.stories.town import SCHOOLS, Town, make_town
from tests.story import Story

pytestmark = pytest.mark.both_databases

OURS = """Протокол № 9 совещания с руководителями

Дата – 01.09.2026

Решили:
1. Провести осмотр спортивных залов.
Срок: до 15.10.2026
Отв.: директора школ.
2. Подготовить сводную справку об осмотре.
Срок: до 30.10.2026
Отв.: отдел образования.
3. Совершенствовать методическую помощь.
Срок: постоянно
Отв.: отдел образования.
"""


async def employee(town: Town, name: str) -> Someone:
    """An official of the same authority joins by a link of its admin."""
    someone = town.story.person(name)
    code = (await invitations.invite_official(await town.context(town.official), Role.OFFICIAL)).code
    await someone.starts(code)
    await someone.taps("Да, это я")
    await someone.taps("Согласен")
    return someone


@remembered
async def sent(story: Story) -> tuple[Town, Someone]:
    town = await make_town(story, SCHOOLS[:1])
    colleague = await employee(town, "Вера Лесная")
    await town.official.sends(OURS)
    if town.official.has_button("Ответить"):
        await town.official.taps("Ответить")
        await town.official.taps("Без отчёта|Наш орган")
    await town.official.taps("Направить")
    await town.official.taps("Направить 1 организации")
    return town, colleague


async def test_an_employee_is_appointed_and_answers(story: Story) -> None:
    town, colleague = await sent(story)
    official = town.official
    official.sees("Осталось назначить исполнителей: 2 наших пункта")
    await official.taps("Назначить исполнителей (2)")
    official.sees("Наши пункты — 2, исполнители не назначены: 2")
    await official.taps("№ 9 · 2")
    await official.taps("Назначить сотрудника")
    await official.taps("Вера Лесная")
    colleague.sees("Вам поручено: п. 2, протокол № 9", "Подготовить сводную справку")
    official.sees("Исполнитель: Вера Лесная", "Наш срок: до 30.10.2026")
    await colleague.taps("Исполнено")
    await colleague.sends("справка № 4 от 20.09.2026")
    await colleague.taps("Исполнено, снять с контроля")
    colleague.sees("Исполнено: п. 2", "снят с контроля")
    await official.sends("/own")
    official.sees("исполнители не назначены: 1", "снято с контроля")
    await official.sends("/review")
    official.sees("Отчётов на проверку нет")


async def test_no_statistics_of_organisations_and_the_morning_asks(story: Story) -> None:
    town, colleague = await sent(story)
    official = town.official
    await story.at("2026-09-02 08:31")
    official.sees("Наши пункты, исполнители не назначены: 2")
    await official.taps("Назначить исполнителей (2)")
    await official.taps("№ 9 · 3")
    await official.taps("Назначить сотрудника")
    await official.taps("Вера Лесная")
    official.sees("К какому дню исполнить?")
    await official.taps("Другая дата")
    await official.sends("10.09.2026")
    official.sees("Наш срок: до 10.09.2026")
    await story.at("2026-09-07 08:31")
    colleague.sees("Ваши пункты — 1", "до 10.09")
    await story.at("2026-09-11 08:31")
    colleague.sees("Ваши пункты — 1", "срок был вчера")
    await colleague.taps("Наши пункты")
    colleague.sees("наш срок прошёл 10.09.2026")
    await official.sends("/overdue")
    official.sees("Просроченных пунктов нет.")
    await colleague.taps("№ 9 · 3")
    await colleague.taps("Исполнено")
    await colleague.taps("Исполнено, без документа")
    colleague.sees("Пункт снят с контроля")
    await story.at("2026-09-14 08:31")
    assert "Ваши пункты" not in colleague.news


async def test_dates_and_another_employee(story: Story) -> None:
    town, colleague = await sent(story)
    official = town.official
    await official.taps("Назначить исполнителей (2)")
    await official.taps("№ 9 · 3")
    await official.taps("Срок")
    await official.taps("До ")
    official.sees("Наш срок: до")
    await official.taps("Срок")
    await official.taps("Без срока")
    official.sees("Наш срок: не назван")
    await official.taps("Назначить сотрудника")
    await official.taps("Ольга Седова — это я")
    await official.taps("Назад")
    await official.taps("Назначить другого")
    await official.taps("Назад")
    await official.taps("К списку")
    await official.taps("№ 9 · 3")
    await official.taps("Назначить другого")
    await official.taps("Вера Лесная")
    colleague.sees("Вам поручено")
    director = town.directors[SCHOOLS[0]]
    await director.sends("/own")
    director.sees("Это действие Вам недоступно")


async def test_the_protocol_leads_to_its_own_items(story: Story) -> None:
    town, _ = await sent(story)
    official = town.official
    await official.taps("Как исполняется")
    await official.taps("Наши пункты")
    official.sees("Наши пункты — 2")
    await official.taps("К протоколу")
    official.sees("Протокол № 9")
    await official.sends("/menu")
    await official.taps("Наши пункты")
    official.sees("Наши пункты — 2")


async def test_the_employee_hears_of_every_change(story: Story) -> None:
    town, colleague = await sent(story)
    official = town.official
    await official.taps("Назначить исполнителей (2)")
    await official.taps("№ 9 · 3")
    await official.taps("Назначить сотрудника")
    await official.taps("Вера Лесная")
    colleague.sees("Вам поручено: п. 3")
    await official.taps("До ")
    colleague.sees("Вам поручено: п. 3", "Наш срок: до")
    first = next(message for message in colleague.received if "Вам поручено" in message.text)
    colleague.person.taps("Исполнено", on=first)
    await story.settle()
    colleague.sees("Исполнитель: Вера Лесная")
    assert "Карточка устарела" in colleague.person.toasts[-1]
    assert colleague.has_button("Исполнено")
    assert not colleague.has_button("Передать другой организации")
    await official.taps("Назначить другого")
    await official.taps("Ольга Седова — это я")
    colleague.sees("Больше не Ваше: п. 3", "поручено другому сотруднику")
    await official.taps("Назначить другого")
    await official.taps("Вера Лесная")
    await official.taps("Изменить")
    await official.taps("Отменить пункт")
    await official.taps("Пункт больше не актуален")
    colleague.sees("Больше не Ваше: п. 3", "отменено")


async def test_who_is_disconnected_leaves_nothing_behind(story: Story) -> None:
    town, _ = await sent(story)
    official = town.official
    await official.taps("Назначить исполнителей (2)")
    await official.taps("№ 9 · 2")
    await official.taps("Назначить сотрудника")
    await official.taps("Вера Лесная")
    code = (await invitations.invite_official(await town.context(official), Role.ADMIN)).code
    admin = story.person("Второй Админ")
    await admin.starts(code)
    await admin.taps("Да, это я")
    await admin.taps("Согласен")
    spare = (await invitations.invite_official(await town.context(admin), Role.ADMIN)).code
    for name in ("Вера Лесная", "Второй Админ"):
        await official.sends("/users")
        await official.taps(f"Отключить: {name}")
        await official.taps("Да, отключить")
    await official.sends("/own")
    official.does_not_see("Вера Лесная")
    await admin.starts(spare)
    admin.sees("Эта ссылка не действует")


async def test_what_is_left_goes_to_one_employee_at_once(story: Story) -> None:
    town, colleague = await sent(story)
    official = town.official
    await official.taps("Назначить исполнителей (2)")
    await official.taps("Назначить остальные сразу (2)")
    official.sees("Кому поручить 2 пункта без исполнителя?", "• п. 2, протокол № 9: Подготовить сводную справку")
    assert official.buttons == ["Вера Лесная", "Все мне (Ольга Седова)", "Назад"]
    await official.taps("Вера Лесная")
    official.sees("Наши пункты — 2", "Вера Лесная")
    assert not official.has_button("Назначить остальные")
    colleague.sees(
        "Вам поручено: 2 пункта", "• п. 2, протокол № 9: Подготовить сводную справку об осмотре, до 30.10.2026"
    )
    assert len([m for m in colleague.received if "Вам поручено" in m.text]) == 1, "one message, not one an item"
    await colleague.taps("Наши пункты")
    colleague.sees("Наши пункты — 2")


async def test_all_mine_at_once_and_a_second_tap(story: Story) -> None:
    town, colleague = await sent(story)
    official = town.official
    await official.taps("Назначить исполнителей (2)")
    await official.taps("Назначить остальные сразу (2)")
    await official.taps_twice("Все мне (Ольга Седова)")
    official.sees("Наши пункты — 2")
    official.does_not_see("сотрудник не назначен")
    assert not [m for m in (*official.received, *colleague.received) if "Вам поручено" in m.text]
    await official.taps("№ 9 · 2")
    await official.taps("Назначить другого")
    await official.taps("Вера Лесная")
    await official.sends("/own")
    assert not official.has_button("Назначить остальные"), "nobody is left without"
