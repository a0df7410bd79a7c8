"""A table of an official becomes organisations, or a refusal that says where."""

import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from domain.errors import RegistryRefused
from domain.organisations import OrganisationKind
from domain.registry import parse_names, parse_table, read_table
from domain.registry import table as limits

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


def refusal(data: bytes, filename: str = "orgs.csv") -> RegistryRefused:
    with pytest.raises(RegistryRefused) as refused:
        parse_table(data, filename)
    return refused.value


def test_a_row_becomes_an_organisation_with_everything_the_table_tells() -> None:
    first = parse_table(TOWN, "town.csv")[0]
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
    assert parse_table(text.encode(encoding), "town.csv") == parse_table(TOWN, "town.csv")


def test_the_header_is_understood_in_any_order_case_and_spelling() -> None:
    data = (
        'EMAIL;  тип ;СИНОНИМЫ;наименование  организации;Телефон\na@b.example;Школа;;"МБОУ ""Ивовая СОШ""";8'.encode()
    )
    reading = read_table(data)
    (only,) = reading.organisations
    assert (only.name, only.email, only.kind) == ('МБОУ "Ивовая СОШ"', "a@b.example", OrganisationKind.SCHOOL)
    assert only.short_name == "МБОУ Ивовая СОШ"
    assert reading.unused_columns == ("Телефон",)


def test_one_column_of_names_keeps_the_commas_of_the_names() -> None:
    data = "Наименование\nКомитет по образованию, спорту и туризму\nМБОУ СОШ № 1\n".encode()
    assert [row.name for row in parse_table(data)] == ["Комитет по образованию, спорту и туризму", "МБОУ СОШ № 1"]


def test_a_workbook_with_a_title_and_an_empty_first_sheet() -> None:
    book = Workbook()
    book.create_sheet("Реестр").append(("№", "Наименование", "Тип"))
    book["Реестр"].append((1.0, "Ивовая школа", "Школа"))
    stream = io.BytesIO()
    book.save(stream)
    assert [row.name for row in parse_table(stream.getvalue(), "r.xlsx")] == ["Ивовая школа"]
    titled = workbook(("Наименование",), ("МБОУ СОШ № 1",), titles=3)
    assert [row.name for row in parse_table(titled, "r.xlsx")] == ["МБОУ СОШ № 1"]


def test_the_content_decides_what_a_file_is() -> None:
    assert parse_table(workbook(("Наименование",), ("МБОУ СОШ № 1",)), "orgs.csv")
    assert parse_table(TOWN, "orgs.xlsx")


@pytest.mark.parametrize(
    ("text", "code", "facts"),
    [
        ("", "empty_table", {}),
        ("  \n ", "empty_table", {}),
        ("Школа;Район\nМБОУ СОШ № 1;А", "no_name_column", {}),
        (HEADER, "empty_table", {}),
        (HEADER + "\nМБОУ СОШ № 1;;\n;СОШ № 2;", "rows_without_name", {"rows": (3,)}),
        (HEADER + "\nМБОУ СОШ № 1;;\n\nмбоу  «CОШ №1»;;", "duplicate_name", {"name": "МБОУ СОШ № 1", "rows": (2, 4)}),
        (HEADER + ";название\nМБОУ СОШ № 1;;;", "duplicate_column", {"title": "название", "row": 1}),
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
        (b"%PDF-1.7", "orgs.pdf", "unsupported_table"),
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


def test_pasted_names_lose_their_numbering_only() -> None:
    names = parse_names("1. МБОУ СОШ № 1\n2) МБОУ «СОШ № 2»;\n\n– детский сад «Ивушка»\n• ДДТ\n3\tМБОУ СОШ № 3")
    assert [row.name for row in names] == [
        "МБОУ СОШ № 1",
        "МБОУ «СОШ № 2»",
        "детский сад «Ивушка»",
        "ДДТ",
        "МБОУ СОШ № 3",
    ]
    assert [row.kind.value for row in names] == ["school", "school", "kindergarten", "supplementary", "school"]


def test_a_fragment_of_a_sheet_pasted_with_its_header_is_a_table() -> None:
    (only,) = parse_names("Наименование\tМуниципалитет\nМБОУ СОШ № 1\tЛуговской район")
    assert only.municipality == "Луговской район"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (" \n", "empty_table"),
        ("СОШ № 1\nсош №1", "duplicate_name"),
        ("СОШ № 1\tЛуговской район", "columns_without_header"),
        ("ы" * 501, "name_too_long"),
        ("школа\n" * (limits.MOST_ROWS + 1), "too_many_rows"),
    ],
)
def test_pasted_names_that_cannot_be_loaded(text: str, code: str) -> None:
    with pytest.raises(RegistryRefused) as refused:
        parse_names(text)
    assert refused.value.code == code
