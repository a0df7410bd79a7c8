"""What was handed in, what is stored about me, what happened to an item, whose affairs pass to whom."""

import json

import pytest

from sandbox.model import Media
from tests.person import Someone
from tests.stories.protocols import protocol
from tests.stories.test_deputies import count, send
from tests.stories.town import SCHOOLS, Town, add_deputy, make_town
from tests.story import Story

pytestmark = pytest.mark.both_databases
BIRCH, PINE, RIVER = SCHOOLS


async def report(someone: Someone, number: str = "1.1", text: str = "приказ № 45-о от 02.09.2026") -> None:
    await someone.taps(f"Пункт {number}", on="направляет решения")
    await someone.taps("Исполнено|Дополнить отчёт", on=f"Пункт {number} ·")
    await someone.sends_photo()
    await someone.sends(text)
    await someone.taps("Отправить отчёт")


async def colleague(town: Town, name: str = "Иван Сменный", role: str = "Специалист") -> Someone:
    """An official invited by the admin."""
    someone, admin = town.story.person(name), town.official
    await admin.sends("/users")
    await admin.taps("Пригласить сотрудника")
    await admin.taps(role)
    link = next(word for word in admin.received[-2].text.split() if word.startswith("https://"))
    await someone.opens(link)
    await someone.taps("Да, это я")
    await someone.taps("Согласен")
    return someone


# --- /history ----------------------------------------------------------------------------------------------------


async def test_what_was_handed_in_is_found_again_years_later(story: Story) -> None:
    town = await make_town(story, SCHOOLS, SCHOOLS[:1])
    birch = town.directors[BIRCH]
    await birch.sends("/history")
    birch.sees("Отчётов пока не сдавали")
    await send(town)
    await report(birch)
    await story.advance(minutes=5)
    await town.official.taps("Принять", on="Отчёт: ")
    await story.at("2027-09-15 12:00")
    await report(birch, "2.1", "исправлено")
    await birch.sends("/history")
    birch.sees("2027/28 учебный год: 1 отчёт", "15.09.2027", "п. 2.1", "на проверке")
    await birch.taps("2026/27")
    birch.sees("2026/27 учебный год: 1 отчёт", "01.09.2026", "п. 1.1", "принят")
    await birch.taps("1")
    birch.sees("Сдан 01.09.2026 в 10:", "Состояние: принят", "приказ № 45-о")
    await birch.taps("Приложения (1)")
    assert any(message.file and message.file.media is Media.PHOTO for message in birch.received)
    await birch.taps("К списку")
    birch.sees("2027/28 учебный год")
    await birch.taps("1")
    await birch.taps("К пункту")
    birch.sees("Пункт 2.1")


async def test_a_deputy_sees_the_same_and_others_nothing(story: Story) -> None:
    town = await make_town(story, SCHOOLS, SCHOOLS[:2])
    birch, pine = town.directors[BIRCH], town.directors[PINE]
    deputy = await add_deputy(town, BIRCH)
    await send(town)
    await report(birch)
    await deputy.sends("/history")
    deputy.sees("01.09.2026", "п. 1.1")
    await deputy.taps("1")
    await pine.sends("/history")
    pine.sees("Отчётов пока не сдавали")
    for data in ("hrep:1", "hfil:1"):
        pine.person.taps_data(data, on=pine.screen)
        await story.settle()
        assert "Вам недоступно" in pine.person.toasts[-1]
    await town.official.sends("/history")
    town.official.sees("Вам недоступно")


async def test_a_long_year_has_pages(story: Story) -> None:
    town = await make_town(story, SCHOOLS, SCHOOLS[:1])
    birch = town.directors[BIRCH]
    await send(town)
    for number in range(9):
        await story.advance(minutes=30)
        await report(birch)
        await town.official.sends("/review")
        await town.official.taps("Вернуть")
        await town.official.taps("Не тот документ")
        assert count(birch, "возвращён на доработку") == number + 1
    await birch.sends("/menu")
    await birch.taps("Что сдано")
    birch.sees("9 отчётов", "возвращён")
    await birch.taps("▶")
    birch.sees("9. 01.09.2026")


# --- /privacy ----------------------------------------------------------------------------------------------------


