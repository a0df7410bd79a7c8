"""Decision tables: № | решение | срок | ответственный, also when a web page left one cell on each line."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from domain.minutes.date_words import MONTHS, MONTHS_OF
from domain.minutes.deadline_phrases import is_time
from domain.minutes.labels import Label, LabelKind, take_labels, untangled
from domain.minutes.parties import Case, opening_case
from domain.minutes.rows import Row
from domain.minutes.words import first_infinitive, first_word


class Column(Enum):
    """What a column holds."""

    NUMBER = "number"
    TEXT = "text"
    DEADLINE = "deadline"
    EXECUTOR = "executor"
    BOTH = "both"  # who and by when in one cell
    PLACE = "place"  # organisations the row is about: who must act when nobody else is named
    DATED = "dated"  # a party as the heading, its date in the cell
    OTHER = "other"


_NUMBER = re.compile(r"^(?:№|N\b|#|id$|key$|код$|п\s*/\s*п|пункт\b\s*№?$)", re.IGNORECASE)
_WHO = re.compile(
    r"ответственн|исполнител|^кто\b|^кому\b|^отв\b|адресат|^кого\b|поручено|assignee|owner", re.IGNORECASE
)
_WHEN = re.compile(
    r"срок|\bдата\b|до\s+когда|к\s+какому|^период|^время|^когда|дедлайн|^до\s+какого|месяц|deadline|due", re.IGNORECASE
)
_PLACE = re.compile(
    r"^(?:наименовани\w+\s+)?(?:образовательн\w+\s+)?(?:организаци|учреждени|школ[аы]|оу\b|оо\b|доу\b|объект)",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"категори|участник|результат|отметка|примечани|форма|докладчик|место|^где|слушали|выступил|итог|показател|"
    r"фио|телефон|количеств|источник|финансир|статус|приоритет|комментари|выполнени[ея]$|контрол",
    re.IGNORECASE,
)
_WHAT = re.compile(
    r"реши|решени|постановили|мероприяти|поручени|содержани|наименовани|что\s|задач|вид\w*\s+(?:работ|деятельн)|действи|"
    r"вопрос|пункт|текст|предложени|рекомендаци|направлени|мер[аы]\b|предписан|нарушени|замечани|недостат|работ|task|тема|summary|название|описание|что\b",
    re.IGNORECASE,
)
_DECIDED = re.compile(r"реш|поруч|мероприят|сделать|постанов|рекоменд|задани|задач|предпис|мер[аы]\b", re.IGNORECASE)
NUMBER_CELL = re.compile(r"^(?:п\.?\s*)?(\d{1,3}(?:\.\d{1,2})*)[.)]?$")
_LISTED = re.compile(r"^(\d{1,2}(?:\.\d{1,2})*)[.)]\s*(?=\D)")
_DAYS_ONLY = re.compile(
    r"^(?:(?P<cue>с|до|к|не\s+позднее)\s+)?(?P<days>\d{1,2}(?:\s*(?:по|и|,|[-–—])\s*\d{1,2})*)\.?$", re.IGNORECASE
)
_MONTH_TITLE = re.compile(rf"^(?P<month>{'|'.join(MONTHS)})(?:\s+(?P<year>20\d\d)(?:\s*г(?:од|\.)?)?)?$", re.IGNORECASE)


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
    if len(name) > 80:  # a page break has glued a row to its repeated heading
        name = first_word(name)
    if not name:
        return None
    if _NUMBER.search(name):
        return Column.NUMBER
    who, when = _WHO.search(name) is not None, _WHEN.search(name) is not None
    if who and when:
        return Column.BOTH
    if who or when:
        return Column.EXECUTOR if who else Column.DEADLINE
    named = ((Column.PLACE, _PLACE), (Column.OTHER, _OTHER), (Column.TEXT, _WHAT))
    return next((column for column, pattern in named if pattern.search(name)), None)


def header_of(cells: Sequence[str]) -> list[Column] | None:
    """The columns of a heading row of decisions: what is to be done, and by when or by whom."""
    if any(len(cell) > 80 or first_infinitive(cell) for cell in cells if not _WHAT.match(cell)):
        return None
    named = [column_of(cell) for cell in cells]
    if Column.TEXT not in named or not {Column.DEADLINE, Column.EXECUTOR, Column.BOTH, Column.PLACE} & set(named):
        return None
    columns = [column or Column.OTHER for column in named]
    texts = [at for at, column in enumerate(columns) if column is Column.TEXT]
    chosen = next((at for at in texts if _DECIDED.search(cells[at])), texts[0])
    columns = [Column.OTHER if column is Column.TEXT and at != chosen else column for at, column in enumerate(columns)]
    if {Column.EXECUTOR, Column.BOTH} & set(columns):
        columns = [Column.OTHER if column is Column.PLACE else column for column in columns]
    return columns


def is_decision_table(rows: Sequence[Row]) -> bool:
    """Whether rows of one table list decisions, by their heading or by what the columns hold."""
    return _columns(rows) is not None


def is_plan(rows: Sequence[Row]) -> bool:
    """Whether a table names both who acts and by when."""
    columns = set(_columns(rows) or ())
    return Column.BOTH in columns or {Column.DEADLINE, Column.EXECUTOR} <= columns


def read_table(rows: Sequence[Row]) -> list[TableItem]:
    """The decisions and section rows of a decision table, in order."""
    columns = _columns(rows)
    if columns is None:
        return []
    items: list[TableItem] = []
    heads = next((row.cells for row in rows[:4] if header_of(row.cells) or _dated_heads(row.cells)), ())
    month = ""
    for row in rows:
        if header_of(row.cells) is not None or _is_counting(row.cells) or row.cells == heads:
            continue
        for item in _items(row, columns, heads):
            if item.section and (titled := _MONTH_TITLE.match(item.text.strip(" .:"))):
                month = _genitive(titled)
                continue
            placed = replace(item, deadline=_in_month(item.deadline, month)) if month else item
            if items and _same(items[-1], placed):
                items[-1] = _merged(items[-1], placed)
            else:
                items.append(placed)
    return items


def _genitive(found: re.Match[str]) -> str:
    month = MONTHS_OF[[name.lower() for name in MONTHS].index(found.group("month").lower())]
    return f"{month} {found.group('year') or ''}".strip()


def _in_month(deadline: str, month: str) -> str:
    """«15» under «Октябрь» is 15 October, «в течение месяца» is its end."""
    if _DAYS_ONLY.match(deadline.strip()):
        return f"{deadline.strip(' .')} {month}"
    if " " in month and (short := re.search(r"\b\d{1,2}\.\d{2}\.?$", deadline.strip())):
        return f"{deadline.strip()[: short.end()].rstrip('.')}.{month.split()[1]}"
    if " " in month and re.search(rf"\d\s+(?:{'|'.join(MONTHS_OF)})$", deadline.strip(" .")):
        return f"{deadline.strip(' .')} {month.split()[1]}"
    if re.fullmatch(r"(?:в\s+течение|до\s+конца|весь)\s+месяца?", deadline.strip(), re.IGNORECASE):
        return f"в течение {month}"
    return deadline


def _columns(rows: Sequence[Row]) -> list[Column] | None:
    for at, row in enumerate(rows[:4]):
        header, dated = header_of(row.cells), _dated_heads(row.cells)
        if dated and (header is None or _times_stand_below(dated, rows[at + 1 :])):
            return dated
        if header is not None:
            return header
    return _guessed(rows)


def _times_stand_below(columns: Sequence[Column], rows: Sequence[Row]) -> bool:
    """Whether «Школы | Детские сады» above have dates in their columns, not names."""
    below = [cell for row in rows for cell, column in zip(row.cells, columns, strict=False) if column is Column.DATED]
    filled = [cell for cell in below if cell.strip()]
    return bool(filled) and all(map(is_time, filled))


def _dated_heads(cells: Sequence[str]) -> list[Column] | None:
    """«Мероприятие | Школы | Детские сады»: parties as headings, their dates below."""
    columns = [
        Column.DATED if opening_case(cell) is Case.WHO and column_of(cell) in {None, Column.PLACE} else column_of(cell)
        for cell in cells
    ]
    if Column.TEXT not in columns or columns.count(Column.DATED) < 2:
        return None
    return [column or Column.OTHER for column in columns]


def _guessed(rows: Sequence[Row]) -> list[Column] | None:
    """Without a heading: by what most cells of a column are."""
    width = Counter(len(row.cells) for row in rows).most_common(1)[0][0]
    body = [row.cells for row in rows if len(row.cells) == width]
    if width < 2 or len(body) < 2:
        return None
    columns = [_kind_of([cells[at] for cells in body if cells[at].strip()]) for at in range(width)]
    rest = [at for at, column in enumerate(columns) if column is None]
    if not rest or not {Column.DEADLINE, Column.BOTH} & set(columns):
        return None
    longest = max(rest, key=lambda at: sum(len(cells[at]) for cells in body))
    if sum(1 for cells in body if first_infinitive(cells[longest])) * 2 < len(body):
        return None
    return [Column.TEXT if at == longest else column or Column.OTHER for at, column in enumerate(columns)]


def _kind_of(cells: Sequence[str]) -> Column | None:
    if not cells:
        return Column.OTHER
    for column, fits in (
        (Column.NUMBER, lambda cell: NUMBER_CELL.match(cell.strip()) is not None),
        (Column.DEADLINE, is_time),
        (Column.BOTH, lambda cell: len({label.kind for label in _both(cell)}) == 2),
        (Column.EXECUTOR, lambda cell: opening_case(cell) is not None and first_infinitive(cell) is None),
    ):
        if sum(1 for cell in cells if fits(cell)) * 3 >= len(cells) * 2:
            return column
    return None


def _is_counting(cells: Sequence[str]) -> bool:
    """The row «1 | 2 | 3 | 4» under a heading."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return len(filled) > 1 and filled == [str(at) for at in range(1, len(filled) + 1)]


