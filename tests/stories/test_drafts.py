"""An official checks what was read: answers doubts, opens items, changes fields, and sends it out in the morning."""

from tests.papers import DOUBTFUL
from tests.remembered import remembered
from tests.stories.town import SCHOOLS, Town, make_town
from tests.story import Story

TEXT = DOUBTFUL.replace("2023", "2026").replace("28.08.2026", "31.08.2026")


@remembered
async def doubtful(story: Story) -> Town:
    town = await make_town(story, connected=SCHOOLS[:2])
    await town.official.uploads(TEXT.encode(), "протокол.txt")
    return town


async def test_three_questions_are_answered_by_buttons(story: Story) -> None:
    official = (await doubtful(story)).official
    official.sees("Протокол № 13 от 31.08.2026", "Нужно Ваше решение:", "«Координаторы проекта» — кто это у Вас?")
    assert not official.has_button("Направить")
    await official.taps("Ответить (3)")
    official.sees("Вопрос 1 из 3", "Касается: 2 пункта (п. 1.2, 1.3)")
    await official.taps("Школы (3)")
    official.sees("Вопрос 1 из 2", "П. 1.3: срока в протоколе нет", "У соседних пунктов срок есть")
    await official.taps("До 15.10.2026, как в соседнем пункте")
    official.sees("Вопрос 1 из 1", "срок 10.07.2026 уже прошёл")
    await official.taps("Не направлять")
    official.sees("Всё понятно, можно направлять.", "Отчёт к сроку — 2: п. 1.2, 1.3", "Не направляются — 1")
    assert official.has_button("Направить")


async def test_answers_may_be_typed(story: Story) -> None:
    official = (await doubtful(story)).official
    await official.taps("Ответить")
    await official.taps("Написать, кто это")
    await official.sends("Лунная СОШ")
    official.sees("Не нашлось или подходит не одной организации: «Лунная СОШ»")
    await official.sends("Берёзовская СОШ, Сосновская ООШ")
    official.sees("Это 2 организации", "Направить им?")
    await official.taps("Написать иначе")
    await official.sends("детские сады")
    await official.taps("Да, им")
    official.sees("Вопрос 1 из 2")
    await official.taps("Другая дата")
    await official.sends("позавчера вечером")
    official.sees("Не понял дату: «позавчера вечером»")
    await official.sends("01.08.2026")
    official.sees("Эта дата уже прошла")
    await official.sends("20.10")
    official.sees("Вопрос 1 из 1")
    await official.taps("Вернуться к протоколу")
    await official.taps("Все пункты")
    official.sees("п. 1.3", "до 20.10.2026 · Детские сады")


async def test_an_old_screen_shows_the_fresh_one(story: Story) -> None:
    official = (await doubtful(story)).official
    await official.taps("Ответить")
    await official.taps("Школы (3)")
    await official.taps("Детские сады", version=-2)
    official.sees("Карточка устарела", "Вопрос 1 из 2", "П. 1.3")
    await official.taps("Без отчёта")
    official.sees("срок 10.07.2026 уже прошёл")
    await official.sends("/protocols")
    await official.taps("№ 13")
    official.sees("Нужно Ваше решение:")


async def test_an_answer_typed_too_late_is_told_and_the_fresh_screen_shown(story: Story) -> None:
    """A colleague answers meanwhile."""
    town = await doubtful(story)
    official, colleague = town.official, story.person("Анна Вторая", admin=True)
    await colleague.sends("/start")
    await official.taps("Ответить")
    await official.taps("Школы (3)")
    await official.taps("Другая дата")
    await colleague.sends("/protocols")
    await colleague.taps("№ 13")
    await colleague.taps("Ответить")
    await colleague.taps("Без отчёта")
    await official.sends("20.10")
    official.sees("Карточка устарела", "Вопрос 1 из 1", "срок 10.07.2026 уже прошёл")
    await official.sends("20.10")
    official.does_not_see("Карточка устарела")


@remembered
async def settled(story: Story) -> Town:
    town = await doubtful(story)
    await town.official.taps("Ответить")
    for answer in ("Школы (3)", "До 15.10.2026", "До 18.09"):
        await town.official.taps(answer)
    return town


