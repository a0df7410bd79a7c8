"""Typed text without what nobody sees."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.plain_text import one_line, without_unseen


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("\u3164", ""),
        ("Анна\u202eавоноворП\u202c", "АннаавоноворП"),
        ("А\x00Б\x1b", "АБ"),
        ("\ufeffИ\u0306ванова\u200b", "И\u0306ванова"),
        ("строка\n\tещё", "строка\n\tещё"),
        ("👩\u200d🏫 🇷🇺 ❤\ufe0f", "👩\u200d🏫 🇷🇺 ❤\ufe0f"),
    ],
)
def test_what_nobody_sees_is_left_out(typed: str, seen: str) -> None:
    assert without_unseen(typed) == seen


def test_one_line() -> None:
    assert one_line(" Анна\u200b \n Петровна\u3164 ") == "Анна Петровна"


@given(st.text())
def test_what_is_left_has_nothing_more_to_leave_out(text: str) -> None:
    plain = without_unseen(text)
    assert without_unseen(plain) == plain
    assert not {letter for letter in plain if letter < " "} - {"\t", "\n"}
