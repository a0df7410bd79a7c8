"""What an official reads: reports, overdue, due, protocols."""

from datetime import date

from views.format import day, plural

ACCEPT = "Принять"
SEND_BACK = "Вернуть"
EVIDENCE = "Приложения ({count})"
NEXT = "Следующий ({count})"
REVIEW = "Проверить ({count})"
OTHER_REASON = "Другая причина"
NOTHING_TO_REVIEW = "Отчётов на проверку нет."
ACCEPTED_TOAST = "Принято, снято с контроля"
SENT_BACK_TOAST = "Возвращено на доработку"
ASK_REASON = "Напишите причину возврата одним сообщением. Отмена — /cancel"
ASK_WHAT_TO_DO = "А что сделать? Например: прислать приказ этого учебного года. Отмена — /cancel"
CHOOSE_REASON = "Почему возвращаете?"
NO_EVIDENCE = "К отчёту ничего не приложено."

#: Ready reasons: why, and what to do. The place is stored in buttons: append only, at most services.reasons.MOST.
REASONS: tuple[tuple[str, str, str], ...] = (
    ("Не тот документ", "приложен не тот документ", "прислать документ, о котором говорится в пункте"),
    ("Документ старый", "приложен документ прошлого учебного года", "прислать документ этого учебного года"),
    ("Не читается", "приложенное не читается", "прислать фото или файл лучшего качества"),
    ("Не хватает данных", "ответ неполный", "дополнить ответ по тексту пункта"),
    ("Нет реквизитов", "нет номера и даты документа", "прислать номер и дату документа"),
)


def report_title(organisation: str) -> str:
    return f"Отчёт: {organisation}"


def handed_in(when: str, in_time: bool | None) -> str:
    tail = "" if in_time is None else (", в срок" if in_time else ", после срока")
    return f"Сдан {when}{tail}"


def attached(contents: str) -> str:
    return f"Приложено: {contents}"


def judged(state: str, reason: str, until: date | None) -> str:
    if not reason:
        return f"Решение: {state}"
    tail = f" Доработка до {day(until)}." if until else ""
    return f"Решение: {state}. Причина: {reason}.{tail}"


def rework(until: date) -> str:
    return f"Срок доработки: до {day(until)}"


def rework_days(days: int, chosen: bool) -> str:
    return ("✓ " if chosen else "") + plural(days, "рабочий день", "рабочих дня", "рабочих дней")
