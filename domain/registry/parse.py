"""Rows of a table, or pasted names, → organisations. What is not taken is told with its row, the rest is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import NoReturn

from domain.errors import RegistryRefused
from domain.organisations import Organisation
from domain.registry.columns import Header, find_header
from domain.registry.kinds import infer_kind, is_heading
from domain.registry.names import distinct_short_names, make_short_name, name_key, search_key
from domain.registry.table import MOST_ROWS, Row, read_sheets

LONGEST_NAME = 500
_NUMBERING = re.compile(r"^\s*(?:\d{1,4}\s*[.)](?!\d)|[-–—•*·])\s*")


class NotTaken(StrEnum):
    """Why a row of a list became no organisation."""

    REPEATED = "repeated"  # it says what another row has said
    DIFFERS = "differs"  # another row has the same name and says something else
    NAMELESS = "nameless"
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row that was not taken. `kept`: the row that stands for it; `fields`: in what they differ."""

    row: int
    why: NotTaken
    name: str = ""
    kept: int = 0
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableReading:
    """Organisations of a list, the titles of columns that the product does not use, the rows not taken."""

    organisations: tuple[Organisation, ...]
    unused_columns: tuple[str, ...] = ()
    skipped: tuple[SkippedRow, ...] = ()


def read_table(data: bytes) -> TableReading:
    """Organisations of an .xlsx, .csv or .docx with a column of names, in the order of the rows, `id` 0.

    Raises RegistryRefused: no_name_column, empty_table, and what `read_sheets` raises.
    """
    for rows in read_sheets(data):
        if header := find_header(rows):
            return _read(rows, header)
    raise RegistryRefused("no_name_column")


def first_sheet(data: bytes) -> tuple[Row, ...]:
    """The first sheet with words in it. Raises RegistryRefused as `read_sheets`, "empty_table" where there is none."""
    for rows in read_sheets(data):
        if any(map(any, rows)):
            return rows
    raise RegistryRefused("empty_table")


def read_rows(rows: Sequence[Row], name_column: int) -> TableReading:
    """The same where somebody has said which column holds the names, counted from 0. Raises empty_table."""
    return _read(rows, find_header(rows, name_column) or Header(0, {name_column: "name"}, ()))


def parse_names(text: str) -> TableReading:
    """Organisations from names pasted line by line; numbering and bullets of a list are taken off.

    A fragment of a sheet pasted with its header row is read as a table. Raises RegistryRefused: empty_table,
    too_many_rows (limit), columns_without_header (row).
    """
    lines = text.splitlines()
    if len(lines) > MOST_ROWS:
        raise RegistryRefused("too_many_rows", limit=MOST_ROWS)
    cells = [tuple(re.sub(r"^\s*\d+\s*\t", "", line).strip().split("\t")) for line in lines]
    wide = next((number for number, row in enumerate(cells, start=1) if len(row) > 1), None)
    if wide is None:
        names = [(_bare(row[0]),) for row in cells]
        return _read(names, Header(0, {0: "name"}, ()))
    filled = [tuple(line.split("\t")) for line in lines if line.strip()]
    if header := find_header(filled):
        return _read(filled, header)
    raise RegistryRefused("columns_without_header", row=wide)


def _bare(line: str) -> str:
    return " ".join(_NUMBERING.sub("", line).split()).rstrip(";,")


def _read(rows: Sequence[Row], header: Header) -> TableReading:
    taken: list[tuple[int, Organisation]] = []
    skipped: list[SkippedRow] = []
    for number, row in enumerate(rows[header.rows :], start=header.rows + 1):
        cells = {column: row[place] for place, column in header.columns.items() if place < len(row)}
        name = cells.get("name", "")
        if not any(row) or is_heading(row, name):
            continue
        if not name:
            skipped.append(SkippedRow(number, NotTaken.NAMELESS, " ".join(filter(None, row))[:LONGEST_NAME]))
        elif len(name) > LONGEST_NAME:
            skipped.append(SkippedRow(number, NotTaken.TOO_LONG, name[:LONGEST_NAME]))
        else:
            taken.append((number, _organisation(cells)))
    kept, repeated = _without_repeats(taken)
    if not kept:
        _refuse_all(skipped)
    told = tuple(sorted([*skipped, *repeated], key=lambda each: each.row))
    return TableReading(kept, header.unused, told)


def _refuse_all(skipped: Sequence[SkippedRow]) -> NoReturn:
    for row in skipped:
        if row.why is NotTaken.TOO_LONG:
            raise RegistryRefused("name_too_long", row=row.row, limit=LONGEST_NAME)
    raise RegistryRefused("empty_table")


def _organisation(cells: dict[str, str]) -> Organisation:
    name = cells["name"]
    return Organisation(
        id=0,
        name=name,
        short_name=cells.get("short_name") or make_short_name(name),
        kind=infer_kind(name, cells.get("kind", "")),
        municipality=cells.get("municipality", ""),
        groups=_several(cells.get("groups", "")),
        synonyms=_several(cells.get("synonyms", "")),
        head_name=cells.get("head_name", ""),
        email=cells.get("email", ""),
        phone=cells.get("phone", ""),
    )


def _several(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in cell.split("|") if part.strip()))


def _without_repeats(
    taken: Sequence[tuple[int, Organisation]],
) -> tuple[tuple[Organisation, ...], list[SkippedRow]]:
    """The first row of each name in a municipality, and the others with what they say differently."""
    first: dict[tuple[str, str], tuple[int, Organisation]] = {}
    skipped = []
    for number, row in taken:
        kept_number, kept = first.setdefault((search_key(row.municipality), name_key(row.name)), (number, row))
        if kept is not row:
            differing = _differing(kept, row)
            why = NotTaken.DIFFERS if differing else NotTaken.REPEATED
            skipped.append(SkippedRow(number, why, row.name, kept_number, differing))
    rows = tuple(row for _, row in first.values())
    longer = distinct_short_names(rows)
    return tuple(replace(row, short_name=longer.get(n, row.short_name)) for n, row in enumerate(rows)), skipped


#: Spellings of the name are one name.
_NAMES = frozenset({"name", "short_name"})


def _differing(kept: Organisation, row: Organisation) -> tuple[str, ...]:
    names = (field.name for field in fields(Organisation) if field.name not in _NAMES)
    return tuple(name for name in names if getattr(row, name) and getattr(kept, name) != getattr(row, name))
