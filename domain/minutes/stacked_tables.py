"""Tables that a web page left with one cell on each line, and the executors of a cell."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from domain.minutes.deadline_phrases import is_time
from domain.minutes.parties import is_post, opening_case
from domain.minutes.rows import Row
from domain.minutes.tables import NUMBER_CELL, Column, column_of
from domain.minutes.words import PERSON


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
    return len(text) <= 40 and not NUMBER_CELL.match(text) and not is_time(text) and not text.isupper()


def _restacked(rows: list[Row], others: bool) -> Iterator[Row]:
    """Every deadline line anchors a row: its text stands right above, its executors below."""
    times = [at for at, row in enumerate(rows) if is_time(row.text) and not (at and _continues_time(rows[at - 1]))]
    for place, at in enumerate(times):
        end = at + 1
        while end < len(rows) and is_time(rows[end].text) and _continues_time(rows[end - 1]):
            end += 1
        stop = _row_start(rows, times[place + 1]) if place + 1 < len(times) else len(rows)
        first = _row_start(rows, at)
        number = rows[first].text if NUMBER_CELL.match(rows[first].text) else ""
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
        if NUMBER_CELL.match(rows[back].text):
            return back
    return max(0, at - 1)


def _executor(lines: Sequence[str], others: bool) -> str:
    """The responsible below a deadline: a name goes with the post above it; columns of other things come first."""
    parties: list[str] = []
    for line in lines:
        named = PERSON.match(line) is not None
        if parties and (
            parties[-1].endswith(",") or (named and not PERSON.search(parties[-1]) and is_post(parties[-1]))
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
