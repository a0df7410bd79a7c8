"""Tables typed as lines (bars, tabs, a cell a line), and tables that hold the minutes themselves, told as text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from domain.minutes.rows import Row

#: Lines of one cell between two bars.
LONGEST_CELL = 4
_DECIDED = re.compile(r"(?:решили|решено|постановили|решение|постановил[аи]?)", re.IGNORECASE)
_CARD_ROWS = re.compile(
    r"(?P<what>суть|что\s+сделать|содержание\s+поручения|поручение|задача)|(?P<who>исполнител[ьи]|ответственн\w+|кто)|(?P<when>срок\w*(?:\s+исполнения)?|когда)",
    re.IGNORECASE,
)
_PLANNED = re.compile(r"срок|ответств|исполн|^кто|^кому|дата|до\s+какого", re.IGNORECASE)
_TALKED = re.compile(r"(?:слушали|выступил|вопрос|повестк|обсужда)", re.IGNORECASE)


def stacked_bars(rows: list[Row]) -> list[Row]:
    """A table whose cells a web page left on lines of their own, each closed by a bar, put together again."""
    heading = re.compile(r"(?:№|N\b)[^|]{0,8}(?:\||$)")
    start = next((at for at, row in enumerate(rows) if not row.cells and heading.match(row.text)), None)
    if start is None or sum(row.text.endswith("|") for row in rows[start : start + 12]) < 4:
        return rows
    stop = _bars_end(rows, start)
    cells: list[tuple[str, int]] = []
    text = ""
    for row in rows[start:stop]:
        text = f"{text} {row.text.rstrip('|').strip()}".strip()
        if row.text.endswith("|"):
            cells.append((text, row.last))
            text = ""
    width = next((at for at, (cell, _) in enumerate(cells) if re.fullmatch(r"1[.)]?", cell)), 0)
    if width < 3:
        return rows
    made = []
    for at in range(0, len(cells), width):
        group = cells[at : at + width]
        first = cells[at - 1][1] + 1 if at else rows[start].first
        made.append(
            Row(
                "\t".join(cell for cell, _ in group),
                first,
                group[-1][1],
                cells=tuple(cell for cell, _ in group),
                table=-99,
            )
        )
    return [*rows[:start], *made, *rows[stop:]]


def _bars_end(rows: Sequence[Row], start: int) -> int:
    """Behind the last row closed by a bar before a table, a resolution or a stretch without bars."""
    end = start
    for at, row in enumerate(rows[start:], start):
        closed = row.text.endswith("|")
        if row.cells or (_DECIDED.match(row.text) and not closed) or at - end > LONGEST_CELL:
            break
        end = at + 1 if closed else end
    return end


def told_tables(rows: list[Row]) -> list[Row]:
    """Tables that hold the minutes themselves («СЛУШАЛИ | РЕШИЛИ», «РЕШИЛИ: | 1. …») are read as text, cell by cell."""
    told: list[Row] = []
    heads: dict[int | None, tuple[str, ...]] = {}
    for row in rows:
        if not row.cells:
            told.append(row)
            continue
        named = _CARD_ROWS.fullmatch(row.cells[0].strip(" :"))
        if len(row.cells) == 2 and named and not _CARD_ROWS.fullmatch(row.cells[1].strip(" :")):
            told.append(_card_row(row, named))
            continue
        if row.table not in heads:
            told_here = any(_DECIDED.fullmatch(cell.strip(" :")) for cell in row.cells) and any(
                map(_TALKED.match, row.cells)
            )
            heads[row.table] = row.cells if told_here and not any(map(_PLANNED.search, row.cells)) else ()
        head = heads[row.table]
        if not head and not (
            len(row.cells) == 2 and _DECIDED.fullmatch(row.cells[0].strip(" :")) and len(row.cells[1]) > 40
        ):
            told.append(row)
        elif row.cells != head or not (_TALKED.match(row.cells[0]) or len(row.cells) == 1):
            told += _told(row, head if row.cells != head else ())
    return told


def _card_row(row: Row, named: re.Match[str]) -> Row:
    """A row of a card («Суть | Провести проверку», «Срок | до 26 декабря») as a line with its label."""
    text = row.cells[1].replace("\n", " ")
    label = "- " if named.group("what") else "Отв.: " if named.group("who") else "Срок: "
    return Row(f"{label}{text}", row.first, row.last, named.group("what") is not None)


def _told(row: Row, head: tuple[str, ...]) -> Iterator[Row]:
    for at, cell in enumerate(row.cells):
        title = head[at].strip(" :") if at < len(head) else ""
        if title and _DECIDED.fullmatch(title):
            yield Row(f"{title.upper()}:", row.first, row.last, True)
        elif title and _TALKED.match(title):
            yield Row(f"СЛУШАЛИ: {cell.split(chr(10))[0]}", row.first, row.last, True)
            yield from (Row(line.strip(), row.first, row.last) for line in cell.split("\n")[1:] if line.strip())
            continue
        decided = not title or _DECIDED.fullmatch(title)
        said = cell if decided or not cell.strip() else f"{title}: {cell.strip()}"  # «Срок», «Ответственный»: labels
        yield from (Row(line.strip(), row.first, row.last) for line in said.split("\n") if line.strip())


def typed_tables(rows: list[Row]) -> list[Row]:
    """Lines typed as a table (cells between | or tabs) become table rows."""
    split = [_typed_cells(row) for row in rows]
    made: list[Row] = []
    table = -1
    for at, (row, cells) in enumerate(zip(rows, split, strict=True)):
        near = [
            other
            for other in split[max(0, at - 2) : at] + split[at + 1 : at + 3]
            if other and abs(len(other) - len(cells)) <= 1
        ]
        if not row.cells and sum(map(bool, cells)) <= 1 and made and made[-1].table == table and _is_section(split, at):
            made.append(replace(row, cells=(next(filter(None, cells), row.text),), table=table))
        elif not row.cells and len(cells) >= 3 and near:
            if not (made and made[-1].table == table):
                table -= 1
            made.append(replace(row, cells=cells, table=table))
        else:
            made.append(row)
    return made


def _is_section(split: list[tuple[str, ...]], at: int) -> bool:
    """A line of one cell between two rows of a typed table is its section."""
    following = split[at + 1] if at + 1 < len(split) else ()
    return len(following) >= 3 and any(len(before) >= 3 for before in split[max(0, at - 2) : at])


def _typed_cells(row: Row) -> tuple[str, ...]:
    if "|" in row.text and not row.cells:
        return tuple(cell.strip() for cell in row.text.removeprefix("|").removesuffix("|").split("|"))
    return tuple(cell.strip() for cell in row.text.split("\t")) if "\t" in row.text and not row.cells else ()
