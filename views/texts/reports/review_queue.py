"""The queue of what waits for an official: one message, kept up to date."""

from views.format import plural

DECISIONS = "Ждут Вашего решения"


def queue(count: int) -> str:
    return f"<b>Ждут проверки: {plural(count, 'отчёт', 'отчёта', 'отчётов')}</b>"
