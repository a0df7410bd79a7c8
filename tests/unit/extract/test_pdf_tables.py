"""Tables of PDF pages, drawn by hand: by their lines where there are any, else by where words stand."""

from collections.abc import Callable
from itertools import pairwise

import pytest

from domain.minutes.extract import extract
from tests.unit.extract.pages import barred, column, lined, pdf

Piece = tuple[float, float, str]
XS = (60.0, 90.0, 240.0, 340.0, 460.0)
HEAD = [*column(64, 690, "№"), *column(94, 690, "Решение"), *column(244, 690, "Срок"), *column(344, 690, "Отв.")]
HEADING = ("№", "Решение", "Срок", "Отв.")


def row(top: float, *cells: str) -> list[Piece]:
    """Cells of a row with their lines, the first at `top`."""
    lefts = (64.0, 94.0, 244.0, 344.0)
    return [
        piece for left, text in zip(lefts, cells, strict=True) if text for piece in column(left, top, *text.split("|"))
    ]


def read(*pages: list[Piece], drawn: bytes = b"") -> list[tuple[str, ...] | str]:
    return [line.cells or line.text for line in extract(pdf(*pages, drawn=drawn)).lines]


@pytest.mark.parametrize("draw", [lined, barred])
def test_cells_between_lines(draw: Callable[..., bytes]) -> None:
    page = [
        *[(60.0, 740.0, "Протокол № 3"), (60.0, 726.0, "Решили:")],
        *HEAD,
        *row(670, "", "Вымыть окна и полы во всех|классах", "до 15 мая", "директора школ,|заведующие детских|садов"),
        *row(620, "", "Купить парты", "", "завхозы"),
        *[(60.0, 560.0, "Заместитель главы округа по"), (220.0, 560.0, "социальным вопросам О.С. Муравлёва")],
    ]
    assert read(page, drawn=draw(XS, (705, 685, 632, 610))) == [
        *("Протокол № 3", "Решили:"),
        HEADING,
        ("", "Вымыть окна и полы во всех классах", "до 15 мая", "директора школ, заведующие детских садов"),
        ("", "Купить парты", "", "завхозы"),
        "Заместитель главы округа по социальным вопросам О.С. Муравлёва",
    ]


def test_lines_of_a_cell_that_had_room_for_more_stay_lines() -> None:
    page = [*HEAD, *row(670, "1", "Вымыть окна", "май", "МКОУ Сосновая СОШ|МКОУ Лесная СОШ|Дом детей|Учителя")]
    cell = read(page, drawn=lined(XS, (705, 685, 610)))[1][3]
    assert cell.split("\n") == ["МКОУ Сосновая СОШ", "МКОУ Лесная СОШ", "Дом детей", "Учителя"]


def test_a_word_too_long_for_its_column_is_whole_again() -> None:
    page = [*HEAD, *row(670, "1", "Вымыть окна", "май", "Получить санитарно-|эпидемиологичес|кие заключения")]
    assert read(page, drawn=lined(XS, (705, 685, 610)))[1][3] == "Получить санитарно-эпидемиологические заключения"


def test_merged_cells() -> None:
    """«Ремонт» runs across; «Вымыть окна» covers two rows and stands in the middle of them."""
    page = [
        *HEAD,
        *column(64, 670, "Ремонт"),
        *row(650, "1", "", "май", "школы"),
        *column(94, 640, "Вымыть окна"),
        *row(630, "", "", "июнь", "детские сады"),
    ]
    drawn = b"\n".join(
        [
            lined(XS, (705, 685)),
            lined((60, 460), (685, 665)),
            lined((60, 90), (665, 645, 625)),
            lined((90, 240), (665, 625)),
            lined((240, 340, 460), (665, 645, 625)),
        ]
    )
    assert read(page, drawn=drawn) == [
        HEADING,
        ("Ремонт", "", "", ""),
        ("1", "Вымыть окна", "май", "школы"),
        ("", "Вымыть окна", "июнь", "детские сады"),
    ]


