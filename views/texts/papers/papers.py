"""«Бумаги»: the card of a protocol's papers, names of files, what is said in the chat beside them."""

from collections.abc import Sequence
from datetime import date

from domain.discipline import Tally
from views.format import cut, day, plural, short_day
from views.texts.minutes import Name
from views.texts.overview.standings import discipline

PAPERS = "Бумаги"
CERTIFICATE_GOING, CERTIFICATE_DONE = "Справка о ходе исполнения…", "Справка об исполнении"
RECEIPTS, REGISTER, AGENDA = "Лист ознакомления", "Реестр документов", "Для повестки"
MATRIX, PICTURE = "Матрица (.xlsx)", "Матрица картинкой"
NO_PICTURE = (
    "Для картинки нужны хотя бы две организации и пункт с отчётом к сроку. Всё, что есть, – в таблице «Матрица»."
)
BACK = "К протоколу"
HINT = "Готовлю по данным на сегодня. Нажмите, что нужно: файл придёт сюда."
COPY = "Скопируйте этот текст в повестку:"
NO_CHILDREN = "Проверьте: в документах не должно быть сведений о детях."


def preparing(what: str) -> str:
    return f"Готовлю: {what}. Файл придёт сюда, можно пользоваться ботом дальше."


#: What a file is called; what stands before its protocol and its day.
NAMES = {
    "certificate": "Справка",
    "receipts": "Лист-ознакомления",
    "matrix": "Матрица",
    "register": "Реестр-документов",
}
_FORBIDDEN = '№/\\:*?"<>|'


def file_name(what: str, minutes: Name, today: date, ending: str) -> str:
    """«Справка_протокол-8_2023-10-24.docx»: at most 60 characters, none that a file system refuses."""
    kept = 60 - len(NAMES[what]) - len(ending) - 14
    return f"{NAMES[what]}_{_mark(minutes)[:kept]}_{today:%Y-%m-%d}.{ending}"


def _mark(minutes: Name) -> str:
    of_day = day(minutes.day) if minutes.day else ""
    if minutes.single:
        return f"решение-{of_day}".rstrip("-")
    if not minutes.number:
        return f"протокол-бн-{of_day}".rstrip("-")
    number = "".join("-" if sign in _FORBIDDEN or sign.isspace() else sign for sign in minutes.number.strip("№ "))
    return f"протокол-{number}"


def standing(name: str, today: date) -> str:
    return f"{name[0].upper()}{name[1:]} на {day(today)}."


def figures(found: Tally) -> str:
    """The figures of a protocol in one line of a chat."""
    if not found.total:
        return "Пунктов с отчётом к сроку нет."
    if not found.due:
        return f"Срок ни одного пункта не наступил.{early(found.early)}"
    parts = (
        ("в срок", found.in_time),
        ("с нарушением", found.late),
        ("не исполнено", found.not_done),
        ("ждут решения", found.undecided),
    )
    counts = ", ".join(f"{name} {value}" for name, value in parts if value)
    share = f" Дисциплина {discipline(found)}." if found.judged else ""
    return f"Срок наступил у {found.due}: {counts}.{share}{early(found.early)}"


def early(value: int) -> str:
    return f" До срока исполнено {value}." if value else ""


def not_done(parts: Sequence[str], hidden: int) -> str:
    """«Не исполнили: п. 1.1 – Заречная ООШ; …»."""
    return f"Не исполнили: {'; '.join(parts)}{f' и ещё {hidden}' if hidden else ''}."


def agenda(minutes: str, on: date | None, found: Tally, debtors: Sequence[str], proposals: Sequence[str]) -> str:
    """The paragraph for the next meeting's agenda, 900 characters at most; `minutes` in the nominative."""
    met = f"решений совещания от {day(on)} ({minutes})" if on else f"решений ({minutes})"
    due = (
        f"Срок наступил у {plural(found.due, 'поручения', 'поручений', 'поручений')}, исполнено {found.done}, "
        f"в срок {found.in_time}."
        if found.due
        else "Срок ни одного пункта не наступил."
    )
    late = f"Не исполнены: {'; '.join(debtors)}." if debtors else ""
    last = f"Предлагается: {'; '.join(_lowered(each) for each in proposals)}." if proposals else ""
    return cut(" ".join(filter(None, (f"О ходе исполнения {met}.", due, late, last))), 900)


def _lowered(sentence: str) -> str:
    return f"{sentence[0].lower()}{sentence[1:].rstrip('.')}"


def receipts_line(acknowledged: int, of: int, missing: Sequence[str]) -> str:
    names = ", ".join(missing[:5]) + (f" и ещё {len(missing) - 5}" if len(missing) > 5 else "")
    return f"Ознакомлены {acknowledged} из {of}.{f' Нет: {names}.' if missing else ''}"


def register_line(documents: int, missing: int) -> str:
    return f"Документов {documents}, нет {missing}."


def until(value: date) -> str:
    return f"до {short_day(value)}"


def item_in_words(label: str, found: Tally) -> str:
    """«п. 1.1: исполнили 12 из 16, не исполнили 1»."""
    late = f", не исполнили {found.not_done}" if found.not_done else ""
    return f"• {label}: исполнили {found.done + found.early} из {found.total}{late}"


def in_table(hidden: int) -> str:
    return f"Здесь те, кто не исполнил в срок; ещё {plural(hidden, 'лист', 'листа', 'листов')} – в таблице «Матрица»."


def numbered(minutes: str) -> str:
    """«протокол № 8»: its day is said before."""
    return f"протокол {minutes}"


def debtors(label: str, names: Sequence[str], hidden: int) -> str:
    more = f" и ещё {hidden}" if hidden > 0 else ""
    return f"{label} – {', '.join(names)}{more}"


#: What is being made, as the line about it says it.
MADE = {
    "certificate": "справка",
    "receipts": "лист ознакомления",
    "matrix": "матрица",
    "register": "реестр документов",
    "picture": "матрица картинкой",
    "agenda": "абзац для повестки",
}
