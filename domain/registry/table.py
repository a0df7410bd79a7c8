"""A file of an official → rows of text. Knows .xlsx, .csv and .docx, guards against bombs, understands no columns."""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice

from domain.errors import RegistryRefused
from domain.plain_text import one_line

Row = tuple[str, ...]

LARGEST_FILE = 20 * 1024 * 1024
LARGEST_UNPACKED = 60 * 1024 * 1024  # a sheet of 5000 organisations unpacks to about 4 MB
MOST_PARTS = 2000
MOST_ROWS = 5000
MOST_COLUMNS = 60
LONGEST_CELL = 2000
MOST_SHEETS = 20


def read_sheets(data: bytes) -> tuple[tuple[Row, ...], ...]:
    """The sheets of a table as stripped text cells: of a .csv one, of a .docx its tables, without them its lines.

    The content decides, not the suffix; what several cells are merged into stands in each of them. Raises
    RegistryRefused: empty_table, too_large (limit), too_many_rows (limit), cell_too_long (row, limit), old_format
    (.xls or an encrypted book), unreadable_table.
    """
    if not data.strip():
        raise RegistryRefused("empty_table")
    if len(data) > LARGEST_FILE:
        raise RegistryRefused("too_large", limit=LARGEST_FILE)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise RegistryRefused("old_format")
    if data.startswith(b"PK"):
        parts = _check_archive(data)
        return _document(data) if "word/document.xml" in parts else _workbook(data)
    return (_checked(_csv_rows(data)),)


def _workbook(data: bytes) -> tuple[tuple[Row, ...], ...]:
    import warnings

    from openpyxl import load_workbook

    with warnings.catch_warnings(), _refusing():
        warnings.simplefilter("ignore")  # openpyxl warns about styles and validations nobody reads
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheets = tuple(
            _checked(
                tuple(_text(value) for value in row) for row in sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True)
            )
            for sheet in book.worksheets[:MOST_SHEETS]
        )
        return tuple(_spread(rows, area) for rows, area in zip(sheets, _merged(data, len(sheets)), strict=True))


def _document(data: bytes) -> tuple[tuple[Row, ...], ...]:
    from docx import Document

    with _refusing():
        document = Document(io.BytesIO(data))
        tables = [
            _checked(tuple(_text(cell.text) for cell in row.cells[:MOST_COLUMNS]) for row in table.rows)
            for table in document.tables[:MOST_SHEETS]
        ]
        return tuple(tables) or (_checked((_text(line.text),) for line in document.paragraphs),)


@contextmanager
def _refusing() -> Iterator[None]:
    """A damaged file can raise anything inside a library."""
    try:
        yield
    except RegistryRefused:
        raise
    except Exception as broken:
        raise RegistryRefused("unreadable_table") from broken


def _check_archive(data: bytes) -> frozenset[str]:
    """The names of its parts. Refuse what would unpack beyond reason; zipfile never reads past a declared size."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
                raise RegistryRefused("too_large", limit=LARGEST_UNPACKED)
            if any(part.flag_bits & 1 for part in parts):
                raise RegistryRefused("unreadable_table")
            for part in parts:
                with archive.open(part) as stream:
                    if b"<!DOCTYPE" in stream.read(1024):
                        raise RegistryRefused("unreadable_table")
            return frozenset(part.filename for part in parts)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, OSError, zlib.error) as broken:
        raise RegistryRefused("unreadable_table") from broken


_MERGED = re.compile(rb'<(?:\w+:)?mergeCell [^>]*ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_SHEET = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
Area = tuple[int, int, int, int]  # first row and column, last row and column, from 0


def _merged(data: bytes, sheets: int) -> Iterator[Sequence[Area]]:
    """Merged areas of each sheet, of sheets in the usual order of their files: a reader of rows does not tell them."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        found = sorted((int(name[1]), name[0]) for part in archive.namelist() if (name := _SHEET.fullmatch(part)))
        areas = [[_area(*each.groups()) for each in _MERGED.finditer(archive.read(part))] for _, part in found]
    yield from areas if len(areas) == sheets else [()] * sheets


def _area(left: bytes, top: bytes, right: bytes, bottom: bytes) -> Area:
    from openpyxl.utils import column_index_from_string

    return (
        int(top) - 1,
        column_index_from_string(left.decode()) - 1,
        int(bottom) - 1,
        column_index_from_string(right.decode()) - 1,
    )


def _spread(rows: tuple[Row, ...], areas: Sequence[Area]) -> tuple[Row, ...]:
    """What stands in the first cell of a merged area stands in all of them."""
    cells, room = [list(row) for row in rows], MOST_ROWS * MOST_COLUMNS
    for top, left, bottom, right in areas:
        if top >= len(cells) or left >= len(cells[top]):
            continue
        room -= (min(bottom + 1, len(cells)) - top) * MOST_COLUMNS
        if room < 0:  # areas of an honest sheet do not overlap
            break
        for row in cells[top : bottom + 1]:
            row.extend([""] * (min(right + 1, MOST_COLUMNS) - len(row)))
            row[left : right + 1] = [cells[top][left]] * len(row[left : right + 1])
    return tuple(tuple(row) for row in cells)


def _csv_rows(data: bytes) -> Iterator[Row]:
    text = decode(data)
    head = "\n".join(text.splitlines()[:10])
    delimiter = max((";", "\t", ","), key=head.count)
    if delimiter == "," and ";" not in head and "," not in text.splitlines()[0]:
        delimiter = ";"  # one column: its commas belong to the names
    lines = io.StringIO(text, newline="")
    try:
        for row in csv.reader(lines, delimiter=delimiter):
            yield tuple(_text(cell) for cell in row)
    except csv.Error as broken:
        raise RegistryRefused("unreadable_table") from broken


def decode(data: bytes) -> str:
    """UTF-8 (with a mark or not), UTF-16 with a mark, else Windows-1251. Raises RegistryRefused unreadable_table."""
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if b"\x00" in data and not marked:
        raise RegistryRefused("unreadable_table")
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1251"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RegistryRefused("unreadable_table")


def _text(value: object) -> str:
    return "" if value is None else one_line(str(value))


def _checked(rows: Iterator[Row]) -> tuple[Row, ...]:
    """The rows up to the last one with words in it; row n of the result is row n + 1 of the file."""
    kept = tuple(islice(rows, MOST_ROWS * 2 + 1))
    for number, row in enumerate(kept, start=1):
        if any(len(cell) > LONGEST_CELL for cell in row):
            raise RegistryRefused("cell_too_long", row=number, limit=LONGEST_CELL)
    filled = sum(1 for row in kept if any(row))
    if filled > MOST_ROWS or len(kept) > MOST_ROWS * 2:
        raise RegistryRefused("too_many_rows", limit=MOST_ROWS)
    return kept
