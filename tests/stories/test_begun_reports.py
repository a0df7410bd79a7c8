"""A report begun and not sent is recalled: the same day at 16:00, on the eve, in the morning after an evening."""

import pytest

from tests.person import Someone
from tests.stories.test_reports import BIRCH, PINE, published
from tests.stories.town import Town
from tests.story import MOSCOW, Story

pytestmark = pytest.mark.both_databases
HEAD = "Отчёт начат, но не отправлен"


async def begin(town: Town, name: str = BIRCH) -> Someone:
    someone = town.directors[name]
    await someone.taps("Пункт 1.1", on="направляет решения")
    await someone.taps("Исполнено")
    return someone


def told(someone: Someone) -> list[str]:
    return [f"{m.at.astimezone(MOSCOW):%d.%m %H}" for m in someone.received if m.text.startswith(HEAD)]


async def test_the_same_day_and_on_the_eve_until_it_is_sent(story: Story) -> None:
    town = await published(story)
    await story.at("2026-10-05 11:00")
    birch = await begin(town)
    await birch.sends_photo()
    pine = await begin(town, PINE)  # opened, nothing sent: there is nothing to lose
    await story.at("2026-10-05 15:59")
    assert not told(birch)
    await story.at("2026-10-05 16:01")
    birch.sees(
        HEAD,
        "МКОУ Берёзовская СОШ, протокол № 12 от 31.08.2026",
        "Срок: 15.10.2026",
        "Получено: 1 фото.",
        "Специалист этого пока не видит.",
    )
    await story.at("2026-10-07 18:00")
    assert told(birch) == ["05.10 16"]
    await story.at("2026-10-14 16:01")
    assert told(birch) == ["05.10 16", "14.10 16"]
    birch.sees("Срок: завтра, 15.10.2026")
    await birch.taps("Отправить отчёт")
    birch.sees("✅ Отчёт по п. 1.1 получен 14.10.2026", "1 фото")
    town.official.sees("Отчёт: МКОУ Берёзовская СОШ")
    assert not told(pine)


async def test_what_was_begun_in_the_evening_stands_in_the_mornings_digest(story: Story) -> None:
    """Of a Tuesday, which is no digest day, and only for whoever has begun it."""
    town = await published(story)
    await story.at("2026-10-05 18:00")
    birch = await begin(town)
    await birch.sends_photo()
    await story.at("2026-10-06 09:05")
    birch.sees("Доброе утро! Вторник, 6 октября", f"{HEAD} — 1", "• п. 1.1, протокол № 12: Провести осмотр")
    town.directors[PINE].does_not_see("Вторник, 6 октября")
    await birch.taps("№ 12 · 1.1")
    await birch.taps("Исполнено")
    birch.sees("Получено: 1 фото.")
    await birch.taps("Отправить отчёт")
    await story.at("2026-10-06 16:05")
    assert not told(birch)


async def test_a_report_put_aside_is_not_recalled_and_a_reply_to_the_reminder_goes_to_it(story: Story) -> None:
    town = await published(story)
    await story.at("2026-10-05 11:00")
    birch = await begin(town)
    await birch.sends_photo()
    pine = await begin(town, PINE)
    await pine.sends_photo()
    await pine.taps("Отмена")
    await story.at("2026-10-05 16:01")
    assert not told(pine)
    await birch.uploads(b"%PDF act", "акт.pdf", reply_to=birch.screen)
    birch.sees("Отправить как отчёт по п. 1.1?")
    await birch.taps("Да, отправить")
    birch.sees("Получено: 1 фото, 1 файл.")
    await birch.taps("Отправить отчёт")
    birch.sees("✅ Отчёт по п. 1.1 получен", "1 фото, 1 файл")


async def test_a_correction_begun_and_not_sent(story: Story) -> None:
    town = await published(story)
    await story.at("2026-10-05 11:00")
    birch = await begin(town)
    await birch.sends_photo()
    await birch.taps("Отправить отчёт")
    await birch.taps("Исправить")
    await birch.sends_photo()
    await story.at("2026-10-05 16:01")
    birch.sees(HEAD, "Прежний отчёт остаётся в силе")
    await birch.taps("Отправить исправленный отчёт")
    birch.sees("исправлен")
