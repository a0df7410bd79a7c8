"""Words of «Наши пункты»: what the authority itself has to do."""

from datetime import date

from views.format import day, form, plural

OWN_ITEMS = "Наши пункты"
APPOINT = "Назначить сотрудника"
APPOINT_ANOTHER = "Назначить другого"
DATE = "Срок"
DONE = "Исполнено"
TO_LIST = "К списку"
TO_PROTOCOL = "К протоколу"
NO_DATE = "Без срока"
OTHER_DATE = "Другая дата"
NOTHING = "<b>Наши пункты</b>\n\nПунктов, которые исполняет сам орган управления, сейчас нет."
NOBODY = "сотрудник не назначен"
CHOOSE = "<b>Кому поручить?</b>"
CHOOSE_DATE = "<b>К какому дню исполнить?</b> Срок виден только Вашему органу."
ASK_DATE = "Напишите дату, например: 20.10, до пятницы или через неделю. Отмена — /cancel"
YOURS = "Ваши пункты"
APPOINTED_TOAST = "Сотрудник назначен, сообщение ему уходит"
INVITE_FIRST = "Других сотрудников в боте нет. Пригласить: /users"


def title(total: int, unassigned: int) -> str:
    free = f", исполнители не назначены: {unassigned}" if unassigned else ""
    return f"{OWN_ITEMS} — {total}{free}"


def line(label: str, text: str, who: str, when: str) -> str:
    return f"• {label}: {text}\n   {who}{when}"


def due(value: date) -> str:
    return f", до {day(value)}"


def late(value: date) -> str:
    return f", <b>наш срок прошёл {day(value)}</b>"


def done() -> str:
    return "исполнено"


def card_assignee(name: str) -> str:
    return f"<b>Исполнитель:</b> {name}"


def card_due(value: date | None) -> str:
    return f"<b>Наш срок:</b> {f'до {day(value)}' if value else 'не назван'}"


def card_state(state: str) -> str:
    return f"<b>Состояние:</b> {state}"


def employee(name: str, busy: int) -> str:
    return f"{name} ({busy})" if busy else name


def myself(name: str) -> str:
    return f"{name} — это я"


def all_mine(name: str) -> str:
    return f"Все мне ({name})"


def appoint_rest(count: int) -> str:
    return f"Назначить остальные сразу ({count})"


ALL_APPOINTED = "Исполнители назначены всем пунктам."


def choose_for_rest(count: int) -> str:
    return f"<b>Кому поручить {plural(count, 'пункт', 'пункта', 'пунктов')} без исполнителя?</b>"


def rest_appointed(count: int) -> str:
    return f"Поручено: {plural(count, 'пункт', 'пункта', 'пунктов')}"


def several_title(count: int) -> str:
    return f"Вам поручено: {plural(count, 'пункт', 'пункта', 'пунктов')}"


def more(count: int) -> str:
    return f"и ещё {count}"


def appointed_title(label: str, minutes: str) -> str:
    return f"Вам поручено: {label}, {minutes}"


GIVEN_TO_ANOTHER = "поручено другому сотруднику"
NOTHING_TO_DO = "От Вас больше ничего не требуется."


def released_title(label: str, minutes: str) -> str:
    return f"Больше не Ваше: {label}, {minutes}"


def not_assigned(count: int) -> str:
    """«Наши пункты, исполнители не назначены: 9»."""
    return f"{OWN_ITEMS}, исполнители не назначены: {count}"


def sent(count: int) -> str:
    verb = form(count, "Остался", "Осталось", "Осталось")
    return f"{verb} назначить исполнителей: {plural(count, 'наш пункт', 'наших пункта', 'наших пунктов')}."


def assign_button(count: int) -> str:
    return f"Назначить исполнителей ({count})"
