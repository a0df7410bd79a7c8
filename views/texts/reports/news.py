"""Notices of an official: the queue, who cannot be reached, what went out in the morning."""

from datetime import date

from views.format import day, plural

DECISIONS = "Ждут Вашего решения"


def queue(count: int) -> str:
    return f"<b>Ждут проверки: {plural(count, 'отчёт', 'отчёта', 'отчётов')}</b>"


def undelivered(organisation: str, minutes: str, items: int, nearest: date | None, reason: str) -> tuple[str, ...]:
    due = f", ближайший срок — {day(nearest)}" if nearest else ""
    why = {
        "blocked": "бот остановлен на телефоне",
        "not_found": "чат удалён или недоступен",
    }.get(reason, "сообщение не доставлено")
    return (
        f"<b>Не доставлено: {organisation}</b>",
        f"{minutes[0].upper()}{minutes[1:]}, пунктов: {items}{due}." if minutes else "",
        f"Причина: {why}.",
        "Пункты остаются за организацией. Когда бот включат или подключится другой сотрудник, сообщение придёт само.",
    )


ABOUT_ORGANISATION = "Об организации"


def sent_in_the_morning(name: str, *, single: bool = False) -> str:
    return f"{name[0].upper()}{name[1:]} {'направлено' if single else 'направлен'}, как Вы просили."
