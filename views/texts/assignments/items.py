"""What a director reads: the protocol, an item, collecting a report, receipts."""

from datetime import date

from views.format import day, plural, short_day
from views.texts.words import WEEKDAYS_DATIVE

ACKNOWLEDGE = "Ознакомлен(а)"
DONE = "Исполнено"
ADD = "Дополнить отчёт"
NOT_NEEDED = "Не потребовалось"
CANCEL = "Отмена"
TO_ITEM = "К пункту"
ACKNOWLEDGED_TOAST = "Спасибо, ознакомление отмечено"
ACKNOWLEDGED_BEFORE = "Ознакомление уже отмечено"


def until(value: date) -> str:
    return f"до {day(value)}"


def until_short(value: date) -> str:
    return f"до {short_day(value)}"


DEADLINE = "Срок:"
WHAT_TO_SEND = "Что прислать:"
WHO_CHECKS = "Проверит:"
NO_CHECK = "Проверка:"
STATE = "Состояние:"
NO_REPORT = "Отчёт не нужен."
ITEM = "Пункт"


DAY_OFF = "выходной"


def deadline(due: date, weekday: str, remind: date | None) -> str:
    tail = f". Это {weekday}, напомним к {WEEKDAYS_DATIVE[remind.weekday()]}, {short_day(remind)}" if remind else ""
    return f"по {day(due)} включительно{tail}"


def rework_until(value: date) -> str:
    return f"доработка до {day(value)}"


def not_needed_hint() -> str:
    return "Если не потребовалось — нажмите «Не потребовалось»"


def without_check() -> str:
    return "не требуется, пункт сразу снимется с контроля"


def state_since(state: str, value: str) -> str:
    return f"{state} {value}" if value else state


def since(value: date) -> str:
    return f"с {day(value)}"


def overdue_by(days: int) -> str:
    return f"Просрочено на {plural(days, 'день', 'дня', 'дней')}"


def more(count: int) -> str:
    return f"…и ещё {count}"


def was_due(value: date, days: int) -> str:
    return f"срок был {day(value)}, просрочено на {plural(days, 'день', 'дня', 'дней')}"
