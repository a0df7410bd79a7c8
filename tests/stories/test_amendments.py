"""After sending: a text, a date, one more school; an item, a school, the whole protocol cancelled."""

import pytest
from sqlalchemy import select

from db.models import Assignment, Audit, Decision, ReminderStep
from domain.lifecycle import State
from tests.papers import THIS_YEAR
from tests.person import Someone
from tests.remembered import remembered
from tests.stories.town import KINDERGARTENS, SCHOOLS, Town, make_town
from tests.story import Story

pytestmark = pytest.mark.both_databases

BIRCH, PINE, RIVER = SCHOOLS
TEXT = THIS_YEAR


@remembered
async def published(story: Story, connected: tuple[str, ...] = SCHOOLS[:2]) -> Town:
    """Sent to three schools on Tuesday, 01.09.2026: 1.1 until 15.10, 2.1 until 20.10, 1.2 for work."""
    town = await make_town(story, SCHOOLS + KINDERGARTENS[:1], connected)
    await town.official.uploads(TEXT.encode(), "протокол.txt")
    await town.official.taps("Направить")
    await town.official.taps("Направить 3")
    return town


async def opens_item(official: Someone, item: str = "п. 1.1") -> None:
    await official.sends("/protocols")
    await official.taps("№ 12")
    await official.taps(item)
    await official.taps("Изменить")


async def test_a_new_text_is_told_and_old_cards_show_it(story: Story) -> None:
    town = await published(story)
    official, birch = town.official, town.directors[BIRCH]
    await birch.taps("Ознакомлен")
    await opens_item(official)
    official.sees("Изменить п. 1.1, протокол № 12", "Сейчас пункт у 3 организаций, срок 15.10.2026")
    await official.taps("Текст")
    official.sees("Пришлите новый текст пункта целиком")
    await official.sends("Провести осмотр спортивных залов и площадок.")
    official.sees(
        "Изменить текст п. 1.1 протокола № 12", "залов и площадок", "Уточнение получат 3 организации", "Почему?"
    )
    await official.taps("Опечатка")
    official.sees("Готово: уточнение уходит 3 организациям")
    birch.sees(
        "Уточнение к протоколу № 12", "Пункт 1.1: изменён текст", "залов и площадок", "Причина: опечатка в протоколе."
    )
    first = next(message for message in birch.received if "Нужен отчёт — 2" in message.text)
    assert "залов и площадок" in first.text, "the protocol's message is brought up to date in its place"
    assert len([message for message in birch.received if "Нужен отчёт — 2" in message.text]) == 1
    await birch.taps("Пункт 1.1", on="Уточнение")
    birch.sees("залов и площадок", "по 15.10.2026 включительно")


async def test_a_date_moves_for_all_with_its_reminders(story: Story) -> None:
    town = await published(story)
    official, birch = town.official, town.directors[BIRCH]
    await birch.taps("Ознакомлен")
    await opens_item(official)
    await official.taps("Срок")
    official.sees("Изменить срок п. 1.1 протокола № 12", "Срок: до 15.10.2026")
    await official.taps("Другая дата")
    await official.sends("01.08.2026")
    official.sees("Эта дата уже прошла")
    await official.sends("29.10.2026")
    official.sees("Новый срок: до 29.10.2026 (было 15.10.2026)")
    await official.taps("Срок перенесён")
    birch.sees("Пункт 1.1: новый срок — до 29.10.2026 (было 15.10.2026)", "Причина: срок перенесён.")
    async with story.db.read() as session:
        rows = list(await session.scalars(select(Assignment).join(Decision).where(Decision.number == "1.1")))
        due_days = set(
            await session.scalars(
                select(ReminderStep.day).where(
                    ReminderStep.step == "day", ReminderStep.assignment_id.in_([r.id for r in rows])
                )
            )
        )
    assert {(str(r.due_date), str(r.control_date), str(r.original_due_date)) for r in rows} == {
        ("2026-10-29", "2026-10-29", "2026-10-15")
    }
    assert {str(day) for day in due_days} == {"2026-10-29"}
    await story.at("2026-10-20 12:00")
    await official.sends("/overdue")
    official.does_not_see("п. 1.1")


