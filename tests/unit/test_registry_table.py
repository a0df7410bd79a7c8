"""A table of an official becomes organisations, or a refusal that says where."""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook

from domain.errors import RegistryRefused
from domain.organisations import Organisation, OrganisationKind
from domain.registry import NotTaken, SkippedRow, TableReading, first_sheet, parse_names, read_rows, read_table
from domain.registry import table as limits
from domain.registry.columns import first_words

TOWN = Path("tests/data/registry/town.csv").read_bytes()
HEADER = "Наименование;Краткое наименование;Муниципалитет"


def workbook(*rows: tuple[str | float, ...], titles: int = 0) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for _ in range(titles):
        sheet.append(("Перечень подведомственных организаций",))
    for row in rows:
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def document(rows: Sequence[tuple[str, ...]] = (), *lines: str) -> bytes:
    paper = Document()
    for line in lines:
        paper.add_paragraph(line)
    if rows:
        table = paper.add_table(0, len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    stream = io.BytesIO()
    paper.save(stream)
    return stream.getvalue()


def parse_table(data: bytes) -> tuple[Organisation, ...]:
    return read_table(data).organisations


def refusal(data: bytes, _: str = "") -> RegistryRefused:
    with pytest.raises(RegistryRefused) as refused:
        read_table(data)
    return refused.value


def test_a_row_becomes_an_organisation_with_everything_the_table_tells() -> None:
    first = parse_table(TOWN)[0]
    assert first.short_name == "МБОУ СОШ № 1"
    assert first.kind is OrganisationKind.SCHOOL
    assert first.municipality == "Луговской район"
    assert first.groups == ("ППЭ", "лагерь")
    assert first.synonyms == ("школа № 1",)
    assert first.head_name == "Синицына Вера Павловна"
    assert first.email == "school1@lugovoe.example"
    assert first.id == 0


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_encodings_and_delimiters_of_offices_are_read_alike(encoding: str, delimiter: str) -> None:
    text = TOWN.decode().replace(";", delimiter)
    assert parse_table(text.encode(encoding)) == parse_table(TOWN)


def test_the_header_is_understood_in_any_order_case_and_spelling() -> None:
    data = (
        'EMAIL;  тип ;СИНОНИМЫ;наименование  организации;Сотовый\na@b.example;Школа;;"МБОУ ""Ивовая СОШ""";8'.encode()
    )
    reading = read_table(data)
    (only,) = reading.organisations
    assert (only.name, only.email, only.kind) == ('МБОУ "Ивовая СОШ"', "a@b.example", OrganisationKind.SCHOOL)
    assert only.short_name == "МБОУ Ивовая СОШ"
    assert reading.unused_columns == ("Сотовый",)


def test_one_column_of_names_keeps_the_commas_of_the_names() -> None:
    data = "Наименование\nКомитет по образованию, спорту и туризму\nМБОУ СОШ № 1\n".encode()
    assert [row.name for row in parse_table(data)] == ["Комитет по образованию, спорту и туризму", "МБОУ СОШ № 1"]


def test_a_workbook_with_a_title_and_an_empty_first_sheet() -> None:
    book = Workbook()
    book.create_sheet("Реестр").append(("№", "Наименование", "Тип"))
    book["Реестр"].append((1.0, "Ивовая школа", "Школа"))
    stream = io.BytesIO()
    book.save(stream)
    assert [row.name for row in parse_table(stream.getvalue())] == ["Ивовая школа"]
    titled = workbook(("Наименование",), ("МБОУ СОШ № 1",), titles=3)
    assert [row.name for row in parse_table(titled)] == ["МБОУ СОШ № 1"]


def test_the_content_decides_what_a_file_is() -> None:
    assert parse_table(workbook(("Наименование",), ("МБОУ СОШ № 1",)))
    assert parse_table(document([("Наименование",), ("МБОУ СОШ № 1",)]))
    assert parse_table(TOWN)


@pytest.mark.parametrize(
    ("text", "code", "facts"),
    [
        ("", "empty_table", {}),
        ("  \n ", "empty_table", {}),
        ("Код;Адрес\n17;Лесная, 1", "no_name_column", {}),
        (HEADER, "empty_table", {}),
        (HEADER + "\n" + "ы" * 501 + ";;", "name_too_long", {"row": 2, "limit": 500}),
        (HEADER + "\n" + "ы" * 3000 + ";;", "cell_too_long", {"row": 2, "limit": 2000}),
    ],
)
def test_a_refusal_says_what_and_where(text: str, code: str, facts: dict[str, object]) -> None:
    refused = refusal(text.encode())
    assert (refused.code, refused.facts) == (code, facts)


def test_the_same_name_in_two_municipalities_is_two_organisations() -> None:
    data = (HEADER + "\nМБОУ СОШ № 1;;Луговской район\nМБОУ СОШ № 1;;Ивовский район").encode()
    assert [row.municipality for row in parse_table(data)] == ["Луговской район", "Ивовский район"]


@pytest.mark.parametrize(
    ("data", "filename", "code"),
    [
        (b"\xd0\xcf\x11\xe0" + bytes(600), "orgs.xls", "old_format"),
        (b"PK\x03\x04 torn", "orgs.xlsx", "unreadable_table"),
        (b"\x00\x01\x02\x03", "orgs.csv", "unreadable_table"),
        (b"\xff\xfe\x00", "orgs.csv", "unreadable_table"),
        ("Наименование;\n".encode("cp1251") + b"\x98", "orgs.csv", "unreadable_table"),
        ('Наименование\n"'.encode() + b"x" * 200_000, "orgs.csv", "unreadable_table"),
        (b"%PDF-1.7", "orgs.pdf", "no_name_column"),
        (
            workbook(("Наименование",), ("x",)).replace(b"xl/workbook.xml", b"xl/workbook.xmx"),
            "a.xlsx",
            "unreadable_table",
        ),
    ],
)
def test_what_is_no_table_is_refused(data: bytes, filename: str, code: str) -> None:
    assert refusal(data, filename).code == code


def test_a_long_cell_of_a_workbook_is_told_with_its_row() -> None:
    refused = refusal(workbook(("Наименование",), ("ы" * 3000,)), "orgs.xlsx")
    assert (refused.code, refused.facts["row"]) == ("cell_too_long", 2)


def archive(content: bytes, parts: int = 1) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for number in range(parts):
            packed.writestr(f"xl/{number}.xml", content)
    return stream.getvalue()


def test_bombs_are_refused_before_anything_is_unpacked() -> None:
    assert refusal(archive(bytes(limits.LARGEST_UNPACKED + 1)), "bomb.xlsx").code == "too_large"
    assert refusal(archive(b"", parts=limits.MOST_PARTS + 1), "bomb.xlsx").code == "too_large"
    locked = bytearray(archive(b"<a/>"))
    locked[locked.index(b"PK\x01\x02") + 8] |= 1  # the flag of an encrypted part
    assert refusal(bytes(locked), "locked.xlsx").code == "unreadable_table"
    assert refusal(archive(b'<!DOCTYPE lolz [<!ENTITY a "b">]>'), "bomb.xlsx").code == "unreadable_table"
    assert refusal(b"x" * (limits.LARGEST_FILE + 1)).code == "too_large"


def test_a_table_longer_than_any_registry_is_refused() -> None:
    long = HEADER + "".join(f"\nМБОУ СОШ № {number};;" for number in range(limits.MOST_ROWS + 1))
    assert refusal(long.encode()).code == "too_many_rows"


def pasted(text: str) -> tuple[Organisation, ...]:
    return parse_names(text).organisations


def test_pasted_names_lose_their_numbering_only() -> None:
    names = pasted("1. МБОУ СОШ № 1\n2) МБОУ «СОШ № 2»;\n\n– детский сад «Ивушка»\n• ДДТ\n3\tМБОУ СОШ № 3")
    assert [row.name for row in names] == [
        "МБОУ СОШ № 1",
        "МБОУ «СОШ № 2»",
        "детский сад «Ивушка»",
        "ДДТ",
        "МБОУ СОШ № 3",
    ]
    assert [row.kind.value for row in names] == ["school", "school", "kindergarten", "supplementary", "school"]


def test_a_fragment_of_a_sheet_pasted_with_its_header_is_a_table() -> None:
    (only,) = pasted("Наименование\tМуниципалитет\nМБОУ СОШ № 1\tЛуговской район")
    assert only.municipality == "Луговской район"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (" \n", "empty_table"),
        ("Наименование\tТип\n\tШкола", "empty_table"),
        ("А\tЛуговской район", "columns_without_header"),
        ("ы" * 501, "name_too_long"),
        ("школа\n" * (limits.MOST_ROWS + 1), "too_many_rows"),
    ],
)
def test_pasted_names_that_cannot_be_loaded(text: str, code: str) -> None:
    with pytest.raises(RegistryRefused) as refused:
        parse_names(text)
    assert refused.value.code == code