def _both(cell: str) -> list[Label]:
    """Who and when of one cell: by their labels, else by what each piece is."""
    labels = [label for line in cell.split("\n") for label in take_labels(line)[1]]
    if labels:
        return labels
    joined = re.sub(r"\s*\n\s*", ", ", re.sub(r"[,;]\s*\n", "\n", cell.strip()))
    return untangled([Label(LabelKind.EXECUTOR, joined, cell)])


def _items(row: Row, columns: Sequence[Column], heads: Sequence[str]) -> Iterator[TableItem]:
    cells = list(row.cells) + [""] * (len(columns) - len(row.cells))
    filled = [cell for cell in cells if cell.strip()]
    if len(set(filled)) == 1 and not NUMBER_CELL.match(filled[0].strip()):
        yield TableItem(row, None, filled[0].strip(), section=True)
        return
    parts = {column: "\n".join(_values(cells, columns, column)) for column in Column}
    text = parts[Column.TEXT].strip()
    if not re.search(r"[А-Яа-яЁё]{2}", text):
        return
    deadline, executor = parts[Column.DEADLINE], parts[Column.EXECUTOR] or parts[Column.PLACE]
    if Column.BOTH in columns:
        labels = _both(parts[Column.BOTH])
        executor = executor or ", ".join(label.value for label in labels if label.kind is LabelKind.EXECUTOR)
        deadline = deadline or ", ".join(label.value for label in labels if label.kind is LabelKind.DEADLINE)
    number = NUMBER_CELL.match(parts[Column.NUMBER].strip())
    item = TableItem(row, number.group(1) if number else None, text, deadline, executor)
    if Column.DATED in columns:
        for head, cell, column in zip(heads, cells, columns, strict=False):
            if column is Column.DATED and re.search(r"\w", cell):
                yield replace(item, deadline=cell.replace("\n", " "), executor=head)
        return
    yield from _listed(item)


