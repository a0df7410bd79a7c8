"""Answers without navigation: what was understood, what is still needed, «К какому пункту?»."""

YES = "Да, отправить"
OTHER_ITEM = "Другой пункт"
OTHER = "Другой"
A_QUESTION = "Это вопрос"
NOT_A_REPORT = "Это не отчёт"
TICKED, UNTICKED = "☑", "☐"
WHICH_ITEM = "К какому пункту?"
ALL_ITEMS = "Открытые пункты. К какому из них отправить?"
ABOUT_WHICH = "О каком пункте вопрос?"
BACK = "Назад"
DROPPED = "Хорошо, отчётом это не считаем, сообщение стёрто."
POLITE = "И Вам спасибо! Когда будет отчёт, просто пришлите сюда фото, файл или текст."
NOTHING_OPEN = "Сейчас от Вас ничего не требуется: открытых пунктов с отчётом нет. Новые придут сюда сами."


NOT_TAKEN = "Сообщение никуда не отправлено. Если оно о другом пункте, напишите его с номером этого пункта."


def over(title: str, minutes: str, how: str) -> str:
    return f"<b>{title}</b>, {minutes}. {how}"


def received(contents: str) -> str:
    return f"Получено: {contents}."


def confirm(label: str) -> str:
    return f"<b>Отправить как отчёт по {label}?</b>"


# --- the calendar ------------------------------------------------------------------------------------------------


# --- words typed instead of commands -----------------------------------------------------------------------------

#: What a person of the authority means by a word, and what a director does.
#: The letter that many do not type, and the one they type instead.
YO, YE = "ё", "е"
