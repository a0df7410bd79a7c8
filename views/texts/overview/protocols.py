"""Protocols after sending: the list, how one stands, one item over its organisations."""

from collections.abc import Sequence
from datetime import date

from views.format import short_day

ORIGINAL = "Протокол целиком"


PROTOCOLS = "Протоколы"


NO_PROTOCOLS = "Протоколов пока нет. Пришлите сюда файл протокола или вставьте его текст."


def protocol_line(name: str, state: str) -> str:
    return f"{name} — {state}"


DRAFT_STATE = "черновик"


SCHEDULED_STATE = "уйдёт утром"


NO_REPORTS_STATE = "отчётов не требуется"


def standing(closed: int, total: int, overdue: int, to_check: int) -> str:
    parts = [f"снято {closed} из {total}"]
    if to_check:
        parts.append(f"на проверке {to_check}")
    if overdue:
        parts.append(f"просрочено {overdue}")
    return ", ".join(parts)


def protocol_reach(acknowledged_: int, organisations: int) -> str:
    return f"Ознакомились: {acknowledged_} из {organisations}"


OWN_ITEMS = "Наши пункты"


def item_line(label: str, text: str, standing_: str) -> str:
    return f"<b>{label}</b> {text}\n{standing_}"


def counts(parts: Sequence[tuple[str, int]]) -> str:
    return ", ".join(f"{name} {count}" for name, count in parts if count)


HOW_IT_STANDS = "Как исполняется"


def state_line(organisation: str, state: str, when: str) -> str:
    return f"• {organisation}: {state}{f' {when}' if when else ''}"


TAKEN_OFF = "снято"


TO_CHECK = "на проверке"


WAITED_FOR = "ждём"


DISPUTED = "уточняется"


LATE = "просрочено"


def numbered(number: str, value: date) -> str:
    return f"{number} от {short_day(value)}"
