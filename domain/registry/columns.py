"""Which column of a list of organisations holds what: by its title, else the names by what they are."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.organisations import OrganisationKind
from domain.registry.kinds import infer_kind
from domain.registry.names import search_key
from domain.registry.table import Row

#: Rows of a title that may stand above the header.
_WITHIN = 15
#: Of a column of names at least so many cells are names of known kinds.
_MOSTLY = 0.6
_FEWEST = 2

_COLUMNS: dict[str, tuple[str, ...]] = {
    "name": (
        "наименование", "название", "полное наименование", "полное название", "наименование полное",
        "организация", "учреждение", "школа", "оу", "оо", "доу", "доо",
        "образовательная организация", "образовательное учреждение", "общеобразовательная организация",
        "общеобразовательное учреждение", "дошкольная образовательная организация",
        "наименование организации", "название организации", "полное наименование организации",
        "наименование учреждения", "название учреждения", "полное наименование учреждения",
        "наименование оо", "наименование оу", "название оо", "название оу", "полное наименование оо",
        "полное наименование оу", "наименование доу", "наименование доо", "наименование школы", "название школы",
        "наименование образовательной организации", "наименование образовательного учреждения",
        "наименование общеобразовательной организации", "наименование общеобразовательного учреждения",
        "полное наименование образовательной организации",
    ),
    "short_name": (
        "краткое наименование", "сокращенное наименование", "краткое название", "наименование краткое",
        "сокращенное название", "сокращенное наименование организации", "краткое наименование организации",
    ),
    "kind": ("тип", "тип организации", "вид", "тип оо", "тип оу", "тип учреждения", "вид организации"),
    "municipality": (
        "муниципалитет", "муниципальное образование", "район", "округ", "мо", "муниципальный район",
        "муниципальный округ",
    ),
    "groups": ("группы", "группа"),
    "synonyms": ("синонимы", "синоним"),
    "head_name": (
        "руководитель", "директор", "фио руководителя", "заведующий", "фио директора", "ф и о руководителя",
        "ф и о директора", "руководитель организации",
    ),
    "email": (
        "e mail", "email", "почта", "электронная почта", "эл почта", "адрес электронной почты", "электронный адрес",
    ),
    # the organisation's own: «Телефон руководителя» and «сотовый» are a person's and stay out
    "phone": (
        "телефон", "тел", "телефон организации", "контактный телефон", "рабочий телефон", "номер телефона",
        "телефон приемной", "телефон оо", "телефон оу", "телефоны",
    ),
}  # fmt: skip
_COLUMN_OF = {search_key(title): column for column, titles in _COLUMNS.items() for title in titles}


@dataclass(frozen=True, slots=True)
class Header:
    """How many rows stand above the first organisation, columns by place, titles that say nothing to us."""

    rows: int
    columns: dict[int, str]
    unused: tuple[str, ...]


def find_header(rows: Sequence[Row], name_column: int | None = None) -> Header | None:
    """The header of a list; `name_column` says where the names are, else a title or the names themselves do."""
    for number, row in enumerate(rows[:_WITHIN]):
        columns = _titled(row)
        if name_column is not None and (columns or _heads(rows, number)):
            return _header(number + 1, row, _with_names(columns, name_column))
        if "name" in columns.values():
            return _header(number + 1, row, columns)
    place = _column_of_names(rows) if name_column is None else None
    return None if place is None else _above_names(rows, place)


def _heads(rows: Sequence[Row], number: int) -> bool:
    """Whether a row of unknown words is a header: words stand in it where the next row has numbers."""
    row, following = rows[number], rows[number + 1] if number + 1 < len(rows) else ()
    return all(not cell or cell.isalpha() for cell in row) and any(
        below.isdecimal() and cell for cell, below in zip(row, following, strict=False)
    )


def _header(rows: int, titles: Row, columns: dict[int, str]) -> Header:
    return Header(rows, columns, tuple(title for place, title in enumerate(titles) if title and place not in columns))


def _titled(row: Row) -> dict[int, str]:
    """Columns by the titles of a row; of two titles that mean the same the first one counts."""
    columns: dict[int, str] = {}
    for place, title in enumerate(row):
        column = _COLUMN_OF.get(search_key(title))
        if column is not None and column not in columns.values():
            columns[place] = column
    return columns


def _with_names(columns: dict[int, str], place: int) -> dict[int, str]:
    return {other: column for other, column in columns.items() if column != "name"} | {place: "name"}


def _column_of_names(rows: Sequence[Row]) -> int | None:
    """The only column in which most cells are names of organisations."""
    found = [place for place in range(max(map(len, rows), default=0)) if _holds_names(rows, place)]
    return found[0] if len(found) == 1 else None


def _holds_names(rows: Sequence[Row], place: int) -> bool:
    cells = [row[place] for row in rows if place < len(row) and row[place]]
    names = {search_key(cell) for cell in cells if _is_name(cell)}
    return len(names) >= _FEWEST and len(names) >= _MOSTLY * len(cells)


def _is_name(cell: str) -> bool:
    """A name says a kind and something of its own: «школа» alone is a kind."""
    return infer_kind(cell) is not OrganisationKind.OTHER and len(cell.split()) > 1


def _above_names(rows: Sequence[Row], place: int) -> Header:
    """Titles, if any, stand right above the first name."""
    first = next(number for number, row in enumerate(rows) if place < len(row) and _is_name(row[place]))
    titles = rows[first - 1] if first else ()
    return _header(first, titles, _with_names(_titled(titles), place))


def first_words(rows: Sequence[Row]) -> tuple[str, ...]:
    """What somebody recognises each column by: its first cell with words in it, "" when it has none."""
    width = max(map(len, rows), default=0)
    titled = [row for row in rows if sum(map(bool, row)) > 1] or rows  # a title above the table names no column
    columns = ((row[place] for row in titled if place < len(row)) for place in range(width))
    return tuple(next((cell for cell in cells if any(map(str.isalpha, cell))), "") for cells in columns)
