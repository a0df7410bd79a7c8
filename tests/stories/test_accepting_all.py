"""Reports of one item judged together, control resumed, an office's own reasons for sending back."""

import pytest

from sandbox.model import Media
from tests.person import PHOTO, Someone
from tests.stories.test_reports import published
from tests.stories.town import SCHOOLS, Town
from tests.story import Story

pytestmark = pytest.mark.both_databases
BIRCH, PINE, RIVER = SCHOOLS


async def reports(town: Town, name: str, *messages: str, item: str = "1.1", photos: int = 0) -> Someone:
    """«Исполнено», photos and messages, «Отправить отчёт»."""
    director = town.directors[name]
    await director.sends("/tasks")
    await director.taps(f"№ 12 · {item}")
    await director.taps("Исполнено")
    for number in range(photos):
        await director.sends_photo(PHOTO + str(number).encode())
    for message in messages:
        await director.sends(message)
    await director.taps("Отправить отчёт")
    if not (messages or photos):
        await director.taps("Отправить без документа")
    return director


async def test_all_reports_of_an_item_are_accepted_in_two_presses(story: Story) -> None:
    town = await published(story, connected=SCHOOLS)
    official = town.official
    for name in SCHOOLS:
        await reports(town, name, f"акт от {name}")
    official.sees("Отчёт: МКОУ Заречная ООШ")
    await official.taps("Принять все (3)")
    official.sees("Принять 3 отчёта по п. 1.1, протокол № 12", "МКОУ Берёзовская СОШ: «акт от МКОУ Берёзовская СОШ»")
    await official.taps("Да, принять 3")
    official.sees("Принято: 3 отчёта по п. 1.1", "без звука")
    for name in SCHOOLS:
        accepted = town.directors[name].received[-1]
        assert "Отчёт принят, спасибо!" in accepted.text
        assert accepted.silent
    await official.taps("К пункту")
    official.sees("МКОУ Берёзовская СОШ: снято с контроля")
    await official.taps("Да, принять 3", version=-3)
    official.sees("По этому пункту отчётов на проверке больше нет.")


async def test_what_came_between_the_question_and_the_answer_waits(story: Story) -> None:
    town = await published(story, connected=SCHOOLS)
    official = town.official
    await reports(town, BIRCH, "акт")
    await reports(town, PINE, photos=1)
    await official.taps("Принять все (2)")
    await reports(town, RIVER, "акт, пришёл позже")
    await official.taps("Да, принять 2")
    official.sees("Принято: 2 отчёта", "За это время пришло ещё: 1")
    await official.taps("Проверить остальные (1)")
    official.sees("Отчёт: МКОУ Заречная ООШ")
    assert official.has_button("Принять")


async def test_a_report_without_anything_is_looked_at_alone(story: Story) -> None:
    town = await published(story, connected=SCHOOLS)
    official = town.official
    for name, message in ((BIRCH, "акт"), (PINE, "акт"), (RIVER, "")):
        await reports(town, name, *filter(None, [message]))
    await official.taps("Принять все (3)")
    official.sees("Принять 2 отчёта", "Не войдут отчёты без документа и текста (1)")
    await official.taps("По одному")
    official.sees("Отчёт: МКОУ Берёзовская СОШ")
    await official.taps("Да, принять 2")
    official.sees("Принято: 2 отчёта")
    await official.taps("Проверить остальные (1)")
    official.sees("Без документа")


async def test_the_gallery_shows_photos_as_an_album(story: Story) -> None:
    town = await published(story, connected=SCHOOLS)
    official = town.official
    await reports(town, BIRCH, photos=3)
    await reports(town, PINE, "без фото")
    await reports(town, RIVER, photos=1)
    await story.advance(minutes=5)
    before = len(official.received)
    await official.sends("/review")
    fresh = official.received[before:]
    assert [message.file.media for message in fresh if message.file] == [Media.PHOTO] * 3
    assert len({message.media_group_id for message in fresh if message.file}) == 1
    official.sees("Отчёт: МКОУ Берёзовская СОШ", "Приложено: 3 фото")
    await official.taps("Принять")
    await official.taps("Следующий (2)")
    official.sees("Отчёт: МКОУ Сосновская ООШ")
    await official.taps("Следующий (1)")
    official.sees("Отчёт: МКОУ Заречная ООШ")
    await official.taps("Принять", on="Заречная")
    await official.sends("/review")
    await official.taps("Принять", on="Сосновская")
    await official.sends("/review")
    official.sees("Отчётов на проверку нет.")


async def test_the_morning_digest_leads_to_all_of_them(story: Story) -> None:
    town = await published(story, connected=SCHOOLS)
    official = town.official
    for name in SCHOOLS:
        await reports(town, name, "акт")
    await story.at("2026-09-02 08:31")
    official.sees("отчёты на проверку — 3")
    await official.taps("Принять все (3)", on="Доброе утро")
    await official.taps("Да, принять 3")
    official.sees("Принято: 3 отчёта")


async def test_a_stranger_accepts_nothing(story: Story) -> None:
    town = await published(story, connected=SCHOOLS)
    birch = await reports(town, BIRCH, "акт")
    await reports(town, PINE, "акт")
    await town.official.taps("Принять все (2)")
    for data in ("acca:1:99", "acca:1:0", "rvi:1", "res:1:3", "resr:1:1:3", "rrs", "rre:drop:1", "rre:add:0"):
        birch.person.taps_data(data, on=birch.screen)
        await story.settle()
        birch.sees("Это действие Вам недоступно")
    await town.official.taps("Да, принять 2")
    town.official.sees("Принято: 2 отчёта")


