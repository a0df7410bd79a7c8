"""A decision goes from the department through the districts to the schools, and numbers come back."""

import pytest

from tests.person import Someone
from tests.remembered import remembered
from tests.stories.region import DISTRICTS, REGIONAL, SCHOOLS, make_region, office
from tests.stories.town import Town
from tests.story import Story

pytestmark = pytest.mark.both_databases

BIRCH, PINE, LAKE = (office(district) for district in DISTRICTS)


@remembered
async def sent_through(story: Story, text: str = REGIONAL) -> Town:
    """The department's protocol goes to its three districts."""
    town = await make_region(story)
    official = town.official
    await official.sends(text)
    official.sees("«Руководители школ»: через муниципальные органы (3) или школы (6)?")
    await official.taps("Ответить")
    await official.taps("Через муниципальные органы (3)")
    official.sees("Всё понятно, можно направлять.")
    await official.taps("Направить")
    official.sees("Через муниципальные органы (3 органа) дойдёт до организаций: 6")
    await official.taps("Направить 3 организациям")
    return town


async def reports(director: Someone, what: str, item: str = "Пункт 1.1") -> None:
    await director.taps(item)
    await director.taps("Исполнено")
    await director.sends(what)
    await director.taps("Отправить отчёт")


async def test_a_district_passes_an_item_down_and_reports_the_sum(story: Story) -> None:
    town = await sent_through(story)
    head = town.directors[BIRCH]
    head.sees("направляет решения совещания (протокол № 5", "1.1. Утвердить программу")
    assert head.has_button("Довести всё (2)")
    await head.taps("Пункт 1.1")
    head.sees("Ваши организации в этом пункте: МКОУ Берёзовская СОШ, МКОУ Луговая СОШ")
    head.does_not_see("Сосновская")
    await head.taps("Довести до подведомственных")
    head.sees("Кому: Школы", "до 08.10.2026. Ваш срок — 15.10.2026", "Отчёты придут на проверку Вам")
    await head.taps("Направить 2 организациям")
    one, other = (town.directors[school] for school in SCHOOLS[DISTRICTS[0]])
    one.sees("Берёзовский район доводит решения: протокол № 5 от 01.09.2026, Отдел образования", "до 08.10.2026")
    elsewhere = town.directors[SCHOOLS[DISTRICTS[1]][0]]
    elsewhere.does_not_see("протокол № 5")

    await reports(one, "приказ № 5 от 25.08.2026")
    one.sees("Берёзовский район проверит его")
    town.official.does_not_see("Отчёт: МКОУ Берёзовская СОШ")
    await head.taps("Принять")
    await head.sends("/tasks")
    await head.taps("№ 5 · 1.1")
    head.sees("Доведено: отчиталась 1 из 2 школ, принято 1")
    await reports(other, "приказ № 6 от 25.08.2026")
    await head.taps("Принять")
    await story.advance(minutes=2)
    head.sees("П. 1.1, протокол № 5 от 01.09.2026: отчитались все", "Отчёты приняты: 2 из 2 школ")
    await story.advance(minutes=30)
    assert sum("отчитались все" in message.text for message in head.received) == 1

    await head.taps("Отчитаться: 2 из 2")
    head.sees("Отчитались 2 из 2 школ, принято 2")
    await head.taps("Отправить отчёт")
    town.official.sees(f"Отчёт: {BIRCH}", "Отчитались 2 из 2 школ, принято 2")
    await town.official.taps("Принять")
    head.sees("Отчёт принят, спасибо!")


async def test_the_department_sees_numbers_and_never_the_schools(story: Story) -> None:
    town = await sent_through(story)
    head, official = town.directors[BIRCH], town.official
    await head.taps("Довести всё (2)")
    head.sees("Довести до подведомственных 2 пункта", "п. 1.1", "п. 1.2")
    await head.taps("Направить 2 организациям")
    one = town.directors[SCHOOLS[DISTRICTS[0]][0]]
    one.sees("Нужен отчёт — 1", "Для работы, отчёт не нужен: 1.2")
    await reports(one, "приказ № 5 от 25.08.2026")
    await official.sends("/review")
    official.sees("Отчётов на проверку нет")
    await official.sends("/protocols")
    await official.taps("№ 5")
    await official.taps("п. 1.1")
    official.does_not_see("МКОУ")
    await official.taps("Отдел образования, Берёзовский")
    official.sees("Доведено: отчиталась 1 из 2 школ, принято 0")
    await story.at("2026-10-12 12:00")
    await official.sends("/overdue")
    official.sees("Просроченных пунктов нет.")
    await head.sends("/overdue")
    head.sees("Просрочено на 12.10.2026: 1 организация, 1 пункт", "МКОУ Луговая СОШ")
    await story.at("2026-10-16 12:00")
    await official.sends("/overdue")
    official.sees("3 организации, 3 пункта", BIRCH)
    official.does_not_see("МКОУ")
    await official.sends("/org Луговая")
    official.sees("МКОУ Луговая СОШ", "просрочено 1")


