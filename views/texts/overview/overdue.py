"""«Кто просрочил»: the list of who is late."""

from collections.abc import Sequence
from datetime import date

from views.format import day, plural, short_day

BY_MINUTES = "По протоколам"
BY_ORGANISATIONS = "По организациям"
ALL = "Показать все"
OVERDUE = "Просрочено"
WHO_IS_LATE = "Кто просрочил"
NOTHING_OVERDUE = "Просроченных пунктов нет."
#: What /overdue may be asked in words: «протокол № 8».
MINUTES_WORD = "протокол"


def overdue_title(today: date, organisations: int, items: int) -> str:
    who = plural(organisations, "организация", "организации", "организаций")
    return f"Просрочено на {day(today)}: {who}, {plural(items, 'пункт', 'пункта', 'пунктов')}"


def nothing_overdue_of(name: str) -> str:
    return f"{name[0].upper()}{name[1:]}: просроченных пунктов нет."


def nothing_like(typed: str) -> str:
    return f"«{typed}» – такой организации или протокола не нашлось. Вот всё, что просрочено:"


def overdue_line(name: str, days: int) -> str:
    return f"• {name} — на {plural(days, 'день', 'дня', 'дней')}"


def reminded(days: Sequence[date]) -> str:
    if not days:
        return ""
    *first, last = [short_day(value) for value in days]
    return f"Напомнили {', '.join(first)} и {last}" if first else f"Напомнили {last}"


def acknowledged(value: date | None) -> str:
    return f"ознакомлены {short_day(value)}" if value else "не ознакомлены"


def returned() -> str:
    return "на доработке"
