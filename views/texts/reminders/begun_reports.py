"""A report that was begun and not sent."""

from datetime import date

from views.format import day

NOT_SENT = "<b>Отчёт начат, но не отправлен</b>"


def due(counts: date, today: date) -> str:
    """«Срок завтра, 15.10.2023»."""
    words = {0: "сегодня, ", 1: "завтра, "}.get((counts - today).days, "")
    return f"Срок был {day(counts)}" if counts < today else f"Срок: {words}{day(counts)}"
