"""What `python -m bot resolve` prints: for each phrase who is meant, or what would be asked."""

from collections.abc import Callable, Iterable

from domain.minutes.resolve import Resolution
from views.format import plural

USAGE = "Как вызвать: python -m bot resolve --registry ФАЙЛ.csv [--json] ФРАЗА…"
NO_FILE = "Файл не найден или не открывается: {name}"

_REASONS = {
    "unknown": "в реестре такого нет",
    "partly_unknown": "понято не всё",
    "no_such": "такой организации в реестре нет",
    "ambiguous": "подходит не одно",
    "context": "зависит от другого места документа",
    "everyone": "кто именно «все», из слов не видно",
    "theme": "вопрос повестки уже, чем слова",
    "clause": "такого признака в реестре нет",
    "person": "назван человек, а не организация",
    "empty": "организация не названа",
}
_SHOWN = 3


def resolved(phrase: str, found: Resolution, names: Callable[[Iterable[int]], list[str]]) -> str:
    """One phrase with its organisations, or with the reason to ask and the answers to offer."""
    if not found.sure:
        offered = [f"   ? {_several(names(option.organisation_ids))}" for option in found.options]
        return "\n".join([f"«{phrase}» — спросить: {_REASONS[found.reason]}", *offered])
    if not found.organisation_ids:
        return f"«{phrase}» — никому"
    rows = [f"   {name}" for name in names(found.organisation_ids)]
    return "\n".join([f"«{phrase}» — {_count(len(rows))}", *rows])


def _several(names: list[str]) -> str:
    shown = ", ".join(names[:_SHOWN])
    return shown if len(names) <= _SHOWN else f"{shown} и другие, всего {len(names)}"


def _count(number: int) -> str:
    return plural(number, "организация", "организации", "организаций")
