"""What a reader of the Word window sees is what the lines say."""

from domain.minutes.extract import extract
from domain.minutes.model import Line
from tests.unit.extract.word import W, cell, docx, p, row, run, table

BREAK = "<w:r><w:br/></w:r>"


def lines(data: bytes) -> list[str]:
    return [line.text for line in extract(data).lines if line.text]


def test_runs_of_one_paragraph_make_one_line() -> None:
    assert lines(docx(p(run("Подготовить ") + run("пла") + run("ны подвоза")))) == ["Подготовить планы подвоза"]


def test_empty_paragraphs_leave_one_empty_line_between_texts() -> None:
    document = extract(docx(p(), p("Первый"), p(), p(), p("Второй"), p()))
    assert [line.text for line in document.lines] == ["Первый", "", "Второй"]
    assert document.format == "docx"


def test_deleted_and_moved_away_text_is_absent_and_inserted_text_is_kept() -> None:
    body = p(
        run("Сдать отчёт до ")
        + "<w:del><w:r><w:delText>1 мая</w:delText></w:r></w:del>"
        + f"<w:ins>{run('1 июня')}</w:ins>"
        + f"<w:moveFrom>{run(' срочно')}</w:moveFrom><w:moveTo>{run(' 2031 года')}</w:moveTo>"
    )
    assert lines(docx(body)) == ["Сдать отчёт до 1 июня 2031 года"]


def test_a_deleted_paragraph_end_joins_the_next_paragraph() -> None:
    assert lines(docx(p("Проверить ", mark="<w:del/>"), p("кабинеты"))) == ["Проверить кабинеты"]


def test_a_deleted_end_of_the_last_paragraph_of_a_cell_stays_in_the_cell() -> None:
    body = table(row(cell(p("Осмотреть", mark="<w:del/>")), cell("до мая"))) + p("Дальше")
    assert lines(docx(body)) == ["Осмотреть\tдо мая", "Дальше"]


def test_a_deleted_row_is_absent() -> None:
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{cell('Старый пункт')}{cell('май')}</w:tr>"
    assert lines(docx(table(gone, row(cell("Новый пункт"), cell("июнь"))))) == ["Новый пункт\tиюнь"]


def test_hidden_text_is_skipped_directly_and_by_style() -> None:
    styles = '<w:style w:type="character" w:styleId="Note"><w:rPr><w:vanish/></w:rPr></w:style>'
    body = p(run("Видно") + run(" нет", "<w:vanish/>") + run(" нет", '<w:rStyle w:val="Note"/>'))
    assert lines(docx(body, styles=styles)) == ["Видно"]
    assert lines(docx(p(run("Да", '<w:vanish w:val="0"/>')))) == ["Да"]


def test_a_field_gives_its_result_and_not_its_code() -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    inner = mark("begin") + run("PAGE") + mark("separate") + run("7") + mark("end")
    body = mark("begin") + run("IF ") + inner + mark("separate") + run("12 апреля") + mark("end")
    assert lines(docx(p(run("Срок: ") + body))) == ["Срок: 12 апреля"]
    simple = f'<w:fldSimple w:instr="DATE">{run("12 апреля")}</w:fldSimple>'
    assert lines(docx(p(run("Срок: ") + simple))) == ["Срок: 12 апреля"]


def test_links_and_content_controls_keep_their_text_but_prompts_are_left_out() -> None:
    link = f"<w:hyperlink>{run('форма отчёта')}</w:hyperlink>"
    prompt = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Место для даты')}</w:sdtContent></w:sdt>"
    block = f"<w:sdt><w:sdtPr/><w:sdtContent>{p('В рамке')}</w:sdtContent></w:sdt>"
    assert lines(docx(p(run("См. ") + link + prompt), block)) == ["См. форма отчёта", "В рамке"]


def test_a_line_break_starts_a_line_unless_it_only_wraps_a_sentence() -> None:
    body = p(
        run("РЕШИЛИ:")
        + BREAK
        + run("1. Провести осмотр школьных")
        + BREAK
        + run("автобусов.")
        + BREAK
        + run("Срок: май")
    )
    assert lines(docx(body)) == ["РЕШИЛИ:", "1. Провести осмотр школьных автобусов.", "Срок: май"]


def test_a_lettered_item_after_a_break_is_no_wrap() -> None:
    body = p(run("Школам") + BREAK + run("а) проверить парты") + BREAK + run("б) вымыть окна"))
    assert lines(docx(body)) == ["Школам", "а) проверить парты", "б) вымыть окна"]


