"""Nothing of a document vanishes: what did not become an item is asked about, and the whole can be looked through."""

import codecs

from sqlalchemy import delete, select, update

from db.models import Decision, MinutesPart
from tests.stories.town import SCHOOLS, Town, make_town
from tests.story import Story
from tests.unit.extract.sheets import book, sheet

HEAD = """Протокол № 8 совещания с руководителями образовательных организаций

Дата – 01.09.2026

Повестка дня:
1. О подготовке к зиме
2. О каникулах

По 1 вопросу «О подготовке к зиме»
СЛУШАЛИ: Иванову И.И., начальника отдела.
Она рассказала о готовности котельных.
{talk}
Решили:
1.1. Провести осмотр залов.
Срок: до 15.10.2026
Отв.: директора школ.

По 2 вопросу «О каникулах»
Выступил Петров П.П. Сказал, что всё хорошо.
Решили:
2.1. Организовать дежурство у входов.
Срок: до 25.10.2026
Отв.: директора школ.

Председатель                          И.И. Иванова
{tail}
"""
COAL = "Директорам школ проверить запасы угля до 01.11.2026."
BUSES = "Директорам школ проверить школьные автобусы до 01.12.2026."
HIDDEN = HEAD.format(talk=COAL, tail=BUSES)
PLAIN = HEAD.format(talk="", tail="")
#: Remarks to twelve schools, below the signature: alike but for the names and the dates.
NAMES = ("Ёлочка", "Сосна", "Липа", "Дуб", "Клён", "Берёза", "Ива", "Рябина", "Осина", "Ольха", "Ясень", "Вяз")
REMARKS = [f"Школа «{name}» – устранить замечания до {day:02}.11.2026" for day, name in enumerate(NAMES, 1)]
ALIKE = HEAD.format(talk="", tail="\n".join(REMARKS))
LOST = "Срок: до 01.11.2026. Отв.: директора школ."
UNDECIDED = f"""Протокол № 10 совещания
Дата – 01.09.2026
Слушали: Иванову И.И. о подготовке к зиме.
Решение: не принято.
Председатель                          И.И. Иванова
Секретарь                             П.П. Петрова
{LOST}
"""


async def reading(story: Story, text: str) -> Town:
    town = await make_town(story, SCHOOLS, SCHOOLS[:1])
    await town.official.uploads(text.encode(), "протокол.txt")
    return town


async def test_decisions_in_talk_and_below_the_signature_are_asked_about(story: Story) -> None:
    town = await reading(story, HIDDEN)
    official = town.official
    official.sees("Прочитано пунктов: 2", "Не вошло в пункты: 2 строки", f"«{COAL[:-1]}» – это пункт?")
    assert not official.has_button("Направить")
    await official.taps("Ответить (2)")
    official.sees("Вопрос 1 из 2", "Не вошло в пункты. Это пункт?", COAL)
    await official.taps("Сделать пунктом")
    official.sees("Вопрос 1 из 1", BUSES)
    await official.taps("Это не пункт")
    official.sees("Всё понятно, можно направлять.", "Отчёт к сроку — 3: вопрос 1: абз. 1; п. 1.1, 2.1")
    official.does_not_see("Не вошло в пункты")
    await official.taps("Все пункты")
    official.sees("вопрос 1, абз. 1 Директорам школ проверить запасы угля", "до 01.11.2026")
    assert official.buttons[:3] == ["вопрос 1, абз. 1", "п. 1.1", "п. 2.1"], "in the order of the document"
    await official.taps("К протоколу")
    await official.taps("Направить")
    await official.taps("Направить 3")
    town.directors[SCHOOLS[0]].sees("Нужен отчёт — 3", "проверить запасы угля")


