"""A file of an official → rows of text. Knows .xlsx and .csv, guards against bombs, understands no columns."""

import csv
import io
import zipfile
import zlib
from collections.abc import Iterator
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
    """The sheets of a table as stripped text cells; a .csv is one sheet. The content decides, not the suffix.

    Raises RegistryRefused: empty_table, too_large (limit), too_many_rows (limit), cell_too_long (row, limit),
    old_format (.xls or an encrypted book), unreadable_table.
    """
    if not data.strip():
        raise RegistryRefused("empty_table")
    if len(data) > LARGEST_FILE:
        raise RegistryRefused("too_large", limit=LARGEST_FILE)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise RegistryRefused("old_format")
    if data.startswith(b"PK"):
        return _workbook(data)
    return (_checked(_csv_rows(data)),)


def _workbook(data: bytes) -> tuple[tuple[Row, ...], ...]:
    import warnings

    _check_archive(data)
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns about styles and validations nobody reads
        try:
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            return tuple(
                _checked(
                    tuple(_text(value) for value in row)
                    for row in sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True)
                )
                for sheet in book.worksheets[:MOST_SHEETS]
            )
        except RegistryRefused:
            raise
        except Exception as broken:  # a damaged file can raise anything inside the library
            raise RegistryRefused("unreadable_table") from broken


def _check_archive(data: bytes) -> None:
    """Refuse what would unpack beyond reason; zipfile never reads past a part's declared size."""
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
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, OSError, zlib.error) as broken:
        raise RegistryRefused("unreadable_table") from broken


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
