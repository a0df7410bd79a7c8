"""RTF as Word and WordPad write it."""

import pytest

from domain.errors import UnreadableDocument
from domain.minutes.extract import extract
from domain.minutes.model import Line

HEAD = r"{\rtf1\ansi\ansicpg1251\deff0{\fonttbl{\f0\fcharset204 Times;}{\f1\fcharset0 Arial;}{\f2\fcharset2 Symbol;}}"


def rtf(body: str) -> bytes:
    """`body` in RTF words; Russian letters become the hex bytes of code page 1251."""
    encoded = "".join(char if ord(char) < 128 else f"\\'{char.encode('cp1251').hex()}" for char in body)
    return (HEAD + encoded + "}").encode("ascii")


def lines(body: str) -> list[str]:
    return [line.text for line in extract(rtf(body)).lines if line.text]


def test_paragraphs_and_characters() -> None:
    assert lines(r"\pard\f0 Школа\~№ 5\emdash да\par Вто\-рой\_то\tab х\line 2. Ещё\par") == [
        *("Школа № 5—да", "Второй-то\tх", "2. Ещё"),
    ]


def test_unicode_words_replace_their_plain_repeats() -> None:
    assert lines(r"\uc1\u1064?\u1082\u1086?ла {\uc2\u8470\'3f\'3f} 7\par") == ["Ш" + "ко?ла № 7".replace("о?", "о")]


def test_a_font_gives_the_code_page_of_its_bytes() -> None:
    assert extract(HEAD.encode() + rb"\f1\'e9t\'e9 \f0\'e9\'e9 \f2\'b7\par}").text == "été йй •"


@pytest.mark.parametrize("word", ["deleted", "v", "mvf1"])
def test_deleted_hidden_and_moved_text_is_absent(word: str) -> None:
    assert lines(rf"Срок: до {{\{word} 1 мая}}{{\revised 1 июня}}\par") == ["Срок: до 1 июня"]
    assert lines(rf"Срок: \{word} 1 мая\plain  1 июня\par") == ["Срок: 1 июня"]


def test_a_deleted_paragraph_end_joins() -> None:
    assert lines(r"Вымыть {\deleted\par}окна\par") == ["Вымыть окна"]


def test_automatic_numbers_are_written_beside_the_list() -> None:
    body = (
        r"{\listtext\pard\plain 1.\tab}РЕШИЛИ\par{\listtext 1.1.\tab}Осмотр\par{\pntext\f2\'b7\tab}парты\par"
        r"{\listtext\f2 o\tab}доски\par"
    )
    assert lines(body) == ["1. РЕШИЛИ", "1.1. Осмотр", "- парты", "- доски"]


def test_notes_headers_codes_and_unknown_groups_are_left_out() -> None:
    body = (
        r"{\header Шапка\par}{\*\generator Word;}Форма{\footnote Сноска} {\field{\*\fldinst HYPERLINK x}"
        r"{\fldrslt по ссылке}}{\pict\bin4 }\{x}\par"
    )
    assert lines(body) == ["Форма по ссылке"]


def test_rows_of_a_table_with_merged_cells() -> None:
    body = (
        r"До\par\trowd\clvmgf\cellx1000\cellx2000\cellx3000\intbl Осмотр\cell май\cell 1\cell\row"
        r"\trowd\clvmrg\cellx1000\cellx3000\intbl\cell июнь\cell\row\pard После\par"
    )
    assert extract(rtf(body)).lines == (
        Line("До"),
        Line("Осмотр\tмай\t1", ("Осмотр", "май", "1"), 1),
        Line("Осмотр\tиюнь", ("Осмотр", "июнь", ""), 1),
        Line("После"),
    )


@pytest.mark.parametrize(
    "end", [r"\cell\row", r"\cell", r"\par\row", ""], ids=["whole", "no row", "no cell", "cut off"]
)
def test_a_table_that_is_not_ended_keeps_its_last_cell(end: str) -> None:
    body = r"\trowd\cellx1000\cellx2000\intbl Осмотр\cell май" + end
    assert [line.cells for line in extract(rtf(body)).lines] == [("Осмотр", "май")]


def test_cells_without_edges_take_a_column_each() -> None:
    assert [line.cells for line in extract(rtf(r"\intbl 1\cell Осмотр\cell\row\pard\par")).lines] == [("1", "Осмотр")]


def test_a_text_box_comes_after_its_paragraph_once() -> None:
    body = (
        r"Прото{\shp{\*\shpinst\shpleft0{\sp{\sn a}{\sv b}}{\shptxt\pard Вход. № 3\par}}{\shprslt{\*\do Вход.}}}кол\par"
    )
    assert lines(body) == ["Протокол", "Вход. № 3"]


def test_a_file_cut_short_is_read_with_a_warning() -> None:
    document = extract(rtf(r"Первый\par Второй\par")[:-1])
    assert (document.text, document.warnings) == ("Первый\nВторой", ("partial",))


def test_headings_and_odd_braces() -> None:
    document = extract(rtf(r"\pard\outlinelevel0 Повестка\par\pard Текст\par") + b"} tail")
    assert [(line.text, line.heading) for line in document.lines] == [("Повестка", True), ("Текст", False)]


def test_an_unknown_code_page_is_taken_for_the_russian_one() -> None:
    assert extract(rb"{\rtf1\ansi\ansicpg77777 \'cf\'f0\'e8{\listtext }\par}").text == "При"


@pytest.mark.parametrize(("body", "code"), [("{" * 6_000, "damaged"), ("\\par " + "a" * 2_000_001, "too_long")])
def test_refusals(body: str, code: str) -> None:
    with pytest.raises(UnreadableDocument, match=code):
        extract(rtf(body))


def test_line_ends_between_words_are_no_text() -> None:
    assert lines("\\pard Ремонт\r\nпройден\n\r\n\\par\r\n") == ["Ремонтпройден"]
