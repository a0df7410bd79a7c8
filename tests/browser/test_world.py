"""The clock and the faults: what moves and breaks the town."""

import pytest
from playwright.async_api import expect

from tests.browser.visitor import BIRCH, OFFICIAL, RIVER, Visit

pytestmark = pytest.mark.slow


async def test_the_clock_moves_and_mornings_bring_digests(visit: Visit) -> None:
    now = visit.page.locator("#now")
    await expect(now).to_contain_text("вт, 6 октября 2026")
    await visit.presses("+1 час")
    await expect(now).to_contain_text("11:0")
    await visit.presses("до срока")
    await expect(now).to_contain_text("пт, 9 октября 2026")
    await visit.chat(RIVER).sees("Четверг, 8 октября")  # what is due on Friday has been said the day before
    await visit.presses("до просрочки")
    await expect(now).to_contain_text("пн, 12 октября 2026")
    await visit.chat(OFFICIAL).sees("Понедельник, 12 октября")

    await visit.presses("Начать заново")
    await expect(now).to_contain_text("вт, 6 октября 2026")
    await expect(visit.chat(OFFICIAL).place).not_to_contain_text("Понедельник, 12 октября")


async def test_a_killed_bot_answers_everything_after_its_start(visit: Visit) -> None:
    official = visit.chat(OFFICIAL)
    await visit.presses("+1 рабочий день")
    await visit.presses("Сбои")
    await visit.presses("Убить бота")
    await visit.sees("Процесс убит")
    await official.writes("/overdue")
    await visit.presses("Запустить снова")
    await visit.bot_runs()
    await official.sees("Просрочено на 07.10.2026")  # the clock of the town, not of the machine


async def test_a_cut_network_delays_and_loses_nothing(visit: Visit) -> None:
    birch = visit.chat(BIRCH)
    await visit.presses("Сбои")
    await visit.presses("Отключить сеть")
    await birch.presses("№ 5 · 1.1")
    await expect(birch.place.locator(".key.busy")).to_be_visible()
    await visit.presses("Вернуть сеть")
    await birch.sees("Пункт 1.1 · протокол № 5")
    await expect(birch.place.locator(".key.busy")).to_have_count(0)


async def test_a_slowed_messenger_gets_every_message_once(visit: Visit) -> None:
    river = visit.chat(RIVER)
    await visit.presses("Сбои")
    await visit.presses("Ответить 429")
    await river.writes("/tasks")
    await river.sees("Мои пункты")


async def test_a_stopped_bot_waits_for_its_person(visit: Visit) -> None:
    river = visit.chat(RIVER)
    await visit.presses("Сбои")
    await visit.presses(f"Заблокировать: {RIVER}")
    await expect(river.place).to_contain_text("Вы остановили бота")
    await river.place.get_by_role("button", name="Разблокировать бота").click()
    await river.writes("меню")
    await river.sees("Вы отвечаете за")
