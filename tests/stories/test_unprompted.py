"""A director answers without looking for a button: a photo, a figure, a line, a reply to a card."""

import pytest

from services.joining import invitation_codes, onboarding
from services.people import invitations
from services.reports import placing
from tests.papers import THIS_YEAR
from tests.person import PHOTO
from tests.remembered import remembered
from tests.stories.town import SCHOOLS, Town, make_town
from tests.story import Story

pytestmark = pytest.mark.both_databases

BIRCH, PINE, RIVER = SCHOOLS
#: 1.1 any answer, 1.2 a number, 1.3 a document or its requisites, «Не потребовалось» allowed, 2.1 a link.
TEXT = """Протокол № 12 совещания с руководителями образовательных организаций

Дата – 31.08.2026

Повестка дня:
1. О подготовке к осенним каникулам
2. О работе школьных библиотек

По 1 вопросу «О подготовке к осенним каникулам»
Решили:
1.1. Провести осмотр спортивных залов перед каникулами.
Срок: до 15.10.2026
Отв.: директора школ.
1.2. Обучить педагогов оказанию первой помощи.
Срок: до 20.10.2026
Отв.: директора школ.
1.3. При необходимости скорректировать план мероприятий по безопасности.
Срок: до 25.10.2026
Отв.: директора школ.

По 2 вопросу «О работе школьных библиотек»
Решили:
2.1. Разместить на сайтах школ план работы библиотеки.
Срок: до 30.10.2026
Отв.: директора школ.
"""
SECOND = """Протокол № 13 совещания с руководителями образовательных организаций

Дата – 31.08.2026

Решили:
1.2. Провести повышение квалификации учителей информатики.
Срок: до 22.10.2026
Отв.: директора школ.
"""
#: One item only.
ONE = THIS_YEAR.split("1.2.")[0]


@remembered
async def published(story: Story, text: str = TEXT, connected: tuple[str, ...] = SCHOOLS[:2]) -> Town:
    """Sent to three schools on Tuesday, 01.09.2026."""
    town = await make_town(story, SCHOOLS, connected)
    await town.official.uploads(text.encode(), "протокол.txt")
    await town.official.taps("Направить")
    await town.official.taps("Направить 3")
    return town


async def test_a_photo_and_one_confirm_are_a_report(story: Story) -> None:
    town = await published(story, ONE)
    birch = town.directors[BIRCH]
    await birch.sends_photo()
    birch.sees(
        "Получено: 1 фото.", "Отправить как отчёт по п. 1.1?", "Провести осмотр спортивных залов", "до 15.10.2026"
    )
    assert birch.buttons == ["Да, отправить", "Это не отчёт"]
    await birch.taps("Да, отправить")
    birch.sees("✅ Отчёт по п. 1.1 получен 01.09.2026", "Приложено: 1 фото.", "проверит его до 04.09")
    town.official.sees("Отчёт: МКОУ Берёзовская СОШ", "Приложено: 1 фото.")


async def test_what_fits_is_offered_first(story: Story) -> None:
    town = await published(story)
    birch = town.directors[BIRCH]
    await birch.sends_photo()
    birch.sees("К какому пункту?", "п. 1.1, № 12", "п. 1.3, № 12")
    assert birch.buttons == ["№ 12 · 1.1", "№ 12 · 1.3", "№ 12 · 1.2", "Другой", "Это не отчёт"]
    await birch.taps("№ 12 · 1.3")
    birch.sees("✅ Отчёт по п. 1.3 получен", "Приложено: 1 фото.")


async def test_a_number_needs_two_actions_or_one(story: Story) -> None:
    town = await published(story)
    birch, pine, official = town.directors[BIRCH], town.directors[PINE], town.official
    await birch.sends("14 человек")
    birch.sees("Понял так: 14 человек.", "Отправить как отчёт по п. 1.2?")
    await birch.taps("Да, отправить")
    birch.sees("✅ Отчёт по п. 1.2 получен", "Ответ: 14 человек.", "Проверка не нужна: п. 1.2 снят с контроля.")
    await pine.sends("1.2 6")
    pine.sees("✅ Отчёт по п. 1.2 получен", "Ответ: 6.", "снят с контроля")
    official.does_not_see("Отчёт: МКОУ")
    await official.sends("/protocols")
    await official.taps("№ 12")
    await official.taps("п. 1.2")
    official.sees("Всего: 20; прислали 2 из 3", "МКОУ Берёзовская СОШ: снято с контроля 01.09.2026 — 14")


