"""One report for several items of a protocol."""

from views.format import plural

SEVERAL_ITEMS = "Несколько пунктов сразу"


TICKS_DONE = "Готово"


TICK_TITLE = "<b>Один отчёт для нескольких пунктов</b>"


TICK_HINT = "Отметьте пункты, к которым подходит то же самое. Каждый будет проверен отдельно."


def also(labels: str) -> str:
    return f"Этот же отчёт пойдёт и по пунктам: {labels}."


def hand_in_several(count: int) -> str:
    return f"Отправить по {plural(count, 'пункту', 'пунктам', 'пунктам')}"


def several_received(count: int, when: str) -> str:
    return f"✅ <b>{plural(count, 'Отчёт получен', 'отчёта получены', 'отчётов получены')}</b> {when}."
