"""What `python -m bot read FILE` prints: the draft of a file as a list for the eye."""

from domain.minutes.model import ControlForm, DeadlineKind, Item, ReadMinutes, Requirement
from views.texts.drafts.drafts import NOT_READ

USAGE = "Как вызвать: python -m bot read ФАЙЛ [--json]"
NO_FILE = "Файл не найден или не открывается: {name}"
NO_DECISIONS = "Документ прочитан, решений в нём не найдено."

_FORMS = {
    ControlForm.REPORT: "отчёт к сроку",
    ControlForm.PERIODIC: "отчёт по периодам",
    ControlForm.YEARLY: "годовой итог",
    ControlForm.WORK: "для работы, без отчёта",
    ControlForm.INFORMATION: "к сведению",
}
_REQUIREMENTS = {
    Requirement.NUMBER: "число",
    Requirement.REFERENCE: "№ и дата документа",
    Requirement.LINK: "ссылка",
    Requirement.FILE: "файл или фото",
    Requirement.ANSWER: "любой ответ",
}
_WITHOUT_DATE = {
    DeadlineKind.NONE: "не указан",
    DeadlineKind.ONGOING: "постоянно",
}


def printed(reading: ReadMinutes) -> str:
    """The whole draft: requisites, then every item with its deadline, executors and suggested form."""
    number = f"№ {reading.number}" if reading.number else "без номера"
    day = f"от {reading.date:%d.%m.%Y}" if reading.date else "без даты"
    head = f"Документ {number} {day}. Пунктов: {len(reading.items)}"
    head = "\n".join([head, *(NOT_READ[code] for code in reading.document.warnings)])
    if not reading.items:
        return f"{head}\n{NO_DECISIONS}"
    return "\n\n".join([head, *(_item(item) for item in reading.items)])


def _item(item: Item) -> str:
    lines = [
        f"{_label(item)}. {item.text}",
        f"   Срок: {_deadline(item)}",
        f"   Исполнители: {'; '.join(item.addressees) or 'не указаны'}",
        f"   Контроль: {_control(item)}",
    ]
    return "\n".join(lines)


def _label(item: Item) -> str:
    place = f"п. {item.number}" if item.number else f"абз. {item.bullet}"
    if item.under:
        place = f"п. {item.under}, {place}"
    return f"Вопрос {item.question}, {place}" if item.question else place[0].upper() + place[1:]


def _deadline(item: Item) -> str:
    deadline = item.deadline
    written = _WITHOUT_DATE.get(deadline.kind, f"«{deadline.phrase}»")
    days = ", ".join(f"{day:%d.%m.%Y}" for day in deadline.dates)
    asked = " (уточнить)" if deadline.doubt else ""
    return f"{written} → {days}{asked}" if days else f"{written}{asked}"


def _control(item: Item) -> str:
    form = _FORMS[item.suggestion.form]
    wanted = " или ".join(_REQUIREMENTS[code] for code in item.suggestion.requirement)
    allowed = "; можно «Не потребовалось»" if item.suggestion.not_needed_allowed else ""
    return f"{form}, прислать: {wanted}{allowed}" if wanted else f"{form}{allowed}"
