"""What an official reads: reports, overdue, due, protocols."""

from collections.abc import Sequence
from datetime import date

from views.format import day, plural, short_day

ACCEPT = "Принять"
SEND_BACK = "Вернуть"
EVIDENCE = "Приложения ({count})"
NEXT = "Следующий ({count})"
REVIEW = "Проверить ({count})"
REMIND = "Напомнить не отчитавшимся"
REMIND_YES = "Да, напомнить"
BY_MINUTES = "По протоколам"
BY_ORGANISATIONS = "По организациям"
ORIGINAL = "Протокол целиком"
BACK = "Назад"
ALL = "Показать все"
PROTOCOLS = "Протоколы"
OVERDUE = "Просрочено"
WHO_IS_LATE = "Кто просрочил"
OTHER_REASON = "Другая причина"
DECISIONS = "Ждут Вашего решения"
NOTHING_TO_REVIEW = "Отчётов на проверку нет."
NOTHING_OVERDUE = "Просроченных пунктов нет."
#: What /overdue may be asked in words: «протокол № 8».
MINUTES_WORD = "протокол"
NO_PROTOCOLS = "Протоколов пока нет. Пришлите сюда файл протокола или вставьте его текст."
ACCEPTED_TOAST = "Принято, снято с контроля"
SENT_BACK_TOAST = "Возвращено на доработку"
REMINDED_NOBODY = "Напоминать некому: сегодня уже напомнили или до организаций не достучаться."
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


def queue(count: int) -> str:
    return f"<b>Ждут проверки: {plural(count, 'отчёт', 'отчёта', 'отчётов')}</b>"


def overdue_title(today: date, organisations: int, items: int) -> str:
    who = plural(organisations, "организация", "организации", "организаций")
    return f"Просрочено на {day(today)}: {who}, {plural(items, 'пункт', 'пункта', 'пунктов')}"


def nothing_overdue_of(name: str) -> str:
    return f"{name[0].upper()}{name[1:]}: просроченных пунктов нет."


def nothing_like(typed: str) -> str:
    return f"«{typed}» – такой организации или протокола не нашлось. Вот всё, что просрочено:"


def overdue_line(name: str, days: int) -> str:
    return f"• {name} — на {plural(days, 'день', 'дня', 'дней')}"


def reminded(days: Sequence[date]) -> str:
    if not days:
        return ""
    *first, last = [short_day(value) for value in days]
    return f"Напомнили {', '.join(first)} и {last}" if first else f"Напомнили {last}"


def acknowledged(value: date | None) -> str:
    return f"ознакомлены {short_day(value)}" if value else "не ознакомлены"


def returned() -> str:
    return "на доработке"


REACH = {"not_connected": "не в боте", "unreachable": "бот остановлен"}


def nudged(organisations: int) -> str:
    return f"Напоминание уходит {plural(organisations, 'организации', 'организациям', 'организациям')}."


def due_title(days: int) -> str:
    return f"Срок {_within(days)}"


def due_nothing(days: int) -> str:
    within = _within(days)
    return f"{within[0].upper()}{within[1:]} сроков нет."


def _within(days: int) -> str:
    if days <= 1:
        return "сегодня и завтра" if days else "сегодня"
    return f"в ближайшие {plural(days, 'день', 'дня', 'дней')}"


def due_line(label: str, minutes: str, text: str, when: str, owing: int, total: int) -> str:
    return f"• <b>{when}</b> {label}, {minutes}: {text}. Отчитались {total - owing} из {total}"


def days_button(days: int) -> str:
    return plural(days, "день", "дня", "дней")


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


def page(number: int, pages: int) -> str:
    return f"Страница {number} из {pages}" if pages > 1 else ""


def undelivered(organisation: str, minutes: str, items: int, nearest: date | None, reason: str) -> tuple[str, ...]:
    due = f", ближайший срок — {day(nearest)}" if nearest else ""
    why = {
        "blocked": "бот остановлен на телефоне",
        "not_found": "чат удалён или недоступен",
    }.get(reason, "сообщение не доставлено")
    return (
        f"<b>Не доставлено: {organisation}</b>",
        f"{minutes[0].upper()}{minutes[1:]}, пунктов: {items}{due}." if minutes else "",
        f"Причина: {why}.",
        "Пункты остаются за организацией. Когда бот включат или подключится другой сотрудник, сообщение придёт само.",
    )


ABOUT_ORGANISATION = "Об организации"
HOW_IT_STANDS = "Как исполняется"


def state_line(organisation: str, state: str, when: str) -> str:
    return f"• {organisation}: {state}{f' {when}' if when else ''}"


TAKEN_OFF = "снято"
TO_CHECK = "на проверке"
WAITED_FOR = "ждём"
DISPUTED = "уточняется"
LATE = "просрочено"


def more(count: int) -> str:
    return f"…и ещё {count}"


def numbered(number: str, value: date) -> str:
    return f"{number} от {short_day(value)}"


def sent_in_the_morning(name: str, *, single: bool = False) -> str:
    return f"{name[0].upper()}{name[1:]} {'направлено' if single else 'направлен'}, как Вы просили."
