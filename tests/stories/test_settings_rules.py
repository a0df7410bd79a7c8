"""The rules of an authority, each changed by a tap and each with its effect; the own hour of a digest."""

import pytest
from sqlalchemy import select

from db.models import Assignment, Audit
from domain.people import Role
from services.organisations import settings_rules
from services.organisations.settings_rules import RULES
from services.people import invitations
from tests.person import Someone
from tests.stories.town import SCHOOLS, Town, make_town
from tests.story import MOSCOW, Story

pytestmark = pytest.mark.both_databases
BIRCH = SCHOOLS[0]

PROTOCOL = """Протокол № 12 совещания с руководителями образовательных организаций

Дата – {day}

Повестка дня:
1. О подготовке к осенним каникулам

По 1 вопросу «О подготовке к осенним каникулам»
Решили:
1.1. Провести осмотр спортивных залов перед каникулами.
Срок: до {due}
Отв.: директора школ.
"""


async def lives(story: Story) -> Town:
    return await make_town(story, SCHOOLS[:1], connected=SCHOOLS[:1])


async def sends_out(town: Town, day: str = "01.09.2026", due: str = "15.10.2026") -> Someone:
    await town.official.uploads(PROTOCOL.format(day=day, due=due).encode(), "протокол.txt")
    await town.official.taps("Направить")
    await town.official.taps("Направить 1")
    return town.directors[BIRCH]


async def sets(someone: Someone, group: str, rule: str, choice: str) -> None:
    await someone.sends("/settings")
    await someone.taps(group)
    await someone.taps(rule)
    await someone.taps(choice)


async def due_date(story: Story) -> str:
    async with story.db.read() as session:
        return f"{(await session.scalars(select(Assignment))).one().due_date:%d.%m.%Y}"


async def test_every_rule_is_two_screens_deep_and_every_choice_is_kept(story: Story) -> None:
    town = await lives(story)
    official = town.official
    await official.sends("/settings")
    official.sees("Название для писем")
    settings_message = official.screen
    seen: set[str] = set()
    for group in ("Проверка и сроки", "Напоминания", "Выходные и переносы", "Учебный год", "Имена людей"):
        await official.taps(group)
        official.sees(f"Настройки · {group}")
        fields = [b for b in official.buttons if not b.startswith(("К настройкам", "Добавить"))]
        for field in fields:
            await official.taps(field)
            choices = [b for b in official.buttons if not b.startswith(("✓", "Назад", "Другая"))]
            await official.taps(choices[-1])
            seen.add(field)
            official.sees(f"Настройки · {group}", choices[-1])
        await official.taps("К настройкам")
    assert official.screen.id == settings_message.id
    assert len(seen) == len(RULES)
    async with story.db.read() as session:
        told = (await session.scalars(select(Audit).where(Audit.action == "settings_changed"))).all()
    assert {row.facts["what"] for row in told if "before" in row.facts} == set(RULES)


async def test_the_days_for_checking_are_promised(story: Story) -> None:
    town = await lives(story)
    await sets(town.official, "Проверка и сроки", "Срок проверки", "7 рабочих дней")
    birch = await sends_out(town)
    await birch.taps("Пункт 1.1")
    await birch.taps("Исполнено")
    await birch.sends_photo()
    await birch.taps("Отправить отчёт")
    birch.sees("проверит его до 10.09")


async def test_a_report_is_accepted_as_the_authority_has_set_it(story: Story) -> None:
    town = await lives(story)
    await sets(town.official, "Проверка и сроки", "Приёмка", "всегда без проверки")
    birch = await sends_out(town)
    await birch.taps("Пункт 1.1")
    await birch.taps("Исполнено")
    await birch.sends_photo()
    await birch.taps("Отправить отчёт")
    birch.sees("снят с контроля")


async def test_a_date_on_a_day_off_moves_where_the_authority_says_so(story: Story) -> None:
    town = await lives(story)
    await sets(town.official, "Выходные и переносы", "Срок выпал", "переносится на рабочий день позже")
    await town.official.uploads(PROTOCOL.format(day="01.09.2026", due="17.10.2026").encode(), "протокол.txt")
    await town.official.taps("Показать, что увидит")
    town.official.sees("до 19.10.2026")
    await town.official.taps("Направить", on="Прочитано пунктов")
    town.official.sees("19.10.2026")
    await town.official.taps("Направить 1")
    town.directors[BIRCH].sees("до 19.10.2026")
    assert await due_date(story) == "19.10.2026"


