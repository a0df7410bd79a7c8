"""Who has not acknowledged."""

from datetime import date

from views.format import plural, short_day

NOBODY = "Ознакомились все."
WHO = "Кто не ознакомился"
TO_PROTOCOL = "К протоколу"
FILE_NAME = "Не ознакомились.xlsx"
SHEET = "Не ознакомились"
COLUMNS = ("Организация", "Пунктов", "Ближайший срок", "Связь", "Телефон")
WIDTHS = (40, 10, 16, 16, 20)
#: Typed after «/remind» or alone.
WORDS = frozenset({"не ознакомились", "не ознакомился", "кто не ознакомился"})


def title(organisations: int) -> str:
    return f"Не ознакомились — {organisations}"


def button_label(organisations: int) -> str:
    return f"{WHO} ({organisations})"


def line(name: str, items: int, nearest: date | None, unreached: str) -> str:
    """«МКОУ Заречная ООШ: 3 пункта, ближайший срок 15.10, не в боте»."""
    parts = [plural(items, "пункт", "пункта", "пунктов")]
    parts += [f"ближайший срок {short_day(nearest)}"] if nearest else []
    parts += [unreached] if unreached else []
    return f"{name}: {', '.join(parts)}"


def call(unreached: str, phone: str) -> str:
    """«не в боте, тел. 8 (48139) 2-11-22»."""
    return f"{unreached}, тел. {phone}" if phone else unreached


def remind(organisations: int) -> str:
    return f"Напомнить ({organisations})"
