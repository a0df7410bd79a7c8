"""Web pages under any name, the way Word saves them too."""

from domain.minutes.extract import extract
from domain.minutes.model import Line


def lines(body: str, encoding: str = "utf-8", head: str = "") -> list[str]:
    page = f"<html><head>{head}<title>Не текст</title></head><body>{body}</body></html>"
    document = extract(page.encode(encoding))
    assert document.format == "html"
    return [line.text for line in document.lines]


def test_blocks_are_lines_and_inline_is_not() -> None:
    body = "<div>Протокол\n  <b>со</b>вещания<p>Второй<br>2. Третий</p></div><script>x()</script><!-- нет -->хвост"
    assert lines(body) == ["Протокол совещания", "Второй", "2. Третий", "хвост"]


def test_lists_are_numbered_as_a_browser_shows() -> None:
    body = (
        "<ol><li>А<ol type=a start=2><li>Б</li><li value=5>В</li></ol></li><li><p>Г</p><p>Срок</p></li></ol>"
        "<ul><li>Д</li></ul><ol type=I><li>Е</li></ol>"
    )
    assert lines(body) == ["1. А", "b. Б", "e. В", "2. Г", "Срок", "- Д", "I. Е"]


def test_tables_with_spans() -> None:
    body = (
        "<table><tr><th>№</th><th colspan=2>Решение</th></tr><tr><td rowspan=2>1</td><td>А</td><td>май</td></tr>"
        "<tr><td>Б<table><tr><td>х</td><td>у</td></tr></table></td><td>июнь</td></tr></table>"
    )
    page = extract(f"<html><body>{body}</body></html>".encode())
    assert page.lines == (
        Line("№\tРешение", ("№", "Решение", ""), 1),
        Line("1\tА\tмай", ("1", "А", "май"), 1),
        Line("1\tБ х у\tиюнь", ("1", "Б\nх у", "июнь"), 1),
    )


def test_deleted_and_hidden_text_is_absent_and_word_bullets_are_dashes() -> None:
    body = (
        "<p>до <del>1 мая</del><ins>1 июня</ins><span style='display: none'>х</span></p>"
        "<p><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span>парты</p>"
        "<div style='mso-element:footnote-list'>Сноска</div>"
    )
    assert lines(body) == ["до 1 июня", "- парты"]


def test_the_encoding_is_the_named_one_unless_the_name_lies() -> None:
    named = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">'
    assert lines("<p>Решили провести</p>", "cp1251", named) == ["Решили провести"]
    assert lines("<p>Решили провести</p>", "cp1251", '<meta charset="utf-8">') == ["Решили провести"]
    assert lines("<p>Решили провести</p>", "utf-16") == ["Решили провести"]


def test_text_inside_a_list_but_no_item_takes_no_number() -> None:
    assert lines("<ol><p>Срок</p><li>Осмотр</li></ol>") == ["Срок", "1. Осмотр"]


def test_headings_are_marked() -> None:
    page = extract("<html><h2>Повестка</h2><p>Текст</p></html>".encode())
    assert [line.heading for line in page.lines] == [True, False]


def test_a_web_archive_holds_a_page() -> None:
    archive = (
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n"
        'Content-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
        "PGh0bWw+PHA+MS4g0J7RgdC80L7RgtGAPC9wPjwvaHRtbD4=\r\n--b\r\nContent-Type: image/png\r\n\r\nx\r\n--b--\r\n"
    )
    document = extract(archive.encode())
    assert (document.text, document.format) == ("1. Осмотр", "html")
