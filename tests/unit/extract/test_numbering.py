"""Automatic numbers exactly as Word shows them; the XML is written by hand."""

import pytest

from domain.minutes.extract import extract
from tests.unit.extract.word import abstract, cell, docx, level, num, p, row, run, table

OUTLINE = abstract("0", level(0, "%1."), level(1, "%1.%2."), level(2, "%3)", "russianLower"))


def numbered(*body: str, numbering: str, styles: str = "") -> list[str]:
    return [line.text for line in extract(docx(*body, numbering=numbering, styles=styles)).lines if line.text]


def item(text: str, depth: int = 0, num_id: str = "1") -> str:
    return p(text, num=num_id, level=depth)


def test_levels_count_and_restart_below_a_higher_one() -> None:
    body = [item("А"), item("Б", 1), item("В", 2), item("Г", 2), item("Д", 1), item("Е", 2), item("Ж"), item("З", 1)]
    assert numbered(*body, numbering=OUTLINE + num("1", "0")) == [
        *("1. А", "1.1. Б", "а) В", "б) Г", "1.2. Д", "а) Е", "2. Ж", "2.1. З"),
    ]


def test_plain_paragraphs_do_not_interrupt_the_count() -> None:
    assert numbered(item("А"), p("Срок: май"), item("Б"), numbering=OUTLINE + num("1", "0")) == [
        *("1. А", "Срок: май", "2. Б"),
    ]


def test_a_new_instance_restarts_only_when_it_says_so() -> None:
    body = [item("А"), item("Б"), item("В", 0, "2"), item("Г", 0, "2"), item("Д", 0, "3")]
    numbering = OUTLINE + num("1", "0") + num("2", "0", at0=1) + num("3", "0")
    assert numbered(*body, numbering=numbering) == ["1. А", "2. Б", "1. В", "2. Г", "3. Д"]


def test_an_instance_may_start_elsewhere_and_replace_a_level() -> None:
    replaced = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/>'
        f'<w:lvlOverride w:ilvl="0">{level(0, "Вопрос %1.")}</w:lvlOverride></w:num>'
    )
    numbering = abstract("0", level(0, "%1)", start=4)) + num("1", "0", at0=7)
    assert numbered(item("А"), item("Б"), numbering=numbering) == ["7) А", "8) Б"]
    assert numbered(item("А", 0, "2"), numbering=numbering + replaced) == ["Вопрос 1. А"]


def test_a_skipped_level_counts_as_begun() -> None:
    assert numbered(item("А", 1), item("Б", 1), item("В"), numbering=OUTLINE + num("1", "0")) == [
        *("1.1. А", "1.2. Б", "2. В"),
    ]


def test_a_level_may_go_on_counting_over_its_parents() -> None:
    never = abstract("0", level(0, "%1."), level(1, "%2)", more='<w:lvlRestart w:val="0"/>'))
    body = [item("А"), item("Б", 1), item("В"), item("Г", 1)]
    assert numbered(*body, numbering=never + num("1", "0")) == ["1. А", "1) Б", "2. В", "2) Г"]


@pytest.mark.parametrize(
    ("fmt", "shown"),
    [
        ("decimal", ["1", "2", "3"]),
        ("decimalZero", ["01", "02", "03"]),
        ("russianLower", ["а", "б", "в"]),
        ("russianUpper", ["А", "Б", "В"]),
        ("lowerLetter", ["a", "b", "c"]),
        ("upperLetter", ["A", "B", "C"]),
        ("lowerRoman", ["i", "ii", "iii"]),
        ("upperRoman", ["I", "II", "III"]),
        ("somethingNew", ["1", "2", "3"]),
    ],
)
def test_formats(fmt: str, shown: list[str]) -> None:
    numbering = abstract("0", level(0, "%1)", fmt)) + num("1", "0")
    assert numbered(item("х"), item("х"), item("х"), numbering=numbering) == [f"{label}) х" for label in shown]


def test_russian_letters_skip_yo_and_short_i_and_double_after_the_alphabet() -> None:
    numbering = abstract("0", level(0, "%1)", "russianLower")) + num("1", "0")
    labels = [line.split(")")[0] for line in numbered(*[item("х")] * 31, numbering=numbering)]
    assert labels == [*"абвгдежзиклмнопрстуфхцчшщыэюя", "аа", "бб"]


def test_roman_questions_with_arabic_items_need_the_legal_style() -> None:
    numbering = abstract(
        *("0", level(0, "%1.", "upperRoman"), level(1, "%1.%2", more="<w:isLgl/>"), level(2, "%1.%3")),
    ) + num("1", "0")
    body = [item("А"), item("Б"), item("В", 1), item("Г", 2)]
    assert numbered(*body, numbering=numbering) == ["I. А", "II. Б", "2.1 В", "II.1 Г"]


def test_any_bullet_is_a_dash_and_no_format_is_no_number() -> None:
    numbering = abstract("0", level(0, "\uf0b7", "bullet"), level(1, "", "none")) + num("1", "0")
    assert numbered(item("А"), item("Б", 1), numbering=numbering) == ["- А", "Б"]


def test_numbers_come_from_styles_and_a_paragraph_may_refuse_them() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Q"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="D"><w:basedOn w:val="Q"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="E"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'
        "</w:pPr></w:style>"
    )
    tied = '<w:pStyle w:val="D"/>'
    numbering = abstract("0", level(0, "%1."), level(1, "%1.%2.", more=tied)) + num("1", "0")
    body = [p("А", style="Q"), p("Б", style="D"), p("В", style="E"), p("Г", style="Q", num="0"), p("Д", style="Q")]
    assert numbered(*body, numbering=numbering, styles=styles) == ["1. А", "1.1. Б", "1.2. В", "Г", "2. Д"]


def test_a_list_style_lends_its_definition() -> None:
    styles = (
        '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>'
    )
    linked = '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="L"/></w:abstractNum>'
    numbering = abstract("0", level(0, "§ %1")) + linked + num("5", "0") + num("1", "1")
    assert numbered(item("А"), item("Б"), numbering=numbering, styles=styles) == ["§ 1 А", "§ 2 Б"]


def test_a_deleted_item_takes_no_number_and_an_empty_one_does() -> None:
    gone = p("<w:del><w:r><w:delText>Лишний</w:delText></w:r></w:del>", num="1", level=0, mark="<w:del/>")
    assert numbered(item("А"), gone, item(""), item("Б"), numbering=OUTLINE + num("1", "0")) == ["1. А", "3. Б"]


def test_an_empty_numbered_cell_is_the_number_column() -> None:
    body = table(*(row(cell(item("")), cell(text)) for text in ("Осмотр", "Ремонт")))
    assert numbered(body, numbering=OUTLINE + num("1", "0")) == ["1.\tОсмотр", "2.\tРемонт"]


def test_a_number_stands_before_the_first_line_of_a_broken_paragraph() -> None:
    body = p(run("Вымыть окна.") + "<w:r><w:br/></w:r>" + run("Срок: май"), num="1", level=0)
    assert numbered(body, numbering=OUTLINE + num("1", "0")) == ["1. Вымыть окна.", "Срок: май"]


def test_a_bullet_above_lends_no_number() -> None:
    numbering = abstract("0", level(0, "•", "bullet"), level(1, "%1%2)")) + num("1", "0")
    assert numbered(item("А"), item("Б", 1), numbering=numbering) == ["- А", "1) Б"]


def test_a_list_that_is_not_defined_gives_no_number() -> None:
    assert numbered(item("А", 0, "77"), numbering=OUTLINE + num("1", "0")) == ["А"]
