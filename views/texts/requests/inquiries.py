"""Questions on an item and their answers."""

from views.format import bold, plural, safe

ASK = "Задать вопрос"
ASK_MORE = "Спросить ещё"
TYPE_QUESTION = "Напишите вопрос одним сообщением. Его увидит специалист, который ведёт протокол. Отмена: /cancel"
TYPE_ANSWER = "Напишите ответ одним сообщением. Отмена: /cancel"
QUESTION_SENT = "✅ <b>Вопрос отправлен.</b> Ответ придёт сюда, срок пункта прежний."
ANSWER_SENT = "✅ <b>Ответ отправлен</b>"
THREAD_TITLE = "Переписка"
QUESTION_TITLE = "Вопрос"
ANSWER_TO = "Ответить"
ANSWER_WAITS = "Вопрос ждёт ответа"
OUR_WORD = "Вы"
THEIR_WORD = "Организация"
OFFICE_WORD = "Отдел"
EMPTY_THREAD = "Пока ничего не спрашивали."


def type_answer_all(count: int) -> str:
    return f"Ответ получат {plural(count, 'организация', 'организации', 'организаций')} с этим пунктом. {TYPE_ANSWER}"


def answer_all(count: int) -> str:
    return f"Ответить всем ({count})"


def thread_button(count: int) -> str:
    return f"{THREAD_TITLE} ({count})"


def line(who: str, when: str, text: str, *, to_all: bool) -> str:
    everybody = ", всем" if to_all else ""
    return f"<b>{who}, {when}{everybody}:</b> {safe(text)}"


def answered_title(*, own: bool) -> str:
    return bold("Ответ на Ваш вопрос" if own else "Разъяснение по пункту")


def question_was(text: str) -> str:
    return f"Вопрос: {safe(text)}"
