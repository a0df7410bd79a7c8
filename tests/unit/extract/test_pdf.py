"""PDF pages drawn by hand: what belongs together on the paper is one line, what belongs to the paper is gone."""

import io

import pytest

from domain.errors import UnreadableDocument
from domain.minutes.extract import extract
from domain.minutes.extract.text import join
from tests.unit.extract.pages import column, pdf

LEFT, TOP = 60.0, 780.0
PHOTOGRAPH = b"\xff\xd8\xff\xd9"


def lines(*pages: list[tuple[float, float, str]]) -> list[str]:
    return [line.text for line in extract(pdf(*pages)).lines]


def test_wrapped_lines_are_joined_and_numbered_ones_are_not() -> None:
    page = column(
        *(LEFT, TOP, "РЕШИЛИ:", "\t1.1. Директорам школ проверить исправность спортивных снарядов"),
        *("во всех залах и на площадках, акты проверки представить в отдел общего", "образования. Срок: 15.05.2031."),
        *("\t1.2. Провести инструктаж учителей физической культуры.", "\tКонтроль оставляю за собой."),
    )
    assert lines(page) == [
        "РЕШИЛИ:",
        "1.1. Директорам школ проверить исправность спортивных снарядов во всех залах и на площадках, акты проверки "
        "представить в отдел общего образования. Срок: 15.05.2031.",
        "1.2. Провести инструктаж учителей физической культуры.",
        "Контроль оставляю за собой.",
    ]


def test_a_hanging_list_item_is_one_line() -> None:
    page = [
        *column(LEFT - 30, TOP, " "),
        *column(LEFT, TOP, "- подготовить школьные автобусы к новому учебному году"),
        *column(LEFT + 20, TOP - 14, "и согласовать маршруты"),
        *column(LEFT, TOP - 28, "- назначить сопровождающих"),
    ]
    assert lines(page) == [
        *(
            "- подготовить школьные автобусы к новому учебному году и согласовать маршруты",
            "- назначить сопровождающих",
        ),
    ]


def test_divided_words_become_whole_and_compounds_keep_their_hyphen() -> None:
    page = column(
        LEFT,
        TOP,
        "Обеспечить комплектование библиотек учебно-",
        "методическими пособиями и художествен-",
        "ной литературой",
    )
    assert lines(page) == [
        "Обеспечить комплектование библиотек учебно-методическими пособиями и художественной литературой"
    ]


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("какой-", "либо школой", "какой-либо школой"),
        ("детям-", "сиротам", "детям-сиротам"),
        ("научно-", "практическая", "научно-практическая"),
        ("руково-", "дителям", "руководителям"),
        ("СОШ-", "интернат", "СОШ-интернат"),
        ("учебный год 2030-", "2031", "учебный год 2030-2031"),
        ("школам -", "купить мел", "школам - купить мел"),
    ],
)
def test_a_hyphen_at_the_end_of_a_line(before: str, after: str, whole: str) -> None:
    assert join(before, after) == whole


@pytest.mark.parametrize(
    "second",
    [
        *("2.Купить мел", "1.1.Купить мел", "а) купить мел", "-купить мел", "– купить мел", "РЕШИЛИ:", "Решили купить"),
        *("Срок исполнения - 5 мая", "Срок: 5 мая", "Отв.: школы", "Ответственные: школы", "Вопрос 2. О меле"),
    ],
)
def test_what_opens_a_line_even_after_a_full_one(second: str) -> None:
    first = "1. Школам проверить парты."
    assert lines(column(LEFT, TOP, first, second)) == [first, second]


def test_page_numbers_and_repeated_heads_are_dropped_and_an_item_goes_on_over_the_page() -> None:
    head = (LEFT, TOP + 30, "КОМИТЕТ ПО ОБРАЗОВАНИЮ")
    first = [
        head,
        *column(LEFT, TOP, "1. Школам провести в ноябре месячник безопасности и"),
        (250.0, 30.0, "Страница 1 из 2"),
    ]
    second = [
        head,
        *column(LEFT, TOP, "представить отчёты в комитет.", "2. Детским садам то же."),
        (250.0, 30.0, "- 2 -"),
    ]
    assert lines(first, second) == [
        *(
            "КОМИТЕТ ПО ОБРАЗОВАНИЮ",
            "1. Школам провести в ноябре месячник безопасности и представить отчёты в комитет.",
        ),
        "2. Детским садам то же.",
    ]


def test_pages_that_happen_to_begin_alike_lose_nothing() -> None:
    pages = [
        column(LEFT, TOP, text, f"{index}. Школе вымыть окна до мая.")
        for index, text in enumerate(("ПРОТОКОЛ", "РЕШИЛИ:", "РЕШИЛИ:"), start=1)
    ]
    assert lines(*pages).count("РЕШИЛИ:") == 2


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [f"{n}. Школе номер {n} проверить крышу." for n in range(1, 9)]
    right = [f"{n}. Саду номер {n} проверить забор." for n in range(9, 17)]
    page = [(LEFT, 810.0, "ПРОТОКОЛ № 3"), *column(LEFT, TOP, *left), *column(320.0, TOP, *right)]
    assert lines(page) == ["ПРОТОКОЛ № 3", *left, *right]


