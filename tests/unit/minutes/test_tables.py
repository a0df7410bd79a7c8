"""Decision tables, with and without a heading row, typed or left cell by cell."""

from domain.minutes import read, read_text
from domain.minutes.model import Document, Line


def table(*rows: tuple[str, ...]) -> Document:
    head = (Line("Протокол № 2 от 11.03.2025"), Line("Решили:"))
    return Document((*head, *(Line("\t".join(cells), cells, 0) for cells in rows)), "docx")


def seen(document: Document) -> list[tuple[str | None, str, str, tuple[str, ...]]]:
    return [
        (item.number, item.text, f"{item.deadline.date or item.deadline.kind.value}", item.addressees)
        for item in read(document).items
    ]


HEADING = ("№ п/п", "Решение", "Срок", "Ответственный", "Отметка об исполнении")


def test_columns_are_known_by_their_names() -> None:
    assert seen(
        table(
            HEADING,
            ("1.", "Обновить меню", "до 20.03.2025", "Директора школ", ""),
            ("2", "Вести журнал", "постоянно", "завучи", ""),
        )
    ) == [
        ("1", "Обновить меню", "2025-03-20", ("Директора школ",)),
        ("2", "Вести журнал", "ongoing", ("завучи",)),
    ]


def test_executors_on_lines_of_a_cell() -> None:
    rows = seen(table(HEADING, ("1", "Обновить меню", "март", "Директора школ\nМетодист\nСедова А.А.", "")))
    assert rows[0][3] == ("Директора школ", "Методист")


def test_a_cell_merged_downwards_is_one_decision() -> None:
    rows = seen(
        table(HEADING, ("1", "Обновить меню", "март", "Школы", ""), ("1", "Обновить меню", "март", "Столовые", ""))
    )
    assert [row[3] for row in rows] == [("Школы", "Столовые")]


def test_counting_and_section_rows_are_no_decisions() -> None:
    rows = seen(
        table(
            HEADING,
            ("1", "2", "3", "4", "5"),
            ("Организационная работа", "", "", "", ""),
            ("1", "Обновить меню", "", "", ""),
        )
    )
    assert [row[1] for row in rows] == ["Обновить меню"]


def test_a_table_without_a_heading_row() -> None:
    assert [row[1:3] for row in seen(
        table(("1", "Обновить меню в столовых", "до 20.03.2025"), ("2", "Провести опрос родителей", "апрель"))
    )] == [("Обновить меню в столовых", "2025-03-20"), ("Провести опрос родителей", "2025-04-30")]  # fmt: skip


def test_another_table_belongs_to_the_item_above() -> None:
    document = Document(
        (
            Line("Решили:"),
            Line("1. Провести ремонт в школах по списку:"),
            Line("", ("МБОУ Липовская СОШ", "Липовский район"), 0),
            Line("", ("МКОУ Кленовская ООШ", "Кленовский район"), 0),
            Line("2. Обновить меню."),
        ),
        "docx",
    )
    first, second = read(document).items
    assert first.named_targets == ("МБОУ Липовская СОШ (Липовский район)", "МКОУ Кленовская ООШ (Кленовский район)")
    assert second.text == "Обновить меню."


def test_a_table_typed_with_bars() -> None:
    items = read_text(
        "Поручения\n| № | Поручение | Исполнитель | Срок |\n|---|---|---|---|\n"
        "| 1 | Обновить меню | Школы | 20.03.2025 |\n"
        "| 2 | Купить мебель | Отдел снабжения | май 2025 |"
    ).items
    assert [(item.number, item.text, item.addressees, item.deadline.kind.value) for item in items] == [
        ("1", "Обновить меню", ("Школы",), "date"),
        ("2", "Купить мебель", ("Отдел снабжения",), "month"),
    ]


def test_a_page_that_left_one_cell_on_each_line() -> None:
    items = read_text(
        "План недели здоровья\n\n№ п/п\n\nМероприятие\n\nДата проведения\n\nУчастники\n\n"
        "Ответственный\n\nПОДГОТОВКА\n\n1.\n\nЗарядка во дворе\n\n07.04.2025\n\nВсе классы\n\n"
        "Учитель физкультуры\n\nГусев П.П.\n\n2.\n\nКонкурс плакатов\n\n08.04.2025 –\n\n"
        "10.04.2025\n\n5–7 классы\n\nСедова А.А.,\n\nКим Л.Д.\n\nПодведение итогов\n\n11.04.2025\n"
        "\nЗавуч Рыжова О.П."
    ).items
    assert [(item.number, item.text, f"{item.deadline.date}", item.addressees) for item in items] == [
        ("1", "Зарядка во дворе", "2025-04-07", ("Учитель физкультуры",)),
        ("2", "Конкурс плакатов", "2025-04-10", ("Седова А.А.", "Ким Л.Д.")),
        (None, "Подведение итогов", "2025-04-11", ("Завуч",)),
    ]


def test_sections_that_name_who_must_act() -> None:
    rows = seen(table(HEADING, ("Директорам школ", "", "", "", ""), ("1", "Обновить меню", "март", "", "")))
    assert rows[0][3] == ("Директорам школ",)


def test_a_number_inside_the_text_cell_and_empty_rows() -> None:
    head = ("Поручение", "Срок", "Отв.")
    assert seen(table(head, ("1.2. Обновить меню", "март", "завучи,\nметодисты"), ("–", "", "завучи"))) == [
        ("1.2", "Обновить меню", "2025-03-31", ("завучи", "методисты"))
    ]


def test_executors_that_go_on_in_the_next_line_of_a_cell() -> None:
    rows = seen(table(HEADING, ("1", "Обновить меню", "март", "Заместитель директора\nпо воспитательной работе", "")))
    assert rows[0][3] == ("Заместитель директора по воспитательной работе",)


def test_tables_that_decide_nothing() -> None:
    two_columns = (("1", "Обновить меню"), ("2", "Провести опрос"))
    no_dates = (("1", "Обновить меню", "школы"), ("2", "Провести опрос", "школы"))
    no_text = (("1", "до 20.03.2025", ""), ("2", "апрель", ""))
    no_verb = (("1", "до 20.03.2025", "Липовка"), ("2", "апрель", "Кленовка"))
    for rows in (two_columns, no_dates, no_text, no_verb):
        assert seen(table(*rows)) == []


def test_a_list_before_the_resolution_is_no_decision_table() -> None:
    document = Document(
        (
            Line("Присутствовали:"),
            Line("", ("1", "Седова А.А.", "МБОУ СОШ № 1"), 0),
            Line("", ("2", "Гусев П.П.", "МБОУ СОШ № 2"), 0),
            Line("Решили:"),
            Line("1. Обновить меню."),
        ),
        "docx",
    )
    assert [item.text for item in read(document).items] == ["Обновить меню."]


def test_a_heading_of_cells_without_a_deadline_column_stays_text() -> None:
    items = read_text("Решили:\n1. Обновить меню.\n№\nФамилия\nКласс\n1.\nИванов").items
    assert items[0].text.startswith("Обновить меню.")


def test_a_label_in_a_frame_of_cells() -> None:
    document = Document((Line("Решили:"), Line("1. Обновить меню."), Line("", ("Срок: до 20.03.2025", ""), 0)), "docx")
    (item,) = read(document).items
    assert (item.text, f"{item.deadline.date}") == ("Обновить меню.", "2025-03-20")
    assert document.text == "Решили:\n1. Обновить меню.\n"
