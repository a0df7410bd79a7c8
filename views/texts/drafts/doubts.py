"""Questions about a draft and their ready answers."""

from collections.abc import Sequence
from datetime import date

from views.format import day, day_with_weekday, plural


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


def doubt_time(label: str, time: str) -> str:
    return f"{label[0].upper() + label[1:]}: в тексте есть «{time}». Это срок?"


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


THEMES = {"kindergarten": " (дошкольное образование)", "supplementary": " (дополнительное образование)"}


def in_question(question: int | None, theme: str) -> str:
    if question is None:
        return ""
    return f" в вопросе {question}{THEMES.get(theme, '')}"


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
IS_DEADLINE = "Да, это срок"
NO_DEADLINE = "Нет"
READ_RIGHT = "Прочитано верно"
OPEN_ITEM = "Исправить"
LATER = "Вернуться к протоколу"
ASK_DATE = "Напишите дату, например: 20.10, до пятницы или через неделю. Отмена — /cancel"
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


def as_last_time(organisations: str) -> str:
    return f"Как в прошлый раз: {organisations}"


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
