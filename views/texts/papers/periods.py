"""«Справка об исполнении решений совещаний за …»: periods in words, its heads and sentences."""

from datetime import date

from domain.discipline import Tally
from domain.spans import Span, month_of, quarter_of, school_year_of
from views.format import day, plural
from views.texts.overview.standings import discipline, in_words
from views.texts.words import MONTHS

ROMAN = ("I", "II", "III", "IV")
CHOOSE = "За какой период справка?"
HINT = "Или напишите период: /report с 01.09 по 15.10, /report октябрь, /report III квартал, /report 2025/2026."
TITLE = "СПРАВКА"
BY_MINUTES, BY_MUNICIPALITY, AGES, NOT_DONE = (
    "По протоколам",
    "По муниципалитетам",
    "Давность неисполненного",
    "Не исполнено",
)
NOTHING = "За этот период срок ни одного пункта не наступил."
UNFINISHED = "Период не завершён."
MADE = "справка за период"
#: Over the counts of a row.
COUNT_HEADS = (
    ("Срок насту\xadпил", 18.0),
    ("В срок", 15.0),
    ("С нару\xadшени\xadем срока", 18.0),
    ("Не испол\xadнено", 16.0),
    ("Ждут реше\xadния", 15.0),
    ("Про\xadдле\xadний", 15.0),
    ("Воз\xadвра\xadтов", 15.0),
)
MINUTES_HEADS = (("Протокол", 38.0), ("Пунк\xadтов", 15.0), *COUNT_HEADS)
MUNICIPALITY_HEADS = (("Муниципалитет", 53.0), *COUNT_HEADS)
ANNEX_HEADS = (("Организация", 60.0), ("Протокол, пункт", 52.0), ("Содержание", 95.0), ("Срок", 40.0), ("Дней", 20.0))
ANNEX = "Приложение: неисполненные пункты"
TOTAL = "Итого"
NO_MUNICIPALITY = "не указан"


def name(span: Span) -> str:
    """«октябрь 2023 года», «III квартал 2023 года», «2023/2024 учебный год», «период с 01.09.2023 по 15.10.2023»."""
    first = span.first
    if span == month_of(first):
        return f"{MONTHS[first.month - 1]} {first.year} года"
    if span == quarter_of(first):
        return f"{ROMAN[(first.month - 1) // 3]} квартал {first.year} года"
    if span == school_year_of(first):
        return f"{first.year}/{first.year + 1} учебный год"
    if span == Span(date(first.year, 1, 1), date(first.year, 12, 31)):
        return f"{first.year} год"
    return f"период с {day(span.first)} по {day(span.last)}"


def button(span: Span) -> str:
    """The same on a button, a capital first."""
    words = name(span).removesuffix(" года")
    return words[0].upper() + words[1:]


def about(span: Span) -> str:
    return f"об исполнении решений совещаний за {name(span)}"


def counts(minutes: int, found: Tally) -> str:
    """The paragraph with all figures but the discipline."""
    due = plural(found.due, "поручения", "поручений", "поручений")
    of = plural(minutes, "протокола", "протоколов", "протоколов")
    return f"За период срок наступил у {due} организациям из {of}: {in_words(found)}."


def share(found: Tally) -> str:
    return f"Исполнительская дисциплина – {discipline(found)}."


def ages(week: int, month: int, longer: int) -> str:
    parts = ((week, "1–7 дней"), (month, "8–30 дней"), (longer, "более 30 дней"))
    return "; ".join(f"{name_} – {value}" for value, name_ in parts if value)


def file_name(span: Span, today: date) -> str:
    return f"Справка_{span.first:%Y-%m-%d}_{span.last:%Y-%m-%d}_на_{today:%Y-%m-%d}.docx"


def summary(span: Span, found: Tally) -> str:
    """What is said beside the file."""
    if not found.due:
        return NOTHING
    return f"{button(span)}: срок наступил у {found.due}, {in_words(found)}. Дисциплина {discipline(found)}."