async def test_twelve_lines_alike_are_one_question(story: Story) -> None:
    official = (await reading(story, ALIKE)).official
    official.sees("Не вошло в пункты: 12 строк", "Ёлочка", "и ещё 11 строк – это пункты?")
    await official.taps("Ответить (1)")
    official.sees("Вопрос 1 из 1", REMARKS[0], REMARKS[5], "…и ещё 6 таких же строк")
    official.does_not_see(REMARKS[6])
    await official.taps("Это не пункты (12)")
    official.sees("Прочитано пунктов: 2", "Всё понятно, можно направлять.")


async def test_twelve_lines_alike_are_sorted_out_one_by_one(story: Story) -> None:
    official = (await reading(story, ALIKE)).official
    await official.taps("Ответить (1)")
    await official.taps("Разобрать по одной")
    official.sees("Вопрос 1 из 12", REMARKS[0])
    assert not official.has_button("Разобрать по одной")
    await official.taps("Это не пункт")
    official.sees("Вопрос 1 из 11", REMARKS[1])
    await official.taps("Вернуться к протоколу")
    official.sees("Не вошло в пункты: 11 строк")


async def test_twelve_lines_alike_become_items_with_their_dates(story: Story) -> None:
    official = (await reading(story, ALIKE)).official
    await official.taps("Ответить (1)")
    await official.taps("Сделать пунктами (12)")
    official.sees("кто это у Вас?")
    await official.taps("Вернуться к протоколу")
    official.sees("Прочитано пунктов: 14")
    await official.taps("Все пункты")
    await official.taps("▶")
    official.sees("вопрос 2, абз. 12 Школа «Вяз» – устранить замечания", "до 12.11.2026")


async def test_a_document_with_nothing_but_a_question(story: Story) -> None:
    town = await reading(story, UNDECIDED)
    official = town.official
    official.sees("Прочитано пунктов: 0", "Не вошло в пункты: 1 строка")
    assert official.buttons == ["Ответить (1)", "Как прочитан документ", "Удалить черновик"]
    await official.taps("Ответить (1)")
    await official.taps("Это не пункт")
    official.sees("Пунктов для рассылки в документе нет.")
    assert official.buttons == ["Как прочитан документ", "Удалить черновик"]
    await official.taps("Как прочитан документ")
    official.sees("не пункт", LOST)
    await official.taps("Сделать пунктом")
    official.sees("Что сделать пунктом?")
    await official.taps("Срок: до 01.11.2026")
    official.sees("абз. 1")
    await official.taps("К протоколу")
    official.sees("Прочитано пунктов: 1", "Исполнитель не указан. Кому направить?")
    await official.taps("Ответить (1)")
    await official.taps("Школы (3)")
    await official.taps("Направить")
    official.sees("Школы (3)")


async def test_a_table_that_holds_only_a_question(story: Story) -> None:
    official = (await make_town(story, SCHOOLS, ())).official
    await official.uploads(f"Тема;Примечание\nУголь;{LOST}\nЗалы;осмотрены\n".encode(), "итоги.csv")
    official.sees("Прочитано пунктов: 0", "Не вошло в пункты: 1 строка")
    await official.taps("Как прочитан документ")
    official.sees(f"Уголь;{LOST}", "Залы;осмотрены")


async def test_the_document_is_looked_through_part_by_part(story: Story) -> None:
    official = (await reading(story, HIDDEN)).official
    await official.taps("Как прочитан документ")
    official.sees("Как прочитан протокол № 8 от 01.09.2026", "вопрос повестки", "обсуждение", "Она рассказала")
    official.sees("не вошло. Это пункт?", COAL, "п. 1.1", "1.1. Провести осмотр залов.", "срок и исполнитель")
    await official.taps("Сделать пунктом")
    assert not official.has_button("п. 1.1"), "it is one"
    assert official.buttons[0] == COAL, "what may be one comes first"
    await official.taps("Она рассказала о готовности")
    official.sees("вопрос 1, абз. 1")
    await official.taps("Это не пункт")
    await official.taps("вопрос 1, абз. 1: Она рассказала")
    official.sees("вопрос 1, абз. 1, не направляется")
    await official.taps("Это не пункт")
    await official.taps("п. 1.1: Провести")
    official.sees("п. 1.1, не направляется")
    await official.taps("К протоколу")
    official.sees("Не направляются — 2", "Не вошло в пункты: 2 строки")
    await official.taps("Как прочитан документ")
    await official.taps("Сделать пунктом")
    await official.taps("п. 1.1")
    await official.taps("К протоколу")
    official.sees("Не направляются — 1")


