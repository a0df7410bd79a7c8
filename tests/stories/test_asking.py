"""A question on the screen takes what is typed or pasted, without a tap on «Другая дата» first."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import pytest

from handlers.all import TAPS
from tests.papers import THIS_YEAR
from tests.person import Someone
from tests.stories.test_deputies import with_deputy
from tests.stories.test_own_items import sent
from tests.stories.test_periods import opens_item, sent_out
from tests.stories.test_reports import BIRCH, published
from tests.stories.town import SCHOOLS, Town, make_town
from tests.story import Story

ITEM = "Пункт 1.1"


@dataclass(frozen=True)
class Screen:
    """The way to a screen that asks, what is typed there and what is seen then; `kind`: the prefix of its button."""

    kind: str
    who: Callable[[Story], Awaitable[Someone]]
    road: tuple[str, ...]
    typed: str
    seen: str


async def an_official(story: Story) -> Someone:
    return (await published(story)).official


async def a_director(story: Story) -> Someone:
    return (await published(story)).directors[BIRCH]


async def with_draft(story: Story, text: str = THIS_YEAR) -> Someone:
    town = await make_town(story, SCHOOLS, ())
    await town.official.uploads(text.encode(), "протокол.txt")
    return town.official


async def without_a_day(story: Story) -> Someone:
    return await with_draft(story, THIS_YEAR.replace("Дата – 31.08.2026", ""))


async def for_somebody(story: Story) -> Someone:
    return await with_draft(story, THIS_YEAR.replace("Отв.: директора школ.", "Отв.: координаторы.", 1))


async def asked_for_time(story: Story) -> Someone:
    town = await published(story)
    birch = town.directors[BIRCH]
    for label in (ITEM, "Просить о продлении", "до ", "Ждём документ"):
        await birch.taps(label)
    return town.official


async def disputed(story: Story) -> Someone:
    town = await published(story)
    birch = town.directors[BIRCH]
    for label in (ITEM, "Не относится к нам", "Нет такого подразделения"):
        await birch.taps(label)
    return town.official


async def reported(story: Story) -> Someone:
    town = await published(story)
    birch = town.directors[BIRCH]
    await birch.taps(ITEM)
    await birch.taps("Исполнено")
    await birch.sends("Осмотр проведён")
    await birch.taps("Отправить отчёт")
    return town.official


async def accepted(story: Story) -> Someone:
    official = await reported(story)
    await official.taps("Принять")
    return official


async def a_deputy(story: Story) -> Someone:
    return (await with_deputy(story))[2]


async def with_own_items(story: Story) -> Someone:
    official = (await sent(story))[0].official
    await official.taps("Назначить исполнителей")
    return official


async def handing_on(story: Story) -> Someone:
    official = await an_official(story)
    for step in (*CASE, "Передать другой организации"):
        await (official.sends(step) if step.startswith("/") else official.taps(step))
    await official.sends("Сосновская")
    await official.taps(SCHOOLS[1])
    return official


async def corrected(story: Story) -> Someone:
    official = await an_official(story)
    await official.uploads(THIS_YEAR.replace("до 15.10.2026", "до 16.10.2026").encode(), "исправленный.txt")
    return official


async def repeating(story: Story) -> Someone:
    official = (await sent_out(story)).official
    await opens_item(official)
    return official


ITEM_OF_OFFICIAL = ("/protocols", "№ 12", "п. 1.1")
CASE = (*ITEM_OF_OFFICIAL, BIRCH)
SCREENS = (
    Screen("de", with_draft, ("Все пункты", "п. 1.1", "Срок"), "до 20 октября", "20.10.2026"),
    Screen("de", with_draft, ("Все пункты", "п. 1.1", "Исполнители"), "все школы, кроме Берёзовской", "Это 2 орг"),
    Screen("dq", without_a_day, ("Ответить",), "27.08", "Протокол № 12 от 27.08.2026"),
    Screen("dq", for_somebody, ("Ответить",), "все школы, кроме Берёзовской", "Это 2 организации"),
    Screen("mvd", a_director, (ITEM, "Просить о продлении"), "на 5 дней", "Просим до 20.10.2026"),
    Screen("mvd", a_director, (ITEM, "Просить о продлении", "Календарь"), "20 окт", "Просим до 20.10.2026"),
    Screen("mvd", an_official, (*CASE, "Продлить"), "конец октября", "31.10.2026"),
    Screen("mvd", asked_for_time, ("Другая дата",), "до 25.10", "продлено до 25.10.2026"),
    Screen("mvr", a_director, (ITEM, "Просить о продлении", "до "), "Заболел завхоз", "отправлена"),
    Screen("xn", asked_for_time, ("Отклонить",), "Отчёт ждёт глава района", "Отчёт ждёт глава района"),
    Screen("cxl", an_official, (*CASE, "Отменить"), "Зал закрыт на ремонт", "Состояние: отменено"),
    Screen("dis", a_director, (ITEM, "Не относится к нам"), "У нас нет зала", "исполнитель уточняется"),
    Screen("dsk", disputed, ("Оставить",), "Зал у Вас есть", "Зал у Вас есть"),
    Screen("actt", a_deputy, ("/deputy", "Я исполняю обязанности"), "до конца сентября", "до 30.09.2026"),
    Screen("am", an_official, (*ITEM_OF_OFFICIAL, "Изменить", "Срок"), "на неделю", "22.10.2026"),
    Screen("amy", an_official, (*ITEM_OF_OFFICIAL, "Изменить", "Отменить пункт"), "Зал закрыт", "Готово"),
    Screen("bkr", reported, ("Вернуть",), "Нет подписи", "А что сделать?"),
    Screen("resr", accepted, ("Возобновить контроль",), "Прислан не тот акт", "до 04.09.2026"),
    Screen("owd", with_own_items, ("№ 9 · 3", "Срок"), "до пятницы", "04.09.2026"),
    Screen("orga", an_official, ("/orgs", "Добавить"), "МКОУ Лунная СОШ\nМКОУ Звёздная СОШ", "Лунная"),
    Screen("orga", an_official, ("/orgs", "Добавить", "Загрузить"), "МКОУ Лунная СОШ\nМКОУ Звёздная СОШ", "Лунная"),
    Screen("rer", handing_on, (), "Зал передан соседям", "этот пункт там уже есть"),
    Screen("mgy", corrected, ("Что изменилось", "Применить изменения"), "Опечатка в тексте", "Готово"),
    Screen("erp", repeating, ("Завершить повтор", "Открытые оставить"), "Проект закончен", "Повтор завершён"),
    Screen("sty", an_official, ("/settings", "Учебный год", "Годовой итог открывается"), "10 мая", "10 мая"),
    Screen("rmdo", an_official, ("/remind", "Не ознакомились"), "Жду до обеда", "Жду до обеда"),
)


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: f"{screen.kind} {screen.typed[:20]}")
async def test_it_takes_what_is_typed(story: Story, screen: Screen) -> None:
    someone = await screen.who(story)
    for step in screen.road:
        await (someone.sends(step) if step.startswith("/") else someone.taps(step))
    await someone.sends(screen.typed)
    someone.sees(screen.seen)
    someone.does_not_see("Не понял", "Не нашлось", "Карточка устарела")


def test_every_screen_that_asks_is_here() -> None:
    asking = {prefix for part in TAPS for prefix in part.typing}
    assert asking == {screen.kind for screen in SCREENS}


async def test_it_takes_only_what_may_be_its_answer(story: Story) -> None:
    town = await published(story)
    birch = town.directors[BIRCH]
    await birch.taps(ITEM)
    await birch.taps("Просить о продлении")
    await birch.sends("2.1 https://school.example/plan")
    birch.sees("п. 2.1")
    birch.does_not_see("Не понял дату")
    await birch.taps(ITEM, on="направляет решения")
    await birch.taps("Просить о продлении")
    await birch.sends_photo()
    birch.does_not_see("Сейчас нужны слова")
    await birch.sends("/menu")
    await birch.sends("до 20.10")
    birch.does_not_see("Просим до")


async def test_a_wrong_answer_says_what_is_wrong_and_keeps_the_way_back(story: Story) -> None:
    birch = await a_director(story)
    await birch.taps(ITEM)
    await birch.taps("Просить о продлении")
    await birch.sends("31 сентября")
    birch.sees("В сентябре 30 дней")
    assert birch.buttons == ["К пункту"]
    await birch.sends("20.10.2032")
    birch.sees("слишком далеко")
    await birch.sends("20.10")
    birch.sees("Просим до 20.10.2026")
    await birch.taps("Назад")
    await birch.taps("Написать дату")
    await birch.sends("после праздника")
    birch.sees("Не понял дату: «после праздника»")
    await birch.taps("К пункту")
    birch.sees("Пункт 1.1 · протокол № 12")


async def test_the_way_back_leads_to_the_card_that_was_tapped(story: Story) -> None:
    official = await with_draft(story)
    await official.taps("Все пункты")
    await official.taps("п. 1.1")
    await official.taps("Текст")
    await official.sends("…")
    official.sees("Текст пункта не может быть пустым")
    await official.taps("К протоколу")
    official.sees("Прочитано пунктов: 3")


async def test_an_outdated_question_is_shown_as_it_is_now(story: Story) -> None:
    town = await published(story)
    birch, official = town.directors[BIRCH], town.official
    await birch.taps(ITEM)
    await birch.taps("Не относится к нам")
    for step in (*ITEM_OF_OFFICIAL, "Изменить", "Отменить пункт", "Пункт больше не актуален"):
        await (official.sends(step) if step.startswith("/") else official.taps(step))
    await birch.sends("У нас нет зала")
    birch.sees("Карточка устарела", "Состояние: отменено")
    official.does_not_see("У нас нет зала")


async def test_an_interrupted_dialogue_offers_to_go_on(story: Story) -> None:
    official = await reported(story)
    await official.taps("Вернуть")
    await official.taps("Другая причина")
    await official.sends("/overdue")
    await official.sends("Приложен не тот приказ")
    official.sees("Ввод прерван: причина возврата отчёта.", "Продолжить?")
    await official.taps("Продолжить")
    official.sees("А что сделать?")
    await official.sends("Прислать приказ этого года")
    official.sees("на доработке", "Приложен не тот приказ")
    await official.sends("спасибо")
    official.does_not_see("Ввод прерван")


async def test_each_card_of_a_left_dialogue_is_about_its_own_words(story: Story) -> None:
    official = await reported(story)
    await official.taps("Вернуть")
    await official.taps("Другая причина")
    await official.sends("/overdue")
    await official.sends("Приложен не тот приказ")
    await official.sends("Нет подписи")
    first, second = (card for card in official.received if "Ввод прерван" in card.text)
    await official.taps("Продолжить", on=first)
    await official.sends("Прислать приказ этого года")
    official.sees("на доработке", "Приложен не тот приказ")
    await official.taps("Продолжить", on=second)
    official.sees("Карточка устарела")


async def test_each_card_of_a_likely_decision_is_about_its_own_words(story: Story) -> None:
    official = (await make_town(story, SCHOOLS, SCHOOLS[:1])).official
    await official.sends("Директорам школ сдать отчёт о кружках до пятницы")
    await official.sends("Директорам школ сдать отчёт об автобусах до пятницы")
    first, second = (card for card in official.received if "Похоже на решение" in card.text)
    await official.taps("Создать пункт", on=first)
    official.sees("отчёт о кружках")
    await official.taps("Создать пункт", on=second)
    official.sees("отчёт об автобусах")


async def test_a_report_typed_on_a_date_question_is_a_report(story: Story) -> None:
    birch = await a_director(story)
    await birch.taps(ITEM)
    await birch.taps("Просить о продлении")
    await birch.sends("2.1 приказ № 45 от 02.09.2026")
    birch.does_not_see("Здесь не одна дата")
    birch.sees("Пункт 2.1. Получено: «приказ № 45 от 02.09.2026».")


async def test_what_was_cancelled_is_not_offered_again(story: Story) -> None:
    official = await reported(story)
    await official.taps("Вернуть")
    await official.taps("Другая причина")
    await official.sends("/cancel")
    await official.sends("Приложен не тот приказ")
    official.sees("Не понял")


async def test_words_that_order_something_become_an_item(story: Story) -> None:
    town: Town = await make_town(story, SCHOOLS, SCHOOLS[:1])
    official = town.official
    await official.sends("Прошу всех директоров сдать отчёт до пятницы")
    official.sees("Похоже на решение. Создать пункт?")
    await official.taps("Создать пункт")
    official.sees("решение от 01.09.2026", "04.09.2026")
    await official.sends("Кто не сдал отчёт?")
    official.does_not_see("Похоже на решение")


async def test_a_directors_words_after_a_question_that_was_left(story: Story) -> None:
    town = await published(story)
    birch, official = town.directors[BIRCH], town.official
    for _ in range(2):
        await birch.taps(ITEM, on="направляет решения")
        await birch.taps("Задать вопрос")
        await birch.sends("/menu")
        await birch.sends("Хватит ли одного акта?")
        birch.sees("Ввод прерван: вопрос по пункту", "Продолжить?")
        if not official.has_button("Ответить"):
            await birch.taps("Продолжить")
            official.sees("Хватит ли одного акта?")
    await birch.taps("Нет, это другое")
    birch.sees("прежний ввод отменён", "Отправить как отчёт по п. 1.1?")
