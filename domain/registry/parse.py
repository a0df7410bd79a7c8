"""Rows of a table, or pasted names, → organisations. Nothing is dropped without a word."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from domain.errors import RegistryRefused
from domain.organisations import Organisation
from domain.registry.kinds import infer_kind
from domain.registry.names import distinct_short_names, make_short_name, name_key, search_key
from domain.registry.table import MOST_ROWS, Row, read_sheets

LONGEST_NAME = 500
_HEADER_WITHIN = 15  # rows of a title that may stand above the header

_COLUMNS: dict[str, tuple[str, ...]] = {
    "name": (
        "наименование", "название", "полное наименование", "наименование организации", "наименование учреждения",
        "наименование оо", "наименование оу", "полное название", "название организации", "организация",
        "полное наименование организации", "наименование полное",
    ),
    "short_name": ("краткое наименование", "сокращенное наименование", "краткое название", "наименование краткое"),
    "kind": ("тип", "тип организации", "вид", "тип оо", "тип учреждения"),
    "municipality": ("муниципалитет", "муниципальное образование", "район", "округ", "мо"),
    "groups": ("группы", "группа"),
    "synonyms": ("синонимы", "синоним"),
    "head_name": ("руководитель", "директор", "фио руководителя", "заведующий"),
    "email": ("e mail", "email", "почта", "электронная почта", "эл почта", "адрес электронной почты"),
}  # fmt: skip
_COLUMN_OF = {search_key(title): column for column, titles in _COLUMNS.items() for title in titles}
_NUMBERING = re.compile(r"^\s*(?:\d{1,4}\s*[.)](?!\d)|[-–—•*·])\s*")


@dataclass(frozen=True, slots=True)
class TableReading:
    """Organisations of a table and the titles of columns that the product does not use (shown in the preview)."""

    organisations: tuple[Organisation, ...]
    unused_columns: tuple[str, ...] = ()


def read_table(data: bytes) -> TableReading:
    """Organisations of an .xlsx or .csv; see `parse_table` for refusals."""
    for rows in read_sheets(data):
        for number, row in enumerate(rows[:_HEADER_WITHIN]):
            columns = _columns(row, number + 1)
            if "name" in columns.values():
                unused = tuple(title for place, title in enumerate(row) if title and place not in columns)
                return TableReading(_organisations(rows, number + 1, columns), unused)
    raise RegistryRefused("no_name_column")


def parse_table(data: bytes, filename: str = "") -> tuple[Organisation, ...]:
    """Organisations of an .xlsx or .csv with a column «Наименование», in the order of the rows, `id` 0.

    `filename` only helps to refuse what is no table by its suffix. Raises RegistryRefused with row numbers of the
    file: unsupported_table, no_name_column, empty_table, rows_without_name (rows), duplicate_name (name, rows),
    duplicate_column (title, row), name_too_long (row, limit), and what `read_sheets` raises.
    """
    suffix = filename.rpartition(".")[2].casefold() if "." in filename else ""
    if suffix in {"docx", "doc", "pdf", "odt", "rtf", "jpg", "jpeg", "png", "ods"}:
        raise RegistryRefused("unsupported_table", suffix=suffix)
    return read_table(data).organisations


def parse_names(text: str) -> tuple[Organisation, ...]:
    """Organisations from names pasted line by line; numbering and bullets of a list are taken off.

    A fragment of a sheet pasted with its header row is read as a table. Raises RegistryRefused: empty_table,
    too_many_rows (limit), duplicate_name (name, rows), name_too_long (row, limit), columns_without_header (row).
    """
    lines = text.splitlines()
    if len(lines) > MOST_ROWS:
        raise RegistryRefused("too_many_rows", limit=MOST_ROWS)
    filled = [line for line in lines if line.strip()]
    if filled and "\t" in filled[0] and "name" in _columns(filled[0].split("\t"), 1).values():
        return read_table(text.encode()).organisations
    found: list[tuple[int, Organisation]] = []
    for number, line in enumerate(lines, start=1):
        bare = re.sub(r"^\s*\d+\s*\t", "", line).strip()
        if "\t" in bare:
            raise RegistryRefused("columns_without_header", row=number)
        name = " ".join(_NUMBERING.sub("", bare).split()).rstrip(";,")
        if name:
            found.append((number, _organisation({"name": name}, number)))
    return _finished(found)


def _columns(row: Sequence[str], number: int) -> dict[int, str]:
    columns: dict[int, str] = {}
    for place, title in enumerate(row):
        column = _COLUMN_OF.get(search_key(title))
        if column is None:
            continue
        if column in columns.values():
            raise RegistryRefused("duplicate_column", title=title, row=number)
        columns[place] = column
    return columns


def _organisations(rows: Sequence[Row], header: int, columns: dict[int, str]) -> tuple[Organisation, ...]:
    found: list[tuple[int, Organisation]] = []
    nameless: list[int] = []
    for number, row in enumerate(rows[header:], start=header + 1):
        cells = {column: row[place] for place, column in columns.items() if place < len(row)}
        if cells.get("name"):
            found.append((number, _organisation(cells, number)))
        elif any(row):
            nameless.append(number)
    if nameless:
        raise RegistryRefused("rows_without_name", rows=tuple(nameless))
    return _finished(found)


def _organisation(cells: dict[str, str], row: int) -> Organisation:
    name = cells["name"]
    if len(name) > LONGEST_NAME:
        raise RegistryRefused("name_too_long", row=row, limit=LONGEST_NAME)
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
    )


def _several(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in cell.split("|") if part.strip()))


def _finished(found: list[tuple[int, Organisation]]) -> tuple[Organisation, ...]:
    if not found:
        raise RegistryRefused("empty_table")
    rows_of: dict[tuple[str, str], list[int]] = {}
    for number, row in found:
        rows_of.setdefault((search_key(row.municipality), name_key(row.name)), []).append(number)
    for number, row in found:
        rows = rows_of[search_key(row.municipality), name_key(row.name)]
        if len(rows) > 1 and rows[0] == number:
            raise RegistryRefused("duplicate_name", name=row.name, rows=tuple(rows))
    organisations = tuple(row for _, row in found)
    longer = distinct_short_names(organisations)
    return tuple(replace(row, short_name=longer.get(index, row.short_name)) for index, row in enumerate(organisations))
