"""Words on pictures."""

import re
from datetime import date

from views.format import day, short_day

_FORM = re.compile(r"^(?:[А-ЯЁ]{2,6}У(?:\s+ДО)?|[А-ЯЁ]{3,6}ОУ(?:\s+ДО)?)\s+(?=\S)")
_NAMED = re.compile(r"\s+(?:имени|им\.)\s.*$")
DONE, OF = "Исполнили", "из"
PARTS = ("в срок", "с нарушением срока", "не исполнено", "ждут решения", "срок не наступил")
FILLS = ("1B7A4B", "F2B632", "A3161A", "8DB6E2", "FFFFFF")
INKS = ("FFFFFF", "1F1F1F", "FFFFFF", "1F1F1F", "1F1F1F")
FOOTNOTE = "Серое – пункт организации не адресован."


def short_name(name: str) -> str:
    """Without the legal form and «имени …»."""
    return _NAMED.sub("", _FORM.sub("", name)) or name


def subtitle(today: date, number: int, pages: int) -> str:
    sheet = f" · лист {number} из {pages}" if pages > 1 else ""
    return f"Исполнение на {day(today)}{sheet}"


def until(due: date | None) -> str:
    return f"до {short_day(due)}" if due else ""