async def test_requisites_alone_need_no_check_a_file_does(story: Story) -> None:
    town = await published(story)
    birch, pine, official = town.directors[BIRCH], town.directors[PINE], town.official
    await birch.sends("1.3 приказ 45-о от 28.08")
    birch.sees("Приложено: приказ № 45-о от 28.08.2026.", "Проверка не нужна: п. 1.3 снят с контроля.")
    await pine.sends("п. 1.3 не потребовалось")
    pine.sees("Ответ: «Не потребовалось».", "снят с контроля")
    official.does_not_see("Отчёт: МКОУ")
    await official.sends("/protocols")
    await official.taps("№ 12")
    await official.taps("п. 1.3")
    official.sees("Прислали 2 из 3", "приказ № 45-о от 28.08.2026", "не потребовалось")


async def test_a_missing_date_is_asked_for(story: Story) -> None:
    town = await published(story)
    birch = town.directors[BIRCH]
    await birch.sends("п. 1.3 приказ 45-о")
    birch.sees("Получено: «приказ 45-о».", "Не хватает даты документа «приказ № 45-о».", "02.10.2023")
    await birch.sends("28.08.2026")
    birch.sees("Понял так: приказ № 45-о от 28.08.2026.")
    birch.does_not_see("Не хватает")
    await birch.taps("Отправить отчёт")
    birch.sees("Приложено: приказ № 45-о от 28.08.2026", "снят с контроля")


async def test_what_is_not_understood_is_checked_by_a_person(story: Story) -> None:
    town = await published(story)
    birch, official = town.directors[BIRCH], town.official
    await birch.taps("Пункт 1.2")
    await birch.taps("Исполнено")
    birch.sees("Пункт 1.2. Напишите число, например: 14.")
    await birch.sends("обучили почти всех")
    birch.sees("Ещё нужно: одно число, например: 14.", "отправьте как есть: специалист посмотрит")
    await birch.taps("Отправить отчёт")
    birch.sees("Отдел образования проверит его")
    official.sees("Отчёт: МКОУ Берёзовская СОШ", "Приложено: «обучили почти всех»")


async def test_a_link_without_its_scheme(story: Story) -> None:
    town = await published(story)
    birch = town.directors[BIRCH]
    await birch.sends("Разместили: berezovka.edu.ru/biblioteka")
    birch.sees("Понял так: https://berezovka.edu.ru/biblioteka.", "Отправить как отчёт по п. 2.1?")
    await birch.taps("Да, отправить")
    birch.sees("Ответ: https://berezovka.edu.ru/biblioteka.", "снят с контроля")


async def test_an_album_and_more_are_one_question(story: Story) -> None:
    town = await published(story)
    birch = town.directors[BIRCH]
    await birch.sends_album([PHOTO, PHOTO + b"2", PHOTO + b"3"], "осмотр залов")
    await birch.sends_voice()
    birch.sees("Получено: «осмотр залов» (3 фото, 1 голосовое сообщение).")
    assert len([m for m in birch.received if "К какому пункту?" in m.text or "Отправить как" in m.text]) == 1
    await story.restart()
    await birch.taps("№ 12 · 1.1" if birch.has_button("№ 12 · 1.1") else "Да, отправить")
    birch.sees("✅ Отчёт по п. 1.1 получен", "3 фото, 1 голосовое сообщение")
    town.official.sees("осмотр залов")


