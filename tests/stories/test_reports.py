"""A director answers in every way there is; the official judges; both see what became of it."""

import pytest

from sandbox.model import Media
from tests.papers import THIS_YEAR
from tests.person import PHOTO
from tests.remembered import remembered
from tests.stories.town import SCHOOLS, Town, add_deputy, make_town
from tests.story import Story

BIRCH, PINE, RIVER = SCHOOLS
TEXT = THIS_YEAR


@remembered
async def published(story: Story, text: str = TEXT, connected: tuple[str, ...] = SCHOOLS[:2]) -> Town:
    """Sent to three schools on Tuesday, 01.09.2026."""
    town = await make_town(story, SCHOOLS, connected)
    await town.official.uploads(text.encode(), "протокол.txt")
    await town.official.taps("Направить")
    await town.official.taps("Направить 3")
    return town


async def test_everything_that_comes_is_collected_on_one_card(story: Story) -> None:
    town = await published(story)
    birch, official = town.directors[BIRCH], town.official
    await birch.taps("Пункт 1.1")
    birch.sees("Пункт 1.1 · протокол № 12", "по 15.10.2026 включительно", "Проверит: Отдел образования")
    await birch.taps("Исполнено")
    birch.sees("Пункт 1.1. Пришлите", "Фамилии и фотографии детей, пожалуйста, не присылайте.")
    await birch.sends_photo()
    birch.sees("Получено: 1 фото.")
    await birch.sends_album([PHOTO, PHOTO + b"2"], "приказ № 45-о от 02.09.2026")
    birch.sees("Получено: «приказ № 45-о от 02.09.2026» (3 фото).")
    await birch.uploads(b"%PDF act", "акт.pdf")
    await birch.sends_voice()
    await birch.sends("Осмотр проведён, замечаний нет")
    birch.sees("Получено: 3 фото, 1 файл, 1 голосовое сообщение, 1 сообщение с текстом.")
    assert len([message for message in birch.received if "Получено:" in message.text]) == 1, "one card, moved down"
    await birch.taps("Отправить отчёт")
    birch.sees("✅ Отчёт по п. 1.1 получен 01.09.2026 в 10:", "в срок", "Отдел образования проверит его до 04.09.")
    official.sees("Отчёт: МКОУ Берёзовская СОШ", "Сдан 01.09.2026", "приказ № 45-о от 02.09.2026", "замечаний нет")
    await story.advance(minutes=5)
    await official.taps("Приложения (5)")
    sent = [message.file.media for message in official.received if message.file]
    assert sent == [Media.PHOTO] * 3 + [Media.DOCUMENT, Media.VOICE]
    names = [message.file.name for message in official.received if message.file and message.file.name]
    assert "акт.pdf" in names


async def test_a_caption_is_seen_by_the_official(story: Story) -> None:
    town = await published(story)
    birch = town.directors[BIRCH]
    await birch.taps("Пункт 1.1")
    await birch.taps("Исполнено")
    await birch.sends_photo(caption="приказ № 45-о от 02.09.2026")
    await birch.taps("Отправить отчёт")
    birch.sees("Приложено: «приказ № 45-о от 02.09.2026» (1 фото).")
    town.official.sees("Приложено: «приказ № 45-о от 02.09.2026» (1 фото)")


async def test_sent_by_mistake_and_corrected(story: Story) -> None:
    town = await published(story)
    birch, official = town.directors[BIRCH], town.official
    await birch.taps("Пункт 1.1")
    await birch.taps("Исполнено")
    await birch.sends_photo()
    await birch.taps("Отправить отчёт")
    await birch.taps("Исправить")
    birch.sees("Получено: 1 фото.", "Прежний отчёт остаётся в силе")
    await birch.sends("приказ № 46-о")
    await birch.taps("Отправить исправленный отчёт")
    birch.sees("Отчёт по п. 1.1 исправлен", "День сдачи прежний")
    official.sees("приказ № 46-о")
    await official.taps("Принять", on="Приложено: 1 фото")
    official.sees("Карточка устарела")
    await official.taps("Принять")
    official.sees("Решение: снято с контроля")
    birch.sees("Отчёт принят, спасибо!", "Пункт 1.1 протокола № 12", "остался 1 пункт с отчётом")
    await birch.taps("Исправить")
    birch.sees("Карточка устарела", "Состояние: снято с контроля 01.09.2026")


