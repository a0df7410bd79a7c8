"""«Не относится к нам»: three taps of a school; left, cancelled for one or for all of a kind, handed on."""

import pytest

from tests.remembered import remembered
from tests.stories.test_reports import BIRCH, PINE, RIVER, TEXT, published
from tests.stories.town import KINDERGARTENS, SCHOOLS, Town, make_town
from tests.story import Story

pytestmark = pytest.mark.both_databases


async def disputes(town: Town, name: str = BIRCH, reason: str = "Нет такого подразделения") -> None:
    """Three taps: the item, «Не относится к нам», a reason."""
    someone = town.directors[name]
    await someone.taps("Пункт 1.1", on="направляет решения")
    await someone.taps("Не относится к нам")
    await someone.taps(reason)


async def opens_case(town: Town, name: str) -> None:
    await town.official.sends("/protocols")
    await town.official.taps("№ 12")
    await town.official.taps("п. 1.1")
    await town.official.taps(name)


async def test_nobody_is_reminded_but_the_official_daily(story: Story) -> None:
    town = await published(story)
    birch, official = town.directors[BIRCH], town.official
    await story.at("2026-10-12 12:00")
    await birch.taps("Пункт 1.1", on="направляет решения")
    await birch.taps("Не относится к нам")
    birch.sees("Не относится к нам", "Пункт 1.1, протокол № 12", "Почему пункт не к Вам?")
    await birch.taps("Нет такого подразделения")
    birch.sees("✅ Отправлено: исполнитель уточняется", "Напоминать не будем")
    official.sees("Не относится к нам: МКОУ Берёзовская СОШ", "Причина: «нет такого подразделения»", "до 15.10.2026")
    for day in ("2026-10-13", "2026-10-14", "2026-10-16", "2026-10-19"):
        await story.at(f"{day} 12:00")
        official.sees("• не относится к нам — 1: МКОУ Берёзовская СОШ, «нет такого подразделения»")
        assert official.has_button(r"Уточнить \(1\)")
        await official.sends("/overdue Берёзовская")
        official.does_not_see("п. 1.1 —")
    digests = [m.text for m in birch.received if "Пятница, 16 октября" in m.text]
    assert not any("п. 1.1, протокол" in text for text in digests)
    await birch.sends("/tasks")
    birch.sees("(исполнитель уточняется)")
    await birch.taps("№ 12 · 1.1")
    birch.sees("Состояние: исполнитель уточняется", "Вы ответили «Не относится к нам»: нет такого подразделения.")
    await official.sends("/protocols")
    await official.taps("№ 12")
    official.sees("уточняется 1")


async def test_left_with_the_organisation(story: Story) -> None:
    town = await published(story)
    birch, official = town.directors[BIRCH], town.official
    await story.at("2026-10-12 12:00")
    await disputes(town)
    await official.taps("Оставить")
    official.sees("Пункт останется за организацией. Что ей ответить?")
    await official.taps("Назад")
    await official.taps("Оставить")
    await official.taps("Пункт касается всех организаций")
    official.sees("Решение: пункт остаётся за организацией.", "Ответ: пункт касается всех организаций.")
    birch.sees("Пункт 1.1 остаётся за Вами", "Ответ: пункт касается всех организаций.", "Срок: до 15.10.2026")
    await official.taps("Отменить для неё", version=-3)
    official.sees("По этому обращению уже решили")
    await story.at("2026-10-19 12:00")
    birch.sees("п. 1.1", "срок был 15.10")
    await disputes(town, reason="Другая причина")
    birch.sees("Напишите причину")
    await birch.sends("зала у нас нет")
    official.sees("Причина: «зала у нас нет»")
    await official.taps("Оставить")
    await official.taps("Написать пояснение")
    await official.sends("осмотрите площадку")
    birch.sees("Ответ: осмотрите площадку.", "Просрочено на 4 дня")
    await disputes(town)
    await official.taps("Оставить")
    await official.taps("Оставить без пояснения")
    birch.sees("Пункт 1.1 остаётся за Вами")
    birch.does_not_see("Ответ:")


async def test_cancelled_for_one(story: Story) -> None:
    town = await published(story)
    birch, official = town.directors[BIRCH], town.official
    await story.at("2026-10-12 12:00")
    await disputes(town)
    await official.taps("Отменить для неё")
    official.sees("Отменено для 1 организации", "Решение: пункт отменён.")
    birch.sees("Пункт 1.1 отменён", "Причина: нет такого подразделения.", "больше ничего не требуется")
    await birch.taps("Исполнено", on="Отправлено", version=-3)
    birch.sees("Карточка устарела", "Состояние: отменено")
    await birch.sends("/tasks")
    birch.does_not_see("п. 1.1,")
    await story.at("2026-10-19 12:00")
    await official.sends("/overdue")
    official.sees("2 организации, 2 пункта")