async def test_another_item_or_no_report_at_all(story: Story) -> None:
    town = await published(story)
    birch = town.directors[BIRCH]
    await birch.sends("14")
    await birch.taps("Другой пункт")
    birch.sees("Открытые пункты. К какому из них отправить?")
    assert birch.buttons == ["№ 12 · 1.1", "№ 12 · 1.2", "№ 12 · 1.3", "№ 12 · 2.1", "Это не отчёт"]
    await birch.taps("№ 12 · 1.3")
    birch.sees("Пункт 1.3. Получено: «14».", "Ещё нужно:")
    await birch.taps("Отмена")
    await birch.sends("какой-то текст")
    await birch.taps("Это не отчёт")
    birch.sees("отчётом это не считаем, сообщение стёрто")
    await birch.taps("Другой", version=-2)
    birch.sees("Карточка устарела")
    await birch.taps("Это не отчёт", version=-3)
    birch.sees("отчётом это не считаем")
    await birch.sends("/tasks")
    birch.sees("п. 1.1", "п. 1.2", "п. 1.3", "п. 2.1")


async def test_pressed_twice_and_pressed_late(story: Story) -> None:
    town = await published(story, ONE)
    birch = town.directors[BIRCH]
    await birch.sends_photo()
    await story.advance(days=6)
    await birch.taps_twice("Да, отправить")
    birch.sees("✅ Отчёт по п. 1.1 получен")
    assert len([m for m in town.official.received if "Отчёт: МКОУ Берёзовская" in m.text]) == 1
    await birch.taps("Это не отчёт", version=-2)
    birch.sees("Это уже отправлено как отчёт")


async def test_a_reply_to_a_card_names_its_item(story: Story) -> None:
    town = await published(story)
    birch = town.directors[BIRCH]
    protocol = birch.screen
    await birch.taps("Пункт 2.1")
    card = birch.screen
    await birch.sends("разместили на сайте", reply_to=card)
    birch.sees("Отправить как отчёт по п. 2.1?")
    await birch.taps("Это не отчёт")
    await birch.sends("1 педагог", reply_to=protocol)
    birch.sees("Понял так: 1 педагог.", "Отправить как отчёт по п. 1.2?")


async def test_several_lines_at_once(story: Story) -> None:
    town = await published(story)
    birch = town.directors[BIRCH]
    await birch.sends("1.2 6\n1.3 № 2 от 28.08\n2.1 vk.com/wall-1_2\n1.7 5\n1.1 осмотр проведён")
    birch.sees(
        "✅ 4 отчёта получены 01.09.2026",
        "п. 1.2: 6 — снят с контроля",
        "п. 1.3: № 2 от 28.08.2026 — снят с контроля",
        "https://vk.com/wall-1_2 — снят с контроля",
        "п. 1.1: «осмотр проведён» — на проверке",
        "Не отправлено, напишите эти строки ещё раз:",
        "«1.7 5» — такого открытого пункта нет",
    )
    await birch.taps("Исправить · 1.1")
    birch.sees("Получено: «осмотр проведён».")


async def test_an_item_that_is_over_is_said_so(story: Story) -> None:
    town = await published(story)
    birch = town.directors[BIRCH]
    await birch.sends("1.2 6")
    await birch.sends("1.2 7")
    birch.sees("Пункт уже снят с контроля")


async def test_a_wrong_number_that_closed_at_once_is_corrected(story: Story) -> None:
    town = await published(story)
    birch, official = town.directors[BIRCH], town.official
    await birch.sends("1.2 12")
    birch.sees("снят с контроля")
    await birch.taps("Исправить")
    birch.sees("Прежний отчёт остаётся в силе")
    await birch.sends("21")
    birch.sees("Понял так: 21.")
    await birch.taps("Отправить исправленный отчёт")
    birch.sees("Отчёт по п. 1.2 исправлен", "Ответ: 21.")
    await official.sends("/protocols")
    await official.taps("№ 12")
    await official.taps("п. 1.2")
    official.sees("Всего: 21; прислали 1 из 3")
    await story.at("2026-10-26 10:00")
    await birch.taps("Исправить")
    birch.sees("Исправить этот отчёт уже нельзя")


