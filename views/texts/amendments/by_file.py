"""A corrected version of a protocol: what it changes, to be applied part by part."""

from collections.abc import Sequence
from datetime import date

from views.format import day, plural

WHAT_CHANGED = "Что изменилось"


NEW_ITEMS = "Новые"


CHANGED_ITEMS = "Изменены"


WITHDRAWN_ITEMS = "Исключены"


NOTHING_CHANGED = "Отличий от направленного протокола нет."


CHOOSE_CHANGES = "Отметьте, что применить. Организации получат одно уточнение – только о том, что их касается."


ALL_TICKED = "Остальные изменения применятся все."


def apply_changes(count: int) -> str:
    return f"Применить изменения ({count})"


def apply_question(name: str, count: int) -> str:
    return f"Внести в {name} {plural(count, 'изменение', 'изменения', 'изменений')}?"


#: Ready reasons. The number is stored in buttons: append only.
MERGE_REASONS = ("исправлена версия протокола", "уточнены решения")


FIELDS = {"text": "текст", "addressees": "исполнители"}


def changed_fields(fields: Sequence[str], before: Sequence[date], after: Sequence[date]) -> str:
    parts = [FIELDS[field] for field in fields if field in FIELDS]
    if "date" in fields:
        old, new = (", ".join(day(value) for value in dates) or "без срока" for dates in (before, after))
        parts.append(f"срок {old} → {new}")
    return ", ".join(parts)


def unchanged(count: int) -> str:
    return f"Без изменений: {count}"
