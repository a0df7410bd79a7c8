"""The tour as a newcomer takes it: from the file to the overdue list."""

import pytest

from tests.browser.visitor import BIRCH, OFFICIAL, Visit

pytestmark = pytest.mark.slow


async def test_the_tour_from_end_to_end(visit: Visit) -> None:
    official, birch = visit.chat(OFFICIAL), visit.chat(BIRCH)
    await visit.is_at_step(1)
    await official.place.locator(".chip").drag_to(official.place.locator(".scroller"))
    await official.sees("Прочитано пунктов: 5")

    await visit.is_at_step(2)
    await official.presses("Ответить")
    await official.presses("Детские сады (")
    await official.presses("До 23.10")
    await visit.is_at_step(3)
    await official.presses("Направить")
    await official.sees("Направить протокол № 6")
    await official.presses("Направить ")
    await official.sees("Готово: протокол № 6")

    await visit.is_at_step(4)
    await birch.presses("Ознакомлен", on="протокол № 6")
    await birch.presses("Пункт 1.1", on="протокол № 6")
    await visit.is_at_step(5)
    await birch.presses("Исполнено", on="протокол № 6")
    await birch.sees("Пришлите")
    await birch.place.locator(".chip").click()
    await birch.presses("Отправить отчёт")
    await visit.is_at_step(6)
    await official.presses("Принять", on="Берёзовская")
    await birch.sees("Отчёт принят, спасибо!")

    await visit.is_at_step(7)
    await visit.presses("до просрочки")
    await visit.is_at_step(8)
    await official.writes("/overdue")
    await official.sees("Просрочено на", "МКОУ Заречная ООШ")
    await visit.presses("Закончить")