async def test_an_answer_is_undone_on_the_document(story: Story) -> None:
    official = (await reading(story, HIDDEN)).official
    await official.taps("Ответить (2)")
    await official.taps("Сделать пунктом")
    official.sees(BUSES)
    await official.taps("Вернуться к протоколу")
    await official.taps("Как прочитан документ")
    official.sees("вопрос 1, абз. 1", COAL)
    await official.taps("Это не пункт")
    await official.taps("вопрос 1, абз. 1: Директорам школ")
    official.sees("вопрос 1, абз. 1, не направляется")
    await official.taps("Сделать пунктом")
    await official.taps("вопрос 1, абз. 1: Директорам школ")
    await official.taps("К протоколу")
    official.sees("Прочитано пунктов: 3", "Не вошло в пункты: 1 строка")
    official.does_not_see("Не направляются")


async def test_what_was_no_item_is_not_asked_about_again(story: Story) -> None:
    town = await reading(story, HIDDEN)
    official = town.official
    await official.taps("Ответить (2)")
    await official.taps("Это не пункт")
    await official.taps("Сделать пунктом")
    later = HIDDEN.replace("№ 8", "№ 9").replace("01.09.2026", "15.09.2026").replace("01.11.2026", "15.11.2026")
    await official.uploads(later.replace("01.12.2026", "15.12.2026").encode(), "следующий.txt")
    official.sees("Прочитано пунктов: 2", "Не вошло в пункты: 1 строка", "автобусы до 15.12.2026» – это пункт?")
    official.does_not_see("угля")
    await official.taps("Как прочитан документ")
    official.sees("запасы угля до 15.11.2026")


async def test_what_was_an_item_once_is_asked_first(story: Story) -> None:
    town = await reading(story, HIDDEN)
    official = town.official
    await official.taps("Ответить (2)")
    await official.taps("Вернуться к протоколу")
    await official.taps("Как прочитан документ")
    await official.taps("Сделать пунктом")
    await official.taps("Она рассказала о готовности")
    await official.taps("Сделать пунктом")
    await official.taps("Директорам школ проверить школьные автобусы")
    await official.uploads(HIDDEN.replace("№ 8", "№ 9").encode(), "следующий.txt")
    official.sees("Прочитано пунктов: 2", "Не вошло в пункты: 3 строки", "1. «Она рассказала о готовности котельных»")
    official.sees("2. «Директорам школ проверить школьные автобусы", "3. «Директорам школ проверить запасы угля")


async def test_a_draft_of_before_has_no_parts_and_no_questions(story: Story) -> None:
    official = (await reading(story, HIDDEN)).official
    async with story.db.write() as session:  # as the migration leaves it
        await session.execute(delete(MinutesPart))
        await session.execute(update(Decision).values(part=None))
    await official.sends("/protocols")
    await official.taps("№ 8")
    official.sees("Всё понятно, можно направлять.")
    official.does_not_see("Не вошло в пункты")
    await official.taps("Как прочитан документ")
    official.sees("Как прочитан протокол № 8 от 01.09.2026", COAL, "2.1. Организовать дежурство")
    assert official.buttons == ["К протоколу"], "nothing can be said of lines that nobody keeps"


