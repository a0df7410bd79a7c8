"""More time: asked for in four taps, decided by the official, counted from both sides over weeks."""

import pytest

from db.models import Authority
from tests.stories.test_reports import BIRCH, PINE, RIVER, published
from tests.stories.town import SCHOOLS, Town
from tests.story import Story

pytestmark = pytest.mark.both_databases


async def asks(town: Town, day: str = "до 20.10 (вт)", reason: str = "Ждём документ", name: str = BIRCH) -> None:
    """Four taps: the item, «Просить о продлении», a date, a reason."""
    someone = town.directors[name]
    await someone.taps("Пункт 1.1", on="направляет решения")
    await someone.taps("Просить о продлении")
    await someone.taps(day)
    await someone.taps(reason)


async def test_asked_in_four_taps_and_granted_in_one(story: Story) -> None:
    town = await published(story)
    birch, official = town.directors[BIRCH], town.official
    await story.at("2026-10-14 12:00")
    await birch.taps("Пункт 1.1", on="направляет решения")
    await birch.taps("Просить о продлении")
    birch.sees("Пункт 1.1, протокол № 12", "Сейчас срок: до 15.10.2026 (чт)", "К какой дате успеете?")
    assert birch.buttons == [
        "до 20.10 (вт)", "до 22.10 (чт)", "до 29.10 (чт)", "до 30.10 (пт)", "Календарь", "Написать дату", "К пункту",
    ]  # fmt: skip
    await birch.taps("до 22.10")
    birch.sees("Просим до 22.10.2026 (чт)", "Почему нужно больше времени?")
    await birch.taps("Нужно согласование")
    birch.sees("✅ Просьба о продлении до 22.10.2026 отправлена", "пункт просроченным не считается")
    official.sees(
        "Просят о продлении: МКОУ Берёзовская СОШ",
        "Срок: до 15.10.2026. Просят: до 22.10.2026 (чт)",
        "Причина: «нужно согласование»",
        "Просьба от 14.10.2026, до срока",
        "Просят впервые",
    )
    await official.taps("Продлить до 22.10")
    official.sees("Срок продлён, организация узнает сразу", "Решение: продлено до 22.10.2026")
    birch.sees("Срок продлён до 22.10.2026 (чт)", "Был до 15.10.2026.")
    await birch.taps("К пункту")
    birch.sees("по 22.10.2026 включительно", "Срок продлён, первоначальный: 15.10.2026")
    await story.at("2026-10-22 12:00")
    birch.sees("срок был 20.10")  # another item: 2.1 was not extended
    birch.does_not_see("п. 1.1, протокол № 12: Провести осмотр спортивных залов перед каникулами — срок был")
    await story.at("2026-10-26 12:00")
    birch.sees("п. 1.1", "срок был 22.10")


async def test_while_it_waits_nobody_is_late(story: Story) -> None:
    town = await published(story)
    birch, pine, official = town.directors[BIRCH], town.directors[PINE], town.official
    await story.at("2026-10-15 18:00")
    await asks(town)
    await story.at("2026-10-19 12:00")
    pine.sees("Просрочено", "п. 1.1")
    birch.does_not_see("Просрочено")
    official.sees(
        "Ждут Вашего решения",
        "• просьба о продлении — 1: МКОУ Берёзовская СОШ, до 20.10, «ждём документ»",
    )
    assert official.has_button("Продление (1)")
    await official.sends("/overdue")
    official.sees("2 организации, 2 пункта", "Просят о продлении, решения нет: 1 (в список не включено).")
    official.does_not_see("Берёзовская")
    await official.sends("/menu")
    await official.taps("Продление (1)")
    official.sees("Просят о продлении: МКОУ Берёзовская СОШ")
    await birch.sends("/tasks")
    birch.sees("п. 1.1", "ждёт решения о продлении")
    await birch.taps("№ 12 · 1.1")
    birch.sees("Просьба о продлении до 20.10.2026 ждёт решения")
    assert not birch.has_button("Просить о продлении")
    await official.taps("Отклонить", on="Просят о продлении")
    official.sees("Почему не продлеваете?")
    await official.taps("Данные нужны к совещанию")
    official.sees("Решение: не продлено. Причина: данные нужны к совещанию.")
    birch.sees("Срок не продлён", "Остаётся прежний: до 15.10.2026.", "данные нужны к совещанию", "Просрочено на 4 дня")
    await official.sends("/overdue")
    official.sees("3 организации, 3 пункта", "Берёзовская")


async def test_asked_late_and_granted_it_works_backwards(story: Story) -> None:
    town = await published(story)
    birch, official = town.directors[BIRCH], town.official
    await story.at("2026-10-19 12:00")
    await asks(town, "до 22.10")
    birch.sees("Срок уже прошёл: до ответа пункт остаётся в просроченных.")
    official.sees("Просьба от 19.10.2026, на 4 дня позже срока")
    await official.sends("/overdue")
    official.sees("Берёзовская")
    await official.taps("Продлить до 22.10")
    await official.sends("/overdue")
    official.does_not_see("Берёзовская")
    await birch.taps("Исполнено", on="Срок продлён")
    await birch.sends("сделано")
    await birch.taps("Отправить отчёт")
    birch.sees("получен 19.10.2026", "в срок")


