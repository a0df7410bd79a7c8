"""Decision tables: № | решение | срок | ответственный, also when a web page left one cell on each line."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from domain.minutes.deadline_phrases import is_time
from domain.minutes.layout import Row
from domain.minutes.parties import opening_case
from domain.minutes.words import PERSON, first_infinitive


class Column(Enum):
    """What a column holds."""

    NUMBER = "number"
    TEXT = "text"
    DEADLINE = "deadline"
    EXECUTOR = "executor"
    OTHER = "other"


_NAMES = (
    (Column.NUMBER, re.compile(r"^(?:№|N|п\s*/\s*п|пункт\b\s*№?$)", re.IGNORECASE)),
    (Column.EXECUTOR, re.compile(r"ответственн|исполнител|^кто\b|^отв\b", re.IGNORECASE)),
    (Column.DEADLINE, re.compile(r"^срок|\bсроки?\b|^дата|^период|^время|^когда", re.IGNORECASE)),
    (
        Column.OTHER,
        re.compile(
            r"категори|участник|результат|отметка|примечани|форма|докладчик|место|слушали|выступил|итог|показател|"
            r"организаци|учреждени|фио|телефон|замечани|количеств|источник|финансир",
            re.IGNORECASE,
        ),
    ),
    (
        Column.TEXT,
        re.compile(
            r"реши|решени|постановили|мероприяти|поручени|содержани|наименовани|что\s+сделать|задач|вид\w*\s+(?:работ|деятельн)|действи|"
            r"вопрос|пункт|текст|предложени|рекомендаци|направлени",
            re.IGNORECASE,
        ),
    ),
)
_DECIDED = re.compile(r"реш|поруч|мероприят|сделать|постанов|рекоменд|задани", re.IGNORECASE)
_NUMBER_CELL = re.compile(r"^(?:п\.?\s*)?(\d{1,3}(?:\.\d{1,2})*)[.)]?$")


@dataclass(frozen=True, slots=True)
class TableItem:
    """One decision of a table. A section row has only its text."""

    row: Row
    number: str | None
    text: str
    deadline: str = ""
    executor: str = ""
    section: bool = False


def column_of(name: str) -> Column | None:
    """What a heading cell announces."""
    name = re.sub(r"\s+", " ", name).strip()
    if not name or len(name) > 60:
        return None
    return next((column for column, pattern in _NAMES if pattern.search(name)), None)


def header_of(cells: Sequence[str]) -> list[Column] | None:
    """The columns of a heading row of decisions: a text and a deadline or an executor at least."""
    columns = [column_of(cell) or Column.OTHER for cell in cells]
    named = [column_of(cell) for cell in cells if cell.strip()]
    texts = [at for at, column in enumerate(columns) if column is Column.TEXT]
    if not texts or None in named or not {Column.DEADLINE, Column.EXECUTOR} & set(columns):
        return None
    chosen = next((at for at in texts if _DECIDED.search(cells[at])), texts[0])
    return [Column.OTHER if column is Column.TEXT and at != chosen else column for at, column in enumerate(columns)]


def is_decision_table(rows: Sequence[Row]) -> bool:
    """Whether rows of one table list decisions, by their heading or by what the columns hold."""
    return _columns(rows) is not None


def read_table(rows: Sequence[Row]) -> list[TableItem]:
    """The decisions and section rows of a decision table, in order."""
    columns = _columns(rows)
    if columns is None:
        return []
    items: list[TableItem] = []
    for row in rows:
        if header_of(row.cells) is not None or _is_counting(row.cells):
            continue
        item = _item(row, columns)
        if item and items and _same(items[-1], item):
            items[-1] = _merged(items[-1], item)
        elif item:
            items.append(item)
    return items


def _columns(rows: Sequence[Row]) -> list[Column] | None:
    for row in rows[:4]:
        if (columns := header_of(row.cells)) is not None:
            return columns
    return _guessed(rows)


def _guessed(rows: Sequence[Row]) -> list[Column] | None:
    """Without a heading: numbers first, dates or executors in columns of their own."""
    width = Counter(len(row.cells) for row in rows).most_common(1)[0][0]
    body = [row.cells for row in rows if len(row.cells) == width]
    if width < 3 or len(body) < 2:
        return None
    columns = [_kind_of([cells[at] for cells in body if cells[at].strip()]) for at in range(width)]
    if Column.NUMBER not in columns or Column.DEADLINE not in columns:
        return None
    rest = [at for at, column in enumerate(columns) if column is None]
    if not rest:
        return None
    longest = max(rest, key=lambda at: sum(len(cells[at]) for cells in body))
    if not any(first_infinitive(cells[longest]) for cells in body):
        return None
    return [Column.TEXT if at == longest else column or Column.OTHER for at, column in enumerate(columns)]


def _kind_of(cells: Sequence[str]) -> Column | None:
    if not cells:
        return Column.OTHER
    for column, fits in (
        (Column.NUMBER, lambda cell: _NUMBER_CELL.match(cell.strip()) is not None),
        (Column.DEADLINE, is_time),
        (Column.EXECUTOR, lambda cell: opening_case(cell) is not None and first_infinitive(cell) is None),
    ):
        if sum(1 for cell in cells if fits(cell)) * 3 >= len(cells) * 2:
            return column
    return None


def _is_counting(cells: Sequence[str]) -> bool:
    """The row «1 | 2 | 3 | 4» under a heading."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return len(filled) > 1 and filled == [str(at) for at in range(1, len(filled) + 1)]


