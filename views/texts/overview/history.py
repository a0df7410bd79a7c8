"""Words of `/history`: what was handed in."""

from datetime import date

from views.format import bold, day, lines, paragraphs, plural, safe

TITLE = "Что сдано моей организацией"
NOTHING = "Отчётов пока не сдавали. Когда отчитаетесь, всё сохранится здесь: и через год можно будет открыть."
TO_ITEM = "К пункту"
BACK = "К списку"


def year(first: int) -> str:
    """«2026/27»"""
    return f"{first}/{(first + 1) % 100:02}"


def year_button(first: int, *, shown: bool) -> str:
    return f"✅ {year(first)}" if shown else year(first)


def title(first: int, total: int, page: str) -> str:
    count = plural(total, "отчёт", "отчёта", "отчётов")
    return lines(f"<b>{TITLE}</b>", f"{year(first)} учебный год: {count}", page)


def line(number: int, handed_in: date | None, item: str, organisation: str, state: str) -> str:
    when = f"{day(handed_in)}, " if handed_in else ""
    place = f", {safe(organisation)}" if organisation else ""
    return f"{number}. {when}{safe(item)}{place} — {state}"


STATES = {
    "handed_in": "на проверке",
    "accepted": "принят",
    "returned": "возвращён",
    "closed": "пункт отменён",
}


def report(organisation: str, item: str, when: str, state: str) -> str:
    return paragraphs(lines(bold(item), safe(organisation)), f"Сдан {when}. Состояние: {state}.")
