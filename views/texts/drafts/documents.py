"""The document as it was read: what each part of it is, and what of it may be an item."""

from domain.minutes.model import Role
from views.format import plural

#: What a part is, before its words.
ROLES = {
    Role.ITEM: "пункт",
    Role.HEADING: "заголовок",
    Role.LABEL: "срок и исполнитель",
    Role.QUESTION: "вопрос повестки",
    Role.TALK: "обсуждение",
    Role.PREAMBLE: "обоснование",
    Role.FURNITURE: "оформление",
    Role.APPENDIX: "приложение",
    Role.NOTHING: "прочий текст",
}
ASKED = "не вошло. Это пункт?"
NO_ITEM = "не пункт"
OPEN = "Как прочитан документ"
MAKE_ITEM = "Сделать пунктом"
IS_NO_ITEM = "Это не пункт"
ONE_BY_ONE = "Разобрать по одной"
PICK_ITEM = "Что сделать пунктом?"
PICK_NO_ITEM = "Что здесь не пункт? Направляться он не будет, вернуть можно здесь же."
NO_ITEMS = "Пунктов для рассылки в документе нет. Если решение всё же есть, откройте «Как прочитан документ»."


def title(minutes: str) -> str:
    return f"Как прочитан {minutes}"


def not_sent(item: str) -> str:
    return f"{item}, не направляется"


def outside(lines: int) -> str:
    return f"Не вошло в пункты: {plural(lines, 'строка', 'строки', 'строк')}"


def doubt_lines(first: str, lines: int) -> str:
    """«Отделу опеки подготовить списки до 01.11» – это пункт?"""
    if lines == 1:
        return f"«{first}» – это пункт?"
    return f"«{first}» и ещё {plural(lines - 1, 'строка', 'строки', 'строк')} – это пункты?"


def are_items(lines: int) -> str:
    """The same where the lines themselves stand below."""
    return "Не вошло в пункты. Это пункт?" if lines == 1 else "Не вошли в пункты. Это пункты?"


def more_alike(lines: int) -> str:
    return f"…и ещё {plural(lines, 'такая же строка', 'такие же строки', 'таких же строк')}"


def make_items(lines: int) -> str:
    return MAKE_ITEM if lines == 1 else f"Сделать пунктами ({lines})"


def are_no_items(lines: int) -> str:
    return IS_NO_ITEM if lines == 1 else f"Это не пункты ({lines})"


HINT = "Ответ запомнится для следующих протоколов."