async def test_an_edited_message_counts_until_it_is_sent(story: Story) -> None:
    town = await published(story)
    birch, pine = town.directors[BIRCH], town.directors[PINE]
    await birch.taps("Пункт 1.2")
    await birch.taps("Исполнено")
    await birch.sends("25")
    await birch.edits("26")
    birch.sees("Понял так: 26.")
    await birch.taps("Отправить отчёт")
    birch.sees("Ответ: 26.")
    await birch.edits("27")
    birch.sees("Отчёт по п. 1.2 уже отправлен", "нажмите «Исправить»")
    await birch.taps("Исправить")
    birch.sees("Понял так: 26.")
    await pine.sends("15")
    await pine.edits("16")
    birch.does_not_see("15")
    await pine.taps("Да, отправить")
    pine.sees("Ответ: 16.")
    await town.official.sends("/protocols")
    await town.official.taps("№ 12")
    await town.official.taps("п. 1.2")
    town.official.sees("Всего: 42;")


async def test_an_edit_keeps_the_rest_of_the_question(story: Story) -> None:
    town = await published(story)
    birch, official = town.directors[BIRCH], town.official
    await birch.sends("акт подписан")
    await birch.sends_photo()
    birch.sees("Получено: «акт подписан» (1 фото).", "К какому пункту?")
    await birch.edits("п. 1.1 акт подписан", of="акт подписан")
    birch.sees("Отправить как отчёт по п. 1.1?")
    await birch.taps("Да, отправить")
    birch.sees("✅ Отчёт по п. 1.1 получен", "Приложено: «п. 1.1 акт подписан» (1 фото).")
    official.sees("акт подписан")


async def test_a_line_report_edited_without_a_change_is_no_edit(story: Story) -> None:
    town = await published(story)
    birch = town.directors[BIRCH]
    await birch.sends("п. 1.1 осмотр проведён")
    await birch.edits("п. 1.1 осмотр проведён")
    birch.does_not_see("уже отправлен")


