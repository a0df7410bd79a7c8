"""Answers without navigation: what was understood, what is still needed, «К какому пункту?»."""

from datetime import date

from domain.minutes.model import Requirement
from views.format import day, plural

YES = "Да, отправить"
OTHER_ITEM = "Другой пункт"
OTHER = "Другой"
NOT_A_REPORT = "Это не отчёт"
SEVERAL_ITEMS = "Несколько пунктов сразу"
TICKED, UNTICKED = "☑", "☐"
TICKS_DONE = "Готово"
ALSO = "Тоже для"
WHICH_ITEM = "К какому пункту?"
ALL_ITEMS = "Открытые пункты. К какому из них отправить?"
BACK = "Назад"
DROPPED = "Хорошо, отчётом это не считаем, сообщение стёрто."
POLITE = "И Вам спасибо! Когда будет отчёт, просто пришлите сюда фото, файл или текст."
NOTHING_OPEN = "Сейчас от Вас ничего не требуется: открытых пунктов с отчётом нет. Новые придут сюда сами."
TICK_TITLE = "<b>Один отчёт для нескольких пунктов</b>"
TICK_HINT = "Отметьте пункты, к которым подходит то же самое. Каждый будет проверен отдельно."


def received(contents: str) -> str:
    return f"Получено: {contents}."


def confirm(label: str) -> str:
    return f"<b>Отправить как отчёт по {label}?</b>"


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


def also(labels: str) -> str:
    return f"Этот же отчёт пойдёт и по пунктам: {labels}."


def hand_in_several(count: int) -> str:
    return f"Отправить по {plural(count, 'пункту', 'пунктам', 'пунктам')}"


def several_received(count: int, when: str) -> str:
    return f"✅ <b>{plural(count, 'Отчёт получен', 'отчёта получены', 'отчётов получены')}</b> {when}."


def line_handed(label: str, what: str, after: str) -> str:
    return f"• {label}: {what} — {after}"


OFF_CONTROL = "снят с контроля"
WILL_BE_CHECKED = "на проверке"


def line_unknown(line: str) -> str:
    return f"• «{line}» — такого открытого пункта нет"


def line_several(line: str) -> str:
    return f"• «{line}» — таких пунктов несколько. Напишите и номер протокола, например: № 8 1.2 14"


def line_incomplete(line: str, what: str) -> str:
    return f"• «{line}» — нужно: {what}"


UNCLEAR = "<b>Не отправлено, напишите эти строки ещё раз:</b>"


def totals(total: str, sent: int, of: int) -> str:
    return f"Всего: {total}; прислали {sent} из {of}"


def sent_of(sent: int, of: int) -> str:
    return f"Прислали {sent} из {of}"


def group_name(name: str) -> str:
    return f"Группа «{name}»"


def group_total(group: str, total: str, sent: int, of: int) -> str:
    return f"{group}: {total} ({sent} из {of})"


def with_values(line: str, values: str) -> str:
    return f"{line} — {values}"


# --- the calendar ------------------------------------------------------------------------------------------------

CALENDAR = "Календарь сроков"
CALENDAR_FILE = "Файл для календаря телефона"
CALENDAR_NAME = "Сроки.ics"
NO_DATES = "Впереди сроков нет. Новые пункты придут сюда сами."
FILE_HINT = "Откройте файл на телефоне: сроки добавятся в Ваш календарь."


def month(name: str, year: int) -> str:
    return f"{name.capitalize()} {year}"


def more_dates(count: int) -> str:
    return f"…и ещё {count}. В файле есть все."


def calendar_line(when: str, item: str, text: str) -> str:
    return f"• {when} — {item}: {text}"


def event(label: str, organisation: str) -> str:
    return f"{label}. {organisation}"


# --- words typed instead of commands -----------------------------------------------------------------------------

#: Words about one's own organisation, also from its director who is an official too.
OWN_WORDS = frozenset({"мои пункты", "что сдать", "что надо сдать", "что сдано", "наши отчёты", "календарь"})
#: What a person of the authority means by a word, and what a director does.
#: The letter that many do not type, and the one they type instead.
YO, YE = "ё", "е"

WORDS: dict[str, tuple[str, str]] = {
    "меню": ("menu", "menu"),
    "начать": ("menu", "menu"),
    "старт": ("menu", "menu"),
    "помощь": ("help", "help"),
    "что ты умеешь": ("help", "help"),
    "просрочено": ("overdue", "tasks"),
    "кто просрочил": ("overdue", "tasks"),
    "просрочки": ("overdue", "tasks"),
    "отчёты": ("review", "history"),
    "история": ("audit", "history"),
    "что сдано": ("protocols", "history"),
    "наши отчёты": ("review", "history"),
    "на проверку": ("review", "tasks"),
    "проверка": ("review", "tasks"),
    "мои пункты": ("own", "tasks"),
    "пункты": ("protocols", "tasks"),
    "что сдать": ("due", "tasks"),
    "что надо сдать": ("due", "tasks"),
    "календарь": ("due", "calendar"),
    "сроки": ("due", "calendar"),
    "ближайшие сроки": ("due", "calendar"),
    "протоколы": ("protocols", "tasks"),
    "организации": ("orgs", "tasks"),
    "школы": ("orgs", "tasks"),
    "пригласить": ("invite", "deputy"),
    "сотрудники": ("users", "deputy"),
    "заместители": ("users", "deputy"),
    "заместитель": ("users", "deputy"),
    "наши пункты": ("own", "tasks"),
    "напомнить": ("remind", "tasks"),
    "группы": ("groups", "tasks"),
    "новое решение": ("new", "tasks"),
    "мои данные": ("privacy", "privacy"),
    "настройки": ("settings", "settings"),
    "отмена": ("cancel", "cancel"),
}
