"""Workbooks: what an official sees in Excel, made by hand and by a library that writes real files."""

import io
import zipfile
from datetime import date

import pytest
from openpyxl import Workbook

from domain.errors import UnreadableDocument
from domain.minutes import read
from domain.minutes.extract import extract
from domain.minutes.extract.xlsx import MAX_ROWS
from tests.unit.extract.sheets import MAIN, book, cell, row, sheet, written
from tests.unit.extract.word import package

HEADING = ("№", "Поручение", "Срок", "Ответственный")
FIRST = (1, "Вымыть окна", "до 1 мая 2025 г.", "Директора школ")
SECOND = (2, "Купить парты", "постоянно", "Завхоз")


def rows(data: bytes) -> list[tuple[str, ...] | str]:
    return [line.cells or line.text for line in extract(data).lines]


def dated(style: int, value: float = 45945, *, column: str = "C") -> str:
    """A table with one date; 45945 is 15.10.2025."""
    return written(
        row(1, *(cell(f"{letter}1", name) for letter, name in zip("ABCD", HEADING, strict=True)))
        + row(2, cell("B2", "Вымыть окна"), cell("D2", "Школы"), cell(f"{column}2", value, style=style))
        + row(3, cell("A3", 7), cell("B3", "Купить парты"), cell("C3", "май"), cell("D3", "Завхоз"))
    )


def test_what_a_library_writes_is_read_with_its_dates() -> None:
    made = Workbook()
    page = made.active
    assert page is not None
    page.append(["Протокол № 3 от 11.03.2025"])
    page.append([])
    page.append(list(HEADING))
    page.append([1, "Вымыть окна", date(2025, 5, 1), "Директора школ"])
    page.append([2, "Купить парты", date(2025, 6, 2), "Завхозу"])
    page.merge_cells("A1:D1")
    buffer = io.BytesIO()
    made.save(buffer)
    reading = read(extract(buffer.getvalue(), "план.xlsx"))
    assert (reading.document.format, reading.number, reading.date) == ("xlsx", "3", date(2025, 3, 11))
    assert [(item.number, item.text, item.deadline.date) for item in reading.items] == [
        ("1", "Вымыть окна", date(2025, 5, 1)),
        ("2", "Купить парты", date(2025, 6, 2)),
    ]


def test_what_stands_above_and_below_the_table_stays_lines() -> None:
    data = book(sheet(("Протокол", "№ 3"), ("от 11.03.2025",), (), HEADING, FIRST, SECOND, (), ("Секретарь", "Седова")))
    assert rows(data) == [
        *("Протокол № 3", "от 11.03.2025", ""),
        *(HEADING, ("1", *FIRST[1:]), ("2", *SECOND[1:])),
        *("", "Секретарь Седова"),
    ]


def test_a_title_merged_over_rows_is_one_line() -> None:
    title = sheet(("План",), (), HEADING, FIRST, SECOND, merged=["A1:D2"])
    assert rows(book(title.replace('<row r="2">', '<row r="2"><c r="D2"><v/></c>')))[:2] == ["План", HEADING]


def test_a_row_that_is_not_full_belongs_to_the_table() -> None:
    data = book(sheet(HEADING, ("Ремонт",), FIRST, (3, "Завезти уголь")))
    assert rows(data)[1:] == [("Ремонт", "", "", ""), ("1", *FIRST[1:]), ("3", "Завезти уголь", "", "")]


def test_merged_cells_and_empty_columns() -> None:
    data = book(
        sheet(
            ("", "№", "Поручение", "", "Срок", "Ответственный"),
            ("", 1, "Вымыть окна", "", "май", "Школы"),
            ("", "", "", "", "", "Детские сады"),
            merged=("C1:D1", "B2:B3", "C2:D3", "E2:E3"),
        )
    )
    assert rows(data)[1:] == [("1", "Вымыть окна", "май", "Школы"), ("1", "Вымыть окна", "май", "Детские сады")]


@pytest.mark.parametrize(
    ("code", "value", "shown"),
    [
        ("dd.mm.yyyy", 45945, "15.10.2025"),
        ("[$-419]d\\ mmmm\\ yyyy;@", 45945, "15.10.2025"),
        ("d.mmm", 45945, "15.10.2025"),
        ("dd.mm.yyyy h:mm", 45945.5, "15.10.2025 12:00"),
        ("dd.mm.yyyy h:mm", 45945, "15.10.2025"),
        ("mmm.yy", 45931, "Октябрь 2025"),
        ("h:mm", 0.375, "09:00"),
        ("dd.mm.yyyy", -5, "-5"),
        ("dd.mm.yyyy", 9e9, "9000000000.0"),
        ("0.00", 12.5, "12,50"),
        ("0%", 0.8, "80%"),
        ("# ##0", 1200, "1200"),
        ('"до "0', 5, "5"),
    ],
)
def test_numbers_are_read_as_they_are_shown(code: str, value: float, shown: str) -> None:
    data = book(dated(1, value), formats=[code.replace('"', "&quot;")])
    assert rows(data)[1][2] == shown


