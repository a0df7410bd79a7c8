"""Lines of a file → paragraphs; short labels of items."""

import pytest

from domain.minutes import read_text, short_label
from domain.minutes.closing import is_signature, signs, without_signature
from domain.minutes.layout import paragraphs, plain_rows
from domain.minutes.model import Document, Line


def rows(text: str) -> list[str]:
    return [row.text for row in paragraphs(plain_rows(Document(tuple(Line(line) for line in text.split("\n")), "txt")))]


def test_a_word_broken_at_the_end_of_a_line_is_whole_again() -> None:
    assert rows("Провести в школах района смотр библиотек и подго-\nтовить отчёт о смотре.") == [
        "Провести в школах района смотр библиотек и подготовить отчёт о смотре."
    ]


def test_dashes_inside_a_paragraph_become_lines() -> None:
    assert rows("1. Директорам школ до начала зимы обеспечить: - утепление окон; - запас топлива; - дежурство.") == [
        "1. Директорам школ до начала зимы обеспечить:",
        "- утепление окон;",
        "- запас топлива;",
        "- дежурство.",
    ]


def test_numbers_that_do_not_go_on_are_left_alone() -> None:
    text = (
        "Провести смотр в школах района. Итоги подвести по положению: 3. Первый получает кубок. 7. Остальные грамоты."
    )
    assert rows(text) == [text]


def test_letters_that_do_not_go_on_are_left_alone() -> None:
    text = "Провести в школах района к началу учебного года смотр: 1) кабинетов; 3) залов и площадок; 5) дворов."
    assert rows(text) == [text]


def test_page_furniture_is_left_out() -> None:
    assert rows("Страница 1 из 3\nПротокол\n- 2 -\nВерсия для печати") == ["Протокол"]


def test_one_paragraph_of_several_lines_in_a_document() -> None:
    assert rows("Решили:\nПринять\n\nУтвердить") == ["Решили:", "Принять", "Утвердить"]


@pytest.mark.parametrize(
    "line",
    [
        "Председатель                 А.А. Седова",
        "Начальник управления образования ____________ Седова А.А.",
        "Секретарь",
        "Секретарь: Седова А.А.",
        "Протокол вела Седова",
        "записала Седова",
        "С приказом ознакомлены:",
        "И.о. главы администрации А.К.Ветров",
        "А.А. Седова",
        "Контактное лицо: Седова А.А., тел. 5-55",
    ],
)
def test_a_signature(line: str) -> None:
    assert is_signature(line)


@pytest.mark.parametrize(
    "line",
    ["начальника Седову А.А.", "1. Председатель", "Директорам школ сдать отчёт Седовой А.А.", "Отв.: Седова А.А."],
)
def test_no_signature(line: str) -> None:
    assert not is_signature(line)


def test_a_signature_on_two_rows_or_glued() -> None:
    assert signs("Директор департамента", "Г.Г. Седов")
    assert not signs("Директор департамента", "1. Провести")
    assert without_signature("Провести смотр. Глава района А.А. Седова") == "Провести смотр."


@pytest.mark.parametrize(
    ("text", "limit", "label"),
    [
        ("Обновить меню.", 40, "Обновить меню"),
        ("Директорам школ представить списки до 15.10.2024", 60, "Представить списки до 15.10.2024"),
        ("Провести смотр библиотек, подвести его итоги и наградить", 40, "Провести смотр библиотек"),
        ("Организовать разъяснительную работу среди населения района", 30, "Организовать разъяснительную…"),
        ("Организовать разъяснительную работу в отдалённых сёлах", 43, "Организовать разъяснительную работу…"),
        ("Осуществлять постоянный контроль за работой всех кружков", 34, "Осуществлять постоянный контроль…"),
    ],
)
def test_a_short_label_ends_where_a_reader_would_pause(text: str, limit: int, label: str) -> None:
    assert short_label(text, limit) == label


def test_pasted_text_with_windows_line_ends() -> None:
    assert [item.number for item in read_text("Решили:\r\n1. Обновить меню.\r\n2. Купить мебель.\r\n").items] == [
        "1",
        "2",
    ]


def test_a_full_line_that_ends_a_sentence_ends_its_paragraph() -> None:
    assert rows(
        "Провести в школах района смотр библиотек и\nкабинетов. Подвести итоги смотра школ.\n"
        "Наградить победителей смотра грамотами отдела."
    ) == [
        "Провести в школах района смотр библиотек и кабинетов. Подвести итоги смотра школ.",
        "Наградить победителей смотра грамотами отдела.",
    ]