async def test_control_is_resumed(story: Story) -> None:
    town = await published(story)
    official = town.official
    birch = await reports(town, BIRCH, "приказ № 45-о")
    await official.taps("Принять")
    await story.at("2026-10-20 10:00")
    await official.taps("Возобновить контроль", on="Решение: снято с контроля")
    official.sees("Возобновить контроль?", "МКОУ Берёзовская СОШ", "Новый отчёт: до 23.10.2026")
    await official.taps("5 рабочих дней")
    official.sees("Новый отчёт: до 27.10.2026")
    await official.taps("Принято по ошибке")
    official.sees("Контроль возобновлён", "до 27.10.2026", "Состояние: ознакомление подтверждено")
    birch.sees("Контроль по п. 1.1 возобновлён", "Причина: отчёт был принят по ошибке.", "ещё раз до 27.10.2026")
    assert birch.has_button("Исполнено")
    await story.at("2026-10-28 10:00")
    await official.sends("/overdue")
    official.sees("МКОУ Берёзовская СОШ", "п. 1.1 — на 1 день")
    await birch.taps("Исполнено", on="возобновлён")
    await birch.sends("приказ № 51-о")
    await birch.taps("Отправить отчёт")
    await official.taps("Принять", on="приказ № 51-о")
    birch.sees("снят с контроля 28.10.2026. Исполнено с нарушением срока.")


async def test_control_is_resumed_from_the_item_with_a_typed_reason_and_once(story: Story) -> None:
    town = await published(story)
    official = town.official
    await reports(town, BIRCH, "приказ")
    await official.taps("Принять")
    await official.sends("/protocols")
    await official.taps("№ 12")
    await official.taps("п. 1.1")
    await official.taps("МКОУ Берёзовская СОШ")
    official.sees("Состояние: снято с контроля")
    await official.taps("Возобновить контроль")
    await official.taps("Назад")
    await official.taps("Возобновить контроль", on="Состояние")
    await official.taps("Другая причина")
    official.sees("Напишите причину одним сообщением")
    await official.sends("!!!")
    official.sees("Напишите причину словами")
    await official.sends("п" * 301)
    official.sees("больше 300 знаков")
    await official.sends("в приказе нет подписи")
    official.sees("Состояние: ознакомление подтверждено")
    town.directors[BIRCH].sees("Причина: в приказе нет подписи.")
    await official.taps("Возобновить контроль", on="Решение: снято с контроля")
    official.sees("Контроль по этому пункту уже возобновлён.")


async def test_an_office_keeps_reasons_of_its_own(story: Story) -> None:
    town = await published(story)
    official = town.official
    await official.sends("/settings")
    await official.taps("Причины возврата")
    official.sees("Сейчас готовый список", "1. Приложен не тот документ")
    await official.taps("Добавить причину")
    await official.sends("Нет подписи")
    await official.sends("на приказе нет подписи и печати")
    await official.sends("прислать подписанный приказ")
    official.sees("Список Вашего органа.", "6. На приказе нет подписи и печати → прислать подписанный приказ")
    await official.taps("Убрать: Не читается")
    official.does_not_see("качества")
    await official.taps("Убрать: Не читается", version=-2)
    official.sees("Карточка устарела")
    birch = await reports(town, BIRCH, "приказ")
    await official.taps("Вернуть", on="Отчёт: МКОУ Берёзовская СОШ")
    assert official.buttons[:5] == [
        "Не тот документ",
        "Документ старый",
        "Не хватает данных",
        "Нет реквизитов",
        "Нет подписи",
    ]
    await official.taps("Нет подписи")
    birch.sees("Причина: на приказе нет подписи и печати.", "Что сделать: прислать подписанный приказ.")
    await official.sends("/settings")
    await official.taps("Причины возврата")
    await official.taps("Вернуть готовый список")
    official.sees("Сейчас готовый список", "прислать фото или файл лучшего качества")
    await official.taps("К настройкам")
    official.sees("Настройки")


async def test_a_reason_that_cannot_be_used(story: Story) -> None:
    town = await published(story)
    official = town.official
    await official.sends("/settings")
    await official.taps("Причины возврата")
    await official.taps("Добавить причину")
    for part, answer in (
        ("?", "Нужны слова. Напишите ещё раз"),
        ("к" * 41, "Слишком длинно: до 40 знаков"),
        ("Кнопка 6", "причин"),
        ("п" * 201, "Слишком длинно: до 200 знаков"),
        ("причина", "сделать"),
        ("…", "Нужны слова. Напишите ещё раз"),
        ("что делать", "Причина → что делать"),
    ):
        await official.sends(part)
        official.sees(answer)
    for number in range(7, 11):
        await official.taps("Добавить причину")
        for part in (f"Кнопка {number}", "причина", "что делать"):
            await official.sends(part)
    await official.taps("Добавить причину")
    for part in ("Одиннадцатая", "причина", "что делать"):
        await official.sends(part)
    official.sees("Больше 10 причин на экран не войдёт")