def test_a_column_that_begins_with_a_centred_title_is_a_column() -> None:
    """The title leaves more room beside it than the lines below."""
    title = [(LEFT + 60, TOP, "ПРОТОКОЛ № 3")]
    left = [f"{n}. Школе номер {n} проверить крышу." for n in range(1, 9)]
    right = [f"{n}. Саду номер {n} проверить забор." for n in range(9, 18)]
    page = [*title, *column(LEFT, TOP - 15, *left), *column(268.0, TOP, *right)]
    assert lines(page) == ["ПРОТОКОЛ № 3", *left, *right]


def test_a_signature_and_a_letterhead_are_no_columns() -> None:
    page = [
        (LEFT, TOP, "город Заречный"),
        (400.0, TOP, "15 мая 2031 года"),
        (LEFT, TOP - 40, "Секретарь"),
        (400.0, TOP - 40, "П.П. Птицына"),
    ]
    assert lines(page) == ["город Заречный\t15 мая 2031 года", "Секретарь\tП.П. Птицына"]


def test_a_decision_table_is_read_by_rows() -> None:
    page = [
        *column(LEFT, TOP, "№", "1", "", "2"),
        *column(100.0, TOP, "Решение", "Проверить исправность", "пожарных кранов", "Вымыть окна"),
        *column(300.0, TOP, "Срок", "до 15 мая", "", "до 1 июня"),
        *column(420.0, TOP, "Отв.", "директора", "школ", "завхозы"),
    ]
    document = extract(pdf([piece for piece in page if piece[2]]))
    assert [line.cells for line in document.lines] == [
        ("№", "Решение", "Срок", "Отв."),
        ("1", "Проверить исправность пожарных кранов", "до 15 мая", "директора школ"),
        ("2", "Вымыть окна", "до 1 июня", "завхозы"),
    ]


def test_cyrillic_under_a_western_name_is_russian_again() -> None:
    western = "Протокол совещания".encode("cp1251").decode("cp1252")
    assert "Ï" in western
    from domain.minutes.extract.pdf import _russian

    assert _russian(western) == "Протокол совещания"


def test_a_scan_needs_recognition(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UnreadableDocument, match="no_text_layer"):
        extract(pdf([], photograph=PHOTOGRAPH))
    with pytest.raises(UnreadableDocument, match="empty"):
        extract(pdf([]))


def test_a_page_that_is_only_a_picture_among_others_is_a_partial_reading() -> None:
    document = extract(pdf([(LEFT, TOP, "Решили провести осмотр")], [], photograph=PHOTOGRAPH))
    assert document.warnings == ("partial",)


def test_a_scan_is_recognised_where_tesseract_knows_russian(tesseract: None) -> None:
    document = extract(pdf([], photograph=PHOTOGRAPH))
    assert [line.text for line in document.lines] == ["РЕШИЛИ:", "", "1. Вымыть окна.", "2. Купить парты."]
    assert document.recognised


def locked(password: str) -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(PdfReader(io.BytesIO(pdf([(LEFT, TOP, "Решили провести осмотр")]))))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def test_a_file_locked_only_against_changes_is_read() -> None:
    assert extract(locked("")).text == "Решили провести осмотр"


def test_letters_of_another_size_start_a_line() -> None:
    page = [(LEFT, 830.0, "О подготовке к новому учебному"), (LEFT, 815.0, "году слушали всех, кто готовил школы")]
    assert lines(page) == ["О подготовке к новому учебному", "году слушали всех, кто готовил школы"]


def test_a_gap_between_full_lines_parts_paragraphs() -> None:
    text = ("Школам принять участие в месячнике безопасности", "дорожного движения и представить отчёт об этом.")
    page = [*column(LEFT, TOP, *text), *column(LEFT, TOP - 60, *text)]
    assert lines(page) == [" ".join(text)] * 2


def test_columns_without_a_heading_and_a_table_after_text() -> None:
    left, right = ([f"{n}. Школе номер {n} проверить крышу." for n in range(s, s + 8)] for s in (10, 20))
    assert lines([*column(LEFT, TOP, *left), *column(320.0, TOP, *right)]) == [*left, *right]
    page = [
        *(column(LEFT, TOP, "План мероприятий", "1", "2") + column(200.0, TOP - 14, "Осмотр", "Ремонт")),
        *column(400.0, TOP - 14, "май", "июнь"),
    ]
    assert lines(page) == ["План мероприятий", "1\tОсмотр\tмай", "2\tРемонт\tиюнь"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (locked("секрет"), "password"),
        (pdf(*[[]] * 501), "too_long"),
        (pdf(), "damaged"),
        (pdf([]).replace(b"/Contents 7 0 R", b"               "), "empty"),
        (pdf([], photograph=PHOTOGRAPH).replace(b"/DCTDecode", b"/JPXDecode"), "no_text_layer"),
        (pdf([], photograph=PHOTOGRAPH).replace(b"/Image", b"/Other"), "empty"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_refusals(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableDocument) as refusal:
        extract(data)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("data", "code"),
    [(pdf([(LEFT, TOP, "Решили")])[:-600], "damaged"), (b"%PDF-1.4\n%%EOF", "damaged"), (b"%PDF-1.4\n", "damaged")],
)
def test_broken_files_are_refused(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableDocument, match=code):
        extract(data)
