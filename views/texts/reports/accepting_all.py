"""Several reports of one item at once."""

from collections.abc import Sequence

from views.format import plural

ACCEPT_ALL = "Принять все ({count})"
ONE_BY_ONE = "По одному"
REVIEW_REST = "Проверить остальные ({count})"
NOTHING = "По этому пункту отчётов на проверке больше нет."
ALL_DONE = "Отчётов на проверку больше нет."


def question(count: int, label: str) -> str:
    return f"Принять {_reports(count)} по {label}?"


def yes(count: int) -> str:
    return f"Да, принять {count}"


def line(organisation: str, came: str, in_time: bool | None) -> str:
    late = " — <b>после срока</b>" if in_time is False else ""
    return f"• <b>{organisation}</b>: {came}{late}"


def more(count: int) -> str:
    return f"…и ещё {count}"


def apart(own: int, empty: int, newer: int = 0) -> Sequence[str]:
    """Reports that are not accepted together, and why."""
    return [
        *([f"Не войдут Ваши собственные отчёты ({own}): их принимает другой специалист."] if own else []),
        *([f"Не войдут отчёты без документа и текста ({empty}): посмотрите их по одному."] if empty else []),
        *([f"За это время пришло ещё: {newer}. Они ждут Вас."] if newer else []),
    ]


def accepted(count: int, label: str) -> str:
    if not count:
        return NOTHING
    word = plural(count, "отчёт", "отчёта", "отчётов")
    return f"<b>Принято: {word} по {label}.</b> Организациям придёт сообщение без звука."


def _reports(count: int) -> str:
    return plural(count, "отчёт", "отчёта", "отчётов")