async def test_a_quick_date_for_one_school_leaves_the_others(story: Story) -> None:
    town = await published(story)
    official, birch, pine = town.official, town.directors[BIRCH], town.directors[PINE]
    before = len(pine.received)
    await opens_item(official)
    await official.taps("Срок")
    await official.taps("Только для одной организации")
    official.sees("Для какой организации?")
    await official.taps("МКОУ Берёзовская СОШ · 15.10")
    official.sees("Изменить срок п. 1.1", "МКОУ Берёзовская СОШ")
    await official.taps("До 02.10")
    await official.taps("Другая причина")
    official.sees("Напишите причину одним сообщением")
    await official.sends("просьба школы по телефону")
    official.sees("Готово: уточнение уходит 1 организации")
    birch.sees("новый срок — до 02.10.2026 (было 15.10.2026)", "Причина: просьба школы по телефону.")
    assert len(pine.received) == before


async def test_one_more_school_and_one_that_knows_the_protocol(story: Story) -> None:
    town = await published(story, SCHOOLS[:2] + KINDERGARTENS[:1])
    official, nursery = town.official, town.directors[KINDERGARTENS[0]]
    await opens_item(official)
    await official.taps("Добавить исполнителя")
    official.sees("Кому ещё направить этот пункт?")
    await official.taps("Написать, кому")
    await official.sends("Теремок")
    official.sees("Получат: МКДОУ «Теремок»")
    await official.taps("Пропущены в списке")
    nursery.sees("протокол № 12", "Нужен отчёт — 1", "Провести осмотр спортивных залов")
    await nursery.taps("Ознакомлен")
    await opens_item(official, "п. 2.1")
    await official.taps("Добавить исполнителя")
    await official.taps("Детские сады")
    await official.taps("Расширен круг")
    nursery.sees("Уточнение к протоколу № 12", "Пункт 2.1: теперь и за Вами")
    await opens_item(official, "п. 2.1")
    await official.taps("Добавить исполнителя")
    await official.taps("Детские сады")
    await official.taps("Расширен круг")
    official.sees("У этих организаций пункт уже есть")


async def test_an_item_is_cancelled_and_what_was_reported_stays(story: Story) -> None:
    town = await published(story)
    official, birch, pine = town.official, town.directors[BIRCH], town.directors[PINE]
    await pine.taps("Ознакомлен")
    await birch.taps("Пункт 1.1")
    await birch.taps("Исполнено")
    await birch.sends("осмотр проведён")
    await birch.taps("Отправить отчёт")
    await opens_item(official)
    await official.taps("Отменить пункт")
    official.sees(
        "Отменить п. 1.1 протокола № 12", "Отменится: 3 поручения.", "Отчёт на проверке — 1, он останется в истории"
    )
    await official.taps("Пункт больше не актуален")
    official.sees("отменено")
    pine.sees(
        "Пункт 1.1: отменён, отвечать не нужно", "Причина: пункт больше не актуален.", "Остальные пункты без изменений."
    )
    await pine.taps("Протокол", on="Уточнение")
    pine.does_not_see("1.1. Провести осмотр")
    await birch.taps("Исправить")
    birch.sees("Карточка устарела", "Состояние: отменено")
    await official.sends("/review")
    official.sees("Отчётов на проверку нет")
    async with story.db.read() as session:
        states = set(await session.scalars(select(Assignment.state).join(Decision).where(Decision.number == "1.1")))
        actions = list(
            await session.scalars(select(Audit.action).where(Audit.action.in_(("cancelled", "minutes_corrected"))))
        )
        steps = list(
            await session.scalars(
                select(ReminderStep.id)
                .join(Assignment, Assignment.id == ReminderStep.assignment_id)
                .where(Assignment.state == State.CANCELLED, ReminderStep.consumed_at.is_(None))
            )
        )
    assert (states, sorted(actions), steps) == ({State.CANCELLED}, ["cancelled"] * 3 + ["minutes_corrected"], [])


