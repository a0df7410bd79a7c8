"""Names of minutes, items, forms, states and requirements: the words every card shares."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol

from domain.lifecycle import Acceptance, State
from domain.minutes.model import ControlForm, Requirement
from domain.organisations import OrganisationKind

FORMS = {
    ControlForm.REPORT: "Отчёт к сроку",
    ControlForm.PERIODIC: "Отчёт по периодам",
    ControlForm.YEARLY: "Годовой итог",
    ControlForm.WORK: "Для работы, без отчёта",
    ControlForm.INFORMATION: "К сведению",
}
STATES = {
    State.ASSIGNED: "направлено",
    State.ACKNOWLEDGED: "ознакомление подтверждено",
    State.REPORTED: "отчёт на проверке",
    State.RETURNED: "на доработке",
    State.DISPUTED: "исполнитель уточняется",
    State.ACCEPTED: "снято с контроля",
    State.CANCELLED: "отменено",
}
ACCEPTANCES = {Acceptance.AT_ONCE: "Без проверки", Acceptance.CHECKED: "С проверкой"}
REQUIREMENTS = {
    Requirement.NUMBER: "Число",
    Requirement.REFERENCE: "№ и дата документа",
    Requirement.LINK: "Ссылка",
    Requirement.FILE: "Файл или фото",
    Requirement.ANSWER: "Любой ответ",
}
KINDS = {
    OrganisationKind.SCHOOL: "Школы",
    OrganisationKind.KINDERGARTEN: "Детские сады",
    OrganisationKind.SUPPLEMENTARY: "Дополнительное образование",
    OrganisationKind.METHODICAL: "Методические центры",
    OrganisationKind.AUTHORITY: "Органы управления образованием",
    OrganisationKind.OTHER: "Другие организации",
}
#: «За год от школы», «от детского сада»
KINDS_GENITIVE = {
    OrganisationKind.SCHOOL: "от школы",
    OrganisationKind.KINDERGARTEN: "от детского сада",
    OrganisationKind.SUPPLEMENTARY: "от учреждения допобразования",
    OrganisationKind.METHODICAL: "от методического центра",
    OrganisationKind.AUTHORITY: "от органа управления",
    OrganisationKind.OTHER: "от другой организации",
}


class Label(Protocol):
    """What names an item: facts of the services and drafts both fit."""

    @property
    def question(self) -> int | None: ...
    @property
    def number(self) -> str | None: ...
    @property
    def bullet(self) -> int | None: ...
    @property
    def names_question(self) -> bool: ...
    @property
    def under(self) -> str: ...


class Name(Protocol):
    """What names minutes."""

    @property
    def number(self) -> str | None: ...
    @property
    def day(self) -> date | None: ...
    @property
    def single(self) -> bool: ...


def item_label(label: Label) -> str:
    """«п. 1.1», «вопрос 2, п. 1.1», «вопрос 2, абз. 1»: never an invented number."""
    own = _own(label, "п.")
    if label.names_question and label.question:
        return f"вопрос {label.question}, {own}"
    return f"пункт {own}" if own == UNNUMBERED else own


def item_dative(label: Label) -> str:
    """After «по»: «п. 1.1», «вопросу 2, п. 1.1», «пункту без номера»."""
    if label.names_question and label.question:
        return f"вопросу {label.question}, {_own(label, 'п.')}"
    own = _own(label, "п.")
    if own == THE_ITEM:
        return "пункту"
    return f"пункту {own}" if own == UNNUMBERED else own


def item_of(label: Label, minutes: Name) -> str:
    """«п. 1.1, протокол № 8»; of a decision without minutes only its name."""
    if minutes.single and label.bullet == ALONE:
        return minutes_name(minutes)
    if minutes.single:
        return f"{item_label(label)}, {minutes_name(minutes)}"
    return f"{item_label(label)}, протокол {minutes_short(minutes)}"


def until_all(values: Sequence[date]) -> str:
    """«до 01.10.2023, 01.12.2023»."""
    return f"до {', '.join(f'{value:%d.%m.%Y}' for value in values)}"


def item_title(label: Label) -> str:
    """The same as a heading: «Пункт 1.1», «Вопрос 2, абз. 1»."""
    if label.names_question and label.question:
        return f"Вопрос {label.question}, {_own(label, 'п.')}"
    if label.number or label.under:
        return _own(label, "Пункт")
    own = _own(label, "")
    return f"Пункт {own}" if own == UNNUMBERED else own.capitalize()


def item_mark(label: Label) -> str:
    """The shortest form, for buttons and lists: «1.1», «2 · 1.1», «2 · абз. 1»."""
    own = _own(label, "").strip()
    return f"{label.question} · {own}" if label.names_question and label.question else own


UNNUMBERED = "без номера"
#: The bullet of the only item of a decision without minutes, and what it is called.
ALONE, THE_ITEM = 0, "пункт"
#: «п. 1.3, 1.5» instead of «1.3, 1.5».
POINTS = "п."


def item_marks(labels: Iterable[Label], word: str = "") -> str:
    """Several items in one line: «1.3, 1.5; вопрос 2: абз. 2, 4»; with `word` «п.», «п. 1.3, 1.5; вопрос 2: абз. 2»."""
    groups: dict[int | None, list[str]] = {}
    for label in labels:
        question = label.question if label.names_question else None
        groups.setdefault(question, []).append(_own(label, word))
    parts = []
    for question, marks in groups.items():
        first, *rest = [mark.strip() for mark in marks]
        shown = ", ".join([first, *(mark.removeprefix("абз. ").removeprefix(f"{word} ") for mark in rest)])
        parts.append(f"вопрос {question}: {shown}" if question else shown)
    return "; ".join(parts)


def _own(label: Label, word: str) -> str:
    if label.number:
        return f"{word} {label.number.rstrip('.)')}"
    if label.bullet == ALONE:
        return THE_ITEM
    bullet = f"абз. {label.bullet}" if label.bullet else UNNUMBERED
    return f"{word} {label.under.rstrip('.)')}, {bullet}" if label.under else bullet


def minutes_name(minutes: Name) -> str:
    """«протокол № 8 от 27.08.2023», «протокол б/н от 07.07.2021», «решение от 05.10.2026»."""
    if minutes.single:
        return f"решение {_of_day(minutes)}".strip()
    return f"протокол {_requisites(minutes)}"


def minutes_of(minutes: Name) -> str:
    """The genitive: «протокола № 8 от 27.08.2023», «решения от 05.10.2026»."""
    if minutes.single:
        return f"решения {_of_day(minutes)}".strip()
    return f"протокола {_requisites(minutes)}"


def minutes_dative(minutes: Name) -> str:
    """After «к», «по»: «протоколу № 8 от 27.08.2023», «решению от 05.10.2026»."""
    if minutes.single:
        return f"решению {_of_day(minutes)}".strip()
    return f"протоколу {_requisites(minutes)}"


def minutes_short(minutes: Name) -> str:
    """«№ 8», «от 07.07.2021» without a number, «реш. 05.10»: for lists and buttons."""
    if minutes.single:
        return f"реш. {minutes.day:%d.%m}" if minutes.day else "решение"
    if minutes.number:
        return f"№ {minutes.number}"
    return f"от {minutes.day:%d.%m.%Y}" if minutes.day else "б/н"


def _of_day(minutes: Name) -> str:
    return f"от {minutes.day:%d.%m.%Y}" if minutes.day else ""


def _requisites(minutes: Name) -> str:
    number = f"№ {minutes.number}" if minutes.number else "б/н"
    return f"{number} от {minutes.day:%d.%m.%Y}" if minutes.day else number


def what_to_send(requirement: Iterable[Requirement]) -> str:
    """«фото или файл документа, либо его номер и дату»: an object for «Прислать …»."""
    kinds = set(requirement)
    if Requirement.ANSWER in kinds or not kinds:
        return "ответ текстом, фото или файлом"
    parts = []
    if Requirement.NUMBER in kinds:
        parts.append("число")
    if Requirement.FILE in kinds:
        parts.append("фото или файл документа")
    if Requirement.REFERENCE in kinds:
        parts.append("его номер и дату" if Requirement.FILE in kinds else "номер и дату документа")
    if Requirement.LINK in kinds:
        parts.append("ссылку")
    return ", либо ".join(parts)
