"""The calendar of due dates."""

CALENDAR = "Календарь сроков"


CALENDAR_FILE = "Файл для календаря телефона"


CALENDAR_NAME = "Сроки.ics"


NO_DATES = "Впереди сроков нет. Новые пункты придут сюда сами."


FILE_HINT = "Откройте файл на телефоне: сроки добавятся в Ваш календарь."


def month(name: str, year: int) -> str:
    return f"{name.capitalize()} {year}"


def more_dates(count: int) -> str:
    return f"…и ещё {count}. В файле есть все."


def calendar_line(when: str, item: str, text: str) -> str:
    return f"• {when} — {item}: {text}"


def event(label: str, organisation: str) -> str:
    return f"{label}. {organisation}"
