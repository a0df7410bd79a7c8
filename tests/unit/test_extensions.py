"""Which dates may be asked for and which are offered."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import WorkingCalendar
from domain.errors import WrongInput
from domain.extensions import FURTHEST, check_wanted, is_offered, month_grid, months_around, quick_dates

CALENDAR = WorkingCalendar()
DUE, TODAY = date(2026, 10, 15), date(2026, 10, 12)  # Thursday; Monday
days = st.dates(date(2024, 1, 1), date(2027, 12, 31))


def test_offered_are_three_five_and_ten_working_days_and_the_end_of_the_month() -> None:
    found = quick_dates(DUE, TODAY, CALENDAR)
    assert [f"{day:%d.%m}" for day in found] == ["20.10", "22.10", "29.10", "30.10"]


def test_once_the_date_has_passed_they_count_from_today() -> None:
    assert quick_dates(DUE, date(2026, 10, 19), CALENDAR)[0] == date(2026, 10, 22)


def test_at_the_end_of_a_month_the_next_one_is_meant() -> None:
    found = quick_dates(date(2026, 10, 30), TODAY, CALENDAR)
    assert found[-1] == date(2026, 11, 30)
    assert date(2026, 11, 4) not in found, "a holiday"


def test_a_month_greys_days_off_and_days_before_the_date() -> None:
    weeks = month_grid(date(2026, 10, 1), DUE, TODAY, CALENDAR)
    assert [len(week) for week in weeks] == [7] * 5
    found = [day.day for week in weeks for day in week if day]
    assert found == [16, 19, 20, 21, 22, 23, 26, 27, 28, 29, 30]


def test_an_override_of_the_authority_is_obeyed() -> None:
    calendar = WorkingCalendar({date(2026, 10, 17): True, date(2026, 10, 16): False})
    found = [day.day for week in month_grid(date(2026, 10, 1), DUE, TODAY, calendar) for day in week if day]
    assert found[:2] == [17, 19]


def test_no_way_to_months_without_a_day_to_choose() -> None:
    assert list(months_around(date(2026, 10, 1), DUE, TODAY)) == [("on", date(2026, 11, 1))]
    assert list(months_around(date(2026, 11, 1), DUE, TODAY)) == [
        ("back", date(2026, 10, 1)),
        ("on", date(2026, 12, 1)),
    ]
    last = (TODAY + FURTHEST).replace(day=1)
    assert [where for where, _ in months_around(last, DUE, TODAY)] == ["back"]


@pytest.mark.parametrize(
    ("day", "today", "code"),
    [
        (DUE, TODAY, "wanted_not_later"),
        (date(2026, 10, 14), TODAY, "wanted_not_later"),
        (TODAY, TODAY, "wanted_past"),
        (date(2026, 10, 19), date(2026, 10, 20), "wanted_past"),
        (date(2026, 10, 20), date(2026, 10, 20), "wanted_past"),
        (TODAY + FURTHEST + timedelta(days=1), TODAY, "wanted_too_far"),
    ],
)
def test_a_date_that_cannot_be_wanted(day: date, today: date, code: str) -> None:
    with pytest.raises(WrongInput) as refused:
        check_wanted(day, DUE, today)
    assert refused.value.code == code


@given(days, days, days)
def test_what_is_offered_may_be_wanted_and_nothing_else(day: date, counts: date, today: date) -> None:
    try:
        check_wanted(day, counts, today)
    except WrongInput:
        assert not is_offered(day, counts, today)
    else:
        assert is_offered(day, counts, today)


@given(days, st.integers(0, 200))
def test_quick_dates_are_working_days_after_both(counts: date, later: int) -> None:
    today = counts - timedelta(days=100) + timedelta(days=later)
    found = quick_dates(counts, today, CALENDAR)
    assert list(found) == sorted(set(found))
    assert 3 <= len(found) <= 4
    assert all(CALENDAR.is_working(day) and day > max(counts, today) for day in found)
