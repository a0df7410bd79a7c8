"""Chats on the page: files both ways, two tabs, reloads, the menu of commands, a telephone."""

import pytest
from playwright.async_api import expect

from tests.browser.visitor import APPLICANT, BIRCH, OFFICIAL, PHONE, RIVER, Desk, Visit

pytestmark = pytest.mark.slow

PROTOCOL = """Протокол № 7 совещания с руководителями образовательных организаций

Дата – 06.10.2026

Решили:
1.1. Провести осмотр спортивных залов перед каникулами.
Срок: до 23.10.2026
Отв.: директор Заречной ООШ.
"""


async def test_a_file_dropped_from_the_machine_is_read(visit: Visit) -> None:
    official = visit.chat(OFFICIAL)
    await official.drops("Протокол № 7.txt", PROTOCOL.encode())
    await official.sees("Протокол № 7 от 06.10.2026", "Прочитано пунктов: 1")


async def test_a_picture_is_shown_and_a_document_comes_back(visit: Visit) -> None:
    birch = visit.chat(BIRCH)
    await birch.presses("№ 5 · 1.1")
    await birch.presses("Протокол целиком", on="Пункт 1.1 · протокол № 5")
    link = birch.place.locator("a.file").last
    await expect(link).to_contain_text("Протокол № 5.docx")
    async with visit.page.expect_download() as waiting:
        await link.click()
    downloaded = await (await waiting.value).path()
    assert downloaded.read_bytes().startswith(b"PK")

    await birch.presses("Исполнено", on="Пункт 1.1 · протокол № 5")
    await birch.sees("Пришлите")
    await birch.place.locator(".chip").click()
    await birch.presses("Отправить отчёт")
    await birch.sees("получен")
    picture = birch.place.locator(".photo img").last
    assert await picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0


async def test_two_people_in_two_tabs(desk: Desk) -> None:
    first = await desk.opens()
    await first.bot_runs()
    await first.chat(OFFICIAL).sees("Доброе утро! Вторник")
    address = await first.page.get_by_label(f"Открыть чат отдельно: {APPLICANT}").get_attribute("href")
    second = await desk.opens_tab(first.page.context, address or "")
    assert await second.page.locator("section.chat").count() == 1

    official, guest = first.chat(OFFICIAL), second.chat(APPLICANT)
    await official.writes("/invite МКОУ Ольховская СОШ")
    await official.place.locator("button.link").last.click()
    await first.page.get_by_role("dialog").get_by_role("button", name=APPLICANT).click()
    await guest.sees("Вы — руководитель МКОУ Ольховская СОШ?")
    await guest.presses("Да, это я")
    await guest.presses("Согласен")
    await guest.sees("Готово, Вы подключены")
    await first.chat(APPLICANT).sees("Готово, Вы подключены")


async def test_a_picture_of_the_common_link_opens_on_another_telephone(visit: Visit) -> None:
    official, guest = visit.chat(OFFICIAL), visit.chat(APPLICANT)
    await official.writes("/invite")
    await official.sees("Ссылка действует до")
    await official.place.locator("button.photo").last.click()
    await visit.page.get_by_role("dialog").get_by_role("button", name=APPLICANT).click()
    await guest.sees("Где Вы работаете?")


async def test_a_reload_in_mid_conversation_loses_nothing(visit: Visit) -> None:
    river = visit.chat(RIVER)
    await river.presses("№ 5 · 1.1")
    await river.presses("Исполнено", on="Пункт 1.1")
    await river.sees("Пришлите")
    await visit.page.reload()
    await river.writes("Приказ № 70 от 05.10.2026")
    await river.sees("Приказ № 70")
    await visit.page.reload()
    await river.presses("Отправить отчёт")
    await river.sees("получен 06.10.2026")


async def test_unread_messages_are_marked_until_somebody_looks(visit: Visit) -> None:
    river = visit.chat(RIVER)
    await visit.presses("до срока")
    await expect(river.place.locator(".divider.new")).to_be_visible()
    await river.place.get_by_role("heading").click()
    await expect(river.place.locator(".divider.new")).to_have_count(0)


async def test_the_menu_of_commands_works_from_the_keyboard(visit: Visit) -> None:
    official = visit.chat(OFFICIAL)
    await official.field.focus()
    await visit.page.keyboard.type("/o")
    options = official.place.get_by_role("option")
    await expect(options.first).to_contain_text("Кто просрочил")
    await visit.page.keyboard.press("ArrowDown")
    await expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    await visit.page.keyboard.press("ArrowUp")
    await visit.page.keyboard.press("Enter")
    await official.sees("Просрочено на 06.10.2026")
    await official.place.locator(".key").last.focus()
    await visit.page.keyboard.press("Enter")


async def test_a_telephone_shows_one_chat_at_a_time(desk: Desk) -> None:
    visit = await desk.opens(size=PHONE, has_touch=True)
    page = visit.page
    await expect(page.locator("section.chat:visible")).to_have_count(1)
    await page.locator(".tab").filter(has_text=RIVER).click()
    await expect(page.locator("section.chat:visible")).to_contain_text("МКОУ Заречная ООШ")
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await visit.chat(RIVER).writes("меню")
    await visit.chat(RIVER).sees("Вы отвечаете за")
