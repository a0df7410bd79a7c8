"""«Не относится к нам» and how it is decided."""

from domain.organisations import OrganisationKind
from domain.requests import DisputeOutcome
from views.format import bold, plural, safe

DISPUTE = "Не относится к нам"

#: Ready reasons. The number is stored in buttons: append only.
DISPUTE_REASONS = (
    "Нет такого подразделения",
    "Это к другой организации",
    "Уже не актуально",
    "Такой работы у нас нет",
)
KEEP_NOTES = (
    "",  # without words
    "Пункт касается всех организаций",
    "Ответьте коротко, почему у Вас это не применимо",
)

WHY_DISPUTE = "Почему пункт не к Вам?"
DISPUTED = "✅ <b>Отправлено: исполнитель уточняется</b>\nНапоминать не будем, ответ придёт сюда."


def disputed_because(reason: str) -> str:
    return f"Вы ответили «Не относится к нам»: {safe(reason)}. Ждём решения"


def said_not_ours(reason: str) -> str:
    return f"«Не относится к нам»: {safe(reason)}"


TAKE_BACK = "Отозвать, пункт наш"
TAKEN_BACK_TOAST = "Отозвано, пункт остаётся за Вами"
DISPUTED_MARK = "исполнитель уточняется"
DISPUTE_TITLE = "Не относится к нам"
CANCEL_ONE = "Отменить для неё"
KEEP = "Оставить"
KEEP_SILENTLY = "Оставить без пояснения"
REROUTE = "Передать другой организации"
CANCEL_SURE = "Да, отменить"
OWN_WORDS = "Написать пояснение"
WHAT_TO_TELL = "Пункт останется за организацией. Что ей ответить?"
TYPE_NOTE = "Напишите пояснение одним сообщением, организация его увидит. Отмена: /cancel"
KEPT_TOAST = "Пункт остаётся, организация узнает сразу"
DECIDE_DISPUTE = "Решить: не относится"


def cancel_of_kind(count: int) -> str:
    return f"Отменить для всех такого вида ({count})"


KINDS_DATIVE = {
    OrganisationKind.SCHOOL: ("школы", "школ", "школ"),
    OrganisationKind.KINDERGARTEN: ("детского сада", "детских садов", "детских садов"),
    OrganisationKind.SUPPLEMENTARY: ("учреждения допобразования",) + ("учреждений допобразования",) * 2,
    OrganisationKind.METHODICAL: ("методического центра", "методических центров", "методических центров"),
    OrganisationKind.AUTHORITY: ("органа управления", "органов управления", "органов управления"),
    OrganisationKind.OTHER: ("организации", "организаций", "организаций"),
}


def cancel_question(label: str, count: int, kind: OrganisationKind) -> str:
    who = plural(count, *KINDS_DATIVE[kind])
    return (
        f"<b>Отменить {safe(label)} для {who}?</b>\nКто уже сдал отчёт, того это не коснётся. Остальные узнают сразу."
    )


def cancelled_toast(count: int) -> str:
    return f"Отменено для {plural(count, 'организации', 'организаций', 'организаций')}"


DISPUTE_VERDICTS = {
    DisputeOutcome.INSISTED: "Решение: пункт остаётся за организацией.",
    DisputeOutcome.CANCELLED: "Решение: пункт отменён.",
    DisputeOutcome.REROUTED: "Решение: пункт передан другой организации.",
    DisputeOutcome.REPORTED: "Решать уже не нужно: организация прислала отчёт.",
    DisputeOutcome.WITHDRAWN: "Решать уже не нужно: организация отозвала свой ответ.",
}


def kept_title(label: str) -> str:
    return bold(f"{label} остаётся за Вами")


def answer_of_office(note: str) -> str:
    return f"Ответ: {safe(note.rstrip('.'))}."
