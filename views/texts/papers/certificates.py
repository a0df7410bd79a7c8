"""«Справка о ходе исполнения решений»: what stands on it, sentence by sentence."""

from collections.abc import Sequence
from datetime import date

from domain.discipline import Tally
from domain.people import OutOfReach
from views.format import day, form, plural, short_day
from views.texts.overview.standings import IN_TIME, discipline, in_words
from views.texts.words import OUT_OF_REACH

TITLE = "СПРАВКА"
BY_ITEM = "Исполнение по пунктам"
NOT_DONE_TITLE = "Не исполнено в установленный срок"
ALL_DONE = "Неисполненных в срок решений нет."
OWN = "Наши пункты"
PROPOSALS = "Предложения"
DETAILS = "Сведения по организациям"
DETAILS_IN_TABLE = "Сведения по организациям – в таблице «Матрица», лист «Список»."
ANNEX = "Приложение: сведения по организациям на ____ л. в 1 экз."
TOTAL = "Итого"
SIGNATURE = ("_" * 26, "_" * 14, "_" * 18)
SIGNATURE_HINTS = ("(должность)", "(подпись)", "(И.О. Фамилия)")
NO_REPORTS = "Пунктов с отчётом к сроку нет."
ALL_CANCELLED = "Все пункты отменены."
NOTHING_DUE = "На отчётную дату срок ни одного пункта не наступил."

ITEM_HEADS = (
    ("Пункт", 14.0),
    ("Содержание решения", 46.0),
    ("Срок", 21.0),
    ("Все\xadго", 13.0),
    (IN_TIME, 13.0),
    ("С нару\xadшени\xadем срока", 16.0),
    ("Не испол\xadнено", 14.0),
    ("Ждут реше\xadния", 13.5),
    ("Срок не насту\xadпил", 14.5),
)
LATE_HEADS = (
    ("Организация", 47.0),
    ("Пункт", 14.0),
    ("Срок", 23.0),
    ("Просро\xadчено, дней", 25.0),
    ("Что известно", 56.0),
)
OWN_HEADS = (("Пункт", 16.0), ("Что сделать", 62.0), ("Исполнитель", 35.0), ("Срок", 22.0), ("Состояние", 30.0))
DETAIL_HEADS = (
    ("№ п/п", 13.0),
    ("Организация", 62.0),
    ("Срок", 36.0),
    ("Состояние", 56.0),
    ("Сдано", 26.0),
    ("Что сделано, документ", 74.0),
)


def about(minutes: str, *, finished: bool) -> str:
    return f"об исполнении решений {minutes}" if finished else f"о ходе исполнения решений {minutes}"


def as_of(today: date) -> str:
    return f"по состоянию на {day(today)}"


def reach(sent: date | None, organisations: int, acknowledged: int, missing: Sequence[str]) -> str:
    """Whom it was sent to and who has not acknowledged: up to five by name."""
    to = plural(organisations, "организацию", "организации", "организаций")
    first = f"Решения направлены{f' {day(sent)}' if sent else ''} в {to}."
    if not missing:
        return f"{first} Ознакомление подтвердили все."
    named = ", ".join(missing[:5]) + (f" и ещё {len(missing) - 5}" if len(missing) > 5 else "")
    return f"{first} Ознакомление подтвердили {acknowledged}, не подтвердили {len(missing)}: {named}."


def counts(items: int, found: Tally) -> str:
    """The paragraph with all figures, but for the discipline, which is in bold behind it."""
    asks = form(items, "требует", "требуют", "требуют")
    total = plural(found.total, "поручение организациям", "поручения организациям", "поручений организациям")
    first = f"Отчёта к сроку {asks} {plural(items, 'пункт', 'пункта', 'пунктов')}, это {total}."
    due = f"На отчётную дату срок наступил у {found.due} из них: {in_words(found)}." if found.due else NOTHING_DUE
    return " ".join(filter(None, (first, due, early(found.early))))


def early(value: int) -> str:
    if not value:
        return ""
    return f"Ещё {value} {form(value, 'исполнено', 'исполнены', 'исполнены')} до наступления срока."


def discipline_line(found: Tally) -> str:
    return f"Исполнительская дисциплина – {discipline(found)}."


def outside(names: int) -> str:
    return f"Не в боте – {names}, учтены: их ответы вносит отдел."


def known(reminded: Sequence[date], asked: date | None, reach_: OutOfReach | None, *, returned: bool) -> str:
    """«Что известно» of what is overdue."""
    parts = [OUT_OF_REACH[reach_]] if reach_ else []
    if returned:
        parts.append("возвращено на доработку")
    if asked:
        parts.append(f"вопрос от {short_day(asked)} без ответа")
    if reminded:
        parts.append(f"напоминали {', '.join(map(short_day, reminded))}")
    return "; ".join(parts) or "ответа нет"


def more_late(count: int) -> str:
    return f"Ещё {count} – в приложении."


def for_work(items: int) -> str:
    return f"Для работы и к сведению: {plural(items, 'пункт', 'пункта', 'пунктов')}."


def yearly(done: int, of: int) -> str:
    return f"Годовой итог: сдали {done} из {of}."


def take_off(marks: str, count: int) -> str:
    return f"Снять с контроля {form(count, 'пункт', 'пункты', 'пункты')} {marks}."


def keep(marks: str, count: int) -> str:
    return f"Оставить на контроле {form(count, 'пункт', 'пункты', 'пункты')} {marks} до исполнения всеми организациями."


def go_on(marks: str, count: int) -> str:
    due = form(count, "срок не наступил", "сроки не наступили", "сроки не наступили")
    return f"Продолжить исполнение {'пункта' if count == 1 else 'пунктов'} {marks}, {due}."


def contact(words: str) -> str:
    return f"Контакт: {words}"


def item_row(title: str, text: str) -> str:
    return f"{title}. {text}"


def files(count: int) -> str:
    return plural(count, "файл", "файла", "файлов")


def more(count: int) -> str:
    return f"И ещё {count}."