async def test_own_words_own_date_and_chosen_schools(story: Story) -> None:
    town = await sent_through(story)
    head = town.directors[PINE]
    await head.taps("Пункт 1.1")
    await head.taps("Довести до подведомственных")
    await head.taps("Срок")
    await head.taps("Другая дата")
    await head.sends("20.10.2026")
    head.sees("Ваш собственный срок по этому пункту — 15.10.2026")
    await head.sends("01.10.2026")
    head.sees("до 01.10.2026. Ваш срок — 15.10.2026")
    await head.taps("Текст")
    await head.sends("Разработать программу помощи молодым учителям.")
    head.sees("программу помощи молодым учителям", "Довести до подведомственных: п. 1.1")
    await head.taps("Кому")
    await head.taps("Написать, кто это")
    await head.sends("Полевая")
    await head.taps("Да, им")
    head.sees("Кому: МКОУ Полевая СОШ")
    await head.taps("Другие настройки")
    head.sees("Приёмка: С проверкой")
    await head.taps("К протоколу")
    await head.taps("Направить 1 организации")
    field, pine = town.directors["МКОУ Полевая СОШ"], town.directors["МКОУ Сосновская СОШ"]
    field.sees("Разработать программу помощи молодым учителям", "до 01.10.2026")
    pine.does_not_see("протокол № 5")

    await head.taps("Довести до подведомственных", on="Пункт 1.1")
    await head.taps("Кому")
    await head.taps("Написать, кто это")
    await head.sends("Сосновская")
    await head.taps("Да, им")
    await head.taps("Направить 1 организации")
    pine.sees("Нужен отчёт — 1", "Утвердить программу помощи учителям")
    await head.sends("/protocols")
    assert head.screen.text.count("протокол № 5") == 1, "the second part joins the first"
    await head.sends("/tasks")
    await head.taps("№ 5 · 1.1")
    head.sees("отчитались 0 из 2 школ")


async def test_not_passed_down_after_all_and_stale_taps(story: Story) -> None:
    town = await sent_through(story)
    head = town.directors[LAKE]
    await head.taps("Пункт 1.1")
    await head.taps("Довести до подведомственных")
    await head.taps("Довести до подведомственных", on="Срок: по 15.10.2026")
    await head.taps("Не доводить")
    head.sees("подведомственным ничего не направлено")
    await head.taps("Направить 2 организациям")
    head.sees("Этого протокола больше нет")
    await head.taps("К пункту")
    head.sees("Пункт 1.1", "Состояние: направлено")
    await reports(head, "приказ № 7 от 25.08.2026")
    head.sees("снят с контроля")
    await head.taps("Довести до подведомственных", on="Состояние: направлено")
    head.sees("Пункт уже снят с контроля")


async def test_a_school_passes_nothing_down(story: Story) -> None:
    town = await sent_through(story)
    head = town.directors[BIRCH]
    await head.taps("Довести всё")
    await head.taps("Направить 2")
    school = town.directors[SCHOOLS[DISTRICTS[0]][0]]
    await school.taps("Пункт 1.1")
    assert not school.has_button("Довести")
    await school.sends("/overdue")
    school.sees("Это действие Вам недоступно")
    await head.taps("Довести всё", version=-1, on="направляет решения")
    head.sees("Доводить больше нечего")


async def test_straight_to_the_schools_when_the_department_says_so(story: Story) -> None:
    town = await make_region(story)
    official = town.official
    await official.sends(REGIONAL)
    await official.taps("Ответить")
    await official.taps("Школы (6)")
    await official.taps("Направить")
    await official.taps("Направить 6 организациям")
    town.directors[SCHOOLS[DISTRICTS[2]][0]].sees("Нужен отчёт — 1")
    town.directors[LAKE].does_not_see("протокол № 5")
    further = REGIONAL.replace("№ 5", "№ 6").replace("программу помощи учителям", "график дежурств в праздники")
    await official.sends(further.replace("работы с родителями", "записи в кружки"))
    official.sees("Всё понятно, можно направлять.")
    await official.taps("Все пункты")
    await official.taps("п. 1.1")
    await official.taps("Исполнители")
    await official.taps("Школы через муниципальные органы (3)")
    official.sees("через них: Школы")


async def test_what_the_department_cancels_ends_below(story: Story) -> None:
    town = await sent_through(story)
    head, official = town.directors[BIRCH], town.official
    await head.taps("Довести всё")
    await head.taps("Направить 2")
    await official.sends("/protocols")
    await official.taps("№ 5")
    await official.taps("п. 1.1")
    await official.taps("Отдел образования, Берёзовский")
    await official.taps("Отменить")
    await official.taps("Больше не актуально")
    school = town.directors[SCHOOLS[DISTRICTS[0]][0]]
    school.sees("тменён")