async def test_every_field_of_an_item_has_its_button(story: Story) -> None:
    official = (await settled(story)).official
    await official.taps("Все пункты")
    await official.taps("п. 1.2")
    official.sees(
        "Пункт 1.2", "Срок: «до 15.10.2026» → 15.10.2026 (четверг)", "Исполнители: «координаторы проекта» → Школы"
    )
    await official.taps("Срок")
    await official.taps("Другая дата")
    await official.sends("30 октября")
    official.sees("30.10.2026 (пятница)")
    await official.taps("Исполнители")
    await official.taps("Детские сады (2)")
    official.sees("→ Детские сады")
    await official.taps("Текст")
    await official.sends("Осмотреть спортивные залы. Составить справку о состоянии снарядов.")
    official.sees("Осмотреть спортивные залы.")
    await official.taps("Что прислать")
    await official.taps("Файл или фото")
    official.sees("Что может прислать организация?")
    assert official.has_button("✓ Файл или фото")
    await official.taps("Можно «Не потребовалось»")
    await official.taps("Готово")
    official.sees("или отметка «Не потребовалось»")
    await official.taps("Приёмка")
    await official.taps("Без проверки")
    official.sees("Приёмка: Без проверки")
    await official.taps("Форма контроля")
    await official.taps("Годовой итог")
    official.sees("Форма контроля: Годовой итог", "31.05.2027")
    await official.taps("Разделить")
    await official.taps("… Составить справку")
    official.sees("Осмотреть спортивные залы.")
    official.does_not_see("Составить справку")
    await official.taps("▶")
    official.sees("Составить справку о состоянии снарядов.")
    await official.taps("Объединить с предыдущим")
    official.sees("Осмотреть спортивные залы.", "Составить справку")
    await official.taps("Не направлять")
    official.sees("Не направляется")
    await official.taps("Направлять")
    official.does_not_see("Не направляется")
    await official.taps("К протоколу")
    official.sees("Годовой итог, одной строкой — 1")


async def test_it_goes_out_in_the_morning_unless_taken_back(story: Story) -> None:
    town = await settled(story)
    official, birch = town.official, town.directors[SCHOOLS[0]]
    await official.taps("Направить")
    await official.taps("Утром в 09:00")
    official.sees("Протокол № 13 от 31.08.2026 будет направлен 02.09 в 09:00")
    await official.sends("/protocols")
    official.sees("уйдёт утром")
    await official.taps("№ 13")
    official.sees("Уйдёт адресатам утром")
    official.does_not_see("можно направлять")
    await official.taps("Отменить отправку")
    official.sees("Всё понятно, можно направлять.")
    await story.at("2026-09-02 12:00")
    birch.does_not_see("направляет решения")
    await official.taps("Направить")
    await official.taps("Утром в 09:00")
    await story.at("2026-09-03 08:59")
    birch.does_not_see("направляет решения")
    await story.at("2026-09-03 09:01")
    birch.sees("Здравствуйте! Отдел образования направляет решения совещания (протокол № 13 от 31.08.2026)")
    official.sees("Протокол № 13 от 31.08.2026 направлен, как Вы просили.")


async def test_a_draft_shows_what_directors_will_see(story: Story) -> None:
    official = (await settled(story)).official
    await official.taps("Показать, что увидит директор")
    official.sees("Так это увидит МКОУ Берёзовская СОШ:", "Нужен отчёт — 3", "1.1. Обновить стенды", "до 18.09.2026")


async def test_who_is_not_connected_is_named_and_gets_it_later(story: Story) -> None:
    town = await settled(story)
    await town.official.taps("Направить")
    town.official.sees("Получат сразу: 2 организации.", f"Ещё не в боте — 1: {SCHOOLS[2]}", "/invite")
    await town.official.taps("Направить 3")
    late = await town.connect(SCHOOLS[2])
    late.sees("Вы подключены", "Нужен отчёт — 3", "Не ознакомлены: 1 протокол")


async def test_old_buttons_of_a_sent_draft_show_how_it_stands(story: Story) -> None:
    official = (await settled(story)).official
    await official.taps("Все пункты")
    await official.taps("п. 1.2")
    await official.sends("/protocols")
    await official.taps("№ 13")
    await official.taps("Направить")
    await official.taps("Направить 3")
    official.sees("Готово: протокол № 13 от 31.08.2026 направлен 3 организациям.")
    await official.taps("Назад", version=-2)
    official.sees("Ознакомились: 0 из 3")
    await official.taps("Не направлять", on="Пункт 1.2")
    official.sees("Протокол уже направлен.")
    assert not official.has_button("Не направлять")


async def test_a_deleted_draft_may_come_again_and_its_buttons_say_so(story: Story) -> None:
    official = (await doubtful(story)).official
    await official.uploads(TEXT.encode(), "другое имя.txt")
    official.sees("Этот протокол Вы уже присылали, вот его черновик.")
    await official.taps("Удалить черновик")
    await official.taps("Назад")
    await official.taps("Удалить черновик")
    await official.taps("Да, удалить")
    official.sees("Черновик удалён. Файл можно прислать ещё раз.")
    await official.taps("Ответить (3)", on="Нужно Ваше решение")
    official.sees("Этого протокола больше нет")
    await official.uploads(TEXT.encode(), "протокол.txt")
    official.sees("Нужно Ваше решение:")
    official.does_not_see("уже присылали")


async def test_minutes_without_a_date(story: Story) -> None:
    town = await make_town(story, connected=())
    official = town.official
    await official.uploads(TEXT.replace("Дата – 31.08.2026", "").encode(), "протокол.txt")
    await official.taps("Ответить")
    official.sees("В документе нет даты. От какого числа протокол?")
    await official.taps("Другая дата")
    await official.sends("27.08.2027")
    official.sees("27.08.2027 ещё не наступило")
    await official.sends("29.08")
    official.sees("Вопрос 1 из 3")
    await official.taps("Вернуться к протоколу")
    official.sees("Протокол № 13 от 29.08.2026")