def _listed(item: TableItem) -> Iterator[TableItem]:
    """A cell that holds 1.1 and 1.2 holds two decisions; dates and executors go with them line by line."""
    lines = [line.strip() for line in item.text.split("\n") if line.strip()]
    marks = {at: mark for at, line in enumerate(lines) if (mark := _LISTED.match(line))}
    starts = list(marks)
    if len(starts) < 2 or starts[0] != 0:
        mark = marks.get(0)
        number = item.number or (mark.group(1) if mark else None)
        text = item.text[mark.end() :].strip() if mark and not item.number else item.text
        yield replace(item, number=number, text=text, deadline=item.deadline.replace("\n", " "))
        return
    pieces = [lines[start:stop] for start, stop in zip(starts, [*starts[1:], len(lines)], strict=True)]
    deadlines, executors = _beside(item.deadline, len(pieces)), _beside(item.executor, len(pieces))
    for piece, start, deadline, executor in zip(pieces, starts, deadlines, executors, strict=True):
        mark = marks[start]
        label = mark.group(1) if item.number is None or "." in mark.group(1) else f"{item.number}.{mark.group(1)}"
        text = "\n".join([piece[0][mark.end() :], *piece[1:]])
        yield replace(item, number=label, text=text, deadline=deadline.replace("\n", " "), executor=executor)


def _beside(cell: str, count: int) -> list[str]:
    lines = [_LISTED.sub("", line.strip()) for line in cell.split("\n") if line.strip()]
    return lines if len(lines) == count else [cell] * count


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