async def test_a_correction_that_is_cancelled_changes_nothing(story: Story) -> None:
    """What was handed in before the date stays handed in before the date, also when it is corrected after it."""
    town = await published(story)
    birch, official = town.directors[BIRCH], town.official
    await story.at("2026-10-15 16:00")
    await birch.sends("п. 1.1 осмотр проведён")
    birch.sees("в срок")
    await story.at("2026-10-16 10:00")
    await birch.taps("Исправить")
    await birch.taps("Отмена")
    birch.sees("Исправление отменено, прежний отчёт остаётся в силе.")
    await birch.taps("К пункту")
    birch.sees("Состояние: отчёт на проверке с 15.10.2026")
    await birch.taps("Исправить")
    await birch.sends("осмотр проведён во всех залах")
    await birch.taps("Отправить исправленный отчёт")
    birch.sees("Отчёт по п. 1.1 исправлен 16.10.2026", "День сдачи прежний")
    official.sees("осмотр проведён во всех залах")
    await official.taps("Принять")
    birch.sees("Исполнено в срок")


async def test_a_correction_begun_before_the_return_is_the_rework(story: Story) -> None:
    town = await published(story)
    birch, official = town.directors[BIRCH], town.official
    await birch.sends("п. 1.1 осмотр проведён")
    await birch.taps("Исправить")
    await birch.sends("осмотр проведён во всех залах")
    await official.taps("Вернуть")
    await official.taps("Не хватает данных")
    await birch.taps("Дополнить отчёт")
    birch.does_not_see("остаётся в силе")
    await birch.taps("Отправить отчёт")
    birch.sees("✅ Отчёт по п. 1.1 получен")
    official.sees("осмотр проведён во всех залах")


async def test_a_correction_begun_before_the_acceptance_is_over(story: Story) -> None:
    town = await published(story)
    birch, official = town.directors[BIRCH], town.official
    await birch.sends("п. 1.1 осмотр проведён")
    await birch.taps("Исправить")
    await official.taps("Принять")
    await birch.sends_photo()
    birch.sees("Отправить как отчёт по п. 2.1?")
    birch.does_not_see("Пункт 1.1. Получено: 1 фото")


async def test_of_two_who_correct_the_later_replaces_the_earlier(story: Story) -> None:
    town = await published(story)
    birch = town.directors[BIRCH]
    deputy = await add_deputy(town, BIRCH)
    await birch.sends("п. 1.1 осмотр проведён")
    await deputy.taps("№ 12 · 1.1", on="Вы подключены")
    await deputy.taps("Исправить")
    await deputy.sends("проведён и в малом зале")
    await birch.taps("Исправить")
    await birch.sends("осмотр проведён во всех залах")
    await birch.taps("Отправить исправленный отчёт")
    await deputy.taps("Отправить исправленный отчёт")
    deputy.sees("Отчёт по п. 1.1 исправлен")
    town.official.sees("проведён и в малом зале")


async def test_a_correction_does_not_begin_its_time_anew(story: Story) -> None:
    town = await published(story)
    birch = town.directors[BIRCH]
    await story.at("2026-10-14 10:00")
    await birch.sends("п. 1.1 осмотр проведён")
    await story.at("2026-10-19 10:00")
    await birch.taps("Исправить")
    await birch.sends("осмотр проведён во всех залах")
    await birch.taps("Отправить исправленный отчёт")
    birch.sees("исправлен 19.10.2026")
    await story.at("2026-10-20 10:00")
    await birch.taps("Исправить")
    birch.sees("Исправить этот отчёт уже нельзя")


async def test_taken_back_with_a_correction_begun_nothing_is_lost(story: Story) -> None:
    town = await published(story)
    birch = town.directors[BIRCH]
    await birch.sends("п. 1.1 осмотр проведён")
    await birch.taps("Исправить")
    await birch.sends_photo()
    await birch.taps("Отозвать отчёт")
    birch.sees("Отчёт отозван.")
    await birch.taps("К пункту")
    await birch.taps("Исполнено")
    birch.sees("Получено: «осмотр проведён» (1 фото).")
    birch.does_not_see("остаётся в силе")


