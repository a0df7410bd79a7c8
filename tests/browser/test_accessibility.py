"""No serious violation in any state of the page that a visitor meets."""

from typing import Any

import pytest
from axe_playwright_python.async_playwright import Axe  # type: ignore[import-untyped]

from tests.browser.visitor import OFFICIAL, PHONE, Desk, Visit

pytestmark = pytest.mark.slow


async def violations(visit: Visit) -> list[str]:
    results = await Axe().run(visit.page)
    found: list[dict[str, Any]] = results.response["violations"]
    return [
        f"{each['id']}: {node['html'][:160]} {node.get('failureSummary', '')}"
        for each in found
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_a_desk(desk: Desk, scheme: Any) -> None:
    visit = await desk.opens(color_scheme=scheme, reduced_motion="reduce")
    assert await violations(visit) == []
    await visit.presses("Сбои")
    assert await violations(visit) == []
    await visit.chat(OFFICIAL).field.fill("/")
    await visit.chat(OFFICIAL).place.locator("button.link").last.click()
    await visit.page.wait_for_selector("dialog[open]")
    assert await violations(visit) == []


async def test_a_telephone(desk: Desk) -> None:
    assert await violations(await desk.opens(size=PHONE, reduced_motion="reduce")) == []