async def test_cancelled_for_all_of_the_kind_but_those_who_reported(story: Story) -> None:
    town = await published(story, connected=SCHOOLS)
    birch, pine, river, official = (*(town.directors[name] for name in (BIRCH, PINE, RIVER)), town.official)
    await river.taps("Пункт 1.1", on="направляет решения")
    await river.taps("Исполнено")
    await river.sends("сделано")
    await river.taps("Отправить отчёт")
    await disputes(town)
    await disputes(town, PINE, "Уже не актуально")
    await official.sends("/menu")
    await official.taps("Уточнить (2)")
    official.sees("МКОУ Берёзовская СОШ")
    await official.taps("Отменить для всех такого вида (2)")
    official.sees("Отменить п. 1.1 для 2 школ?", "Кто уже сдал отчёт")
    await official.taps("Назад")
    await official.taps("Отменить для всех такого вида (2)")
    await official.taps("Да, отменить")
    official.sees("Отменено для 2 организаций")
    birch.sees("Пункт 1.1 отменён")
    pine.sees("Пункт 1.1 отменён")
    river.does_not_see("отменён")
    await official.taps("Да, отменить", version=-2)
    official.sees("По этому обращению уже решили")
    await official.taps("Отменить для всех", version=-3)
    official.sees("По этому обращению уже решили")
    await official.taps("Уточнить (2)", on="специалист")
    official.sees("Просьб и вопросов, которые ждут ответа, нет.")


async def test_reported_after_all_and_withdrawn(story: Story) -> None:
    town = await published(story)
    birch, official = town.directors[BIRCH], town.official
    await disputes(town)
    await birch.taps("К пункту")
    await birch.taps("Исполнено")
    birch.sees("Пришлите")
    await birch.sends("нашли исполнителя, сделано")
    await birch.taps("Отправить отчёт")
    birch.sees("получен")
    await official.taps("Оставить")
    official.sees("По этому обращению уже решили", "организация прислала отчёт")
    await birch.taps("Исправить")
    await birch.taps("Отозвать отчёт")
    await birch.taps("К пункту")
    birch.sees("Состояние: ознакомление подтверждено")


async def test_handed_on_to_another_school(story: Story) -> None:
    """The school gets the item with its date, although it has the protocol already; it reports and is accepted."""
    town = await published(story, connected=SCHOOLS)
    birch, pine, official = town.directors[BIRCH], town.directors[PINE], town.official
    await opens_case(town, RIVER)
    await official.taps("Отменить")
    await official.taps("Направлено по ошибке")
    await story.at("2026-10-12 12:00")
    await disputes(town, reason="Это к другой организации")
    await official.taps("Передать другой организации")
    official.sees("Кому передать? Напишите название")
    await official.sends("Лесная академия")
    official.sees("«Лесная академия»: такой организации не нашлось")
    await official.taps("Искать ещё")
    await official.sends("Сосновская")
    official.sees("нашлась 1. Кому передать?")
    await official.taps(PINE)
    official.sees("Передать п. 1.1: МКОУ Сосновская ООШ?")
    await official.taps("Да, передать")
    official.sees("МКОУ Сосновская ООШ: этот пункт там уже есть.")
    await official.taps("Передать другой организации")
    await official.sends("Заречная")
    await official.taps(RIVER)
    await official.taps("Да, передать")
    official.sees("Передано, обе организации узнают сразу", "отменено")
    birch.sees("Пункт 1.1 передан другой организации", "Причина: это к другой организации.")
    river = town.directors[RIVER]
    river.sees("Вам передан пункт 1.1", "по 15.10.2026 включительно", "Провести осмотр")
    await story.at("2026-10-15 09:30")
    river.sees("Сегодня последний рабочий день", "п. 1.1")
    await river.taps("Исполнено", on="Вам передан")
    await river.sends("сделано")
    await river.taps("Отправить отчёт")
    river.sees("получен 15.10.2026", "в срок")
    await official.taps("Принять")
    river.sees("Отчёт принят")
    assert not pine.has_button("Исполнено")


async def test_the_case_card_cancels_and_hands_on_with_a_reason(story: Story) -> None:
    town = await published(story)
    birch, official = town.directors[BIRCH], town.official
    await opens_case(town, BIRCH)
    await official.taps("Отменить")
    official.sees("Отменить: МКОУ Берёзовская СОШ", "Причину увидит организация.")
    await official.taps("Назад")
    await official.taps("Отменить")
    await official.taps("Другая причина")
    await official.sends("зал передан спортшколе")
    official.sees("Состояние: отменено")
    birch.sees("Пункт 1.1 отменён", "Причина: зал передан спортшколе.")
    await opens_case(town, PINE)
    await official.taps("Передать другой организации")
    await official.sends("берёзовская")
    await official.taps(BIRCH)
    official.sees("Почему передаёте? Причину увидят обе организации.")
    await official.taps("Другая причина")
    await official.sends("зал теперь у Берёзовской школы")
    official.sees("МКОУ Сосновская ООШ", "Состояние: отменено")
    birch.sees("Вам передан пункт 1.1")
    town.directors[PINE].sees("передан другой организации", "Причина: зал теперь у Берёзовской школы.")
    await opens_case(town, RIVER)
    await official.taps("Передать другой организации")
    await official.sends("сосновская")
    await official.taps(PINE)
    await official.taps("Сменился исполнитель")
    town.directors[PINE].sees("Вам передан пункт 1.1")


