"""Plurals, dates, splitting."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from views import format as fmt


@pytest.mark.parametrize(
    ("count", "expected"),
    [(1, "1 день"), (2, "2 дня"), (5, "5 дней"), (11, "11 дней"), (12, "12 дней"), (21, "21 день"), (104, "104 дня")],
)
def test_real_plurals(count: int, expected: str) -> None:
    assert fmt.plural(count, "день", "дня", "дней") == expected


def test_days() -> None:
    sunday = date(2023, 10, 15)
    assert fmt.day(sunday) == "15.10.2023"
    assert fmt.day_with_weekday(sunday) == "15.10 (вс)"
    assert fmt.long_day(sunday) == "15 октября"


def test_text_of_people_cannot_become_markup() -> None:
    assert fmt.bold("<i>Школа</i> & лицей") == "<b>&lt;i&gt;Школа&lt;/i&gt; &amp; лицей</b>"


def test_cut_stops_at_a_word() -> None:
    assert fmt.cut("Корректировать комплекс мер, принятых ранее", 29) == "Корректировать комплекс мер…"


@given(st.lists(st.text(alphabet="абв ", min_size=0, max_size=300), max_size=60), st.booleans())
def test_parts_fit_and_keep_every_letter_and_tag(rows: list[str], quoted: bool) -> None:
    text = "\n".join(rows)
    source = f"<b>Пункт</b>\n<blockquote>{text}</blockquote>" if quoted else text
    parts = fmt.split(source, 600)
    assert all(len(part) <= 600 for part in parts)
    for part in parts:
        assert part.count("<blockquote>") == part.count("</blockquote>")
    bare = re.sub(r"<[^>]+>|\s", "", "".join(parts))
    assert bare == re.sub(r"<[^>]+>|\s", "", source)


def test_names_cannot_turn_a_message_around() -> None:
    assert fmt.safe("Анна\u202e <Б>\x00") == "Анна &lt;Б&gt;"
