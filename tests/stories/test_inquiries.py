"""«Задать вопрос»: a thread on an item, answered to one school or to all of them."""

import pytest

from tests.stories.test_reports import BIRCH, PINE, published
from tests.stories.town import SCHOOLS
from tests.story import Story

pytestmark = pytest.mark.both_databases
QUESTION = "Нужен ли акт по малому залу?"


async def test_asked_and_answered(story: Story) -> None:
    town = await published(story)
    birch, official, pine = town.directors[BIRCH], town.official, town.directors[PINE]
    await birch.taps("Пункт 1.1", on="направляет решения")
    await birch.taps("Задать вопрос")
    birch.sees("Задать вопрос", "Пункт 1.1", "Напишите вопрос одним сообщением")
    await birch.sends("!!!")
    birch.sees("Напишите словами")
    await birch.sends(QUESTION)
    birch.sees("Вопрос отправлен.", "срок пункта прежний")
    official.sees("Вопрос: МКОУ Берёзовская СОШ", "Пункт 1.1", QUESTION)
    await official.taps("Ответить")
    official.sees("Напишите ответ одним сообщением")
    await official.sends("Да, одним актом на оба зала")
    official.sees("Ответ отправлен", "Да, одним актом на оба зала")
    birch.sees("Ответ на Ваш вопрос", f"Вопрос: {QUESTION}", "Отдел образования: Да, одним актом на оба зала")
    pine.does_not_see("одним актом")
    await birch.taps("К пункту")
    await birch.taps("Переписка (2)")
    birch.sees("Вы, 01.09.2026", QUESTION, "Отдел, 01.09.2026", "Да, одним актом на оба зала")
    await birch.taps("Спросить ещё")
    await birch.sends("А фото нужны?")
    await birch.taps("К пункту")
    await birch.taps("Переписка (3)")
    await birch.taps("К пункту")
    assert official.has_button("Ответить")
    await official.sends("Нет", reply_to=official.screen)
    official.sees("Ответ отправлен")
    birch.sees("Вопрос: А фото нужны?", "Нет")
    await birch.taps("Спросить ещё")
    birch.sees("Напишите вопрос")


async def test_an_answer_to_everybody_with_the_item(story: Story) -> None:
    town = await published(story, connected=SCHOOLS)
    birch, pine, official = town.directors[BIRCH], town.directors[PINE], town.official
    await birch.taps("Пункт 1.1", on="направляет решения")
    await birch.taps("Задать вопрос")
    await birch.sends(QUESTION)
    await official.taps("Ответить всем (3)")
    official.sees("Ответ получат 3 организации с этим пунктом.")
    await official.sends("Да, одним актом на оба зала")
    birch.sees("Ответ на Ваш вопрос")
    pine.sees("Разъяснение по пункту", f"Вопрос: {QUESTION}", "Да, одним актом на оба зала")
    pine.does_not_see("Берёзовская")
    await pine.taps("К пункту", on="Разъяснение")
    await pine.taps("Переписка (1)")
    pine.sees("всем:", "Да, одним актом")
    pine.does_not_see("Берёзовская")
    await pine.taps("К пункту")
    await pine.taps("Задать вопрос", on="Разъяснение")
    pine.sees("Напишите вопрос")


async def test_a_question_nobody_answers_is_seen_every_morning(story: Story) -> None:
    town = await published(story)
    birch, official = town.directors[BIRCH], town.official
    await story.at("2026-10-10 12:00")
    await birch.taps("Пункт 1.1", on="направляет решения")
    await birch.taps("Задать вопрос")
    await birch.sends(QUESTION)
    await birch.taps("К пункту")
    await birch.taps("Переписка (1)")
    await birch.taps("Спросить ещё")
    await birch.sends("И ещё: кто подписывает?")
    for day in ("12", "13", "16"):
        await story.at(f"2026-10-{day} 12:00")
        official.sees(f"• вопрос — 1: МКОУ Берёзовская СОШ, «{QUESTION}»")
        assert official.has_button(r"Ответить \(1\)")
    await official.sends("/overdue Берёзовская")
    official.sees("п. 1.1 — на 1 день. Вопрос от организации без ответа с 10.10")
    await official.sends("/menu")
    await official.taps("Ответить (1)")
    official.sees("Вопрос: МКОУ Берёзовская СОШ", QUESTION, "кто подписывает?")
    await official.taps("К пункту")
    official.sees("Просрочено на 1 день")
    await official.taps("Вопрос ждёт ответа")
    await official.taps("Ответить", on="Вопрос: МКОУ")
    await official.sends("Комиссия и директор")
    await official.taps("К пункту")
    await official.taps("Переписка (3)")
    official.sees("Организация, 10.10.2026", "Отдел, 16.10.2026")
    await official.sends("/menu")
    assert not official.has_button("Ответить (1)")
    await official.sends("/overdue Берёзовская")
    official.does_not_see("без ответа")


async def test_left_by_a_command_too_long_and_foreign(story: Story) -> None:
    town = await published(story)
    birch, pine, official = town.directors[BIRCH], town.directors[PINE], town.official
    await birch.taps("Пункт 1.1", on="направляет решения")
    await birch.taps("Задать вопрос")
    await birch.sends("я" * 1001)
    birch.sees("Слишком длинно: больше 1000 знаков")
    await birch.sends("/cancel")
    await birch.sends(QUESTION)
    official.does_not_see(QUESTION)
    await birch.taps("Задать вопрос")
    await birch.sends(QUESTION)
    for data in ("thr:1", "ask:1", "ans:1:0", "ans:1:1", "asks:question:0", "thr:777"):
        pine.person.taps_data(data, on=pine.screen)
        await story.settle()
        pine.does_not_see("Берёзовская", "Напишите")
    await official.sends("это не ответ на вопрос", reply_to=official.received[0])
    birch.does_not_see("Ответ на Ваш вопрос")
