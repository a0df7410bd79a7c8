"""The draft of minutes: its card and its items."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from views.format import day, plural
from views.texts.words import WEEKDAYS

READING = "Читаю документ. Это займёт несколько секунд."
NO_DECISIONS = (
    "Документ прочитан, но решений в нём не найдено. Так бывает с повесткой или объявлением.\n\n"
    "Если решения есть, пришлите только их текст, начиная со слова «Решили»."
)
PASTED_WHOLE = "Это весь текст"
DELETED = "Черновик удалён. Файл можно прислать ещё раз."
DELETE_SURE = "Удалить черновик? Правки пропадут, сам файл у Вас останется."

ANSWER = "Ответить ({count})"
ALL_ITEMS = "Все пункты"
PREVIEW = "Показать, что увидит директор"
DELETE = "Удалить черновик"
DELETE_YES = "Да, удалить"
SEND = "Направить"
BACK = "Назад"
TO_PROTOCOL = "К протоколу"
TO_DECISION = "К решению"
ASK_SINGLE = (
    "<b>Решение без протокола.</b> Напишите одним сообщением, кому, что сделать и к какому сроку. Например: "
    "директорам школ провести осмотр спортивных залов до 15.10. Отмена — /cancel"
)
MORNING = "Утром в 09:00"
HOW_IT_STANDS = "Как исполняется"
UNSCHEDULE = "Отменить отправку"
EXISTING_DRAFT = "Этот протокол Вы уже присылали, вот его черновик."
EXISTING_SENT = "Этот протокол уже направлен. Вот как он исполняется."
RECOGNISED = "⚠️ Текст распознан автоматически, проверьте каждый пункт."
NEEDS_DECISION = "Нужно Ваше решение:"
READY = "Всё понятно, можно направлять."
GOES_OUT = "Уйдёт адресатам утром рабочего дня, в 09:00. До этого отправку можно отменить."


def pasted_parts(count: int) -> str:
    got = plural(count, "часть", "части", "частей")
    return f"Получено: {got}. Если продолжение ещё придёт, просто подождите его; если это всё — нажмите кнопку."


WHAT_CHANGED = "Что изменилось"
NEW_ITEMS = "Новые"
CHANGED_ITEMS = "Изменены"
WITHDRAWN_ITEMS = "Исключены"
NOTHING_CHANGED = "Отличий от направленного протокола нет."
CHOOSE_CHANGES = "Отметьте, что применить. Организации получат одно уточнение – только о том, что их касается."
NEW_PART, CHANGED_PART, WITHDRAWN_PART = "новый", "изменён", "исключён"
ALL_TICKED = "Остальные изменения применятся все."


def apply_changes(count: int) -> str:
    return f"Применить изменения ({count})"


def apply_question(name: str, count: int) -> str:
    return f"Внести в {name} {plural(count, 'изменение', 'изменения', 'изменений')}?"


def answer_first(count: int) -> str:
    return f"Сначала ответьте на {plural(count, 'вопрос', 'вопроса', 'вопросов')} по этим пунктам."


#: Ready reasons. The number is stored in buttons: append only.
MERGE_REASONS = ("исправлена версия протокола", "уточнены решения")
FIELDS = {"text": "текст", "addressees": "исполнители"}


def corrects(sent_at: datetime, new: int, changed: int, withdrawn: int) -> str:
    return (
        f"Протокол с этим номером и датой уже направлен {sent_at:%d.%m.%Y}. "
        f"Новых пунктов {new}, изменено {changed}, исключено {withdrawn}."
    )


def changed_fields(fields: Sequence[str], before: Sequence[date], after: Sequence[date]) -> str:
    parts = [FIELDS[field] for field in fields if field in FIELDS]
    if "date" in fields:
        old, new = (", ".join(day(value) for value in dates) or "без срока" for dates in (before, after))
        parts.append(f"срок {old} → {new}")
    return ", ".join(parts)


def unchanged(count: int) -> str:
    return f"Без изменений: {count}"


def title(name: str) -> str:
    return name[0].upper() + name[1:]


def read_items(count: int) -> str:
    return f"Прочитано пунктов: {count}"


def left_out(count: int) -> str:
    return f"Не направляются — {count}"


def with_report(count: int, labels: str) -> str:
    return f"Отчёт к сроку — {count}: {labels}"


def periodic(count: int) -> str:
    return f"Отчёт по периодам — {count}"


def yearly(count: int) -> str:
    return f"Годовой итог, одной строкой — {count}"


def for_work(count: int) -> str:
    return f"Для работы и к сведению, отчёт не нужен — {count}"


def load(per_kind: Sequence[tuple[str, int]], to_check: int) -> str:
    """«За год от школы: 2 ответа, от детского сада: 2. Вам на проверку: 16.»"""
    asked = [(kind, count) for kind, count in per_kind if count]
    if not asked:
        return "Отчётов не потребуется."
    (first, count), *rest = asked
    words = [f"{first}: {plural(count, 'ответ', 'ответа', 'ответов')}", *(f"{kind}: {n}" for kind, n in rest)]
    return f"За год {', '.join(words)}. Вам на проверку: {to_check}."


def group(name: str) -> str:
    return f"«{name}»"


def more(count: int) -> str:
    return f"…и ещё {count}"


def own_items(count: int) -> str:
    return f"Наши пункты (без рассылки): {count}"


# --- the item screen ---------------------------------------------------------------------------------------------

FIELD_DATE = "Срок"
FIELD_WHO = "Исполнители"
FIELD_TEXT = "Текст"
FIELD_FORM = "Форма контроля"
FIELD_REQUIREMENT = "Что прислать"
FIELD_ACCEPTANCE = "Приёмка"
FIELD_LEAVE = "Не направлять"
FIELD_RETURN = "Направлять"
FIELD_MERGE = "Объединить с предыдущим"
FIELD_SPLIT = "Разделить"
NO_DATE = "Без срока"
NOT_NEEDED = "Можно «Не потребовалось»"
DONE = "Готово"
NOT_SENT = "Не направляется"
ASK_SPLIT = "После какого места разделить? Нажмите на начало второй части."
NO_SPLIT = "В тексте этого пункта нет места, где его можно разделить."
CHOOSE_DATE = "К какой дате?"
CHOOSE_WHO = "Кому направить этот пункт?"
CHOOSE_FORM = "Какой контроль нужен?"
CHOOSE_REQUIREMENT = "Что может прислать организация? Достаточно любого из отмеченного."
CHOOSE_ACCEPTANCE = "Проверять ли присланное?"
ACCEPTANCE_CHECKED = "С проверкой: отчёт придёт Вам"
ACCEPTANCE_AT_ONCE = "Без проверки: сразу снимается с контроля"


def deadline(written: str, dates: Iterable[date], rule: str) -> str:
    shown = ", ".join(f"{day(value)} ({WEEKDAYS[value.weekday()]}{_holiday(value)})" for value in dates)
    arrow = f"{shown}{f' — {rule}' if rule else ''}" if shown else (rule or "без даты")
    return f"«{written}» → {arrow}" if written else arrow


def addressees(names: Sequence[str], count: int) -> str:
    if not count:
        return "не указаны"
    shown = ", ".join(names)
    return f"{shown} и ещё {count - len(names)}" if count > len(names) else shown


def _holiday(value: date) -> str:
    return ", период отпусков" if value.month in (7, 8) else ""


def who(phrases: str, organisations: str) -> str:
    meant = organisations or "не указаны"
    return f"«{phrases}» → {meant}" if phrases else meant


def or_not_needed(allowed: bool) -> str:
    return "; или отметка «Не потребовалось»" if allowed else ""


def source(text: str) -> str:
    return f"В документе: {text}"