def test_a_table_goes_on_over_the_page() -> None:
    first = [
        *HEAD,
        *row(670, "1", "Вымыть окна", "май", "школы"),
        *row(630, "2", "Купить парты и", "до июня", "завхоз"),
    ]
    second = [*HEAD, *row(670, "", "стулья", "", ""), *row(630, "3", "Завезти уголь", "", "завхоз")]
    for number, page in enumerate((first, second), start=1):
        page.append((250.0, 40.0, f"Протокол № 3, лист {number} из 2"))
    document = extract(pdf(first, second, drawn=lined(XS, (705, 685, 645, 610))))
    assert {line.table for line in document.lines} == {1}
    assert [line.cells for line in document.lines] == [
        HEADING,
        ("1", "Вымыть окна", "май", "школы"),
        ("2", "Купить парты и стулья", "до июня", "завхоз"),
        ("3", "Завезти уголь", "", "завхоз"),
    ]


def test_lines_in_other_units_than_the_text() -> None:
    page = [*HEAD, *row(670, "1", "Вымыть окна", "май", "школы")]
    drawn = b"Q q .5 0 0 .5 0 0 cm " + lined([2 * x for x in XS], [2 * y for y in (705, 685, 610)]) + b" Q"
    assert read(page, drawn=drawn) == [HEADING, ("1", "Вымыть окна", "май", "школы")]


def test_closed_shapes_are_lines_and_what_cannot_be_understood_is_none() -> None:
    page = [*HEAD, *row(670, "1", "Вымыть окна", "май", "школы")]
    boxes = [
        b"%d %d m %d %d l %d %d l %d %d l h S" % (left, low, right, low, right, high, left, high)
        for left, right in pairwise((60, 90, 240, 340, 460))
        for low, high in ((610, 685), (685, 705))
    ]
    odd = [b"/Name 3 m 5 l 7 7 l S h 1 2 cm (x) 1 1 1 re f 0 0 m 90 90 l S 60 0 m 60 900 l n"]
    assert read(page, drawn=b"\n".join([*odd, *boxes])) == [HEADING, ("1", "Вымыть окна", "май", "школы")]


@pytest.mark.parametrize(
    "drawn",
    [
        lined((50, 480), (720, 600)),
        lined(XS, (705, 610)),
        lined(XS, (705, 685, 610)),
        b"60 705 400 20 re f 60 685 400 20 re f",
        b"\n".join([lined(XS, (705, 685, 645, 610))] * 3_000),
        b"50 600 430 120 re S",
    ],
    ids=["a frame", "columns only", "rows not parted", "shades", "a drawing", "a stroked box"],
)
def test_lines_that_part_no_rows_leave_it_to_the_places(drawn: bytes) -> None:
    page = [*HEAD, *row(670, "1", "Вымыть окна", "май", "школы"), *row(650, "2", "Купить парты", "июнь", "завхоз")]
    assert read(page, drawn=drawn) == [
        HEADING,
        ("1", "Вымыть окна", "май", "школы"),
        ("2", "Купить парты", "июнь", "завхоз"),
    ]


def test_a_box_around_words_is_no_table() -> None:
    page = [(64.0, 690.0, "УТВЕРЖДАЮ"), (94.0, 640.0, "Решили: вымыть окна.")]
    assert read(page, drawn=lined((60, 80, 460), (705, 610))) == ["УТВЕРЖДАЮ", "Решили: вымыть окна."]


def test_a_signature_below_a_table_without_lines() -> None:
    page = [
        *HEAD,
        *row(676, "1", "Вымыть окна", "май", "школы"),
        *row(662, "2", "Купить парты", "июнь", "завхоз"),
        *[(64.0, 640.0, "Заместитель главы округа по общим"), (244.0, 640.0, "и другим вопросам Иванов")],
    ]
    assert read(page)[:3] == [HEADING, ("1", "Вымыть окна", "май", "школы"), ("2", "Купить парты", "июнь", "завхоз")]
    assert isinstance(read(page)[3], str)