async def test_an_edit_that_fails_half_way_is_taken_again(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message as it was is not lost between its two states."""
    town = await published(story)
    birch = town.directors[BIRCH]
    await birch.sends("акт подписан")
    whole = placing.receive_within

    async def broken(*_: object, **__: object) -> None:
        monkeypatch.setattr("services.reports.edited.receive_within", whole)
        raise OSError

    monkeypatch.setattr("services.reports.edited.receive_within", broken)
    await birch.edits("п. 1.1 акт подписан")
    await story.advance(minutes=5)
    birch.sees("✅ Отчёт по п. 1.1 получен", "«акт подписан»")


async def test_lines_of_several_items_while_one_is_collected(story: Story) -> None:
    town = await published(story)
    birch = town.directors[BIRCH]
    await birch.taps("Пункт 1.1")
    await birch.taps("Исполнено")
    await birch.sends_photo()
    await birch.sends("п. 1.1 осмотр проведён\n2.1 https://school.example/plan")
    birch.sees("✅ Отчёт по п. 2.1 получен", "Пункт 1.1. Получено: «осмотр проведён» (1 фото).")
    await birch.taps("Отправить отчёт")
    birch.sees("✅ Отчёт по п. 1.1 получен")


async def test_two_protocols_with_the_same_number(story: Story) -> None:
    town = await published(story, connected=SCHOOLS[:1])
    birch, official = town.directors[BIRCH], town.official
    await official.uploads(SECOND.encode(), "второй.txt")
    await official.taps("Направить")
    await official.taps("Направить 3")
    await birch.sends("1.2 14")
    birch.sees("К какому пункту?", "п. 1.2, № 12", "п. 1.2, № 13")
    assert birch.buttons[:2] == ["№ 12 · 1.2", "№ 13 · 1.2"]
    await birch.sends("№13 1.2 14")
    birch.sees("✅ Отчёт по п. 1.2 получен")
    await birch.taps("№ 12 · 1.2")
    birch.sees("✅ Отчёт по п. 1.2 получен", "Ответ: 14.")


async def test_while_a_report_is_collected(story: Story) -> None:
    """Everything belongs to it; what names another item is asked about, and a report begun stays one."""
    town = await published(story)
    birch = town.directors[BIRCH]
    await birch.taps("Пункт 1.1")
    await birch.taps("Исполнено")
    await birch.sends_photo()
    await birch.sends("1.2 14")
    birch.sees("Получено: «14».", "К какому пункту?")
    assert birch.buttons[:2] == ["№ 12 · 1.2", "№ 12 · 1.1"]
    await birch.taps("№ 12 · 1.2")
    birch.sees("✅ Отчёт по п. 1.2 получен", "Ответ: 14.")
    await birch.sends("1.1 осмотр 5 залов")
    birch.sees("Пункт 1.1. Получено: «1.1 осмотр 5 залов» (1 фото).")
    await birch.sends_photo(caption="1.3 план")
    await birch.taps("№ 12 · 1.1")
    birch.sees("Пункт 1.1. Получено: 2 фото")
    town.official.does_not_see("Отчёт: МКОУ Берёзовская СОШ")
    await story.advance(hours=3)
    await birch.sends("осмотр закончен")
    birch.sees("Отправить как отчёт по п. 1.1?")


async def test_a_caption_names_the_item(story: Story) -> None:
    town = await published(story)
    birch = town.directors[BIRCH]
    await birch.sends_photo(caption="1.2 список обученных")
    birch.sees("Отправить как отчёт по п. 1.2?")
    await birch.taps("Да, отправить")
    birch.sees("Пункт 1.2. Получено: «1.2 список обученных» (1 фото).")
    await birch.taps("Отмена")
    await birch.uploads(b"%PDF act", "п 2.1 план.pdf")
    birch.sees("Отправить как отчёт по п. 2.1?")
    await birch.sends_album([PHOTO, PHOTO + b"2"], "п. 1.1 и п. 1.3")
    assert birch.buttons[:2] == ["№ 12 · 1.1", "№ 12 · 1.3"]


async def test_a_number_in_a_reply_narrows_it(story: Story) -> None:
    town = await published(story)
    birch = town.directors[BIRCH]
    protocol = birch.screen
    await birch.sends("1.3 исполнено", reply_to=protocol)
    birch.sees("Пункт 1.3. Получено: «исполнено».", "Ещё нужно")
    await birch.taps("Отмена")
    await birch.taps("Пункт 2.1")
    card = birch.screen
    await birch.sends("1.2 14", reply_to=card)
    birch.sees("К какому пункту?")
    assert birch.buttons[:2] == ["№ 12 · 1.2", "№ 12 · 2.1"]


async def test_an_item_on_review_is_never_replaced_by_another(story: Story) -> None:
    town = await published(story)
    birch = town.directors[BIRCH]
    await birch.sends("п. 1.1 осмотр проведён")
    birch.sees("✅ Отчёт по п. 1.1 получен")
    await birch.sends_photo(caption="1.1 ещё фото")
    birch.sees("Пункт 1.1, № 12. Отчёт по этому пункту уже на проверке.", "Сообщение никуда не отправлено")
    birch.does_not_see("К какому пункту?", "Отправить как отчёт")


async def test_only_a_number_opens_the_card(story: Story) -> None:
    town = await published(story)
    birch = town.directors[BIRCH]
    await birch.sends("1.3")
    birch.sees("Пункт 1.3 · протокол № 12", "Состояние:")
    await birch.sends("02.10 провели осмотр")
    birch.sees("Отправить как отчёт по п. 1.1?")


async def test_a_question_is_no_report(story: Story) -> None:
    town = await published(story)
    birch = town.directors[BIRCH]
    await birch.sends("п. 1.1 а спортзал в ремонте тоже осматривать?")
    assert birch.buttons[0] == "Это вопрос"
    town.official.does_not_see("Отчёт: МКОУ Берёзовская СОШ")
    await birch.taps("Это вопрос")
    birch.sees("Вопрос отправлен", "1.1")
    town.official.sees("а спортзал в ремонте тоже осматривать?")
    await birch.sends("Подскажите, до какого числа сдавать")
    await birch.taps("Это вопрос")
    birch.sees("О каком пункте вопрос?")
    await birch.taps("№ 12 · 2.1")
    birch.sees("Вопрос отправлен", "2.1")


async def test_words_in_reply_to_a_reminder_are_rather_a_question(story: Story) -> None:
    town = await published(story)
    birch = town.directors[BIRCH]
    await story.at("2026-10-12 09:30")
    digest = next(m for m in reversed(birch.received) if "1.1" in m.text and "Доброе утро" in m.text)
    await birch.sends("акты пока у завхоза", reply_to=digest)
    assert birch.buttons[0] == "Это вопрос"
    birch.does_not_see("получен")


async def test_messages_without_a_place_do_not_pile_up(story: Story) -> None:
    town = await published(story, ONE)
    birch = town.directors[BIRCH]
    for number in range(1, 6):
        await birch.sends(f"рассказ о делах, часть {number}")
    await birch.taps("Да, отправить")
    birch.sees("✅ Отчёт по п. 1.1 получен", "Приложено: «рассказ о делах, часть 5»")


async def test_politeness_is_no_report(story: Story) -> None:
    town = await published(story)
    birch = town.directors[BIRCH]
    await birch.sends("Спасибо, хорошо!")
    birch.sees("И Вам спасибо!")
    birch.does_not_see("К какому пункту?")


async def test_nothing_is_open(story: Story) -> None:
    town = await published(story, ONE)
    birch = town.directors[BIRCH]
    await birch.sends("п. 1.1 осмотр проведён")
    birch.sees("✅ Отчёт по п. 1.1 получен")
    await birch.sends_photo()
    birch.sees("Сейчас от Вас ничего не требуется")


async def test_one_report_for_several_items(story: Story) -> None:
    town = await published(story)
    birch, official = town.directors[BIRCH], town.official
    await birch.taps("Пункт 1.1")
    await birch.taps("Исполнено")
    await birch.taps("Несколько пунктов сразу")
    birch.sees("Один отчёт для нескольких пунктов")
    assert birch.buttons == ["☐ 1.2", "☐ 1.3", "☐ 2.1", "Готово"]
    await birch.taps("☐ 1.3")
    assert birch.has_button("☑ 1.3")
    await birch.taps("Готово")
    birch.sees("Этот же отчёт пойдёт и по пунктам: п. 1.3.")
    await birch.sends_photo()
    birch.sees("Получено: 1 фото.", "Этот же отчёт пойдёт и по пунктам: п. 1.3.")
    await birch.taps("Отправить по 2 пунктам")
    birch.sees("✅ 2 отчёта получены", "п. 1.1: 1 фото — на проверке", "п. 1.3: 1 фото — на проверке")
    cards = [m.text for m in official.received if "Отчёт: МКОУ Берёзовская" in m.text]
    assert [("Пункт 1.1" in text, "Пункт 1.3" in text) for text in cards] == [(True, False), (False, True)]


@pytest.mark.parametrize(("word", "official_sees", "director_sees"), [
    ("Просрочено", "Просроченных", "Мои пункты"),
    ("мои пункты", "", "Мои пункты"),
    ("отчеты", "", "Отчётов пока не сдавали"),
    ("Меню.", "Новый протокол?", "Вы отвечаете за"),
    ("помощь", "Что здесь можно", "Что здесь можно"),
    ("настройки", "", ""),
    ("календарь", "", "Календарь сроков"),
])  # fmt: skip
async def test_words_instead_of_commands(story: Story, word: str, official_sees: str, director_sees: str) -> None:
    town = await published(story)
    await town.directors[BIRCH].sends(word)
    town.directors[BIRCH].does_not_see("К какому пункту?")
    town.directors[BIRCH].sees(director_sees)
    await town.official.sends(word)
    town.official.does_not_see("Не понял")
    town.official.sees(official_sees)


async def also_director(town: Town, organisation: str) -> None:
    """The official heads a school too."""
    ctx, place = await town.context(town.official), town.organisations[organisation]
    opened = await invitation_codes.open_invitation(ctx, (await invitations.invite_organisation(ctx, place)).code)
    name, consent = "Ольга Седова", onboarding.CONSENT_VERSION
    await onboarding.join(ctx, opened.invitation_id, place, says_director=True, name=name, consent=consent)
    await town.story.settle()


async def test_an_official_who_is_a_director_too(story: Story) -> None:
    """A photo is an answer of the school; a document stays a protocol unless it replies to an item's card."""
    town = await published(story, ONE, connected=())
    official = town.official
    await also_director(town, BIRCH)
    await official.sends("/tasks")
    await official.taps("№ 12 · 1.1")
    card = official.screen
    await official.sends_photo()
    official.sees("Отправить как отчёт по п. 1.1?")
    await official.taps("Это не отчёт")
    await official.uploads(TEXT.replace("№ 12", "№ 14").encode(), "новый.txt")
    official.sees("Протокол № 14 от 31.08.2026", "Прочитано пунктов: 4")
    await official.uploads(b"%PDF act", "акт.pdf", reply_to=card)
    official.sees("Отправить как отчёт по п. 1.1?", "Получено: 1 файл.")


async def test_the_calendar_of_a_director(story: Story) -> None:
    town = await published(story)
    birch = town.directors[BIRCH]
    await birch.sends("/calendar")
    birch.sees(
        "Календарь сроков", "Октябрь 2026", "• 15.10 (чт) — п. 1.1, протокол № 12: Провести осмотр", "• 30.10 (пт)"
    )
    await birch.taps("Файл для календаря")
    (file,) = [message.file for message in birch.received if message.file]
    assert file.name == "Сроки.ics"
    await birch.sends("/tasks")
    await birch.taps("Календарь сроков")
    birch.sees("Октябрь 2026")
    await town.official.sends("/calendar")
    town.official.sees("недоступно")
    await story.at("2026-10-16 01:00")
    await birch.sends("календарь")
    birch.does_not_see("15.10 (чт)")  # the night of its own zone: in UTC it is the 15th still
    await story.at("2026-12-01 12:00")
    await birch.sends("календарь")
    birch.sees("Впереди сроков нет.")


async def test_the_digest_says_that_no_button_is_needed(story: Story) -> None:
    town = await published(story)
    await story.at("2026-10-19 09:30")
    birch = town.directors[BIRCH]
    birch.sees("На этой неделе", "Можно просто прислать сюда фото или файл: спросим, к какому пункту.")
    digest = birch.screen
    await birch.sends("14 человек", reply_to=digest)
    birch.sees("Отправить как отчёт по п. 1.2?")


async def test_numbers_add_up_by_kind_and_date(story: Story) -> None:
    names = (*SCHOOLS[:2], "МКДОУ «Теремок»")
    town = await make_town(story, names, names)
    text = SECOND.replace("директора школ", "директора школ, заведующие детскими садами").replace(
        "до 22.10.2026", "до 22.10.2026, до 22.12.2026"
    )
    await town.official.uploads(text.encode(), "протокол.txt")
    await town.official.taps("Направить")
    await town.official.taps("Направить 3")
    for name, figure in zip(names, ("10", "7,5", "двадцать"), strict=True):
        await town.directors[name].sends(f"1.2 {figure}")
        town.directors[name].sees("✅ Отчёт по п. 1.2 получен")
    await town.directors[BIRCH].sends("1.2 100")
    town.directors[BIRCH].sees("Отправить как отчёт по п. 1.2?", "22.12.2026")  # or is 10 to be corrected?
    await town.directors[BIRCH].taps("Да, отправить")
    await town.official.sends("/protocols")
    await town.official.taps("№ 13")
    await town.official.taps("п. 1.2")
    town.official.sees("Всего: 137,5; прислали 4 из 6", "до 22.10.2026: 37,5 (3 из 3)", "до 22.12.2026: 100 (1 из 3)")
    town.official.sees("Школы: 117,5 (3 из 4)", "Детские сады: 20 (1 из 2)")
