"""«Срок на неделе»: what is due soon."""

from views.format import plural

FILE_NAME = "Ближайшие сроки.xlsx"


def due_title(days: int) -> str:
    return f"Срок {_within(days)}"


def due_nothing(days: int) -> str:
    within = _within(days)
    return f"{within[0].upper()}{within[1:]} сроков нет."


def _within(days: int) -> str:
    if days <= 1:
        return "сегодня и завтра" if days else "сегодня"
    return f"в ближайшие {plural(days, 'день', 'дня', 'дней')}"


def due_line(label: str, minutes: str, text: str, when: str, owing: int, total: int) -> str:
    return f"• <b>{when}</b> {label}, {minutes}: {text}. Отчитались {total - owing} из {total}"


def days_button(days: int) -> str:
    return plural(days, "день", "дня", "дней")
