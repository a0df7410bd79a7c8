"""A message corrected in the chat."""

TAKEN_OVER = "Исправленное сообщение учтено."
CORRECT = "Чтобы исправить его, нажмите «Исправить»."
TELL = "Если в нём ошибка, сообщите специалисту отдела."


def sent(label: str, how: str) -> str:
    return f"<b>Отчёт по {label} уже отправлен</b>, правка сообщения его не меняет. {how}"
