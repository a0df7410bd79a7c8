"""Words about a duty that repeats and about its end."""

from datetime import date

from views.format import day, lines, paragraphs, plural, safe

END = "Завершить повтор"
BACK = "Назад"
KEEP = "Открытые оставить"
CANCEL_TOO = "Отменить и открытые"
JUST_END = "Завершить"
OTHER_REASON = "Другая причина"
#: Ready reasons: the button and what is recorded and told.
REASONS = (
    ("Цель достигнута", "Цель решения достигнута, отчёты больше не нужны."),
    ("Принято новое решение", "Принято новое решение, оно заменяет прежнее."),
    ("Больше не актуально", "Решение больше не актуально."),
)
TOAST = "Повтор завершён"


def question(label: str, minutes: str, text: str, open_: int) -> str:
    waiting = plural(open_, "отчёт", "отчёта", "отчётов")
    still = f"Сейчас открыто: {waiting}. Оставить, чтобы их дождаться, или отменить?" if open_ else None
    return paragraphs(
        f"<b>Завершить повтор: {safe(label)}, {safe(minutes)}?</b>",
        safe(text),
        lines("Новые периоды больше не откроются.", still),
    )


ASK_WHY = "<b>Почему завершаем?</b> Причина останется в истории."
TYPE_WHY = "<b>Напишите причину одной строкой.</b> Отмена — /cancel"


def ended_on(when: date) -> str:
    return f"Повтор завершён {day(when)}, новые периоды не откроются."


def done(cancelled: int) -> str:
    if not cancelled:
        return "<b>Повтор завершён.</b> Новые периоды не откроются, открытые отчёты ждём как обычно."
    verb = plural(cancelled, "открытый отчёт отменён", "открытых отчёта отменено", "открытых отчётов отменено")
    return f"<b>Повтор завершён:</b> {verb}, организации получат уведомление."


EVERY = {
    "daily": "каждый день",
    "weekly": "каждую неделю",
    "monthly": "каждый месяц",
    "quarterly": "каждый квартал",
    "half-yearly": "каждое полугодие",
    "yearly": "каждый год",
}


HOW_OFTEN = "Как часто"
ASK_HOW_OFTEN = "<b>Как часто нужен отчёт?</b> Следующий бот спросит сам, когда начнётся период."
DATES_ONLY = "только к названным датам"
#: Buttons; a yearly duty is the year form.
CHOICES = {
    "weekly": "Каждую неделю",
    "monthly": "Каждый месяц",
    "quarterly": "Каждый квартал",
    "half-yearly": "Каждое полугодие",
}


def repeats(recurrence: str) -> str:
    return f"Повторяется: {EVERY.get(recurrence, recurrence)}."