async def test_an_own_day_off_moves_the_reminders(story: Story) -> None:
    town = await lives(story)
    official = town.official
    await official.sends("/settings")
    await official.taps("Выходные и переносы")
    official.sees("действует производственный календарь")
    await official.taps("Добавить день")
    official.sees("04.11.2026 рабочий")
    await official.sends("15.10.2026")
    official.sees("Напишите дату и слово «рабочий» или «выходной»")
    await official.sends("сорокового выходной")
    official.sees("сорокового")
    await official.sends("01.08.2026 выходной")
    official.sees("уже прошл")
    await official.sends("15.10.2026 выходной, день учителя в районе")
    official.sees("15.10 (чт) 2026 — выходной, день учителя в районе")
    birch = await sends_out(town)
    await birch.taps("Пункт 1.1")
    birch.sees("напомним к среде, 14.10")
    await story.at("2026-10-14 12:00")
    birch.sees("удобнее сегодня")
    await official.sends("/settings")
    await official.taps("Выходные и переносы")
    await official.taps("Убрать 15.10.2026")
    official.does_not_see("день учителя")


async def test_the_hour_of_digests_is_the_authoritys_and_the_persons(story: Story) -> None:
    town = await lives(story)
    await sets(town.official, "Напоминания", "Час сводки", "в 10:00")
    birch = await sends_out(town)
    known = len(birch.received)
    await story.at("2026-09-03 09:59")
    await story.at("2026-09-03 10:00")
    await story.at("2026-09-03 12:00")
    assert [f"{m.at.astimezone(MOSCOW):%d.%m %H:%M}" for m in birch.received[known:]] == ["03.09 10:00"]

    await birch.sends("/settings")
    birch.sees("Утренняя сводка: по понедельникам и четвергам в 10:00, как принято")
    await birch.taps("Час и дни сводки")
    await birch.taps("8:00")
    birch.sees("Сейчас: по понедельникам и четвергам в 8:00")
    await birch.taps("К настройкам")
    await birch.taps("Ознакомлен", on="направляет решения")
    known = len(birch.received)
    await story.at("2026-10-12 08:00")
    await story.at("2026-10-12 12:00")
    assert [f"{m.at.astimezone(MOSCOW):%d.%m %H:%M}" for m in birch.received[known:]] == ["12.10 08:00"]
    await birch.sends("/settings")
    await birch.taps("Час и дни сводки")
    await birch.taps("12:00")
    known = len(birch.received)
    await story.at("2026-10-15 10:00")
    await story.at("2026-10-15 13:00")
    assert [f"{m.at.astimezone(MOSCOW):%d.%m %H:%M}" for m in birch.received[known:]] == ["15.10 12:00"]
    await birch.sends("/settings")
    await birch.taps("Час и дни сводки")
    await birch.taps("Как принято")
    birch.sees("10:00, как принято")


async def test_the_officials_own_hour(story: Story) -> None:
    town = await lives(story)
    await town.official.sends("/settings")
    await town.official.taps("Час и дни сводки")
    await town.official.taps("11:00")
    await sends_out(town)
    known = len(town.official.received)
    await story.at("2026-10-16 12:00")
    hours = {f"{m.at.astimezone(MOSCOW):%H:%M}" for m in town.official.received[known:]}
    assert hours == {"11:00"}


async def test_a_director_chooses_mondays_and_still_hears_of_the_due_morning(story: Story) -> None:
    town = await lives(story)
    birch = await sends_out(town, due="14.10.2026")
    await birch.sends("/settings")
    await birch.taps("Час и дни сводки")
    await birch.taps("Только понедельник")
    birch.sees("Сейчас: по понедельникам в 9:00, как принято", "чему сегодня срок, напомним в любом случае")
    assert birch.has_button("✓ Только понедельник")
    known = len(birch.received)
    await story.at("2026-10-20 23:00", daily=True)
    days = [f"{m.at.astimezone(MOSCOW):%d.%m}" for m in birch.received[known:]]
    assert days == ["07.09", "14.09", "12.10", "14.10", "19.10"]
    birch.person.taps_data("rhythm:hourly", on=birch.screen)
    await story.settle()
    birch.sees("Такого значения нет")


async def test_nobody_is_reminded_to_read_before_the_day_set(story: Story) -> None:
    town = await lives(story)
    await sets(town.official, "Напоминания", "Ознакомление", "через 5 рабочих дней")
    birch = await sends_out(town)
    known = len(birch.received)
    await story.at("2026-09-10 23:00", daily=True)
    assert [f"{m.at.astimezone(MOSCOW):%d.%m}" for m in birch.received[known:]] == ["10.09"]


