"""«Кто отвечает»: one responsible organisation, the others contribute."""

WHO_ANSWERS = "Кто отвечает"
EVERYONE = "Каждая организация"
CHOOSE = "Кто отвечает за пункт? Остальные дополняют: их не напоминают и не считают просрочившими."
TYPE = "Написать, кто"
ASK = "Напишите, кто отвечает: одна организация из исполнителей. Отмена — /cancel"
CONTRIBUTE = "Дополнить"
TO_ITEM = "К пункту"
NOTHING = "Дополнений пока нет."


def only(organisation: str) -> str:
    return f"одна: {organisation}, остальные дополняют"


def shown(count: int) -> str:
    return f"Дополнили ({count})"


def responsible(organisation: str) -> str:
    return f"<b>Отвечает:</b> {organisation}. Вы дополняете, отчёт не нужен"


def you_are_responsible() -> str:
    return "<b>Отвечаете Вы:</b> остальные исполнители дополняют Ваш отчёт"


def share_line(organisation: str, marks: str) -> str:
    return f"<b>Дополняете</b> (отвечает {organisation}): {marks}"


def ask(title: str, organisation: str) -> str:
    return f"<b>{title}.</b> Отвечает {organisation}. Пришлите, что добавить: фото, файл или текст."


def collected(title: str, contents: str) -> str:
    return f"<b>{title}.</b> Получено: {contents}.\n\nПришлите ещё или отправьте."


HAND_IN = "Отправить дополнение"


def receipt(label: str, when: str) -> str:
    return f"✅ <b>Дополнение к {label} получено</b> {when}."


def passed_to(organisation: str) -> str:
    return f"Его увидят {organisation} и специалист. Проверки не требуется."


def contributed(organisation: str, label: str) -> str:
    return f"<b>{organisation} дополняет {label}</b>"


def title(label: str) -> str:
    return f"<b>Дополнили: {label}</b>"


def part(organisation: str, when: str, contents: str) -> str:
    return f"• <b>{organisation}</b>, {when}: {contents}"


CONTRIBUTES = "дополняет"
NO_CHECK = "Это дополнение, проверки не требуется"
