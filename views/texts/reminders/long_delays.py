"""Long delays: what the controller decides, what the head and the viewers are told."""

from views.format import plural

REPORT_UP = "Доложить руководителю"
TOLD_UP = "Руководителю доложено"
DECIDE = "Решите: продлить, отменить, доложить"
NOTHING_TO_DECIDE = "Решать нечего: долгих просрочек нет."
DECIDE_HINT = "Откройте пункт: продлить, отменить или доложить руководителю."
WHO_IS_LATE = "Кто просрочил"
OPEN = "Открыть пункт"
SPECIALISTS = "Специалисты напоминали, ответа нет."
EXCEL = "Excel"
FILE_NAME = "Просрочено.xlsx"
SHEET = "Просрочено"
COLUMNS = ("Организация", "Протокол", "Пункт", "Содержание", "Срок", "Просрочено, дней", "Состояние")
WIDTHS = (40, 28, 20, 70, 12, 12, 24)
HEAD = "Руководитель органа"
HEAD_HINT = "Руководителю органа бот сообщает о долгих просрочках. Отметьте его:"
NO_OFFICIALS = "Отметить некого: сначала пригласите сотрудников."
BACK = "Назад"


def decide_button(count: int) -> str:
    return f"Решить ({count})"


def long_late(days: int, organisations: int, items: int) -> str:
    who = plural(organisations, "организация", "организации", "организаций")
    than = plural(days, "день", "дня", "дней")
    return f"Просрочено {than} и больше: {who}, {plural(items, 'пункт', 'пункта', 'пунктов')}"


def worst(name: str, items: int) -> str:
    return f"• {name}: {plural(items, 'пункт', 'пункта', 'пунктов')}"


def more(count: int) -> str:
    return f"…и ещё {plural(count, 'организация', 'организации', 'организаций')}"


def told(organisation: str) -> str:
    return f"Долгая просрочка: {organisation}"


def late_by(days: int) -> str:
    return f"на {plural(days, 'день', 'дня', 'дней')}"


def in_file() -> str:
    return "Список – в файле."