# --- real lists --------------------------------------------------------------------------------------------------


def skipped(reading: TableReading) -> list[tuple[int, NotTaken, int, tuple[str, ...]]]:
    return [(row.row, row.why, row.kept, row.fields) for row in reading.skipped]


@pytest.mark.parametrize("title", ["Название ОУ", "Учреждение", "Школа", "Наименование образовательной организации"])
def test_other_names_of_the_column(title: str) -> None:
    (only,) = parse_table(f"№;{title};Директор\n1;МБОУ СОШ № 1;И.И. Лунин".encode())
    assert (only.name, only.head_name) == ("МБОУ СОШ № 1", "И.И. Лунин")


def test_a_repeated_row_is_dropped_and_said_and_a_differing_one_is_told_in_what() -> None:
    reading = read_table(
        (
            "Наименование;E-mail;Телефон\nМБОУ СОШ № 1;a@b.example;2-14-15\nмбоу  «CОШ №1»;a@b.example;\n"
            "МБОУ СОШ № 2;;\nМБОУ СОШ № 1;c@d.example;2-14-15"
        ).encode()
    )
    assert [row.name for row in reading.organisations] == ["МБОУ СОШ № 1", "МБОУ СОШ № 2"]
    assert reading.organisations[0].phone == "2-14-15"
    assert skipped(reading) == [(3, NotTaken.REPEATED, 2, ()), (5, NotTaken.DIFFERS, 2, ("email",))]