def test_special_characters_become_plain() -> None:
    body = p(run("школа\u00a0№\u2009\u00a05, ис\u00adправить") + "<w:r><w:noBreakHyphen/></w:r>" + run("то"))
    assert lines(docx(body)) == ["школа № 5, исправить-то"]
    assert lines(docx(p("<w:r><w:softHyphen/></w:r>" + run("Й")), p("И\u0306"))) == ["Й", "Й"]


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{p('Вход. № 15')}</w:txbxContent>"
    drawn = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        f"{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert lines(docx(p(drawn + run("Протокол")))) == ["Протокол", "Вход. № 15"]


def test_an_alternative_without_text_gives_way_to_its_fallback() -> None:
    drawn = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="x"><w:drawing/></mc:Choice>'
        f"<mc:Fallback>{run('Текст')}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert lines(docx(p(drawn))) == ["Текст"]


def test_table_rows_are_lines_in_reading_order() -> None:
    body = docx(p("До"), table(row(cell("1"), cell("Купить парты"), cell("май"))), p("После"))
    assert extract(body).lines == (
        Line("До"),
        Line("1\tКупить парты\tмай", ("1", "Купить парты", "май"), 1),
        Line("После"),
    )


def test_merged_cells_keep_columns_and_repeat_downwards() -> None:
    body = table(
        row(cell("Вопрос первый", span=3)),
        row(cell("1"), cell("Вымыть окна"), cell("до мая", merge="restart")),
        row(cell("2"), cell("Покрасить пол"), cell("", merge="continue")),
    )
    assert [line.cells for line in extract(docx(body)).lines] == [
        ("Вопрос первый", "", ""),
        ("1", "Вымыть окна", "до мая"),
        ("2", "Покрасить пол", "до мая"),
    ]


def test_paragraphs_of_a_cell_and_nested_tables_stay_in_the_cell() -> None:
    nested = table(row(cell("школа № 1"), cell("14")), row(cell("школа № 2"), cell("9")))
    body = table(row(cell(p("Закупить") + p("мебель") + nested + p()), cell("май")))
    (line,) = extract(docx(body)).lines
    assert line.cells == ("Закупить\nмебель\nшкола № 1 14\nшкола № 2 9", "май")
    assert line.text == "Закупить мебель школа № 1 14 школа № 2 9\tмай"


def test_a_frame_table_becomes_ordinary_lines() -> None:
    body = table(row(cell(""), cell(p("УТВЕРЖДАЮ") + p("Начальник управления"))))
    assert extract(docx(body)).lines == (Line("УТВЕРЖДАЮ"), Line("Начальник управления"))


def test_headers_footers_and_notes_are_left_out() -> None:
    extra = {
        "word/header1.xml": f"<w:hdr {W}>{p('Шапка')}</w:hdr>",
        "word/footnotes.xml": f"<w:footnotes {W}>{p('Сноска')}</w:footnotes>",
    }
    body = p(run("Текст") + '<w:r><w:footnoteReference w:id="2"/></w:r>')
    assert lines(docx(body, extra=extra)) == ["Текст"]


def test_headings_are_marked_by_style_and_by_outline_level() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Own"><w:basedOn w:val="1"/></w:style>'
    )
    outline = f'<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr>{run("Б")}</w:p>'
    document = extract(docx(p("А", style="Own"), outline, p("В"), styles=styles))
    assert [line.heading for line in document.lines] == [True, True, False]


def test_the_main_part_is_found_by_relations_and_in_the_strict_dialect() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
        'Id="1" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" '
        'Target="/word/document2.xml"/></Relationships>'
    )
    main = f'<w:document xmlns:w="{strict}"><w:body>{p("Найдено")}</w:body></w:document>'
    assert lines(docx(p("Не то"), extra={"_rels/.rels": relation, "word/document2.xml": main})) == ["Найдено"]


def test_an_embedded_document_is_said_to_be_missing() -> None:
    assert extract(docx(p("Текст"), "<w:altChunk/>")).warnings == ("partial",)


def test_a_hidden_paragraph_end_lets_the_line_go_on() -> None:
    body = [p("Срок: ", mark="<w:vanish/>"), p("", mark="<w:vanish/>"), p("5 мая")]
    assert lines(docx(*body)) == ["Срок: 5 мая"]


def test_symbols_stray_field_ends_and_inserted_blocks() -> None:
    symbol = '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/><w:fldChar w:fldCharType="begin"/><w:fldChar/></w:r>'
    inserted = f"<w:customXml>{p('Вставлено')}</w:customXml>"
    assert lines(docx(p(symbol + run(" готово")), p(run("Осмотр") + end), inserted)) == [
        "• готово",
        "Осмотр",
        "Вставлено",
    ]
