"""Answers typed whole: «1.2 14», several lines at once."""


def line_handed(label: str, what: str, after: str) -> str:
    return f"• {label}: {what} — {after}"


OFF_CONTROL = "снят с контроля"


WILL_BE_CHECKED = "на проверке"


def line_unknown(line: str) -> str:
    return f"• «{line}» — такого открытого пункта нет"


def line_several(line: str) -> str:
    return f"• «{line}» — таких пунктов несколько. Напишите и номер протокола, например: № 8 1.2 14"


def line_incomplete(line: str, what: str) -> str:
    return f"• «{line}» — нужно: {what}"


UNCLEAR = "<b>Не отправлено, напишите эти строки ещё раз:</b>"
