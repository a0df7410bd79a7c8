"""One conversation at a time: left by /cancel or a button, kept over a restart, over after half a day."""

import pytest

from tests.stories.test_deputies import send
from tests.stories.test_own_history import report
from tests.stories.town import SCHOOLS, make_town
from tests.story import Story

pytestmark = pytest.mark.both_databases
BIRCH = SCHOOLS[0]


async def test_a_dialogue_is_over_after_half_a_day_also_across_a_restart(story: Story) -> None:
    town = await make_town(story, SCHOOLS, SCHOOLS[:1])
    birch, official = town.directors[BIRCH], town.official
    await send(town)
    await report(birch)
    await story.advance(minutes=5)
    await official.taps("Вернуть", on="Отчёт: ")
    await official.taps("Другая причина")
    await story.restart()
    await story.advance(hours=13)
    await official.sends("приложен не тот приказ")
    official.sees("Вы не закончили: причина возврата отчёта", "начните, пожалуйста, заново")
    await official.sends("/review")
    assert official.has_button("Вернуть"), "nothing was sent back"
    await official.taps("Вернуть")
    await official.taps("Другая причина")
    await official.sends("приложен не тот приказ")
    official.sees("А что сделать?")
    await story.restart()
    await story.advance(hours=11)
    await official.sends("прислать приказ этого года")
    official.sees("на доработке")
    birch.sees("возвращён на доработку", "приложен не тот приказ")


async def test_what_a_director_sends_later_is_an_answer_again(story: Story) -> None:
    town = await make_town(story, SCHOOLS, SCHOOLS[:1])
    birch = town.directors[BIRCH]
    await send(town)
    await birch.taps("Пункт 1.1")
    await birch.taps("Исполнено")
    await birch.sends("/settings")
    await birch.taps("Моё имя")
    await story.advance(hours=20)
    await birch.sends_photo()
    birch.sees("Вы не закончили: Ваше имя")
    birch.sees("1 фото")


async def test_cancel_or_another_button_leaves_it(story: Story) -> None:
    town = await make_town(story, SCHOOLS, SCHOOLS[:1])
    birch = town.directors[BIRCH]
    await birch.sends("/settings")
    await birch.taps("Моё имя")
    await birch.sends("/cancel")
    birch.sees("Хорошо, отменено")
    await birch.sends("/settings")
    await birch.taps("Моё имя")
    await birch.sends("/menu")
    await birch.taps("Мои пункты")
    await birch.sends("Анна Не Имя")
    birch.does_not_see("теперь Вы")


async def test_a_question_that_came_too_late_frees_the_chat(story: Story) -> None:
    town = await make_town(story, SCHOOLS, SCHOOLS[:1])
    birch, official = town.directors[BIRCH], town.official
    await send(town)
    await birch.taps("Пункт 1.1", on="направляет решения")
    await birch.taps("Задать вопрос")
    await official.sends("/protocols")
    await official.taps("№ 12")
    await official.taps("п. 1.1")
    await official.taps("Изменить")
    await official.taps("Отменить пункт")
    await official.taps("Пункт больше не актуален")
    await birch.sends("Хватит ли одного акта?")
    birch.sees("отменён")
    await birch.sends("2.1 https://school.example/plan")
    birch.sees("п. 2.1")
    birch.does_not_see("отменён")


async def test_a_photo_where_words_are_awaited_is_named(story: Story) -> None:
    town = await make_town(story, SCHOOLS, SCHOOLS[:1])
    birch, official = town.directors[BIRCH], town.official
    await send(town)
    await birch.taps("Пункт 1.1", on="направляет решения")
    await birch.taps("Задать вопрос")
    await birch.sends_photo(caption="Такой акт подойдёт?")
    birch.sees("Сейчас нужны слова: вопрос по пункту", "/cancel")
    await birch.sends("Такой акт подойдёт?")
    official.sees("Вопрос: МКОУ Берёзовская СОШ")
    await official.taps("Ответить")
    await official.uploads(b"%PDF-1.4", "форма.pdf")
    official.sees("Сейчас нужны слова")
    await official.sends("Да, подойдёт")
    birch.sees("Да, подойдёт")