def test_rows_that_are_no_organisation_are_told_and_headings_are_not() -> None:
    reading = read_table(
        (HEADER + "\nСельские школы;;\nМБОУ СОШ № 1;;\n;СОШ № 2;\n" + "ы" * 501 + ";;\nИтого: 2;;").encode()
    )
    assert [row.name for row in reading.organisations] == ["МБОУ СОШ № 1"]
    assert reading.skipped == (
        SkippedRow(4, NotTaken.NAMELESS, "СОШ № 2"),
        SkippedRow(5, NotTaken.TOO_LONG, "ы" * 500),
    )


def test_of_two_columns_that_mean_the_same_the_first_counts() -> None:
    reading = read_table((HEADER + ";название\nМБОУ СОШ № 1;;;Первая").encode())
    assert reading.organisations[0].name == "МБОУ СОШ № 1"
    assert reading.unused_columns == ("название",)


def test_the_telephone_of_a_person_is_not_taken() -> None:
    reading = read_table("Школа;Телефон руководителя\nМБОУ СОШ № 1;8 900".encode())
    assert reading.organisations[0].phone == ""
    assert reading.unused_columns == ("Телефон руководителя",)


def test_a_merged_cell_counts_for_all_its_rows() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(("Перечень школ",))
    sheet.append(("Муниципалитет", "Наименование"))
    for row in (("Луговской район", "МБОУ СОШ № 1"), (None, "МБОУ СОШ № 2"), ("Ивовский район", "МБОУ СОШ № 1")):
        sheet.append(row)
    sheet.merge_cells("A1:B1")
    sheet.merge_cells("A3:A4")
    stream = io.BytesIO()
    book.save(stream)
    assert [row.municipality for row in parse_table(stream.getvalue())] == [
        "Луговской район",
        "Луговской район",
        "Ивовский район",
    ]


def test_merged_areas_beyond_reason_cost_nothing() -> None:
    data = workbook(("Наименование",), *((f"МБОУ СОШ № {number}",) for number in range(300)))
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            if name.endswith("sheet1.xml"):
                areas = b'<mergeCell ref="B1:XFD1048576"/><mergeCell ref="A900:A901"/>' * 50_000
                text = text.replace(b"</sheetData>", b"</sheetData><mergeCells>" + areas + b"</mergeCells>")
            new.writestr(name, text)
    assert len(parse_table(stream.getvalue())) == 300


def test_a_table_without_titles_is_understood_by_its_names() -> None:
    reading = read_table("1;МБОУ СОШ № 1;Лунин И.И.\n2;д/с «Ивушка»;Ясная О.П.\n3;МБОУ «Лицей»;Дуб П.А.".encode())
    assert [row.name for row in reading.organisations] == ["МБОУ СОШ № 1", "д/с «Ивушка»", "МБОУ «Лицей»"]


def test_which_column_is_asked_by_its_first_words() -> None:
    rows = (("Список",), ("Код", "Имя", ""), ("1", "Ивушка", "x"), ("2", "Теремок", ""))
    assert first_words(rows) == ("Код", "Имя", "x")
    assert [row.name for row in read_rows(rows, 1).organisations] == ["Ивушка", "Теремок"]
    assert [row.name for row in read_rows((("Ивушка", "x"), ("Теремок", "")), 0).organisations] == ["Ивушка", "Теремок"]


def test_the_first_sheet_with_words_is_the_one_asked_about() -> None:
    book = Workbook()
    book.create_sheet("Лист 2").append(("Код", "Имя"))
    stream = io.BytesIO()
    book.save(stream)
    assert [row[:2] for row in first_sheet(stream.getvalue())] == [("Код", "Имя")]
    with pytest.raises(RegistryRefused) as refused:
        first_sheet(workbook())
    assert refused.value.code == "empty_table"


def test_a_table_and_a_list_of_word() -> None:
    table = document([("№", "Наименование ОУ", "Телефон"), ("1", "МБОУ СОШ № 1", "2-14-15")], "Список школ района")
    assert [(row.name, row.phone) for row in parse_table(table)] == [("МБОУ СОШ № 1", "2-14-15")]
    plain = document((), "Список организаций", "МБОУ СОШ № 1", "МБОУ СОШ № 2", "д/с «Ивушка»")
    assert [row.name for row in parse_table(plain)] == ["МБОУ СОШ № 1", "МБОУ СОШ № 2", "д/с «Ивушка»"]
    assert refusal(document((), "Уважаемые коллеги!", "Направляем Вам письмо.")).code == "no_name_column"
