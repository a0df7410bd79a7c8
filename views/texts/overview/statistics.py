"""`/stats`: execution discipline in words."""

from datetime import date

from domain.discipline import Tally
from domain.spans import Span
from views.texts.overview.standings import discipline, in_words
from views.texts.words import MONTHS

TITLE = "Исполнительская дисциплина"
BY_ORGANISATIONS, BY_MONTHS, BY_MINUTES = "По организациям", "По месяцам", "По протоколам"
NOTHING = "В этом учебном году срок ни одного пункта ещё не наступил."
FORMULA = "Дисциплина – доля «в срок» от исполненных и неисполненных; что ждёт решения отдела, не считается."
REPORT = "Справка за период"


def heading(span: Span, *, own: bool) -> str:
    whose = "Ваша организация" if own else TITLE
    return f"{whose}, {span.first.year}/{span.last.year} учебный год"


def whole(found: Tally) -> str:
    """«Срок наступил у 67: исполнено в срок – 52, …. В срок 52 из 63 (83 %).»"""
    return f"Срок наступил у {found.due}: {in_words(found)}.{share(found)}"


def share(found: Tally) -> str:
    return f" В срок {discipline(found)}." if found.judged else ""


def row(name: str, found: Tally) -> str:
    """One line of a list: «• октябрь 2026: в срок 4 из 5, не исполнено 1»."""
    parts = [f"в срок {discipline(found)}"] if found.judged else []
    parts += [f"не исполнено {found.not_done}"] if found.not_done else []
    parts += [f"ждут решения {found.undecided}"] if found.undecided else []
    return f"• {name}: {', '.join(parts)}"


def beside(extensions: int, returns: int) -> str:
    parts = [f"{name} – {value}" for name, value in (("Продлений", extensions), ("возвратов", returns)) if value]
    return f"{', '.join(parts)}." if parts else ""


def ages(week: int, month: int, longer: int) -> str:
    return f"Не исполнено: до недели – {week}, до 30 дней – {month}, дольше – {longer}."


def month(first: date) -> str:
    return f"{MONTHS[first.month - 1]} {first.year}"
