"""«Возобновить контроль»."""

from datetime import date

from views.format import day, plural

RESUME = "Возобновить контроль"
TITLE = "Возобновить контроль?"
FINAL = "Принятый отчёт останется в истории, организация получит пункт ещё раз."
CHOOSE = "Почему возобновляете?"
OTHER = "Другая причина"
BACK = "Назад"
ASK_REASON = "Напишите причину одним сообщением, организация её увидит. Отмена — /cancel"
TOAST = "Контроль возобновлён"
#: Ready reasons; the place is stored in buttons: append only.
REASONS = (
    ("Принято по ошибке", "отчёт был принят по ошибке"),
    ("Обнаружились недочёты", "после приёмки обнаружились недочёты"),
    ("Документ утратил силу", "присланный документ изменён или утратил силу"),
    ("Не подтвердилось на месте", "исполнение не подтвердилось при проверке"),
)


def until(value: date) -> str:
    return f"Новый отчёт: до {day(value)}"


def days(count: int, chosen: bool) -> str:
    return ("✓ " if chosen else "") + plural(count, "рабочий день", "рабочих дня", "рабочих дней")


def resumed(label: str) -> str:
    return f"<b>Контроль по {label} возобновлён</b>"


def reason(text: str) -> str:
    return f"Причина: {text.rstrip('.')}."


def again(value: date | None) -> str:
    when = f" до {day(value)}" if value else ""
    return f"Пришлите, пожалуйста, отчёт ещё раз{when}. Прежний отчёт сохранён."