async def test_another_date_by_the_calendar_and_typed(story: Story) -> None:
    town = await published(story)
    birch, official = town.directors[BIRCH], town.official
    await story.at("2026-10-14 12:00")
    await birch.taps("Пункт 1.1", on="направляет решения")
    await birch.taps("Просить о продлении")
    await birch.taps("Календарь")
    birch.sees("Октябрь 2026")
    assert birch.buttons.count("·") == 35 - 11  # from the 16th on, without the days off
    await birch.taps("·")
    birch.sees("Этот день не выбрать")
    await birch.taps("Вт")
    birch.sees("Этот день не выбрать")
    assert not birch.has_button("◀")
    await birch.taps("▶")
    birch.sees("Ноябрь 2026")
    assert "4" not in birch.buttons, "a holiday"
    await birch.taps("◀")
    birch.sees("Октябрь 2026")
    await birch.taps("Ближайшие даты")
    await birch.taps("Календарь")
    await birch.taps("28")
    birch.sees("Просим до 28.10.2026 (ср)")
    await birch.taps("Назад")
    await birch.taps("Написать дату")
    await birch.sends("послезавтра, наверное")
    birch.sees("Не понял дату")
    await birch.sends("12.10")
    birch.sees("Эта дата уже прошла или она почти через год")
    await birch.sends("26 октября")
    birch.sees("Просим до 26.10.2026 (пн)")
    await birch.taps("Другая причина")
    birch.sees("Напишите причину")
    await birch.sends("приказ у юриста")
    birch.sees("Просьба о продлении до 26.10.2026 отправлена")
    official.sees("Причина: «приказ у юриста»")
    await official.taps("Другая дата")
    official.sees("Продлить", "До какой даты продлить?", "Сейчас срок: до 15.10.2026")
    await official.taps("Назад")
    official.sees("Просят о продлении")
    await official.taps("Другая дата")
    await official.taps("Написать дату")
    await official.sends("21.10")
    official.sees("Решение: продлено до 21.10.2026")
    birch.sees("Срок продлён до 21.10.2026 (ср)", "Вы просили до 26.10.2026.")


async def test_two_times_and_no_third(story: Story) -> None:
    town = await published(story)
    birch, official = town.directors[BIRCH], town.official
    await story.at("2026-10-14 12:00")
    await asks(town)
    await official.taps("Продлить до 20.10")
    await story.at("2026-10-19 12:00")
    await asks(town, "до 23.10", "Болезнь сотрудника")
    official.sees("Раньше продлевали: 1 раз")
    await official.taps("Продлить до 23.10")
    await story.at("2026-10-22 12:00")
    await birch.taps("Пункт 1.1", on="направляет решения")
    await birch.taps("Просить о продлении")
    birch.sees("можно дважды, и это уже использовано")
    async with story.db.write() as session:
        authority = await session.get_one(Authority, 1)
        authority.most_extensions = 3
    await birch.taps("Просить о продлении")
    birch.sees("К какой дате успеете?")


async def test_a_refusal_does_not_use_it_up_and_a_report_closes_it(story: Story) -> None:
    town = await published(story)
    birch, official = town.directors[BIRCH], town.official
    await story.at("2026-10-14 12:00")
    await asks(town)
    await official.taps("Отклонить")
    await official.taps("Назад")
    await official.taps("Отклонить")
    await official.taps("Другая причина")
    await official.sends("отчёт нужен министерству 16 октября")
    birch.sees("Причина: отчёт нужен министерству 16 октября.")
    await asks(town)
    await birch.taps("К пункту")
    await birch.taps("Исполнено")
    await birch.sends("сделано")
    await birch.taps("Отправить отчёт")
    await official.taps("Продлить до 20.10")
    official.sees("По этой просьбе уже решили", "Решать уже не нужно")


async def test_stale_and_foreign_taps(story: Story) -> None:
    town = await published(story)
    birch, official, pine = town.directors[BIRCH], town.official, town.directors[PINE]
    await story.at("2026-10-14 12:00")
    await birch.taps("Пункт 1.1", on="направляет решения")
    await birch.taps("Просить о продлении")
    await birch.taps("до 20.10")
    await birch.taps_twice("Ждём документ")
    birch.sees("Карточка устарела", "ждёт решения")
    assert len([m for m in official.received if "Просят о продлении" in m.text]) == 1
    for data in (
        "xo:1",
        "xn:1:-1",
        "xn:1:1",
        "mvd:grant:1:1:20261020",
        "mv:grant:1:0",
        "mv:ask:1:1",
        "asks:extension:0",
    ):
        pine.person.taps_data(data, on=pine.screen)
        await story.settle()
        pine.does_not_see("Берёзовская")
    for data in ("mv:what:1:1", "mvm:grant:1:1:999999", "mvd:grant:1:1:20261399", "mvr:1:1:20261020:77"):
        official.person.taps_data(data, on=official.screen)
        await story.settle()
    await official.taps("Продлить до 20.10")
    await official.taps("Продлить до 20.10", version=-2)
    official.sees("По этой просьбе уже решили")
    await official.taps("Отклонить", version=-2)
    official.sees("По этой просьбе уже решили")


