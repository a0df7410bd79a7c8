"""«Не доставлено»: people whose chats take no messages."""

from datetime import date

from views.format import bold, day, paragraphs, plural, safe

NOTE = "Когда бот включат снова, сообщения придут сами. Сейчас можно позвонить или сделать новую ссылку."
ABOUT_ORGANISATION = "Об организации"


def title(count: int) -> str:
    return paragraphs(
        f"<b>Не доставлено: {plural(count, 'человек', 'человека', 'человек')}</b>"
        if count
        else "<b>Доставлено всем.</b>"
    )


def line(organisation: str, person: str, since: date | None, reason: str) -> str:
    why = {"blocked": "бот остановлен", "not_found": "чат удалён"}.get(reason, "чат недоступен")
    when = f" {day(since)}" if since else ""
    return f"• {bold(organisation)}: {safe(person)}, {why}{when}"


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