def _item(row: Row, columns: Sequence[Column]) -> TableItem | None:
    cells = list(row.cells) + [""] * (len(columns) - len(row.cells))
    filled = [cell for cell in cells if cell.strip()]
    if len(set(filled)) == 1 and not _NUMBER_CELL.match(filled[0].strip()):
        return TableItem(row, None, filled[0].strip(), section=True)
    parts = {column: "\n".join(_values(cells, columns, column)) for column in Column}
    text = parts[Column.TEXT].strip()
    if not re.search(r"[А-Яа-яЁё]{2}", text):
        return None
    number = _NUMBER_CELL.match(parts[Column.NUMBER].strip())
    label = number.group(1) if number else None
    if label is None and (inside := re.match(r"(\d{1,2}(?:\.\d{1,2})*)\.\s*(?=[А-ЯЁа-яё])", text)):
        label, text = inside.group(1), text[inside.end() :]
    return TableItem(row, label, text, parts[Column.DEADLINE].replace("\n", " "), parts[Column.EXECUTOR])


def _values(cells: Sequence[str], columns: Sequence[Column], wanted: Column) -> Iterator[str]:
    for cell, column in zip(cells, columns, strict=False):
        if column is wanted and cell.strip():
            yield cell.strip()


def _same(before: TableItem, item: TableItem) -> bool:
    """Cells merged downwards repeat the number and the text; only the executors differ."""
    return (before.number, before.text, before.deadline) == (item.number, item.text, item.deadline) and not item.section


def _merged(before: TableItem, item: TableItem) -> TableItem:
    executors = [part for part in (before.executor, item.executor) if part]
    return replace(before, executor=",\n".join(dict.fromkeys(executors)), row=replace(before.row, last=item.row.last))


def unstacked(rows: Sequence[Row]) -> list[Row]:
    """Rows of a table whose cells a web page left on lines of their own, put together again; else the rows as given."""
    start = next((at for at in range(len(rows)) if re.fullmatch(r"№(?:\s*п\s*/?\s*п\.?)?", rows[at].text)), None)
    if start is None or rows[start].cells:
        return list(rows)
    stop = next((at for at in range(start + 1, min(start + 14, len(rows))) if not _is_name(rows[at].text)), start)
    names = [column_of(row.text) or Column.OTHER for row in rows[start + 1 : stop]]
    if Column.TEXT not in names or Column.DEADLINE not in names:
        return list(rows)
    heading = replace(rows[start], cells=("№", "Мероприятие", "Срок", "Ответственный"), table=-1)
    others = names.count(Column.OTHER) > 0 and Column.EXECUTOR in names
    return [*rows[:start], heading, *_restacked(list(rows[stop:]), others)]


def _is_name(text: str) -> bool:
    return len(text) <= 40 and not _NUMBER_CELL.match(text) and not is_time(text) and not text.isupper()


def _restacked(rows: list[Row], others: bool) -> Iterator[Row]:
    """Every deadline line anchors a row: its text stands right above, its executors below."""
    times = [at for at, row in enumerate(rows) if is_time(row.text) and not (at and _continues_time(rows[at - 1]))]
    for place, at in enumerate(times):
        end = at + 1
        while end < len(rows) and is_time(rows[end].text) and _continues_time(rows[end - 1]):
            end += 1
        stop = _row_start(rows, times[place + 1]) if place + 1 < len(times) else len(rows)
        first = _row_start(rows, at)
        number = rows[first].text if _NUMBER_CELL.match(rows[first].text) else ""
        text = " ".join(row.text for row in rows[first + bool(number) : at])
        deadline = " ".join(row.text for row in rows[at:end])
        below = [row.text for row in rows[end:stop] if not row.text.isupper()]
        executor = _executor(below, others)
        yield Row(
            text, rows[first].first, rows[max(at, stop - 1)].last, cells=(number, text, deadline, executor), table=-1
        )


def _continues_time(row: Row) -> bool:
    return row.text.rstrip().endswith(("-", "–", "—")) and is_time(row.text)


def _row_start(rows: Sequence[Row], at: int) -> int:
    """Where the row of the deadline at `at` begins: its number, or the one line above."""
    for back in range(at - 1, max(-1, at - 5), -1):
        if _NUMBER_CELL.match(rows[back].text):
            return back
    return max(0, at - 1)


def _executor(lines: Sequence[str], others: bool) -> str:
    """The responsible below a deadline: a name goes with the post above it; columns of other things come first."""
    parties: list[str] = []
    for line in lines:
        named = PERSON.match(line) is not None
        if parties and (
            parties[-1].endswith(",") or (named and not PERSON.search(parties[-1]) and _is_post(parties[-1]))
        ):
            parties[-1] = f"{parties[-1]} {line}"
        else:
            parties.append(line)
    return ", ".join(parties[1:] if others and len(parties) > 1 else parties)


def cell_parties(text: str) -> str:
    """The executors of a cell in one line: lines of a cell are parties unless a name follows its post."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    glued: list[str] = []
    for line in lines:
        if glued and line[:1].islower() and not opening_case(line):
            glued[-1] = f"{glued[-1]} {line}"
        else:
            glued.append(line)
    return _executor(glued, others=False)


def _is_post(text: str) -> bool:
    return (
        re.match(
            r"(?:директор|заместител|зам\.|ответственн\w+\s+за|учител|педагог|методист|заведующ|начальник|завхоз|воспитател|классн)",
            text,
            re.IGNORECASE,
        )
        is not None
    )
