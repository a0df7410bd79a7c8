"""Numbers of items in what people write, without a button."""

import pytest

from domain.answers import ShortForm
from domain.answers.marks import read_file_name, read_marks


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("отчёт по пункту 1.2", ShortForm("1.2", "", named=True)),
        ("№ 8, п. 1.1 готово", ShortForm("1.1", "готово", "8", named=True)),
        ("вопрос 2, абз. 3 сделано", ShortForm("3", "сделано", question=2, bullet=True, named=True)),
        ("Готово по вопросу: вопрос 2, абз. 3", ShortForm("3", "", question=2, bullet=True, named=True)),
        ("1.2", ShortForm("1.2", "")),
        ("п. 3", ShortForm("3", "", named=True)),
    ],
)
def test_a_text_names_an_item(text: str, expected: ShortForm) -> None:
    assert read_marks(text) == (expected,)


@pytest.mark.parametrize("text", ["14", "02.10 сдали отчёт", "01.2 готово", "приказ № 1.1-12", "1.2 млн рублей"])
def test_a_text_names_none(text: str) -> None:
    assert read_marks(text) == ()


def test_the_name_of_a_file() -> None:
    assert read_file_name("п 1.2 приказ.pdf") == (ShortForm("1.2", "", named=True),)
    assert read_file_name("приказ 02.10.2023.pdf") == ()
