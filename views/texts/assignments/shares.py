"""A protocol's share of one organisation."""

from views.format import plural

ALSO_BY = "Также по:"


FULL_TEXT = "Полный текст"


ORIGINAL = "Протокол целиком"


def greeting(authority: str, minutes: str, *, single: bool = False) -> str:
    if single:
        return f"Здравствуйте! {authority} направляет {minutes}."
    return f"Здравствуйте! {authority} направляет решения совещания ({minutes})."


def need_report(count: int) -> str:
    return f"Нужен отчёт — {count}"


def year_form(count: int) -> str:
    return f"Годовой итог — {plural(count, 'строка', 'строки', 'строк')}"


def for_work() -> str:
    return "Для работы, отчёт не нужен"


def for_information() -> str:
    return "К сведению"


def send(what: str, not_needed: bool) -> str:
    return f"Прислать {what}" + (". Если не потребовалось — так и отметить" if not_needed else "")


def original_name(number: str | None) -> str:
    return f"Протокол № {number.replace('/', '-')}.txt" if number else "Протокол без номера.txt"


def full_text_name(number: str | None) -> str:
    return f"Пункты, {original_name(number)[0].lower()}{original_name(number)[1:]}"


IN_FILE = "Пунктов много, все они – в файле ниже."
