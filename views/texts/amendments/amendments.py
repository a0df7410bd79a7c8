"""Corrections after sending: what is asked of the official, what the organisations read."""

from collections.abc import Sequence
from datetime import date

from domain.amendments import Amendment
from views.format import day, form, plural

AMEND = "Изменить"
CANCEL_MINUTES = "Отменить протокол"
FIELD_TEXT = "Текст"
FIELD_DATE = "Срок"
FIELD_ADD = "Добавить исполнителя"
FIELD_DROP = "Отменить пункт"
FOR_ONE = "Только для одной организации"
WHOSE = "Для какой организации?"
BACK = "Назад"
OTHER_DATE = "Другая дата"
OTHER_WHO = "Написать, кому"
OTHER_REASON = "Другая причина"
ASK_TEXT = "Пришлите новый текст пункта целиком. Отмена — /cancel"
ASK_DATE = "Напишите дату, например: 20.10, до пятницы или через неделю. Отмена — /cancel"
ASK_WHO = "Напишите, кому ещё направить: названия через запятую. Отмена — /cancel"
ASK_REASON = "Напишите причину одним сообщением: её увидят организации. Отмена — /cancel"
WHY = "Почему? Причину увидят организации."
CHOOSE_DATE = "К какой дате?"
CHOOSE_WHO = "Кому ещё направить этот пункт?"
NOBODY_LEFT = "Открытых поручений по нему не осталось."
NOBODY_TO_TELL = "Уточнение никому не уйдёт."

#: Ready reasons by what is done. The number is stored in buttons: append only.
REASONS: dict[Amendment, tuple[str, ...]] = {
    Amendment.TEXT: ("опечатка в протоколе", "уточнена формулировка"),
    Amendment.DAY: ("срок перенесён", "ошибка в сроке"),
    Amendment.ONE_DAY: ("срок перенесён для организации", "ошибка в сроке"),
    Amendment.ADD: ("пропущены в списке исполнителей", "расширен круг исполнителей"),
    Amendment.DROP: ("пункт больше не актуален", "пункт направлен по ошибке"),
    Amendment.ORGANISATION: ("организация указана по ошибке", "пункты больше не актуальны"),
    Amendment.ALL: ("протокол направлен по ошибке", "решения отменены"),
}


def reason_button(reason: str) -> str:
    return reason[0].upper() + reason[1:]


def menu_title(label: str, minutes: str) -> str:
    return f"Изменить {label}, {minutes}"


def who_has(organisations: int, dates: Sequence[date]) -> str:
    if not organisations:
        return NOBODY_LEFT
    due = f", срок {', '.join(map(day, dates))}" if dates else ""
    return f"Сейчас пункт у {plural(organisations, 'организации', 'организаций', 'организаций')}{due}."


def date_button(due: date | None) -> str:
    return f"Срок {day(due)}" if due else "Без срока"


def one_button(name: str, due: date | None) -> str:
    return f"{name} · {due:%d.%m}" if due else name


def whose_button(name: str, count: int) -> str:
    return f"{name} · {plural(count, 'пункт', 'пункта', 'пунктов')}"


def question(what: Amendment, label: str, minutes: str, minutes_of: str) -> str:
    """The question over the reasons; the new value stands under it. `minutes_of` is the genitive."""
    return {
        Amendment.TEXT: f"Изменить текст {label} {minutes_of}?",
        Amendment.DAY: f"Изменить срок {label} {minutes_of}?",
        Amendment.ONE_DAY: f"Изменить срок {label} {minutes_of}?",
        Amendment.ADD: f"Добавить исполнителей в {label} {minutes_of}?",
        Amendment.DROP: f"Отменить {label} {minutes_of} для всех?",
        Amendment.ORGANISATION: f"Отменить все пункты {minutes_of}?",
        Amendment.ALL: f"Отменить {minutes} целиком?",
    }[what]


def new_date(before: date | None, after: date) -> str:
    return f"Новый срок: до {day(after)}" + (f" (было {day(before)})" if before else "")


def new_organisations(names: Sequence[str]) -> str:
    return f"Получат: {', '.join(names)}"


def ends(assignments: int) -> str:
    return f"Отменится: {plural(assignments, 'поручение', 'поручения', 'поручений')}."


def told(organisations: int) -> str:
    if not organisations:
        return NOBODY_TO_TELL
    get = form(organisations, "получит", "получат", "получат")
    return f"Уточнение {get} {plural(organisations, 'организация', 'организации', 'организаций')}."


def kept(reported: int, final: int) -> str:
    parts = []
    if reported:
        parts.append(f"Отчёт на проверке — {reported}, он останется в истории.")
    if final:
        parts.append(f"Уже завершено — {final}, это не изменится.")
    return " ".join(parts)


def done(organisations: int) -> str:
    if not organisations:
        return "Готово, изменение записано"
    return f"Готово: уточнение уходит {plural(organisations, 'организации', 'организациям', 'организациям')}"


# --- what organisations read -------------------------------------------------------------------------------------


def clarification(minutes: str) -> str:
    """`minutes` in the dative: «протоколу № 8 от 27.08.2023»."""
    return f"Уточнение к {minutes}"


def changed_text(label: str) -> str:
    return f"{label}: изменён текст"


def passed_on(organisations: int) -> str:
    reached = plural(organisations, "организации", "организаций", "организаций")
    return f"Вы довели этот пункт до {reached}: у них текст и срок прежние, изменить их можете Вы."


def change_below(mark: str) -> str:
    return f"Изменить у подведомственных: {mark}"


def changed_date(label: str, before: date | None, after: date | None) -> str:
    if after is None:
        return f"{label}: изменён срок"
    return f"{label}: новый срок — до {day(after)}" + (f" (было {day(before)})" if before else "")


def added(label: str, text: str, due: date | None) -> str:
    until = f" — до {day(due)}" if due else ""
    return f"{label}: теперь и за Вами. {text}{until}"


def new_item(label: str, text: str, due: date | None) -> str:
    until = f" — до {day(due)}" if due else ""
    return f"{label}: новый пункт. {text}{until}"


def cancelled(label: str) -> str:
    return f"{label}: отменён, отвечать не нужно"


def why(reason: str) -> str:
    return f"Причина: {reason.rstrip('.')}."


ALL_CANCELLED = "Все пункты этого протокола для Вас отменены, делать ничего не нужно."
REST_STANDS = "Остальные пункты без изменений."
OPEN_SHARE = "Протокол"


def taken_back(minutes: str) -> str:
    return f"{minutes[0].upper()}{minutes[1:]} отменён"