async def test_what_is_stored_about_me_in_words_and_as_a_file(story: Story) -> None:
    town = await make_town(story, SCHOOLS, SCHOOLS[:1])
    birch, stranger = town.directors[BIRCH], story.person("Чужой Человек")
    await stranger.sends("/privacy")
    stranger.sees("О Вас здесь ничего не сохранено")
    await send(town)
    await report(birch)
    await birch.sends("/settings")
    await birch.taps("Что обо мне хранится")
    birch.sees("Что о Вас хранится", "Директор МКОУ Берёзовская СОШ", "руководитель", "Согласие: дано 01.09.2026")
    birch.sees("Отчётов: 1, сообщений и файлов в них: 2")
    await birch.taps("Выгрузить (.json)")
    file = next(message.file for message in reversed(birch.received) if message.file)
    assert file.name == "Мои данные.json"
    stored = json.loads(file.data)
    assert stored["учётные записи"][0]["номер учётной записи"] == birch.id
    assert stored["места работы и роли"][0]["организация"] == BIRCH
    assert "приказ № 45-о от 02.09.2026" in {each["текст"] for each in stored["сообщения в отчётах"]}
    await birch.sends("/privacy")
    await birch.taps("Стереть мои данные")
    await birch.taps("Да, стереть")
    await birch.sends("/privacy")
    birch.sees("ничего не сохранено")


# --- the history of an item --------------------------------------------------------------------------------------


async def test_the_history_of_an_item_in_words(story: Story) -> None:
    town = await make_town(story, SCHOOLS, SCHOOLS[:1])
    birch, official = town.directors[BIRCH], town.official
    await official.sends("/audit")
    official.sees("Здесь появятся пункты")
    await send(town)
    await report(birch)
    await story.advance(minutes=5)
    await official.taps("Вернуть", on="Отчёт: ")
    await official.taps("Не тот документ")
    await official.sends("/audit")
    official.sees("Что произошло с пунктами", "МКОУ Берёзовская СОШ", "п. 1.1")
    await official.taps("1")
    official.sees("Направлено исполнителю", "Отчёт сдан", "Директор МКОУ Берёзовская СОШ (организация)")
    official.sees("Отчёт возвращён на доработку", "Ольга Седова (орган управления)", "на проверке → на доработке")
    await official.taps("К карточке")
    official.sees("МКОУ Берёзовская СОШ")
    await official.taps("История")
    official.sees("История: п. 1.1")
    await birch.sends("/audit")
    birch.sees("Вам недоступно")
    birch.person.taps_data("trail:1:0", on=birch.screen)
    await story.settle()
    assert "Вам недоступно" in birch.person.toasts[-1]


async def test_without_names_where_the_authority_wants_it_and_of_those_erased(story: Story) -> None:
    town = await make_town(story, SCHOOLS, SCHOOLS[:1])
    birch, official = town.directors[BIRCH], town.official
    await send(town)
    await report(birch)
    await birch.sends("/forget")
    await birch.taps("Да, стереть")
    await official.sends("/audit")
    lines = official.screen.text.splitlines()
    await official.taps(next(line[0] for line in lines if "п. 1.1" in line))
    official.sees("Отчёт сдан", "организация")
    official.does_not_see("Директор МКОУ")


async def test_a_long_history_has_pages(story: Story) -> None:
    town = await make_town(story, SCHOOLS, SCHOOLS[:1])
    birch, official = town.directors[BIRCH], town.official
    await send(town)
    for _ in range(5):
        await story.advance(minutes=30)
        await report(birch)
        await official.sends("/review")
        await official.taps("Вернуть")
        await official.taps("Не тот документ")
    await official.sends("/audit")
    await official.taps("1")
    await official.taps("◀")
    official.sees("Направлено исполнителю")
    await official.taps("▶")
    official.does_not_see("Направлено исполнителю")


# --- handing over an office --------------------------------------------------------------------------------------