async def test_what_was_collected_in_the_morning_goes_with_the_evening_line(story: Story) -> None:
    town = await published(story)
    birch = town.directors[BIRCH]
    await birch.taps("Пункт 1.1")
    await birch.taps("Исполнено")
    await birch.sends_photo()
    await story.at("2026-09-01 17:30")
    await birch.sends("п. 1.1 осмотр проведён")
    birch.sees("Пункт 1.1. Получено: «осмотр проведён» (1 фото).")
    await birch.taps("Отправить отчёт")
    birch.sees("Приложено: «осмотр проведён» (1 фото).")


async def test_a_question_that_is_cancelled_leaves_the_report_alone(story: Story) -> None:
    town = await published(story)
    birch = town.directors[BIRCH]
    await birch.taps("Пункт 1.1")
    await birch.taps("Исполнено")
    await birch.sends_photo()
    await birch.taps("Пункт 1.1", on="Нужен отчёт")
    await birch.taps("Задать вопрос")
    await birch.sends("/cancel")
    birch.does_not_see("Отчёт не отправлен")
    await birch.sends_photo()
    birch.sees("Пункт 1.1. Получено: 2 фото.")


async def test_taken_back_it_is_no_report(story: Story) -> None:
    town = await published(story)
    birch, official = town.directors[BIRCH], town.official
    await birch.sends("п. 1.1 осмотр проведён")
    await birch.taps("Исправить")
    await birch.taps("Отозвать отчёт")
    birch.sees("Отчёт отозван.", "Пункт снова ждёт отчёта")
    await official.taps("Принять")
    official.sees("Карточка устарела")


async def test_returned_with_a_ready_reason_and_another_date(story: Story) -> None:
    town = await published(story)
    birch, official = town.directors[BIRCH], town.official
    await birch.taps("Пункт 1.1")
    await birch.taps("Исполнено")
    await birch.sends("сделано")
    await birch.taps("Отправить отчёт")
    await story.at("2026-10-14 12:00")
    await official.sends("/review")
    official.sees("Приложено: «сделано»")
    await official.taps("Вернуть")
    official.sees("Срок доработки: до 19.10.2026", "Почему возвращаете?")
    await official.taps("5 рабочих дней")
    official.sees("Срок доработки: до 21.10.2026")
    await official.taps("Не хватает данных")
    official.sees("Решение: на доработке. Причина: ответ неполный. Доработка до 21.10.2026.")
    birch.sees(
        "Отчёт по п. 1.1 возвращён на доработку",
        "Причина: ответ неполный",
        "Что сделать: дополнить ответ по тексту пункта",
        "Срок доработки — до 21.10.2026. Успеете — отчёт считается сданным в срок, 01.09.",
    )
    await story.at("2026-10-21 18:00")
    await birch.taps("Дополнить отчёт", on="возвращён на доработку")
    birch.sees("Получено: «сделано».")
    await birch.sends("акт осмотра № 3")
    await birch.taps("Отправить отчёт")
    birch.sees("получен 21.10.2026 в 18:00", "в срок")
    await official.sends("/overdue Берёзовская")
    official.sees("1 организация, 1 пункт", "п. 2.1 — на 1 день")
    official.does_not_see("п. 1.1 —")


async def test_a_typed_reason_needs_what_to_do(story: Story) -> None:
    town = await published(story)
    birch, official = town.directors[BIRCH], town.official
    await birch.taps("Пункт 1.1")
    await birch.taps("Исполнено")
    await birch.sends("сделано")
    await birch.taps("Отправить отчёт")
    await official.taps("Вернуть")
    await official.taps("Другая причина")
    official.sees("Напишите причину возврата")
    await official.sends("нет подписи комиссии")
    official.sees("А что сделать?")
    await official.sends("подписать и прислать снова")
    official.sees("Причина: нет подписи комиссии.")
    birch.sees("Что сделать: подписать и прислать снова")