async def test_summer_is_silent_unless_switched_off(story: Story) -> None:
    town = await lives(story)
    story.clock.move_to(story.clock().replace(year=2027, month=6, day=28))
    birch = await sends_out(town, "28.06.2027", "20.07.2027")
    known = len(birch.received)
    await story.at("2027-08-20 23:00", daily=True)
    days = [f"{m.at.astimezone(MOSCOW):%d.%m}" for m in birch.received[known:]]
    assert days == ["20.07"]
    await story.at("2027-08-23 12:00")
    assert "Просрочено — 1" in birch.received[-1].text


async def test_the_summer_that_is_not_silent(story: Story) -> None:
    town = await lives(story)
    await sets(town.official, "Напоминания", "Летний режим", "выключен")
    story.clock.move_to(story.clock().replace(year=2027, month=6, day=28))
    birch = await sends_out(town, "28.06.2027", "20.07.2027")
    known = len(birch.received)
    await story.at("2027-07-27 23:00", daily=True)
    days = [f"{m.at.astimezone(MOSCOW):%d.%m}" for m in birch.received[known:]]
    assert days == ["01.07", "08.07", "19.07", "22.07", "26.07"]


async def test_the_dates_of_the_school_year(story: Story) -> None:
    town = await lives(story)
    official = town.official
    await sets(official, "Учебный год", "Годовой итог сдают", "25 мая")
    await official.taps("Годовой итог открывается")
    await official.taps("Другая дата")
    await official.sends("30 мая")
    official.sees("должна открываться не позже")
    await official.sends("6 мая")
    official.sees("Годовой итог открывается: 6 мая")
    text = PROTOCOL.replace("Провести осмотр спортивных залов перед каникулами", "Обучить учителей на курсах")
    text = text.format(day="01.09.2026", due="15.10.2026").replace("Срок: до 15.10.2026", "Срок: постоянно")
    await official.uploads(text.encode(), "протокол.txt")
    await official.taps("Направить")
    await official.taps("Направить 1")
    assert await due_date(story) == "25.05.2027"


async def test_a_viewer_of_settings_changes_nothing(story: Story) -> None:
    town = await lives(story)
    colleague = story.person("Нина Лесная")
    ctx = await town.context(town.official)
    made = await invitations.invite_official(ctx, Role.OFFICIAL)
    await colleague.starts(made.code)
    await colleague.taps("Да, это я|Согласен|Подтвердить|Продолжить")
    if colleague.has_button("Согласен"):
        await colleague.taps("Согласен")
    await colleague.sends("/settings")
    await colleague.taps("Напоминания")
    colleague.sees("Летний режим: включён", "Изменить настройки может администратор.")
    assert colleague.buttons == ["К настройкам"]
    for data in ("stc:summer_mode", "sts:summer_mode:no", "sta", "std:20261104", "sty:year_form_due"):
        colleague.person.taps_data(data, on=colleague.screen)
        await story.settle()
    assert (await settings_rules.rules(ctx)).codes["summer_mode"] == "yes"
    town.official.person.taps_data("sts:summer_mode:perhaps", on=town.official.screen)
    await story.settle()
    town.official.sees("Такого значения нет")


async def test_messages_without_names(story: Story) -> None:
    town = await lives(story)
    await town.official.sends("/org Берёзовская")
    if town.official.has_button("МКОУ Берёзовская"):
        await town.official.taps("МКОУ Берёзовская")
    town.official.sees(f"Директор {BIRCH}")
    await sets(town.official, "Имена людей", "Имена в сообщениях", "не показываем")
    await town.official.sends("/org Берёзовская")
    if town.official.has_button("МКОУ Берёзовская"):
        await town.official.taps("МКОУ Берёзовская")
    town.official.sees("Сотрудник")
    town.official.does_not_see(f"Директор {BIRCH}")


async def test_a_corrected_date_moves_off_a_day_off_too(story: Story) -> None:
    town = await lives(story)
    official = town.official
    await sets(official, "Выходные и переносы", "Срок выпал", "переносится на рабочий день позже")
    await official.uploads(PROTOCOL.format(day="01.09.2026", due="17.10.2026").encode(), "протокол.txt")
    await official.taps("Направить", on="Прочитано пунктов")
    await official.taps("Направить 1")
    birch = town.directors[BIRCH]
    for typed, shown in (
        ("09.10.2026", "до 09.10.2026 (было 19.10.2026)"),
        ("10.10.2026", "до 12.10.2026 (было 09.10"),
    ):
        await official.sends("/protocols")
        await official.taps("№ ")
        await official.taps("п. 1")
        await official.taps("Изменить")
        await official.taps("Срок")
        await official.taps("Другая дата")
        await official.sends(typed)
        official.sees(f"Новый срок: {shown}")
        await official.taps("Срок перенесён")
        birch.sees(f"новый срок — {shown}")
