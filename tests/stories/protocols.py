"""Protocols that stories publish: invented, with as many items as wanted."""

TASKS = (
    ("Провести осмотр спортивных залов", "до 15.10.2026"),
    ("Утвердить график дежурств на каникулах", "до 20.10.2026"),
    ("Обновить стенды по безопасности движения", "до 22.10.2026"),
    ("Совершенствовать формы работы с родителями", "постоянно"),
)


def protocol(number: int | str, items: int = 4, *, to: str = "директора школ", padding: str = "") -> str:
    """The text of protocol `number`; `padding` makes each item longer."""
    head = f"""Протокол № {number} совещания с руководителями образовательных организаций

Дата – 01.09.2026

Повестка дня:
1. О подготовке к осенним каникулам

По 1 вопросу «О подготовке к осенним каникулам»
Решили:
"""
    chosen = [TASKS[index % len(TASKS)] for index in range(items)]
    body = (
        f"1.{index}. {what} ({number}/{index}){padding}.\nСрок: {when}\nОтв.: {to}.\n"
        for index, (what, when) in enumerate(chosen, 1)
    )
    return head + "".join(body)