async def test_extended_without_being_asked(story: Story) -> None:
    town = await published(story)
    birch, official = town.directors[BIRCH], town.official
    await official.sends("/protocols")
    await official.taps("№ 12")
    await official.taps("п. 1.1")
    await official.taps("МКОУ Берёзовская СОШ")
    await official.taps("Продлить")
    official.sees("Продлить", "МКОУ Берёзовская СОШ", "До какой даты продлить?")
    await official.taps("Назад")
    await official.taps("Продлить")
    await official.taps("до 30.10")
    official.sees("Срок: до 30.10.2026", "Срок продлён, первоначальный: 15.10.2026")
    birch.sees("Срок продлён до 30.10.2026 (пт)", "Был до 15.10.2026.")
    birch.does_not_see("Вы просили")
    await official.taps("Продлить", version=-3)
    official.sees("Карточка устарела")


async def test_the_date_of_a_rework_is_extended(story: Story) -> None:
    town = await published(story)
    birch, official = town.directors[BIRCH], town.official
    await story.at("2026-10-12 12:00")
    await birch.taps("Пункт 1.1", on="направляет решения")
    await birch.taps("Исполнено")
    await birch.sends("сделано")
    await birch.taps("Отправить отчёт")
    await official.taps("Вернуть")
    await official.taps("Не хватает данных")
    birch.sees("Срок доработки — до 15.10.2026")
    await story.at("2026-10-15 12:00")
    await birch.taps("К пункту", on="возвращён")
    await birch.taps("Просить о продлении")
    await birch.taps("до 20.10")
    await birch.taps("Болезнь сотрудника")
    await official.taps("Продлить до 20.10")
    await story.at("2026-10-19 12:00")
    await birch.taps("Дополнить отчёт", on="Срок продлён")
    await birch.sends("акт № 3")
    await birch.taps("Отправить отчёт")
    birch.sees("получен 19.10.2026", "в срок")


async def test_nobody_at_the_school_and_the_queue(story: Story) -> None:
    """Two requests, decided one after another from the menu; a third school has nobody in the bot."""
    town = await published(story)
    official = town.official
    await story.at("2026-10-14 12:00")
    await asks(town)
    await asks(town, name=PINE)
    await official.sends("/menu")
    await official.taps("Продление (2)")
    official.sees("МКОУ Берёзовская СОШ")
    await official.taps("Следующая (1)")
    official.sees("МКОУ Сосновская ООШ")
    await official.taps("Продлить до 20.10")
    await official.sends("/menu")
    await official.taps("Продление (1)")
    await official.taps("К пункту")
    official.sees("Просьба о продлении до 20.10.2026 ждёт решения")
    await official.taps("Просьба о продлении")
    await official.taps("Продлить до 20.10")
    official.sees("Решение: продлено до 20.10.2026")
    await official.taps("Продление (1)", on="специалист")
    official.sees("Просьб и вопросов, которые ждут ответа, нет.")
    assert RIVER not in town.directors


async def test_the_fourth_request_only_updates_a_message(story: Story) -> None:
    town = await published(story, connected=SCHOOLS)
    official = town.official
    await story.at("2026-10-14 12:00")
    for name in SCHOOLS:
        await asks(town, name=name)
    assert len([m for m in official.received if "Просят о продлении: " in m.text]) == 3
    for name in SCHOOLS[:2]:
        director = town.directors[name]
        await director.taps("Пункт 2.1", on="направляет решения")
        await director.taps("Не относится к нам")
        await director.taps("Уже не актуально")
    assert not [m for m in official.received if "Не относится к нам: " in m.text]
    queue = [m for m in official.received if "Ждут Вашего решения" in m.text and "Доброе утро" not in m.text]
    assert len(queue) == 1
    official.sees("• просьбы о продлении — 3: МКОУ Берёзовская СОШ", "• не относится к нам — 2:")
    await official.taps("Уточнить (2)")
    official.sees("Не относится к нам: МКОУ Берёзовская СОШ")
    await official.taps("Следующая (1)")
    official.sees("Не относится к нам: МКОУ Сосновская ООШ")


async def test_a_request_is_taken_back_while_undecided(story: Story) -> None:
    """The date that stands counts again; the official's card says so, another request may be made."""
    town = await published(story)
    birch, official = town.directors[BIRCH], town.official
    await story.at("2026-10-14 12:00")
    await asks(town)
    await birch.taps("К пункту")
    await birch.taps_twice("Отозвать просьбу")
    birch.does_not_see("Ждёт решения")
    assert birch.has_button("Просить о продлении")
    await official.taps("Продлить до 20.10")
    official.sees("Решать уже не нужно: организация отозвала просьбу.")
    await story.at("2026-10-16 12:00")
    await official.sends("/overdue Берёзовская")
    official.sees("МКОУ Берёзовская СОШ")