async def test_an_official_leaves_and_the_successor_has_everything(story: Story) -> None:
    town = await make_town(story, SCHOOLS, SCHOOLS[:1])
    birch = town.directors[BIRCH]
    ivan = await colleague(town)
    vera = await colleague(town, "Вера Уходящая")
    await vera.uploads(_text(), "протокол.txt")
    await vera.taps("Направить")
    await vera.taps("Направить 3")
    await report(birch)
    vera.sees("Отчёт: МКОУ Берёзовская СОШ")
    await vera.sends("/settings")
    await vera.taps("Передать дела")
    vera.sees("Кому передать Ваши дела?", "Протоколы: 1", "Отчёты на проверке: 1")
    await vera.taps("Иван")
    vera.sees("Передать Ваши дела → Иван Сменный?")
    await vera.taps("Назад")
    await vera.taps("Иван")
    await vera.taps("Передать и закрыть мне доступ")
    vera.sees("Дела переданы: Иван Сменный", "Доступ закрыт: Вера Уходящая")
    ivan.sees("Вам переданы дела: Вера Уходящая", "протокол № 12", "на проверке 1")
    for someone in (vera, ivan):
        assert any(m.file and (m.file.name or "").startswith("Передача дел") for m in someone.received)
    await vera.taps("Принять", on="Отчёт: ")
    vera.sees("Это действие Вам недоступно")
    await ivan.taps("На проверку")
    await ivan.taps("Принять")
    birch.sees("Отчёт принят")
    await story.at("2026-10-16 10:00")
    ivan.sees("Доброе утро!", "просрочено — 1")
    assert count(vera, "Доброе утро") == 0


async def test_an_admin_hands_over_for_somebody_and_is_never_cut_off_alone(story: Story) -> None:
    town = await make_town(story, SCHOOLS, SCHOOLS[:1])
    admin = town.official
    await admin.sends("/settings")
    await admin.taps("Передать дела")
    admin.sees("Передать пока некому")
    ivan = await colleague(town)
    await send(town)
    await admin.sends("/settings")
    await admin.taps("Передать дела")
    await admin.taps("Иван")
    admin.sees("это единственный администратор")
    assert not admin.has_button("Передать и закрыть")
    await admin.taps("Передать, доступ оставить")
    ivan.sees("Вам переданы дела: Ольга Седова")
    await admin.sends("/users")
    await admin.taps("Отключить Иван|Отключить: Иван|.*Иван.*")
    await admin.taps("Передать дела")
    admin.sees("Кому передать дела: Иван Сменный?")
    await admin.taps("Ольга")
    await admin.taps("Передать и закрыть доступ")
    admin.sees("Дела переданы: Ольга Седова")
    ivan.sees("Дела переданы: Ольга Седова")
    await ivan.sends("/overdue")
    ivan.sees("Вам недоступно")


async def test_others_hand_nothing_over(story: Story) -> None:
    town = await make_town(story, SCHOOLS, SCHOOLS[:1])
    birch, ivan = town.directors[BIRCH], await colleague(town)
    viewer = await colleague(town, "Смотритель Главный", "Руководитель")
    for someone, data in ((birch, "duty:0:0:"), (viewer, "duty:0:0:"), (ivan, "duty:1:2:keep")):
        await someone.sends("/menu")
        await story.advance(minutes=1)
        someone.person.taps_data(data, on=someone.screen)
        await story.settle()
        assert "Вам недоступно" in someone.person.toasts[-1]


def _text() -> bytes:
    from tests.stories.test_reports import TEXT

    return TEXT.encode()


async def test_all_that_changed_has_pages(story: Story) -> None:
    town = await make_town(story, SCHOOLS, SCHOOLS)
    birch, official = town.directors[BIRCH], town.official
    await official.uploads(protocol(12, 4).encode(), "протокол.txt")
    await official.taps("Направить")
    await official.taps("Направить 3")
    for name in SCHOOLS:
        await story.advance(minutes=30)
        await town.directors[name].taps("Ознакомлен")
    await official.sends("/audit")
    official.sees("1. ", "МКОУ Заречная ООШ, п. 1.4", "Страница 1 из 2")
    official.does_not_see("МКОУ Берёзовская СОШ")
    await official.taps("▶")
    official.sees("12. ", "МКОУ Берёзовская СОШ, п. 1.1", "Страница 2 из 2")
    await official.taps("12")
    official.sees("Направлено исполнителю", "Ознакомление подтверждено")
    await official.sends("/audit")
    await official.taps("▶")
    await official.taps("◀")
    official.sees("МКОУ Заречная ООШ, п. 1.4")
    birch.person.taps_data("trails:1", on=birch.screen)
    await story.settle()
    assert "Вам недоступно" in birch.person.toasts[-1]