async def test_the_document_of_what_was_sent_is_only_shown(story: Story) -> None:
    official = (await reading(story, PLAIN)).official
    await official.taps("Как прочитан документ")
    await official.taps("Это не пункт")
    await official.taps("Назад")
    await official.taps("К протоколу")
    await official.taps("Направить")
    await official.taps("Направить 3")
    await official.taps("Как прочитан документ", version=-3)
    official.sees("п. 1.1", "1.1. Провести осмотр залов.")
    assert official.buttons == ["К протоколу"]
    await official.taps("К протоколу")
    official.sees("Ознакомились: 0 из 3")


async def test_a_corrected_file_with_an_open_line_is_answered_before_it_is_applied(story: Story) -> None:
    town = await reading(story, PLAIN)
    official = town.official
    await official.taps("Направить")
    await official.taps("Направить 3")
    await official.uploads(HIDDEN.replace(COAL, "").encode(), "исправленный.txt")
    official.sees("уже направлен 01.09.2026", "Не вошло в пункты: 1 строка")
    await official.taps("Ответить (1)")
    await official.taps("Сделать пунктом")
    official.sees("Новых пунктов 1, изменено 0, исключено 0")
    await official.taps("Что изменилось")
    await official.taps("Применить изменения (1)")
    await official.taps("Исправлена версия протокола")
    town.directors[SCHOOLS[0]].sees("Уточнение к протоколу № 8", "проверить школьные автобусы")


async def test_a_decision_without_minutes_loses_no_line_either(story: Story) -> None:
    official = (await make_town(story, SCHOOLS, ())).official
    await official.sends(f"/new 1. {COAL}\nПредседатель И.И. Иванова\n{BUSES}")
    official.sees("Пункт", COAL)
    await official.taps("Ответить (1)")
    await official.taps("Сделать пунктом")
    official.sees("Прочитано пунктов: 2")


async def test_an_old_button_of_the_document_shows_the_fresh_one(story: Story) -> None:
    official = (await reading(story, HIDDEN)).official
    await official.taps("Как прочитан документ")
    await official.taps("Сделать пунктом")
    await official.taps("Директорам школ проверить запасы")
    await official.taps("Директорам школ проверить школьные", version=-2)
    official.sees("Карточка устарела", "вопрос 1, абз. 1", "не вошло. Это пункт?")
    async with story.db.read() as session:
        assert len((await session.scalars(select(Decision.id))).all()) == 3


async def test_a_long_document_is_turned(story: Story) -> None:
    talk = "\n".join(f"Он сказал, что дела в школе № {number} идут хорошо." for number in range(60))
    official = (await reading(story, HEAD.format(talk=talk, tail=BUSES))).official
    await official.taps("Ответить (1)")
    await official.taps("Как прочитан документ")
    official.sees("Страница 3 из 3", BUSES)
    await official.taps("◀")
    official.sees("Страница 2 из 3", "дела в школе")


async def test_what_of_a_file_was_not_read_is_said(story: Story) -> None:
    town = await make_town(story, SCHOOLS, SCHOOLS[:1])
    official = town.official
    decisions = sheet(
        ["№", "Решение", "Срок", "Ответственный"],
        ["1", "Провести осмотр залов", "до 15.10.2026", "директора школ"],
        ["2", "Организовать дежурство у входов", "до 25.10.2026", "директора школ"],
    )
    await official.uploads(book(sheet(["Черновик"]), decisions, hidden=[0]), "решения.xlsx")
    official.sees("Прочитано пунктов: 2", "В файле есть скрытые листы, они не прочитаны.")
    await official.uploads(codecs.BOM_UTF8 + "Объявление\nСобрание в пятницу.".encode(), "объявление.txt")
    official.sees("решений в нём не найдено")
    official.does_not_see("Прочитан не весь файл")
    cut = rb"{\rtf1\ansi\ansicpg1251 " + b"".join(rb"\'%02x" % byte for byte in "Собрание".encode("cp1251")) + rb"\par"
    await official.uploads(cut, "объявление.rtf")
    official.sees("решений в нём не найдено", "Прочитан не весь файл")