async def test_no_change_was_needed(story: Story) -> None:
    text = TEXT.replace("1.1. Провести осмотр", "1.1. При необходимости скорректировать план осмотра")
    town = await published(story, text)
    birch = town.directors[BIRCH]
    birch.sees("Если не потребовалось — так и отметить")
    await birch.taps("Пункт 1.1")
    await birch.taps("Не потребовалось")
    birch.sees("Ответ: «Не потребовалось».", "Проверка не нужна: п. 1.1 снят с контроля.")
    town.official.does_not_see("Отчёт: МКОУ Берёзовская СОШ")


async def test_a_report_is_put_aside(story: Story) -> None:
    town = await published(story)
    birch = town.directors[BIRCH]
    await birch.taps("Пункт 1.1")
    await birch.taps("Исполнено")
    await birch.sends("черновик")
    await birch.taps("Отмена")
    birch.sees("Отчёт не отправлен, пункт остаётся за Вами.")
    await birch.sends("ещё одно сообщение")
    birch.sees("Получено: «ещё одно сообщение».", "Отправить как отчёт по п. 1.1?")
    await birch.taps("Это не отчёт")
    await birch.taps("Мои пункты")
    birch.sees("п. 1.1, № 12: Провести осмотр спортивных залов перед каникулами — до 15.10.2026")


async def test_two_people_of_a_school_report_at_once(story: Story) -> None:
    town = await published(story)
    birch, second = town.directors[BIRCH], await add_deputy(town, BIRCH, "Завуч Второй")
    await birch.taps("Пункт 1.1", on="протокол № 12")
    await birch.taps("Исполнено")
    await second.sends("/tasks")
    await second.taps("№ 12 · 1.1")
    await second.taps("Исполнено")
    await birch.sends("от директора")
    await second.sends("от завуча")
    await second.taps("Отправить отчёт")
    second.sees("получен")
    await birch.taps("Отправить отчёт")
    birch.sees("Отчёт по этому пункту уже на проверке.", "Состояние: отчёт на проверке с 01.09.2026")
    assert len([m for m in town.official.received if "Отчёт: МКОУ Берёзовская" in m.text]) == 1


async def test_a_file_that_is_too_large_loses_nothing(story: Story) -> None:
    town = await published(story)
    birch = town.directors[BIRCH]
    await birch.taps("Пункт 1.1")
    await birch.taps("Исполнено")
    await birch.sends("текст отчёта")
    await birch.uploads(b"video", "осмотр.mp4", size=21 * 1024 * 1024)
    birch.sees("Файл «осмотр.mp4» больше 20 МБ")
    await birch.taps("Отправить отчёт")
    birch.sees("получен", "«текст отчёта»")


async def test_thirty_messages_and_one_more(story: Story) -> None:
    town = await published(story)
    birch = town.directors[BIRCH]
    await birch.taps("Пункт 1.1")
    await birch.taps("Исполнено")
    for number in range(1, 32):
        await birch.sends(f"сообщение {number}")
    birch.sees("В одном отчёте не больше 30 сообщений.")
    await birch.taps("Отправить отчёт")
    birch.sees("30 сообщений с текстом")


async def test_the_fourth_report_only_updates_a_message(story: Story) -> None:
    town = await published(story, connected=SCHOOLS)
    official = town.official
    for name, item in ((BIRCH, "1.1"), (PINE, "1.1"), (RIVER, "1.1"), (BIRCH, "2.1"), (PINE, "2.1")):
        director = town.directors[name]
        await director.sends("/tasks")
        await director.taps(f"№ 12 · {item}")
        await director.taps("Исполнено")
        await director.sends_photo()
        await director.taps("Отправить отчёт")
    cards = [message for message in official.received if "Отчёт: " in message.text]
    assert len(cards) == 3
    queue = [message for message in official.received if "Ждут проверки" in message.text]
    assert len(queue) <= 1


async def test_the_register_of_an_acknowledged_protocol_keeps_its_buttons(story: Story) -> None:
    town = await published(story)
    birch = town.directors[BIRCH]
    assert birch.buttons == ["Ознакомлен(а)", "Пункт 1.1", "Пункт 2.1", "Передать заместителю", "Полный текст"]
    await birch.taps("Ознакомлен")
    birch.sees("Спасибо, ознакомление отмечено")
    assert birch.buttons == ["Пункт 1.1", "Пункт 2.1", "Передать заместителю", "Полный текст"]
    await birch.taps("Ознакомлен", version=-2)
    birch.sees("Ознакомление уже отмечено")
    await birch.taps("Полный текст")
    birch.sees("Пункт 1.2", "Совершенствовать формы работы с родителями.")
    await birch.taps("Протокол целиком")
    files = [message.file for message in birch.received if message.file]
    assert [file.name for file in files] == ["протокол.txt"]


