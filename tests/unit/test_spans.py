"""Periods: what is offered, what is typed, how they are called."""

from datetime import date

import pytest

from domain.errors import WrongInput
from domain.minutes.typed_spans import parse_typed_span
from domain.spans import Span, month_of, offered_spans, quarter_of, school_year_of
from views.texts.papers.periods import name

TODAY = date(2023, 11, 5)
OCTOBER = Span(date(2023, 10, 1), date(2023, 10, 31))


def test_months_quarters_and_school_years() -> None:
    assert month_of(date(2024, 2, 29)) == Span(date(2024, 2, 1), date(2024, 2, 29))
    assert month_of(date(2023, 12, 31)).last == date(2023, 12, 31)
    assert quarter_of(date(2023, 12, 1)) == Span(date(2023, 10, 1), date(2023, 12, 31))
    assert school_year_of(date(2024, 8, 31)) == Span(date(2023, 9, 1), date(2024, 8, 31))
    assert school_year_of(date(2024, 9, 1)).first == date(2024, 9, 1)
    assert OCTOBER.is_over(date(2023, 11, 1))
    assert not OCTOBER.is_over(date(2023, 10, 31))


def test_the_offered_ones() -> None:
    assert [name(span) for span in offered_spans(TODAY)] == [
        "октябрь 2023 года",
        "ноябрь 2023 года",
        "III квартал 2023 года",
        "IV квартал 2023 года",
        "2023/2024 учебный год",
    ]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("октябрь", OCTOBER),
        ("за октябрь 2023 года", OCTOBER),
        ("декабрь", Span(date(2022, 12, 1), date(2022, 12, 31))),
        ("III квартал 2023", Span(date(2023, 7, 1), date(2023, 9, 30))),
        ("2022/2023", Span(date(2022, 9, 1), date(2023, 8, 31))),
        ("2022-23", Span(date(2022, 9, 1), date(2023, 8, 31))),
        ("2023 год", Span(date(2023, 1, 1), date(2023, 12, 31))),
        ("с 01.09 по 15.10", Span(date(2023, 9, 1), date(2023, 10, 15))),
        ("с 1 сентября по 15 октября", Span(date(2023, 9, 1), date(2023, 10, 15))),
        ("01.09.2023–15.10.2023", Span(date(2023, 9, 1), date(2023, 10, 15))),
        ("15.10.2023", Span(date(2023, 10, 15), date(2023, 10, 15))),
    ],
)
def test_typed(typed: str, expected: Span) -> None:
    assert parse_typed_span(typed, TODAY) == expected


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "span_unreadable"),
        ("как дела", "span_unreadable"),
        ("октябрь и ноябрь 2023 и май", "span_unreadable"),
        ("справка директорам октябрь", "span_unreadable"),
        ("я" * 300, "span_unreadable"),
        ("с 31.02.2023 по 15.10.2023", "span_unreadable"),
        ("с 15.10.2023 по 01.09.2023", "span_backwards"),
    ],
)
def test_refused(typed: str, code: str) -> None:
    with pytest.raises(WrongInput) as refused:
        parse_typed_span(typed, TODAY)
    assert refused.value.code == code


def test_the_day_before_in_a_leap_year() -> None:
    assert parse_typed_span("февраль", date(2024, 1, 5)) == Span(date(2023, 2, 1), date(2023, 2, 28))


def test_other_names() -> None:
    assert name(Span(date(2023, 1, 1), date(2023, 12, 31))) == "2023 год"
    assert name(Span(date(2023, 9, 1), date(2023, 10, 15))) == "период с 01.09.2023 по 15.10.2023"
