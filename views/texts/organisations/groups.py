"""`/groups`: named sets of organisations."""

from collections.abc import Sequence

from domain.organisations import OrganisationKind
from views.format import bold, cut, lines, paragraphs, plural, safe
from views.texts.minutes import KINDS

TITLE = "Группы организаций"
NONE = "Групп пока нет."
WHAT_FOR = (
    "Группу можно выбрать исполнителем пункта или назвать в тексте: бот узнает её по названию. "
    "Руководители групп не видят."
)
NEW = "Новая группа"
BACK = "К группам"
HOW = "<b>Новая группа.</b> Из кого она?"
BY_PLACE = "По территории"
BY_HAND = "Выбрать организации"
WHERE = "<b>Чья территория?</b> Войдут и те, кто подключится там позже."
WHO_THERE = "<b>{place}.</b> Кто войдёт в группу?"
EVERYBODY = "Все организации ({count})"
ASK_MEMBERS = (
    "Напишите организации через запятую или по одной в строке, например: Берёзовская, Заречная. Отмена — /cancel"
)
ASK_NAME = "Как назвать группу? Коротко, до 60 знаков, например: Пилотные школы. Отмена — /cancel"
RENAME = "Переименовать"
ADD = "Добавить организации"
DELETE = "Удалить группу"
DELETE_YES = "Да, удалить"
CANCEL = "Назад"
MEMBERS_YES = "Да, они"
MEMBERS_AGAIN = "Написать иначе"
SHOWN = 15


def count(number: int) -> str:
    return plural(number, "организация", "организации", "организаций")


def button(name: str, number: int) -> str:
    return f"{cut(name, 40)} ({number})"


def by_kind(kind: OrganisationKind, number: int) -> str:
    return f"{KINDS[kind]} ({number})"


def default_name(kind: OrganisationKind | None, place: str) -> str:
    """«Школы, Заречный район»: to begin with; it can be changed."""
    return ", ".join(filter(None, [KINDS[kind] if kind else "", place]))


def group(name: str, kind: str, place: str, members: Sequence[str]) -> str:
    rule = ", ".join(filter(None, [KINDS[OrganisationKind(kind)].lower() if kind else "", place]))
    hidden = len(members) - SHOWN
    return paragraphs(
        lines(f"<b>Группа «{safe(name)}»</b> — {count(len(members))}", safe(f"По правилу: {rule}") if rule else None),
        lines(*(f"• {safe(each)}" for each in members[:SHOWN]), f"…и ещё {hidden}" if hidden > 0 else None),
    )


def take_out(name: str) -> str:
    return f"Убрать: {cut(name, 34)}"


def found(names: Sequence[str]) -> str:
    return f"{bold(count(len(names)))}: {safe(cut(', '.join(names), 600))}"


def delete_question(name: str) -> str:
    return f"Удалить группу «{safe(name)}»? Направленное ей ранее останется."


def deleted(name: str) -> str:
    return f"Группа «{safe(name)}» удалена."
