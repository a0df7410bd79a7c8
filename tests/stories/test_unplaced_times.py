"""A time in the text that nobody knows the role of is asked about: is it the deadline?"""

from tests.person import Someone
from tests.stories.town import SCHOOLS, make_town
from tests.story import Story

HEAD = """Протокол № 11 совещания с руководителями образовательных организаций

Дата – 01.09.2026

Решили:
1. Директорам школ """
DATED = "учесть изменения в графике: 15.11.2026 учебный день."
VAGUE = "навести порядок на территориях на осенних каникулах."
PASSED = "учесть изменения в графике: 02.09.2026 учебный день."


async def asked(story: Story, text: str) -> Someone:
    official = (await make_town(story, SCHOOLS, ())).official
    await official.uploads(f"{HEAD}{text}".encode(), "протокол.txt")
    return official


async def test_it_is_the_deadline(story: Story) -> None:
    official = await asked(story, DATED)
    official.sees("П. 1: в тексте есть «15.11.2026». Это срок?")
    assert not official.has_button("Направить")
    await official.taps("Ответить (1)")
    official.sees("Вопрос 1 из 1", DATED)
    await official.taps("Да, это срок")
    official.sees("Отчёт к сроку — 1: п. 1", "Всё понятно, можно направлять.")
    await official.taps("Все пункты")
    await official.taps("п. 1")
    official.sees("Срок: «15.11.2026» → 15.11.2026", "Форма контроля: Отчёт к сроку")


async def test_it_is_none(story: Story) -> None:
    official = await asked(story, DATED)
    await official.taps("Ответить (1)")
    await official.taps("Нет")
    official.sees("Для работы и к сведению, отчёт не нужен — 1", "Всё понятно, можно направлять.")


async def test_a_deadline_without_a_date_asks_for_one(story: Story) -> None:
    official = await asked(story, VAGUE)
    await official.taps("Ответить (1)")
    official.sees("в тексте есть «на осенних каникулах». Это срок?")
    await official.taps("Да, это срок")
    official.sees("Вопрос 1 из 1", "в протоколе «на осенних каникулах». К какой дате прислать результат?")
    await official.taps("Другая дата")
    await official.sends("10.11")
    official.sees("Отчёт к сроку — 1: п. 1", "Всё понятно, можно направлять.")


async def test_a_deadline_that_has_passed_is_asked_about_as_such(story: Story) -> None:
    official = await asked(story, PASSED)
    await story.advance(days=3)
    await official.taps("Ответить (1)")
    await official.taps("Да, это срок")
    official.sees("Вопрос 1 из 1", "П. 1: срок 02.09.2026 уже прошёл")


async def test_the_form_chosen_by_the_official_stays(story: Story) -> None:
    official = await asked(story, DATED)
    await official.taps("Все пункты")
    await official.taps("п. 1")
    official.sees("❓ В тексте есть время. Не срок ли это?")
    await official.taps("Форма контроля")
    await official.taps("К сведению")
    await official.taps("К протоколу")
    await official.taps("Ответить (1)")
    await official.taps("Да, это срок")
    official.sees("Для работы и к сведению, отчёт не нужен — 1")


async def test_words_corrected_meanwhile_leave_the_general_question(story: Story) -> None:
    official = await asked(story, DATED)
    await official.taps("Все пункты")
    await official.taps("п. 1")
    await official.taps("Текст")
    await official.sends("Директорам школ учесть изменения в графике.")
    await official.taps("К протоколу")
    await official.taps("Ответить (1)")
    official.sees("П. 1: проверьте, так ли прочитано", "В тексте есть время. Не срок ли это?")
    await official.taps("Прочитано верно")
    official.sees("Всё понятно, можно направлять.")