async def test_the_whole_protocol_or_one_school_of_it(story: Story) -> None:
    town = await published(story)
    official, birch, pine = town.official, town.directors[BIRCH], town.directors[PINE]
    await official.sends("/protocols")
    await official.taps("№ 12")
    await official.taps("Отменить протокол")
    official.sees("Отменить протокол № 12", "целиком?", "Отменится: 9 поручений.", "Уточнение получат 3 организации")
    await official.taps("Только для одной организации")
    await official.taps("МКОУ Сосновская ООШ · 3 пункта")
    official.sees("Отменить все пункты протокола № 12", "МКОУ Сосновская ООШ", "Уточнение получит 1 организация")
    before = len(birch.received)
    await official.taps("Организация указана по ошибке")
    pine.sees("Все пункты этого протокола для Вас отменены")
    assert len(birch.received) == before
    old = next(message for message in pine.received if "отменён" in message.text and "Уточнение" not in message.text)
    assert [label for row in old.labels for label in row] == [], "no dead buttons on the old message"
    await official.taps("Отменить протокол")
    await official.taps("Протокол направлен по ошибке")
    birch.sees("Уточнение к протоколу № 12", "Пункт 1.1: отменён", "Все пункты этого протокола для Вас отменены")
    assert not official.has_button("Отменить протокол")
    await story.at("2026-10-19 12:00")
    await official.sends("/overdue")
    official.sees("Просроченных пунктов нет")
    assert not [message for message in birch.received if "Просрочено" in message.text]


async def test_two_officials_and_an_old_screen(story: Story) -> None:
    town = await published(story)
    official = town.official
    await opens_item(official)
    await official.taps("Срок")
    await official.taps("До ")
    await official.taps("Срок перенесён")
    await official.taps("Срок перенесён", version=-2)
    official.sees("Карточка устарела")
    await opens_item(official)
    await official.taps("Текст")
    await official.sends("...")
    official.sees("Текст пункта не может быть пустым")
    await official.sends("Новый текст пункта.")
    await official.sends("/protocols")
    await official.taps("Опечатка")
    official.sees("Карточка устарела")
    await opens_item(official, "п. 1.1")
    official.does_not_see("Новый текст пункта")


async def test_nobody_else_may_correct(story: Story) -> None:
    town = await published(story)
    birch = town.directors[BIRCH]
    for data in (
        "am:1:item:",
        "am:1:text:",
        "am:1:all:",
        "am:1:orgs:",
        "am:1:day:d20261101",
        "amy:1:2:all::1",
        "amy:1:2:day:d20261101:1",
    ):
        birch.person.taps_data(data, on=birch.screen)
        await story.settle()
        birch.sees("Это действие Вам недоступно")
    async with story.db.read() as session:
        assert set(await session.scalars(select(Assignment.state))) == {State.ASSIGNED}


async def test_a_typed_text_belongs_to_its_item(story: Story) -> None:
    town = await published(story)
    official, birch = town.official, town.directors[BIRCH]
    await opens_item(official)
    await official.taps("Текст")
    await official.sends("Провести осмотр спортивных залов и площадок.")
    await opens_item(official, "п. 2.1")
    await official.taps("Текст")
    await official.sends("Разместить план работы библиотеки на сайте и на стенде.")
    await official.taps("Опечатка", on="залов и площадок")
    official.sees("Карточка устарела")
    birch.does_not_see("Уточнение")
    await official.taps("Опечатка", on="на стенде")
    birch.sees("Пункт 2.1: изменён текст", "на стенде")
    birch.does_not_see("Пункт 1.1: изменён")
