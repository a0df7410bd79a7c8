"""More time: asked for, given, refused."""

from datetime import date

from domain.requests import ExtensionOutcome
from views.format import bold, day, day_with_weekday, plural, safe, short_day
from views.texts.words import MONTHS, WEEKDAYS_SHORT

ASK_TIME = "Просить о продлении"
CALENDAR = "Календарь"
TYPE_DATE = "Написать дату"
QUICK = "Ближайшие даты"
NO_CHOICE = "·"
WEEKDAYS = ("Пн", "Вт", "Ср", "Чт", "Пт", "Сб", "Вс")
NO_DAY_TOAST = "Этот день не выбрать: выходной, прошёл или раньше нынешнего срока. Можно написать дату сообщением."

#: Ready reasons. The number is stored in buttons: append only.
TIME_REASONS = (
    "Ждём документ",
    "Болезнь сотрудника",
    "Нужно согласование",
    "Ждём подрядчика или поставку",
    "Мероприятие перенесли",
)
REFUSALS = (
    "Срок установлен вышестоящим органом",
    "Данные нужны к совещанию",
    "Пункт направлен заранее, времени достаточно",
)


def now_due(value: date) -> str:
    return f"Сейчас срок: до {day(value)} ({WEEKDAYS_SHORT[value.weekday()]})"


ASK_WHEN = "К какой дате успеете?"
GIVE_WHEN = "До какой даты продлить?"
ASK_WHY_TIME = "Почему нужно больше времени?"
TYPE_WHEN = "Напишите дату, например: 20.10, до пятницы или через неделю. Отмена: /cancel"
TYPE_WHY = "Напишите причину одним сообщением. Отмена: /cancel"


def month_title(value: date) -> str:
    return f"{MONTHS[value.month - 1].capitalize()} {value.year}"


MONTH_HINT = "Точка: этот день выбрать нельзя."


def until_day(value: date) -> str:
    """«до 20.10 (пт)»: a button."""
    return f"до {day_with_weekday(value)}"


def wanted(value: date) -> str:
    return f"Просим до {day(value)} ({WEEKDAYS_SHORT[value.weekday()]})"


def time_asked(value: date, *, in_time: bool) -> str:
    after = (
        "Пока отвечают, пункт просроченным не считается."
        if in_time
        else "Срок уже прошёл: до ответа пункт остаётся в просроченных. Продлят, и отчёт к новому сроку будет в срок."
    )
    return f"✅ <b>Просьба о продлении до {day(value)} отправлена</b>\n{after}"


def time_waits(value: date) -> str:
    return f"Просьба о продлении до {day(value)} ждёт решения"


def moved_from(value: date) -> str:
    return f"Срок продлён, первоначальный: {day(value)}"


TIME_TITLE = "Просят о продлении"
WAITS_MARK = "ждёт решения о продлении"


def asks_until(due: date, want: date) -> str:
    return f"Срок: до {day(due)}. Просят: <b>до {day(want)}</b> ({WEEKDAYS_SHORT[want.weekday()]})"


def asked_when(when: date, days: int) -> str:
    if days <= 0:
        return f"Просьба от {day(when)}, до срока"
    return f"Просьба от {day(when)}, на {plural(days, 'день', 'дня', 'дней')} позже срока"


def said(reason: str) -> str:
    return f"Причина: «{safe(reason)}»"


def extended_before(count: int) -> str:
    return f"Раньше продлевали: {plural(count, 'раз', 'раза', 'раз')}" if count else "Просят впервые"


def extend_until(value: date) -> str:
    return f"Продлить до {short_day(value)}"


EXTEND = "Продлить"
DECIDE_TIME = "Просьба о продлении"
OTHER_DATE = "Другая дата"
REFUSE = "Отклонить"
WHY_REFUSE = "Почему не продлеваете?"
GRANTED_TOAST = "Срок продлён, организация узнает сразу"
REFUSED_TOAST = "Отклонено, организация узнает сразу"


def verdict_granted(value: date) -> str:
    return f"Решение: продлено до {day(value)}"


def verdict_refused(note: str) -> str:
    return f"Решение: не продлено. Причина: {safe(note.rstrip('.'))}."


VERDICTS = {
    ExtensionOutcome.CLOSED: "Решать уже не нужно: пункт сдан, отменён, оспорен или у него новый срок.",
    ExtensionOutcome.WITHDRAWN: "Решать уже не нужно: организация отозвала просьбу.",
}
TAKE_BACK = "Отозвать просьбу"
TAKEN_BACK_TOAST = "Просьба отозвана, срок прежний"


def granted_title(value: date) -> str:
    return bold(f"Срок продлён до {day(value)} ({WEEKDAYS_SHORT[value.weekday()]})")


def granted_details(before: date, want: date | None) -> str:
    asked = f" Вы просили до {day(want)}." if want else ""
    return f"Был до {day(before)}.{asked}"


REFUSED_TITLE = "Срок не продлён"


def refused_details(before: date, note: str) -> str:
    return f"Остаётся прежний: до {day(before)}.\nПричина: {safe(note.rstrip('.'))}."
