"""«Реестр подтверждающих документов»: its heads and blocks."""

from datetime import date

from views.format import day, plural

SHEET = "Реестр"
HEADS = (
    ("№", 5),
    ("Вопрос повестки", 24),
    ("Пункт и протокол", 26),
    ("Организация", 30),
    ("Документ", 34),
    ("Номер", 12),
    ("Дата", 12),
    ("Ссылка или файл", 34),
    ("Принят", 12),
    ("Примечание", 26),
)
NO_QUESTION = "Без вопроса"
NO_DOCUMENT = "Документа нет"
NO_FILE = "файла нет"
A_FILE = "файл без названия"


def title(minutes: str, today: date) -> str:
    return f"Реестр подтверждающих документов: {minutes}, по состоянию на {day(today)}"


def total(question: str, count: int) -> str:
    return f"Итого по вопросу «{question}»: {plural(count, 'документ', 'документа', 'документов')}"


def entered(by_official: bool) -> str:
    return "внесено отделом" if by_official else ""
