"""Words about officials and one's own name."""

from collections.abc import Sequence

from views.format import bold, lines, paragraphs, safe

ASK_NAME = "<b>Напишите имя, как Вас называть</b>, например: Пётр Сергеевич Лесной. Отмена — /cancel"
ME = " (это Вы)"


def officials(authority: str, rows: Sequence[tuple[str, str, bool, bool]]) -> str:
    people = [
        f"• {safe(name)}{ME if is_me else ''} — {roles}{'' if reachable else ' — бот остановлен'}"
        for name, roles, reachable, is_me in rows
    ]
    return lines(bold(authority), *people)


ONLY_ADMIN = "Приглашать и отключать сотрудников может администратор."


def renamed(name: str) -> str:
    return f"Хорошо, теперь Вы — {bold(name)}."


FORGET_QUESTION = paragraphs(
    "<b>Стереть Ваши данные?</b>",
    "Согласие будет отозвано, имя и чат стёрты, сообщения перестанут приходить. "
    "Отчёты организации останутся без Вашего имени. Вернуться можно по новой ссылке.",
)
FORGET = "Стереть мои данные"
FORGET_YES = "Да, стереть"
FORGET_NO = "Оставить"
FORGOTTEN = "<b>Данные стёрты.</b> Сообщений больше не будет. Спасибо, что работали с нами."
NOTHING_TO_FORGET = "О Вас здесь ничего не сохранено."
