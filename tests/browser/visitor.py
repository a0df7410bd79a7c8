"""Somebody at the page: looks at chats, presses, types, drops files; waits for what must appear."""

import base64
import re
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import Browser, BrowserContext, Locator, Page, expect

from tests.patience import PATIENCE

expect.set_options(timeout=1000 * PATIENCE)
DESK = (1500, 940)
PHONE = (390, 844)
OFFICIAL, BIRCH, RIVER, DAISY, APPLICANT = (
    "Ольга Седова",
    "Пётр Лесной",
    "Вера Тихая",
    "Нина Боровая",
    "Алексей Дубов",
)
_DROP = """(place, [name, data]) => {
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  const given = new DataTransfer();
  given.items.add(new File([bytes], name));
  for (const kind of ["dragenter", "dragover", "drop"])
    place.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: given }));
}"""


@dataclass
class Desk:
    """Where pages are opened; remembers what they complained about and where they went."""

    url: str
    browser: Browser
    stack: AsyncExitStack
    complaints: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    async def opens(self, path: str = "/", size: tuple[int, int] = DESK, **options: Any) -> "Visit":
        width, height = size
        context = await self.browser.new_context(
            viewport={"width": width, "height": height}, locale="ru-RU", accept_downloads=True, **options
        )
        self.stack.push_async_callback(context.close)
        return await self.opens_tab(context, path)

    async def opens_tab(self, context: BrowserContext, path: str) -> "Visit":
        page = await context.new_page()
        page.set_default_timeout(1000 * PATIENCE)
        page.on(
            "console", lambda line: self.complaints.append(line.text) if line.type in ("error", "warning") else None
        )
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self._note(request.url))
        await page.goto(self.url + path)
        await page.wait_for_selector("body[data-ready]")
        return Visit(self, page)

    def _note(self, address: str) -> None:
        if not address.startswith((self.url, "blob:", "data:")):
            self.strangers.append(address)

    def check(self) -> None:
        """What holds after every test."""
        assert self.complaints == []
        assert self.strangers == [], "a request left the machine"


@dataclass
class Visit:
    """One open page."""

    desk: Desk
    page: Page

    def chat(self, name: str) -> "ChatOnPage":
        heading = self.page.get_by_role("heading", name=name)
        return ChatOnPage(self.page, self.page.locator("section.chat").filter(has=heading))

    async def bot_runs(self) -> None:
        await expect(self.page.locator(".pill")).to_have_attribute("data-state", "running")

    async def presses(self, label: str) -> None:
        """A button of the page itself."""
        await self.page.get_by_role("button", name=label, exact=True).click()

    async def sees(self, text: str) -> None:
        await expect(self.page.get_by_text(text).first).to_be_visible()

    async def is_at_step(self, number: int) -> None:
        await expect(self.page.locator(".tour .count")).to_have_text(re.compile(f"Шаг {number} "))


@dataclass
class ChatOnPage:
    """One telephone on the page."""

    page: Page
    place: Locator

    async def sees(self, *texts: str) -> None:
        """Each text stands in a message."""
        for text in texts:
            await expect(self.place.locator(".message").filter(has_text=text).last).to_be_visible()

    async def presses(self, label: str, on: str = "") -> None:
        """The last button that begins with `label`, on a message with `on`."""
        key = self.place.locator(".message").filter(has_text=on).locator(f'.key[data-label^="{label}"]').last
        await key.click()

    async def writes(self, text: str) -> None:
        await self.field.fill(text)
        await self.field.press("Enter")

    @property
    def field(self) -> Locator:
        return self.place.get_by_label("Сообщение боту")

    async def drops(self, name: str, data: bytes) -> None:
        """A file from the machine, by drag and drop."""
        await self.place.evaluate(_DROP, [name, base64.b64encode(data).decode()])
