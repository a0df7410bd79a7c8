"""The draft of minutes: its card, doubts, items and sending."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from views.format import day, day_with_weekday, plural
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


# --- doubts ------------------------------------------------------------------------------------------------------


def doubt_day() -> str:
    return "В документе нет даты. От какого числа протокол?"


def doubt_addressee(phrase: str, where: str, offered: Sequence[str] = ()) -> str:
    if not phrase:
        return f"Исполнитель не указан{where}. Кому направить?"
    named = phrase[0].upper() + phrase[1:]
    who = f"{named if '«' in named else f'«{named}»'}{where}"
    if not offered:
        return f"{who} — кто это у Вас?"
    *first, last = [name[0].lower() + name[1:] for name in offered]
    return f"{who}: {', '.join(first)} или {last}?"


def together(names: Sequence[str]) -> str:
    """«Школы и детские сады»."""
    first, *rest = names
    lowered = [first, *(name[0].lower() + name[1:] for name in rest)]
    return lowered[0] if not rest else f"{', '.join(lowered[:-1])} и {lowered[-1]}"


def doubt_date(label: str, written: str) -> str:
    said = f"в протоколе «{written}»" if written else "срока в протоколе нет"
    return f"{label[0].upper() + label[1:]}: {said}. К какой дате прислать результат?"


def doubt_past(labels: str, past: date) -> str:
    return f"{labels[0].upper() + labels[1:]}: срок {day(past)} уже прошёл. Что с ним делать?"


def doubt_reading(label: str) -> str:
    return f"{label[0].upper() + label[1:]}: проверьте, так ли прочитано"


def doubt_alike(label: str, other: str, organisations: int, due: date | None) -> str:
    until_ = f", до {day(due)}" if due else ""
    who = plural(organisations, "организация", "организации", "организаций")
    return f"{label[0].upper() + label[1:]} похож на {other} ({who}{until_})"


def already_there(minutes: str) -> str:
    return f"Уже на контроле, из {minutes}:"


ALIKE_HINT = (
    "«Объединить»: у кого такой пункт уже есть, второй раз его не получат. «Направить»: получат и отчитаются дважды."
)
MERGE_ALIKE = "Объединить"
SEND_APART = "Направить"


def merged(label: str, other: str, organisations: int) -> str:
    who = plural(organisations, "организация", "организации", "организаций")
    return f"{label} → {other}: {who}"


MERGED = "Объединены с прежними"


def already_asked(per_kind: Sequence[tuple[str, int]]) -> str:
    """«Вместе с уже направленным от школы: 5, от детского сада: 3.»"""
    return f"Вместе с уже направленным {', '.join(f'{kind}: {count}' for kind, count in per_kind)}."


def in_question(question: int | None, theme: str) -> str:
    if question is None:
        return ""
    words = {"kindergarten": " (дошкольное образование)", "supplementary": " (дополнительное образование)"}
    return f" в вопросе {question}{words.get(theme, '')}"


def concerns(count: int, labels: str) -> str:
    return f"Касается: {plural(count, 'пункт', 'пункта', 'пунктов')} ({labels})"


def progress(place: int, total: int) -> str:
    return f"Вопрос {place} из {total}"


TODAY = "Сегодня"
YESTERDAY = "Вчера"
TYPE_DATE = "Другая дата"
TYPE_WHO = "Написать, кто это"
EVERYBODY = "Все организации"
OWN = "Наш орган: исполнителя назначим сами"
NOBODY = "Никому, не направлять"
WITHOUT_REPORT = "Без отчёта"
INFORMATION = "К сведению"
YEARLY = "В годовой итог"
LEAVE_OUT = "Не направлять"
READ_RIGHT = "Прочитано верно"
OPEN_ITEM = "Исправить"
LATER = "Вернуться к протоколу"
ASK_DATE = "Напишите дату, например: 20.10 или 20 октября 2023. Отмена — /cancel"
ASK_DAY = "Напишите дату протокола, например: 27.08.2023. Отмена — /cancel"
ASK_WHO = (
    "Напишите, кому направить: названия или номера через запятую, либо вид организаций.\n"
    "Например: СОШ 1, 3, Берёзовская; детские сады; все школы, кроме СОШ 4. Отмена — /cancel"
)
ASK_TEXT = "Пришлите новый текст пункта целиком. Отмена — /cancel"
WHO_YES = "Да, им"
WHO_AGAIN = "Написать иначе"


def through(authorities: int) -> str:
    return f"Через муниципальные органы ({authorities})"


def through_kind(kind: str, authorities: int) -> str:
    return f"{kind} через муниципальные органы ({authorities})"


def passed_on(organisations: str) -> str:
    return f", через них: {organisations}"


def share_through(authorities: int, organisations: int) -> str:
    who = plural(authorities, "орган", "органа", "органов")
    return f"Через муниципальные органы ({who}) дойдёт до организаций: {organisations}. Их отчёты проверят там."


def neighbour(value: date) -> str:
    return f"До {day(value)}, как в соседнем пункте"


def until(value: date) -> str:
    return f"До {day_with_weekday(value)}"


def option(name: str, count: int) -> str:
    return f"{name} ({count})"


def who_found(names: str, count: int) -> str:
    return f"Это {plural(count, 'организация', 'организации', 'организаций')}: {names}.\n\nНаправить им?"


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


# --- sending -----------------------------------------------------------------------------------------------------


def send_question(name: str) -> str:
    return f"Направить {name}?"


def share(kind: str, organisations: int, parts: Sequence[str]) -> str:
    return f"{kind} ({organisations}): {'; '.join(parts)}"


DATES_SHOWN = 4


def share_report(count: int, dates: Sequence[date]) -> str:
    until_ = ""
    if len(dates) > DATES_SHOWN:
        until_ = f", сроки с {day(dates[0])} по {day(dates[-1])}"
    elif dates:
        until_ = f", до {', '.join(day(value) for value in dates)}"
    return f"с отчётом {plural(count, 'пункт', 'пункта', 'пунктов')}{until_}"


def share_yearly(count: int) -> str:
    return f"в годовой итог {count}"


def share_work(count: int) -> str:
    return f"для работы {count}"


def share_information(count: int) -> str:
    return f"к сведению {count}"


def share_own(count: int) -> str:
    return f"Наши пункты: {count}, исполнителей назначите Вы"


def reach(connected: int, waiting: int, names: str) -> str:
    at_once = f"Получат сразу: {plural(connected, 'организация', 'организации', 'организаций')}."
    if not waiting:
        return at_once
    return f"{at_once}\nЕщё не в боте — {waiting}: {names}. Сообщение дождётся их, пригласить можно сейчас: /invite"


CHECK_FIRST = "Перед отправкой проверьте исполнителей: сообщения уйдут сразу."
SENT_BEFORE = "⚠️ Этот протокол уже направляли. Организации получат весь список ещё раз, как новый."


def send_to(count: int) -> str:
    return f"Направить {plural(count, 'организации', 'организациям', 'организациям')}"


def send_own_only() -> str:
    return "Поставить на контроль"


def sent(name: str, organisations: int, waiting: int, *, single: bool = False) -> str:
    tail = f"\nНе в боте — {waiting}: сообщение дождётся подключения." if waiting else ""
    told = plural(organisations, "организации", "организациям", "организациям")
    return f"Готово: {name} {'направлено' if single else 'направлен'} {told}.{tail}"


def scheduled(name: str, when: str, *, single: bool = False) -> str:
    return f"{title(name)} будет {'направлено' if single else 'направлен'} {when}. До этого отправку можно отменить."


def preview_for(organisation: str) -> str:
    return f"Так это увидит {organisation}:"
