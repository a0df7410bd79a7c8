"""The digests of a day: a director's and an official's."""

from datetime import date, datetime, timedelta

from services.reminders.digest_items import Section
from views.format import bold, form, long_day, plural, short_day
from views.texts.words import MONTHS_GENITIVE, WEEKDAYS, WEEKDAYS_SHORT

MONDAY, FRIDAY, SATURDAY = 0, 4, 5
WEEK = 7
SO = (1, 2)  # «со вторника», «со среды»
WEEKDAYS_GENITIVE = ("понедельника", "вторника", "среды", "четверга", "пятницы", "субботы", "воскресенья")
SECTIONS = {
    Section.OVERDUE: "Просрочено",
    Section.TODAY: "Сегодня последний рабочий день",
    Section.BEGUN: "Отчёт начат, но не отправлен",
    Section.RETURNED: "На доработке",
    Section.ANSWERED: "Специалист ответил на вопрос",
    Section.MOVED: "Изменён срок",
    Section.OPENED: "Начался новый период",
    Section.WEEK: "На этой неделе",
    Section.SOON: "Скоро срок",
}
UNREAD = "Не отмечено ознакомление"
DECISIONS = "Ждут Вашего решения"
THIS_WEEK = "Срок на этой неделе"
TODAY = "Срок сегодня"
UNREAD_ORGANISATIONS = "Не ознакомились больше трёх дней"
UNOPENED = "Срок сегодня, а ознакомления нет"
UNDELIVERED = "Не доставлено"
OVERDUE_BEFORE = "Просрочено раньше"


def greeting(at: datetime) -> str:
    """«Доброе утро!», or what suits the hour when the morning was missed."""
    if at.hour < 12:
        return "Доброе утро!"
    return "Добрый день!" if at.hour < 18 else "Добрый вечер!"


def week_or_day(at: datetime) -> str:
    """«Неделя 9–13 октября» on a Monday, else as `weekday`."""
    if at.weekday() != MONDAY:
        return weekday(at)
    first, last = at.date(), at.date() + timedelta(days=FRIDAY)
    if first.month == last.month:
        return f"Неделя {first.day}–{last.day} {MONTHS_GENITIVE[last.month - 1]}"
    return f"Неделя {long_day(first)} – {long_day(last)}"


def weekday(at: datetime) -> str:
    """«Понедельник, 16 октября»."""
    return f"{WEEKDAYS[at.weekday()].capitalize()}, {long_day(at.date())}"


def section(title: str, count: int) -> str:
    return bold(f"{title} — {count}")


def more(count: int) -> str:
    return f"и ещё {count}"


def until(counts: date, aim: date, today: date) -> str:
    """«до 15.10 (вс), удобнее до пятницы»: a day off is named, with the working day before it.

    Before long holidays «до пятницы» might be any: «до 05.01 (выходной), удобнее до 29.12».
    """
    if counts == aim:
        return "срок сегодня" if counts == today else f"до {short_day(counts)}"
    near = counts - aim < timedelta(days=7)
    when = "сегодня" if aim <= today else f"до {WEEKDAYS_GENITIVE[aim.weekday()] if near else short_day(aim)}"
    weekend = counts.weekday() >= SATURDAY
    return f"до {short_day(counts)} ({WEEKDAYS_SHORT[counts.weekday()] if weekend else 'выходной'}), удобнее {when}"


def was_due(counts: date, today: date) -> str:
    yesterday = "вчера, " if counts == today - timedelta(days=1) else ""
    return f"срок был {yesterday}{short_day(counts)}"


def unread(minutes: str, items: int) -> str:
    return f"{minutes}: {plural(items, 'пункт', 'пункта', 'пунктов')}"


JUST_SEND = "Можно просто прислать сюда фото или файл: спросим, к какому пункту."


def rest(count: int, late: int, waiting: int) -> str:
    """«Ещё на контроле — 7, из них просрочено 2. На проверке — 1.»; "" when there is neither."""
    overdue = f", из них просрочено {late}" if late else ""
    found = [f"Ещё на контроле — {count}{overdue}."] if count else []
    return " ".join([*found, f"На проверке — {waiting}."] if waiting else found)


def all_overdue(count: int) -> str:
    return f"Все просроченные ({count})"


def acknowledge(minutes: str) -> str:
    return f"Ознакомлен(а) · {minutes}"


def more_organisations(count: int) -> str:
    return f"И ещё {plural(count, 'организация', 'организации', 'организаций')}: откройте «Мои пункты»."


def to_check(count: int, labels: str) -> str:
    return f"отчёты на проверку — {count}" + (f" ({labels})" if labels else "")


def reported(done: int, total: int) -> str:
    return f"{form(done, 'отчитался', 'отчитались', 'отчитались')} {done} из {total}"


def not_reported(late: int, total: int, names: str, counts: date) -> str:
    """«не отчитались 7 из 9 (срок 15.10)», «не отчиталась 1 из 7 – Заречная ООШ (срок 15.10)»."""
    who = f" – {names}" if names else ""
    verb = form(late, "не отчиталась", "не отчитались", "не отчитались")
    return f"{verb} {late} из {total}{who} (срок {short_day(counts)})"


def overdue_since(since: date, today: date) -> str:
    """«Со вчерашнего дня просрочено», «С пятницы просрочено»; after a week «За неделю», after more «С 30 декабря»."""
    passed = (today - since).days
    if passed <= 1:
        return "Со вчерашнего дня просрочено"
    if passed == WEEK:
        return "За неделю просрочено"
    if passed > WEEK:
        return f"С {long_day(since)} просрочено"
    return f"{'Со' if since.weekday() in SO else 'С'} {WEEKDAYS_GENITIVE[since.weekday()]} просрочено"


def named(title: str, total: int, new: int, names: str, hidden: int) -> str:
    """«Не доставлено — 2: …»; with `new` «… — 12, новых 2: …»."""
    fresh = f", новых {new}" if new else ""
    tail = f" {more(hidden)}" if hidden else ""
    return f"{bold(f'{title} — {total}{fresh}:')} {names}{tail}"


def check_button(count: int) -> str:
    return f"Проверить ({count})"


def overdue_button(count: int) -> str:
    return f"Просрочено ({count})"


def remind_button(organisations: int) -> str:
    return f"Напомнить не отчитавшимся ({organisations})"


def short_deadline(counts: date, today: date) -> str:
    """«Срок завтра, а ознакомление не отмечено»."""
    days = (counts - today).days
    when = {0: "сегодня", 1: "завтра"}.get(days, short_day(counts))
    return f"Срок {when}, а ознакомление не отмечено"
