"""Items of a draft: the item screen and its fields."""

from collections.abc import Iterable, Sequence
from datetime import date

from views.format import day
from views.texts.words import WEEKDAYS

FIELD_DATE = "Срок"


FIELD_WHO = "Исполнители"


FIELD_TEXT = "Текст"


FIELD_FORM = "Форма контроля"


FIELD_REQUIREMENT = "Что прислать"


FIELD_ACCEPTANCE = "Приёмка"


FIELD_LEAVE = "Не направлять"


FIELD_RETURN = "Направлять"


FIELD_MERGE = "Объединить с предыдущим"


FIELD_SPLIT = "Разделить"


NO_DATE = "Без срока"


NOT_NEEDED = "Можно «Не потребовалось»"


DONE = "Готово"


NOT_SENT = "Не направляется"


ASK_SPLIT = "После какого места разделить? Нажмите на начало второй части."


NO_SPLIT = "В тексте этого пункта нет места, где его можно разделить."


CHOOSE_DATE = "К какой дате?"


CHOOSE_WHO = "Кому направить этот пункт?"


CHOOSE_FORM = "Какой контроль нужен?"


CHOOSE_REQUIREMENT = "Что может прислать организация? Достаточно любого из отмеченного."


CHOOSE_ACCEPTANCE = "Проверять ли присланное?"


ACCEPTANCE_CHECKED = "С проверкой: отчёт придёт Вам"


ACCEPTANCE_AT_ONCE = "Без проверки: сразу снимается с контроля"


def deadline(written: str, dates: Iterable[date], rule: str) -> str:
    shown = ", ".join(f"{day(value)} ({WEEKDAYS[value.weekday()]}{_holiday(value)})" for value in dates)
    arrow = f"{shown}{f' — {rule}' if rule else ''}" if shown else (rule or "без даты")
    return f"«{written}» → {arrow}" if written else arrow


def addressees(names: Sequence[str], count: int) -> str:
    if not count:
        return "не указаны"
    shown = ", ".join(names)
    return f"{shown} и ещё {count - len(names)}" if count > len(names) else shown


def _holiday(value: date) -> str:
    return ", период отпусков" if value.month in (7, 8) else ""


def who(phrases: str, organisations: str) -> str:
    meant = organisations or "не указаны"
    return f"«{phrases}» → {meant}" if phrases else meant


def or_not_needed(allowed: bool) -> str:
    return "; или отметка «Не потребовалось»" if allowed else ""


def source(text: str) -> str:
    return f"В документе: {text}"


LIKE_DECISION = "<b>Похоже на решение. Создать пункт?</b> Перед отправкой его можно проверить и исправить."
MAKE_DECISION = "Создать пункт"
