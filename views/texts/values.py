"""What an answer says, and what it still needs."""

from datetime import date

from domain.minutes.model import Requirement
from views.format import day


def understood(values: str) -> str:
    return f"Понял так: <b>{values}</b>."


_NEEDED = {
    Requirement.NUMBER: "одно число, например: 14",
    Requirement.REFERENCE: "номер и дату документа, например: приказ № 45-о от 02.10.2023",
    Requirement.LINK: "ссылку, например: школа.рф/novosti",
    Requirement.FILE: "фото или файл",
}


def needed(requirement: tuple[Requirement, ...]) -> str:
    """What is still to be sent, in one sentence: any of it will do."""
    return f"Ещё нужно: {', либо '.join(_NEEDED[each] for each in _NEEDED if each in requirement)}."


def day_needed(reference: str) -> str:
    return f"Не хватает даты документа «{reference}». Допишите её с годом, например: 02.10.2023."


def may_be_sent_anyway() -> str:
    return "Если иначе никак, отправьте как есть: специалист посмотрит."


def ask_number(title: str) -> str:
    return f"<b>{title}.</b> Напишите число, например: 14."


def ask_reference(title: str) -> str:
    return f"<b>{title}.</b> Напишите номер и дату документа одной строкой. Например: приказ № 45-о от 02.10.2023."


def ask_link(title: str) -> str:
    return f"<b>{title}.</b> Пришлите ссылку. Например: школа.рф/novosti."


def number(value: float) -> str:
    """«14», «95,5», «1 200»."""
    text = f"{value:,.2f}".rstrip("0").rstrip(".")
    return text.replace(",", " ").replace(".", ",")


def reference(name: str, when: date | None) -> str:
    return f"{name} от {day(when)}" if when else name


def answered(values: str) -> str:
    return f"Ответ: {values}."
