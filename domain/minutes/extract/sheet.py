"""Rows of cells without a frame around them, as sheets and typed tables have: where the table begins and ends."""

from collections.abc import Sequence

from domain.minutes.extract.text import clean, collapse_blanks
from domain.minutes.layout import plain_rows
from domain.minutes.model import Document, Line
from domain.minutes.rows import Row
from domain.minutes.tables import is_decision_table

MAX_COLUMNS = 60
_SAMPLE = 200  # rows that tell what a table is; a registry has thousands


def sheet_lines(rows: Sequence[Sequence[str]], number: int, between: str = " ") -> list[Line]:
    """The table of a sheet as rows, what stands above and below it as lines; `between` parts the cells of a line.

    The table begins at its first full row. Rows that are not full belong to it (sections, cells left empty) until an
    empty row parts them from the last full one. Columns with nothing in them are left out.
    """
    used = [at for at in range(max(map(len, rows), default=0)) if any(at < len(row) and row[at] for row in rows)]
    cells = [tuple(row[at] if at < len(row) else "" for at in used) for row in rows]
    start, end = _table(cells)
    table = [Line(clean("\t".join(row)), row, number) for row in cells[start:end] if any(row)]
    return collapse_blanks([*_plain(cells[:start], between), *table, *_plain(cells[end:], between)])


def has_decisions(lines: Sequence[Line]) -> bool:
    """Whether a table among the lines lists decisions, as `tables.py` tells them."""
    tables: dict[int, list[Row]] = {}
    for row in plain_rows(Document(tuple(lines), "")):
        if row.table is not None and row.cells:
            tables.setdefault(row.table, []).append(row)
    return any(is_decision_table(rows[:_SAMPLE]) for rows in tables.values())


def _table(rows: Sequence[Sequence[str]]) -> tuple[int, int]:
    """From where to where; empty where no row has two cells."""
    filled = [sum(map(bool, row)) for row in rows]
    enough = max(2, -(-max(filled, default=0) * 3 // 5))
    full = [at for at, count in enumerate(filled) if count >= enough]
    if not full:
        return len(rows), len(rows)
    end = next((at for at in range(full[-1], len(rows)) if not filled[at]), len(rows))
    return full[0], end


def _plain(rows: Sequence[Sequence[str]], between: str) -> list[Line]:
    lines: list[Line] = []
    for row in rows:
        filled = [cell for cell in row if cell]
        texts = filled[0].split("\n") if len(filled) == 1 else [clean(between.join(filled).replace("\n", " "))]
        if not (lines and texts == [lines[-1].text]):  # a cell merged downwards says it once
            lines += [Line(text) for text in texts]
    return lines
