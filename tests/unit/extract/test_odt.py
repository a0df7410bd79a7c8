"""OpenDocument texts written by hand the way LibreOffice saves them."""

import pytest

from domain.errors import UnreadableDocument
from domain.minutes.extract import extract
from tests.unit.extract.word import package

NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("text", "text"),
        ("style", "style"),
        ("table", "table"),
        ("draw", "drawing"),
    )
)
LIST = (
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" '
    'style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="1" style:num-suffix="." '
    'text:display-levels="2"/><text:list-level-style-number text:level="3" style:num-suffix=")" '
    'style:num-format="а, б, .., аа, бб, ... (ru)"/></text:list-style>'
    '<text:list-style style:name="B"><text:list-level-style-bullet text:level="1"/></text:list-style>'
)


def odt(body: str, styles: str = LIST, parts: dict[str, str] | None = None) -> bytes:
    content = (
        f"<office:document-content {NAMES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return package({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, **(parts or {})})


def lines(body: str) -> list[str]:
    return [line.text for line in extract(odt(body)).lines if line.text]


def p(text: str) -> str:
    return f"<text:p>{text}</text:p>"


def item(text: str) -> str:
    return f"<text:list-item>{text}</text:list-item>"


def numbered(content: str, more: str = "", style: str = "L") -> str:
    return f'<text:list text:style-name="{style}" {more}>{content}</text:list>'


def test_paragraphs_keep_spaces_tabs_and_breaks_and_lose_notes() -> None:
    body = p("Шко\nла<text:s text:c='3'/>№<text:tab/>5<text:note>сноска</text:note><text:line-break/>2. Ещё")
    assert lines(body) == ["Шко ла №\t5", "2. Ещё"]


def test_deleted_text_is_absent() -> None:
    change = (
        "<text:tracked-changes><text:changed-region>" + p("1 мая") + "</text:changed-region></text:tracked-changes>"
    )
    assert lines(change + p("до <text:change text:change-id='1'/>1 июня")) == ["до 1 июня"]


def test_hidden_text_is_absent() -> None:
    hidden = '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'
    body = p("до <text:span text:style-name='H'>х</text:span>мая")
    assert extract(odt(body, hidden)).text == "до мая"


def test_list_levels_are_numbered() -> None:
    third = item(p("В")) + item(p("Г"))
    second = item(p("Б") + f"<text:list>{third}</text:list>") + item(p("Д"))
    body = numbered(item(p("А") + f"<text:list>{second}</text:list>") + item(p("Е") + p("Срок: май")))
    assert lines(body) == ["1. А", "1.1. Б", "а) В", "б) Г", "1.2. Д", "2. Е", "Срок: май"]


def test_a_list_goes_on_after_other_text_when_it_says_so() -> None:
    body = (
        numbered(item(p("А")), 'xml:id="one"')
        + p("Срок: май")
        + numbered(item(p("Б")), 'text:continue-list="one"')
        + numbered(item(p("В")), 'text:continue-numbering="true"')
        + numbered(item(p("Г")))
    )
    assert lines(body) == ["1. А", "Срок: май", "2. Б", "3. В", "1. Г"]


def test_a_wrapping_item_without_text_takes_no_number() -> None:
    nested = numbered(item(f"<text:list>{item(p('Б'))}</text:list>"), 'text:continue-numbering="true"')
    assert lines(numbered(item(p("А"))) + nested + nested) == ["1. А", "1.1. Б", "1.2. Б"]


def test_bullets_headers_and_restarts() -> None:
    body = numbered(item(p("А")), style="B") + numbered(
        f"<text:list-header>{p('Б')}</text:list-header><text:list-item text:start-value='4'>{p('В')}</text:list-item>"
    )
    assert lines(body) == ["- А", "Б", "4. В"]


def test_a_list_that_refers_to_nothing_is_a_doubt() -> None:
    assert extract(odt(numbered(item(p("А"))))).warnings == ()
    assert extract(odt(numbered(item(p("А")), 'text:continue-list="gone"'))).warnings == ("numbers",)


def test_headings_are_numbered_by_the_outline() -> None:
    outline = (
        '<text:outline-style style:name="O"><text:outline-level-style text:level="1" style:num-format="I" '
        'style:num-suffix="."/></text:outline-style>'
    )
    body = '<text:h text:outline-level="1">Вопрос</text:h>' * 2
    document = extract(odt(body, outline))
    assert [(line.text, line.heading) for line in document.lines] == [("I. Вопрос", True), ("II. Вопрос", True)]


def test_tables_with_merged_cells() -> None:
    def cell(text: str, more: str = "") -> str:
        return f"<table:table-cell {more}>{p(text)}</table:table-cell>"

    wide, deep = 'table:number-columns-spanned="2"', 'table:number-rows-spanned="2"'
    covered = "<table:covered-table-cell/>"
    body = (
        f"<table:table><table:table-column/><table:table-header-rows><table:table-row>{cell('Вопрос', wide)}"
        f"{covered}{cell('Срок')}</table:table-row></table:table-header-rows>"
        f"<table:table-row>{cell('1')}{cell('Осмотр')}{cell('май', deep)}</table:table-row>"
        f"<table:table-row>{cell('2')}{cell('Ремонт')}{covered}{covered}</table:table-row></table:table>"
    )
    assert [line.cells for line in extract(odt(body)).lines] == [
        *(("Вопрос", "", "Срок"), ("1", "Осмотр", "май"), ("2", "Ремонт", "май")),
    ]


def test_a_text_box_comes_after_its_paragraph() -> None:
    assert lines(p(f"Прото<draw:frame><draw:text-box>{p('Вход.')}</draw:text-box></draw:frame>кол")) == [
        *("Протокол", "Вход."),
    ]


def test_sections_and_levels_without_numbers() -> None:
    bare = '<text:list-style style:name="N"><text:list-level-style-number text:level="1"/></text:list-style>'
    body = f"<text:section>{numbered(item(p('Осмотр')), style='N')}</text:section>"
    assert extract(odt(body, bare)).text == "Осмотр"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (odt(p("х"), parts={"META-INF/manifest.xml": "<x><encryption-data/></x>"}), "password"),
        (package({"mimetype": "application/vnd.oasis.opendocument.text"}), "damaged"),
        (odt("<text:p>"), "damaged"),
    ],
)
def test_refusals(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableDocument, match=code):
        extract(data)