async def test_a_passed_date_gives_the_new_school_five_days(story: Story) -> None:
    town = await published(story)
    official, pine = town.official, town.directors[PINE]
    await opens_case(town, PINE)
    await official.taps("Отменить")
    await official.taps("Больше не актуально")
    await story.at("2026-10-20 12:00")
    await opens_case(town, RIVER)
    await official.taps("Передать другой организации")
    await official.sends("сосновская")
    await official.taps(PINE)
    await official.taps("Это обязанность")
    pine.sees("Вам передан пункт 1.1", "по 27.10.2026 включительно")


async def test_foreign_and_stale_taps(story: Story) -> None:
    town = await published(story)
    birch, official, pine = town.directors[BIRCH], town.official, town.directors[PINE]
    await birch.taps("Пункт 1.1", on="направляет решения")
    await birch.taps("Не относится к нам")
    await birch.taps_twice("Уже не актуально")
    birch.sees("Карточка устарела", "исполнитель уточняется")
    for data in (
        "dis:1:1:-1", "dis:1:2:2", "dsp:1", "dsk:1:-1", "dsk:1:1", "dsc:1:0:1", "dsc:1:1:0", "cxl:1:2:1", "rer:1:2:3:1",
        "rer:1:2:0:-1", "asks:dispute:0",
    ):  # fmt: skip
        pine.person.taps_data(data, on=pine.screen)
        await story.settle()
        pine.does_not_see("Берёзовская")
    for data in ("dis:1:2:77", "dsk:1:77", "cxl:1:2:77", "rer:1:2:1:1", "rer:1:2:3:77", "dsp:77", "asks:nothing:0"):
        official.person.taps_data(data, on=official.screen)
        await story.settle()
    await opens_case(town, BIRCH)
    official.sees("исполнитель уточняется", "«Не относится к нам»: уже не актуально")
    await official.taps("Решить: не относится")
    await official.taps("Отменить для неё")
    official.sees("Решение: пункт отменён.")


@remembered
async def two_dates(story: Story, names: tuple[str, ...] = SCHOOLS) -> Town:
    """1.1 has two dates, and the first school says it is not theirs."""
    town = await make_town(story, names, names)
    text = TEXT.replace("Срок: до 15.10.2026", "Срок: до 15.10.2026, до 15.12.2026")
    await town.official.uploads(text.encode(), "протокол.txt")
    await town.official.taps("Направить")
    await town.official.taps("Направить 3")
    await town.directors[BIRCH].taps("Пункт 1.1, до 15.10", on="направляет решения")
    await town.directors[BIRCH].taps("Не относится к нам")
    await town.directors[BIRCH].taps("Нет такого подразделения")
    return town


async def test_every_date_of_the_item_is_decided_at_once(story: Story) -> None:
    town = await two_dates(story)
    birch, official = town.directors[BIRCH], town.official
    assert official.has_button(r"Отменить для всех такого вида \(3\)")
    await official.taps("Отменить для неё")
    official.sees("Отменено для 1 организации")
    assert sum("Пункт 1.1 отменён" in message.text for message in birch.received) == 1
    await birch.sends("/tasks")
    birch.does_not_see("п. 1.1,")


async def test_every_date_of_the_item_is_handed_on_at_once(story: Story) -> None:
    town = await two_dates(story, SCHOOLS + KINDERGARTENS[:1])
    birch, garden, official = town.directors[BIRCH], town.directors[KINDERGARTENS[0]], town.official
    await official.taps("Передать другой организации")
    await official.sends("Теремок")
    await official.taps("МКДОУ «Теремок»")
    await official.taps("Да, передать")
    await birch.sends("/tasks")
    birch.does_not_see("п. 1.1,")
    await garden.sends("/tasks")
    garden.sees("до 15.10.2026", "до 15.12.2026")


async def test_taken_back_before_it_is_decided(story: Story) -> None:
    """The item is theirs as before, its date counts; the official's card says so."""
    town = await published(story)
    birch, official = town.directors[BIRCH], town.official
    await story.at("2026-10-12 12:00")
    await disputes(town)
    await birch.taps("К пункту")
    await birch.taps("Отозвать, пункт наш")
    birch.sees("Состояние: ознакомление подтверждено")
    assert birch.has_button("Исполнено")
    assert birch.has_button("Не относится к нам")
    await official.taps("Оставить", on="Не относится к нам: МКОУ Берёзовская СОШ")
    official.sees("Решать уже не нужно: организация отозвала свой ответ.")
    await story.at("2026-10-19 12:00")
    await official.sends("/overdue Берёзовская")
    official.sees("п. 1.1")