@pytest.mark.parametrize(
    ("value", "style", "number"), [(1.1, 0, "1.1"), (2, 0, "2"), (45658, 1, "1.1"), (45658, 2, "01.01.2025")]
)
def test_numbers_of_items_that_excel_took_for_something_else(value: float, style: int, number: str) -> None:
    """1.1 typed in Russian Excel becomes 1 January, «1,1» a fraction."""
    assert rows(book(dated(style, value, column="A"), formats=["d.mmm", "dd.mm.yyyy"]))[1][0] == number


def test_days_counted_from_1904() -> None:
    data = book(dated(1, 45945 - 1462), formats=["dd.mm.yyyy"], more='<workbookPr date1904="1"/>')
    assert rows(data)[1][2] == "15.10.2025"


def test_hidden_sheets_are_left_out_and_said() -> None:
    other = sheet(("Тайна",))
    document = extract(book(other, sheet(HEADING, FIRST, SECOND), hidden=[0]))
    assert "Тайна" not in document.text
    assert document.warnings == ("hidden",)


def test_each_sheet_is_a_table_of_its_own() -> None:
    document = extract(book(sheet(HEADING, FIRST, SECOND), sheet(("Школа", "Адрес"), ("Лицей", "Сосновая"))))
    assert [line.table for line in document.lines if line.cells] == [1, 1, 1, 2, 2]


def test_shared_strings_formulas_errors_and_check_boxes() -> None:
    strings = f"<sst {MAIN}><si><r><t>Вымыть </t></r><r><t>окна_x000D_</t></r><rPh><t>x</t></rPh></si></sst>"
    cells = (
        '<row><c t="s"><v>0</v></c><c t="str"><f>A1</f><v>май</v></c><c><f>cmd</f></c><c t="e"><v>#N/A</v></c></row>'
        '<row><c t="s"><v>9</v></c><c t="b"><v>1</v></c><c t="d"><v>2025-10-15</v></c></row>'
    )
    heading = row(1, *(cell(f"{letter}1", name) for letter, name in zip("ABCD", HEADING[1:], strict=False)))
    made = io.BytesIO(book(written(heading + cells)))
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr("xl/sharedStrings.xml", strings)
    assert rows(made.getvalue())[1:] == [("Вымыть окна", "май", ""), ("", "", "15.10.2025")]


def test_formulas_are_text_to_us() -> None:
    data = book(sheet(HEADING, (1, "=cmd|' /C calc'!A0", "май", "Школы"), SECOND, FIRST))
    assert "=cmd|' /C calc'!A0" in extract(data).text


def test_a_protocol_typed_line_by_line_into_a_sheet() -> None:
    data = book(sheet(("Протокол № 3 от 11.03.2025",), ("РЕШИЛИ:",), ("1. Директорам школ вымыть окна до 1 мая.",)))
    assert [item.text for item in read(extract(data)).items]


@pytest.mark.parametrize(
    "data",
    [
        book(sheet(("Список учреждений",))),
        book(sheet(("Наименование", "Адрес"), ("Лицей", "Сосновая, 1"), ("Гимназия", "Лесная, 2"))),
        book(sheet(HEADING, FIRST), hidden=[0]),
        book(),
    ],
    ids=["a title", "a registry", "all hidden", "no sheets"],
)
def test_a_book_without_decisions_is_no_protocol(data: bytes) -> None:
    assert refused(data) == "wrong_type"


def test_hostile_books() -> None:
    many = written("".join(row(at, cell(f"A{at}", at)) for at in range(1, MAX_ROWS + 2)))
    assert refused(book(many)) == "too_long"
    covered = written(row(1, cell("A1", "x")) + row(MAX_ROWS, cell("B20000", "x")), [f"A1:A{MAX_ROWS}"] * 20)
    assert refused(book(covered)) == "too_long"
    assert refused(book(f'<!DOCTYPE x [<!ENTITY a "b">]>{sheet(HEADING, FIRST)}')) == "entities"
    assert refused(book(sheet(HEADING, FIRST)[:-30])) == "damaged"


def test_a_sheet_that_is_a_chart_and_a_merge_of_nothing() -> None:
    made = book(sheet(HEADING, FIRST, SECOND, merged=["", "A1"]), sheet(("x",)))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    relations = "xl/_rels/workbook.xml.rels"
    parts[relations] = parts[relations].replace(b"worksheets/sheet1", b"chartsheets/sheet1")
    assert len(rows(package(parts))) == 3


def test_columns_beyond_any_table_are_said_to_be_missing() -> None:
    cells = "".join(cell(f"{letters}1", "x") for letters in ("A", "BZ", "XFD"))
    document = extract(book(sheet(HEADING, FIRST, SECOND), written(row(1, cells))))
    assert document.warnings == ("partial",)


def refused(data: bytes) -> str:
    with pytest.raises(UnreadableDocument) as refusal:
        extract(data)
    return refusal.value.code
