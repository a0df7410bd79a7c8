"""`python -m demo.shots`: the pictures of the README, taken from the demo in Chromium."""

import asyncio
import os
import sys
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from playwright.async_api import Browser, Locator, Page, async_playwright

from demo.town import OFFICIAL, READY, ZONE
from demo.web import DemoServer

PICTURES = Path(__file__).parents[1] / "docs" / "images"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--font-render-hinting=none",
]
PATIENCE = 60_000
BIRCH = 7_000_000_001
DESK, TELEPHONE = (1440, 900), (800, 880)


@dataclass
class Photographer:
    """One telephone on a page of its own, or the whole desk."""

    demo: DemoServer
    browser: Browser

    async def page(self, path: str, size: tuple[int, int], scale: float = 1.5) -> Page:
        width, height = size
        page = await self.browser.new_page(
            viewport={"width": width, "height": height},
            locale="ru-RU",
            reduced_motion="reduce",
            device_scale_factor=scale,
        )
        page.set_default_timeout(PATIENCE)
        await page.goto(self.demo.url + path)
        await page.wait_for_selector("body[data-ready]")
        return page

    async def telephone(self, person: int) -> Page:
        return await self.page(f"/?only={person}", TELEPHONE)

    async def at(self, moment: str) -> None:
        """Full minutes, so that the same times stand on the pictures."""
        await self.demo.world.reach(datetime.fromisoformat(moment).replace(tzinfo=ZONE))


def key(page: Page, label: str, on: str = "") -> Locator:
    return page.locator(".message").filter(has_text=on).locator(f'.key[data-label^="{label}"]').last


async def picture(page: Page, name: str, of: str = "section.chat") -> None:
    await page.mouse.move(0, 0)
    await page.evaluate("document.activeElement.blur()")
    await page.locator(".toast span").wait_for(state="detached")
    await page.wait_for_timeout(700)  # the last lines settle
    target = page.locator(of).first if of else page
    await target.screenshot(path=PICTURES / f"{name}.png", animations="disabled", caret="hide")


async def take(photographer: Photographer) -> None:
    official = await photographer.telephone(OFFICIAL)
    birch = await photographer.telephone(BIRCH)
    await photographer.at("2026-10-06T10:15")
    await official.locator(".chip").filter(has_text=READY).click()
    await key(official, "Ответить").wait_for()
    await picture(official, "draft")

    await key(official, "Ответить").click()
    await key(official, "Детские сады (").click()
    await key(official, "До 23.10").click()
    await key(official, "Все пункты").click()
    await key(official, "п. 1.1").click()
    await key(official, "Форма контроля").wait_for()
    await picture(official, "item")

    await photographer.at("2026-10-06T10:20")
    await key(official, "К протоколу").click()
    await key(official, "Направить").click()
    await key(official, "Направить ").click()
    await key(birch, "Ознакомлен", "№ 6").click()
    await key(birch, "Ознакомлен", "№ 6").wait_for(state="detached")
    await key(birch, "Пункт 1.1", "№ 6").click()
    await key(birch, "Исполнено", "Пункт 1.1 · протокол № 6").wait_for()
    await picture(birch, "director")

    desk = await photographer.page("/", DESK, scale=1)
    await desk.get_by_label("Скрыть обучение").click()
    await picture(desk, "demo", of="body")

    await photographer.at("2026-10-12T09:30")
    await official.get_by_label("Сообщение боту").fill("/overdue")
    await official.get_by_label("Сообщение боту").press("Enter")
    await official.get_by_text("Просрочено на 12.10.2026").wait_for()
    await picture(official, "overdue")


async def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="kontrol-shots-") as folder:
        async with DemoServer(Path(folder), port=0) as demo, async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            await take(Photographer(demo, browser))
            await browser.close()


if __name__ == "__main__":
    if not Path(CHROMIUM).exists():
        sys.exit(f"Chromium is needed at {CHROMIUM} (Debian: apt-get install chromium fonts-inter)")
    asyncio.run(main())
