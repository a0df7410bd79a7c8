"""«Матрица» and «Список»: what stands in their heads and cells."""

from datetime import date

from domain.matrix import CellState
from services.overview.figures import Line, days_late
from views.format import day, short_day

MATRIX, LIST = "Матрица", "Список"
NUMBER, ORGANISATION, ACKNOWLEDGED, NOT_DONE, DONE = (
    "№",
    "Организация",
    "Ознаком\u00adлены",
    "Не испол\u00adнено",
    "Исполнили",
)
NO_REPORTS = "Пунктов с отчётом к сроку нет."
SIGNS = {
    CellState.IN_TIME: "✓",
    CellState.TO_CHECK: "П",
    CellState.REWORK: "Д",
    CellState.ASKS_TIME: "→",
    CellState.DISPUTED: "У",
    CellState.AHEAD: "○",
    CellState.CANCELLED: "×",
}
WORDS = {
    CellState.IN_TIME: "в срок",
    CellState.TO_CHECK: "проверка",
    CellState.REWORK: "доработка",
    CellState.ASKS_TIME: "продление",
    CellState.DISPUTED: "уточн.",
    CellState.CANCELLED: "отмен.",
}
LEGEND = {
    CellState.IN_TIME: "в срок",
    CellState.LATE: "позже, дней",
    CellState.OVERDUE: "просрочено, дней",
    CellState.TO_CHECK: "на проверке",
    CellState.REWORK: "на доработке",
    CellState.ASKS_TIME: "просят продлить",
    CellState.DISPUTED: "уточняется",
    CellState.AHEAD: "срок не наступил",
    CellState.CANCELLED: "отменено",
}
#: Background and ink; only what is overdue is dark, so that it is seen in grey too.
COLOURS = {
    CellState.IN_TIME: ("DDF1E4", "0B5D33"),
    CellState.LATE: ("FFF0C7", "5F4200"),
    CellState.OVERDUE: ("A3161A", "FFFFFF"),
    CellState.TO_CHECK: ("D9E8F8", "0A437A"),
    CellState.REWORK: ("FFDDB5", "6E3600"),
    CellState.ASKS_TIME: ("E6E0F3", "432C7A"),
    CellState.DISPUTED: ("E6E0F3", "432C7A"),
    CellState.AHEAD: ("FFFFFF", "6F6F6F"),
    CellState.CANCELLED: ("FFFFFF", "6F6F6F"),
}
NOT_ADDRESSED = "EDEDED"
LIST_HEADS = (
    ("№ пункта", 10),
    ("Содержание", 50),
    ("Организация", 30),
    ("Муниципалитет", 22),
    ("Вид", 20),
    ("Срок по протоколу", 12),
    ("Действующий срок", 12),
    ("Продлений", 10),
    ("Состояние", 30),
    ("Сдано впервые", 12),
    ("Снято с контроля", 12),
    ("Дней просрочки", 10),
    ("Возвратов", 10),
    ("Документ", 30),
    ("Номер", 12),
    ("Дата", 12),
    ("Внесено", 14),
    ("В боте", 14),
)
BY_OFFICIAL, BY_ITSELF, IN_BOT = "отделом", "организацией", "да"


def title(minutes: str, today: date) -> str:
    return f"Исполнение решений {minutes} по состоянию на {day(today)}"


def sign(state: CellState, line: Line, today: date, mark: str = "") -> str:
    """One or two letters: «✓», «+5», «9»; `mark` stands before what is overdue."""
    if state is CellState.LATE:
        return f"+{days_late(line, today)}"
    return f"{mark}{days_late(line, today)}" if state is CellState.OVERDUE else SIGNS[state]


def word(state: CellState, line: Line, today: date) -> str:
    """A word that is read without a legend: «в срок», «+5», «проср. 9», «до 31.10»."""
    if state is CellState.LATE:
        return f"+{days_late(line, today)}"
    if state is CellState.OVERDUE:
        return f"проср. {days_late(line, today)}"
    if state is CellState.AHEAD:
        return f"до {short_day(line.counted.due)}" if line.counted.due else "без срока"
    return WORDS[state]


def done_of(done: int, of: int) -> str:
    return f"{done} из {of}"


def legend() -> str:
    """The signs of the sheet and what they mean, in one line."""
    shown = {CellState.LATE: "+5", CellState.OVERDUE: "!9"} | SIGNS
    return "   ".join(f"{shown[state]} {words}" for state, words in LEGEND.items())


def sheet(number: int) -> str:
    return MATRIX if number == 1 else f"{MATRIX} {number}"