async def test_the_original_comes_to_those_it_concerns_only(story: Story) -> None:
    town = await published(story)
    stranger = story.person("Посторонний")
    await stranger.sends("/start")
    for someone, gets in ((town.directors[PINE], True), (town.official, True), (stranger, False)):
        before = len([m for m in someone.received if m.file])
        someone.person.taps_data("orig:1", on=someone.screen)
        await story.settle()
        assert (len([m for m in someone.received if m.file]) > before) is gets


async def test_one_wrong_photo_of_several_is_taken_out(story: Story) -> None:
    town = await published(story)
    birch, official = town.directors[BIRCH], town.official
    await birch.taps("Пункт 1.1")
    await birch.taps("Исполнено")
    await birch.sends_photo()
    await birch.uploads(b"%PDF wrong", "лишний.pdf")
    await birch.taps("Отправить отчёт")
    await birch.taps("Исправить")
    await birch.taps("Убрать лишнее")
    birch.sees("Что убрать из отчёта?")
    await birch.taps("2. 1 файл")
    birch.sees("Получено: 1 фото.")
    await birch.taps("Отправить исправленный отчёт")
    birch.sees("исправлен", "Приложено: 1 фото.")
    official.sees("Приложено: 1 фото.")


async def test_an_empty_report_is_asked_about(story: Story) -> None:
    """Twice on the same place is no empty report."""
    town = await published(story)
    birch, official = town.directors[BIRCH], town.official
    await birch.taps("Пункт 1.1")
    await birch.taps("Исполнено")
    await birch.taps_twice("Отправить отчёт")
    birch.sees("Отправить отчёт пустым?")
    official.does_not_see("Отчёт: МКОУ")
    await birch.taps("Вернуться к отчёту")
    birch.sees("Пункт 1.1. Пришлите")
    await birch.taps("Отправить отчёт")
    await birch.taps("Отправить без документа")
    birch.sees("✅ Отчёт по п. 1.1 получен", "Без документа.")
    official.sees("Отчёт: МКОУ Берёзовская СОШ")


@pytest.mark.parametrize("word", ["/cancel", "Отмена"])
async def test_cancelled_nothing_more_is_collected(story: Story, word: str) -> None:
    town = await published(story)
    birch = town.directors[BIRCH]
    await birch.taps("Пункт 1.1")
    await birch.taps("Исполнено")
    await birch.sends_photo()
    await birch.sends(word)
    birch.sees("Отчёт не отправлен, пункт остаётся за Вами.")
    await birch.sends_photo()
    birch.does_not_see("Пункт 1.1. Получено")


async def test_a_colleague_who_already_collects_is_shown(story: Story) -> None:
    town = await published(story)
    birch = town.directors[BIRCH]
    deputy = await add_deputy(town, BIRCH)
    await birch.taps("Пункт 1.1")
    await birch.taps("Исполнено")
    birch.does_not_see("Коллега уже")
    await birch.sends_photo()
    birch.sees("Специалист этого пока не видит.")
    await deputy.sends("/tasks")
    await deputy.taps("№ 12 · 1.1")
    await deputy.taps("Исполнено")
    deputy.sees("Коллега уже начал(а) отчёт по этому пункту")


async def test_a_receipt_stays(story: Story) -> None:
    town = await published(story)
    birch = town.directors[BIRCH]
    await birch.sends("п. 1.1 осмотр проведён")
    birch.sees("✅ Отчёт по п. 1.1 получен", "МКОУ Берёзовская СОШ, протокол № 12 от 31.08.2026.", "«осмотр проведён»")
    await birch.taps("Мои пункты")
    assert any("✅ Отчёт по п. 1.1 получен" in message.text for message in birch.received)
    await birch.sends_album([PHOTO, PHOTO + b"2"], "1.1 ещё")
    assert len([message for message in birch.received if "Сообщение никуда не отправлено" in message.text]) == 1
