"""Dates people type in chat on Monday, 25.11.2024."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import WrongInput
from domain.minutes import parse_deadline
from domain.minutes.typed_dates import Asked, Wanted, parse_typed_date

TODAY = date(2024, 11, 25)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("до 20.12", "2024-12-20"),
        ("20.12.", "2024-12-20"),
        ("15 декабря", "2024-12-15"),
        ("15 января", "2025-01-15"),
        ("20.01", "2025-01-20"),
        ("20 октября 2025", "2025-10-20"),
        ("20 октября 2025 г.", "2025-10-20"),
        ("Завтра", "2024-11-26"),
        ("к 3.02.25", "2025-02-03"),
        ("до конца месяца", "2024-11-30"),
        ("до конца декабря", "2024-12-31"),
        ("29 февраля 2028", "2028-02-29"),
        ("1.11", "2025-11-01"),
        ("15 окт", "2025-10-15"),
        ("15 дек.", "2024-12-15"),
        ("15декабря", "2024-12-15"),
        ("15-го декабря", "2024-12-15"),
        ("15,12", "2024-12-15"),
        ("15/12", "2024-12-15"),
        ("15-12", "2024-12-15"),
        ("15 12", "2024-12-15"),
        ("15,12,2024", "2024-12-15"),
        ("15 12 2024", "2024-12-15"),
        ("15. 12. 2024", "2024-12-15"),
        ("5.2", "2025-02-05"),
        ("2024-12-15", "2024-12-15"),
        ("до 15\u00a0декабря включительно", "2024-12-15"),
        ("срок: до 15 декабря", "2024-12-15"),
        ("до пятницы", "2024-11-29"),
        ("к пятнице", "2024-11-29"),
        ("пятница", "2024-11-29"),
        ("в пт", "2024-11-29"),
        ("в пятницу, 29.11", "2024-11-29"),
        ("29.11 (пт)", "2024-11-29"),
        ("до следующей среды", "2024-12-04"),
        ("понедельник", "2024-12-02"),
        ("сегодня", "2024-11-25"),
        ("до конца дня", "2024-11-25"),
        ("послезавтра", "2024-11-27"),
        ("через неделю", "2024-12-02"),
        ("через 2 недели", "2024-12-09"),
        ("через две недели", "2024-12-09"),
        ("через месяц", "2024-12-25"),
        ("через 3 дня", "2024-11-28"),
        ("через три рабочих дня", "2024-11-28"),
        ("в течение 5 дней", "2024-11-30"),
        ("5 дней", "2024-11-30"),
        ("неделя", "2024-12-02"),
        ("на 5 дней", "2024-11-30"),
        ("конец недели", "2024-11-29"),
        ("до конца следующей недели", "2024-12-06"),
        ("на следующей неделе", "2024-12-06"),
        ("следующая неделя", "2024-12-06"),
        ("конец месяца", "2024-11-30"),
        ("к концу месяца", "2024-11-30"),
        ("до конца следующего месяца", "2024-12-31"),
        ("до конца года", "2024-12-31"),
        ("до нового года", "2024-12-31"),
        ("до конца квартала", "2024-12-31"),
        ("до конца учебного года", "2025-05-31"),
        ("I квартал", "2025-03-31"),
        ("1 квартал 2025", "2025-03-31"),
        ("4 кв.", "2024-12-31"),
        ("декабрь", "2024-12-31"),
        ("до 28 числа", "2024-11-28"),
        ("до 20-го", "2024-12-20"),
        ("прошу продлить до 20 декабря", "2024-12-20"),
    ],
)
def test_one_clear_date(typed: str, day: str) -> None:
    assert parse_typed_date(typed, Asked(TODAY)) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "date_unreadable"),
        ("скоро", "date_unreadable"),
        ("20", "date_unreadable"),
        ("2025", "date_unreadable"),
        ("через день", "date_unreadable"),  # tomorrow or the day after: people differ
        ("через пару дней", "date_unreadable"),
        ("через 2 часа", "date_unreadable"),
        ("до 20.12 у всех", "date_unreadable"),
        ("в четверг 29.11", "date_unreadable"),  # a Friday
        ("10.12 или 12.12", "date_several"),
        ("с 1 по 5 мая", "date_several"),
        ("31.11", "date_impossible"),
        ("32 декабря", "date_impossible"),
        ("31 сентября", "date_impossible"),
        ("29 февраля 2025", "date_impossible"),
        ("45,10", "date_impossible"),
        ("01.11.2024", "date_past"),
        ("20 октября 2023", "date_past"),
        ("20.12.2220", "date_far"),
        ("20.12.2032", "date_far"),
        ("15.12.2024, приказ 7", "date_unreadable"),
    ],
)
def test_what_is_wrong_is_named(typed: str, code: str) -> None:
    with pytest.raises(WrongInput) as refused:
        parse_typed_date(typed, Asked(TODAY))
    assert refused.value.code == code


def test_an_impossible_day_says_how_long_the_month_is() -> None:
    with pytest.raises(WrongInput) as refused:
        parse_typed_date("31.09", Asked(TODAY))
    assert refused.value.facts == {"month": 9, "days": 30, "year": 2025}


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("15 декабря", "2023-12-15"),
        ("15 октября", "2024-10-15"),
        ("25.11", "2024-11-25"),
        ("20 октября 2021", "2021-10-20"),
        ("вчера", "2024-11-24"),
        ("позавчера", "2024-11-23"),
        ("3 дня назад", "2024-11-22"),
        ("неделю назад", "2024-11-18"),
        ("в пятницу", "2024-11-22"),
        ("сегодня", "2024-11-25"),
    ],
)
def test_a_day_that_is_gone(typed: str, day: str) -> None:
    assert parse_typed_date(typed, Asked(TODAY, Wanted.GONE)) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("typed", "code"), [("завтра", "day_ahead"), ("01.12.2024", "day_ahead"), ("октябрь", "date_several")]
)
def test_a_day_that_is_not_gone(typed: str, code: str) -> None:
    with pytest.raises(WrongInput) as refused:
        parse_typed_date(typed, Asked(TODAY, Wanted.GONE))
    assert refused.value.code == code


def test_more_days_count_from_the_date_that_is_moved() -> None:
    moved = Asked(TODAY, since=date(2024, 12, 10))
    assert parse_typed_date("на 5 дней", moved) == date(2024, 12, 15)
    assert parse_typed_date("ещё неделю", moved) == date(2024, 12, 17)
    assert parse_typed_date("продлите на неделю", moved) == date(2024, 12, 17)
    assert parse_typed_date("+3 дня", moved) == date(2024, 12, 13)
    assert parse_typed_date("через неделю", moved) == date(2024, 12, 2)


SAID = (
    "0 1 3 15 29 31 32 2026 2028 0000 . , / - через на до к в конца этой недели неделю месяц квартал полугодие I IV "
    "дня рабочих февраля окт мар пятницу вт вчера завтра назад числа года учебного четверть ещё"
)


@given(
    st.lists(st.sampled_from(SAID.split()), max_size=5).map(" ".join) | st.text(max_size=40), st.sampled_from(Wanted)
)
def test_any_words_are_a_date_or_refused(typed: str, wanted: Wanted) -> None:
    try:
        day = parse_typed_date(typed, Asked(TODAY, wanted))
    except WrongInput:
        return
    assert wanted is not Wanted.COMING or day >= TODAY
    assert wanted is not Wanted.GONE or day <= TODAY


def test_a_half_of_a_year_that_there_is_not() -> None:
    assert parse_deadline("до конца 3 полугодия", TODAY).dates == ()
