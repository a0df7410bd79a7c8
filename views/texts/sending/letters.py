"""«Письмо для почты»: what organisations outside the bot get on paper."""

from views.format import plural

LETTERS_NAME = "Письма по протоколу.docx"
LETTER_READY = "Письмо готово: его можно отправить по почте или распечатать."
LETTER_REPORTS = "Нужен отчёт:"
LETTER_WORK = "Для работы, отчёт не нужен:"
LETTER_CLOSING = "Ответ можно передать по телефону или письмом, специалист внесёт его сам."
LETTER = "Письмо для почты"


def letter_name(organisation: str) -> str:
    clean = "".join(sign for sign in organisation if sign.isalnum() or sign in " -№")
    return f"Письмо, {clean[:60].strip()}.docx"


def letters_ready(count: int) -> str:
    return f"Письма готовы: {plural(count, 'организация', 'организации', 'организаций')}, каждая с новой страницы."


def letter_to(organisation: str) -> str:
    return f"Руководителю: {organisation}"


def letter_title(minutes: str) -> str:
    return f"О решениях совещания ({minutes})"


def letter_opening(authority: str) -> str:
    return f"{authority} направляет решения, которые касаются Вашей организации."


def letter_item(number: str, text: str, due: str, what: str) -> str:
    return f"{number} {text}{f' Срок: {due}.' if due else ''}{f' Прислать {what}.' if what else ''}"


def letter_contact(contact: str) -> str:
    return f"Контакт: {contact}"


def letters_button(count: int) -> str:
    return f"{LETTER} ({count})"
