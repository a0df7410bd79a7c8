"""Words, letters and marks that every step of the reader relies on."""

import pytest

from domain.minutes.grammar import is_infinitive
from domain.minutes.markers import Mark, MarkStyle, find_mark
from domain.minutes.parties import Case, opening_case
from domain.minutes.words import mend_letters, outside, split_outside, without_names


@pytest.mark.parametrize(
    "word",
    [
        "провести",
        "учесть",
        "привлечь",
        "явиться",
        "прийти",
        "взять",
        "стать",
        "попасть",
        "обойтись",
        "увлечься",
        "класть",
    ],
)
def test_a_verb_in_its_plain_form(word: str) -> None:
    assert is_infinitive(word)


@pytest.mark.parametrize(
    "word",
    ["готовность", "область", "сеть", "память", "пять", "части", "дети", "речь", "ночь", "помощь", "честь", "директор"],
)
def test_a_noun_that_looks_like_a_verb(word: str) -> None:
    assert not is_infinitive(word)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Cрок исполнения", "Срок исполнения"),
        ("МБОУ CОШ № 7", "МБОУ СОШ № 7"),
        ("Р Е Ш И Л И:", "РЕШИЛИ:"),
        ("Гусев B.С.", "Гусев В.С."),
        ("X сессия", "X сессия"),
        ("сайт school.ru", "сайт school.ru"),
        ("plain text", "plain text"),
    ],
)
def test_letters_are_mended(typed: str, meant: str) -> None:
    assert mend_letters(typed) == meant


def test_what_stands_outside_brackets_and_quotes() -> None:
    assert split_outside("школы (2, 5), «Сад, дом», лицей", ",") == ["школы (2, 5)", " «Сад, дом»", " лицей"]
    assert split_outside('МБДОУ «Сад № 1 «Ромашка», "А, Б", школа', ",") == [
        "МБДОУ «Сад № 1 «Ромашка»",
        ' "А, Б"',
        " школа",
    ]
    assert not any(outside("(все)"))


def test_names_are_taken_out() -> None:
    assert without_names("Начальник отдела Седова Анна Петровна (тел. 5)") == "Начальник отдела"


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("1. Провести", Mark(MarkStyle.DECIMAL, (1,), "1", 3)),
        ("2.3.1. Провести", Mark(MarkStyle.DECIMAL, (2, 3, 1), "2.3.1", 7)),
        ("1.Провести", Mark(MarkStyle.DECIMAL, (1,), "1", 2)),
        ("п. 4. Провести", Mark(MarkStyle.DECIMAL, (4,), "4", 6)),
        ("1.1 Провести", Mark(MarkStyle.DECIMAL, (1, 1), "1.1", 4)),
        ("1.2Провести", Mark(MarkStyle.DECIMAL, (1, 2), "1.2", 3)),
        ("20.09 провести", Mark(MarkStyle.DECIMAL, (20, 9), "20.09", 6, certain=False)),
        ("3) провести", Mark(MarkStyle.PAREN, (3,), "3", 3)),
        ("(3) провести", Mark(MarkStyle.PAREN, (3,), "3", 4)),
        ("б) провести", Mark(MarkStyle.LETTER, (), "б", 3)),
        ("IV. Провести", Mark(MarkStyle.ROMAN, (4,), "IV", 4)),
        ("– провести", Mark(MarkStyle.BULLET, end=2)),
        ("•\tпровести", Mark(MarkStyle.BULLET, end=2)),
        ("7 Провести", Mark(MarkStyle.DECIMAL, (7,), "7", 2, certain=False)),
    ],
)
def test_the_mark_of_a_line(line: str, mark: Mark) -> None:
    assert find_mark(line) == mark


@pytest.mark.parametrize(
    "line", ["20.09.2024 состоялось", "10.30 час. начало", "12:15 перерыв", "Провести", "0. Нулевой", "", "- 5"]
)
def test_a_line_without_a_mark(line: str) -> None:
    assert find_mark(line) is None


@pytest.mark.parametrize(
    ("phrase", "case"),
    [
        ("директорам школ", Case.WHOM),
        ("муниципальным учреждениям", Case.WHOM),
        ("директора школ", Case.WHO),
        ("начальника отдела", Case.OTHER),
        ("зам. директора по УВР", Case.WHO),
        ("Седовой А.А.", Case.WHOM),
        ("Гусеву П.П.", Case.WHOM),
        ("Седова А.А.", Case.WHO),
        ("всем", Case.WHOM),
        ("всем ОО", Case.WHOM),
        ("ИМЦ", Case.WHO),
        ("Липовская и Кленовская школы", Case.WHO),
        ("организации питания", None),
        ("ЕГЭ", None),
        ("план работы", None),
        ("12 школ", None),
        ("повышение квалификации учителей", None),
    ],
)
def test_how_a_phrase_names_its_party(phrase: str, case: Case | None) -> None:
    assert opening_case(phrase) is case
