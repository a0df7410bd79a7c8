"""Rows parted by semicolons, tabs and commas, and prose that only has many of them."""

import pytest

from domain.minutes import read
from domain.minutes.extract import extract

TABLE = """Протокол № 3 от 11.03.2025@@@
@@@
№@Поручение@Срок@Ответственный
1@"Вымыть окна@ двери
и полы"@01.05.2025@Директора школ
2@Купить парты@@Завхоз
@@@
Секретарь@@@Седова А.А.
"""


@pytest.mark.parametrize("delimiter", [";", "\t", ","])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_rows_of_a_file_that_excel_has_written(delimiter: str, encoding: str) -> None:
    document = extract(TABLE.replace("@", delimiter).encode(encoding), "план.csv")
    inside = delimiter if delimiter != "\t" else ""
    assert [line.cells or line.text for line in document.lines] == [
        "Протокол № 3 от 11.03.2025",
        "",
        ("№", "Поручение", "Срок", "Ответственный"),
        ("1", f"Вымыть окна{inside} двери и полы", "01.05.2025", "Директора школ"),
        ("2", "Купить парты", "", "Завхоз"),
        "",
        "Секретарь\tСедова А.А." if delimiter == "\t" else f"Секретарь{delimiter} Седова А.А.",
    ]
    assert document.format == "csv"


def test_a_text_whose_lines_are_rows() -> None:
    text = "РЕШИЛИ:\n1; Вымыть окна; до 1 мая 2025 г.; Директора школ\n2; Купить парты; до 2 мая 2025 г.; Завхоз\n"
    reading = read(extract(text.encode()))
    assert [item.text for item in reading.items] == ["Вымыть окна", "Купить парты"]


@pytest.mark.parametrize(
    "text",
    [
        "Присутствовали: Седова А.А., Рощин В.А., Котова Л.Д.\nСлушали Зимину, Носова, Катаева.\nРешили, что так.",
        "1. Директорам школ: вымыть окна; купить парты; сдать отчёт.\n2. Завхозам: уголь; дрова.\n3. Всем ждать.",
        "Школы № 1, 2, 3\nСады № 4, 5, 6, 7, 8\nЛицей, гимназия, интернат, колледж",
        "один;два;три\nпросто строка\nещё строка\nи ещё строка",
        "один;два;три",
        "а;б;в\nа;б;в;г\nа;б;в;г;д\nа;б;в;г;д;е",
        "Название;Адрес;Телефон\nЛицей;Сосновая, 1;2-14-15\nГимназия;Лесная, 2;2-14-16",
        '"' + "а, б, в " * 20_000,
        ";".join("а" * 200),
        "\n".join([";".join("а" * 200)] * 3),
    ],
)
def test_prose_is_no_table(text: str) -> None:
    document = extract(text.encode())
    assert document.format == "txt"
    assert not any(line.cells for line in document.lines)
