"""`/remind`: whom, of what, with a word from the official."""

from collections.abc import Callable
from datetime import date

from views.format import day, plural

TITLE = "Кому напомнить?"
SORTS: dict[str, str] = {"late": "Просрочили", "owing": "Не отчитались", "unread": "Не ознакомились"}
EXPLAINED = (
    "Просрочили: срок прошёл. Не отчитались: ждём отчёт, срок любой. Не ознакомились: не нажали «Ознакомлен(а)»."
)
NOBODY = "Напоминать некому: никто ничего не должен."
TO_GROUP = "Группе"
TO_PROTOCOL = "По протоколу"
TO_EVERYBODY = "Всем"
WITH_COMMENT = "С комментарием"
CHOOSE_GROUP = "<b>Какой группе напомнить?</b>"
CHOOSE_PROTOCOL = "<b>По какому протоколу напомнить?</b>"
BACK = "Назад"
ASK_COMMENT = "Напишите комментарий, до 300 знаков: он будет в напоминании. Отмена — /cancel"
REMIND_MORE = "Напомнить ещё"


def not_found(typed: str) -> str:
    return f"«{typed}» – такой организации, протокола или группы не нашлось."


def of(subject: str) -> str:
    return f"Только: {subject}"


def sort(what: str, count: int) -> str:
    return f"{SORTS[what]} ({count})"


def question(what: str, organisations: int, not_reached: int, already: int) -> str:
    who = plural(organisations, "организации", "организациям", "организациям")
    asked = {"late": "о просроченном", "owing": "об отчётах", "unread": "об ознакомлении"}[what]
    parts = [f"<b>Напомнить {asked}: {who}?</b>"]
    if already:
        parts.append(f"Сегодня уже напомнили: {already}.")
    if not_reached:
        parts.append(f"Не в боте или остановили его: {not_reached}, им сообщение не уйдёт.")
    return " ".join(parts)


def comment(text: str) -> str:
    return f"Комментарий: {text}"


TITLES: dict[str, Callable[[str], str]] = {
    "late": lambda authority: f"{authority} напоминает: ждём отчёт",
    "owing": lambda authority: f"{authority} напоминает об отчёте",
    "unread": lambda authority: f"{authority} просит ознакомиться",
}


def unread_line(minutes: str, items: int, nearest: date | None) -> str:
    when = f", ближайший срок — {day(nearest)}" if nearest else ""
    return f"• {minutes}: {plural(items, 'пункт', 'пункта', 'пунктов')}{when}"


def acknowledge(minutes: str) -> str:
    return f"Ознакомлен(а), {minutes}"


def open_protocol(minutes: str) -> str:
    return f"Открыть {minutes}"


REMIND = "Напомнить не отчитавшимся"


REMIND_YES = "Да, напомнить"


REMINDED_NOBODY = "Напоминать некому: сегодня уже напомнили или до организаций не достучаться."


def reminded(organisations: int) -> str:
    return f"Напоминание уходит {plural(organisations, 'организации', 'организациям', 'организациям')}."
