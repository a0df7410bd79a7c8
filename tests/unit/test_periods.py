"""First dates of repeating duties and of the year form."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.periods import first_due
from domain.school_year import school_year, year_form_due

days = st.dates(date(2015, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2023, 8, 27), 2023),
        (date(2023, 7, 1), 2023),
        (date(2023, 6, 1), 2023),
        (date(2023, 5, 31), 2022),
        (date(2024, 3, 10), 2023),
        (date(2023, 12, 31), 2023),
        (date(2024, 1, 1), 2023),
    ],
)
def test_a_meeting_of_the_summer_prepares_the_coming_school_year(day: date, year: int) -> None:
    assert school_year(day) == year
    assert year_form_due(day) == date(year + 1, 5, 31)


@pytest.mark.parametrize(
    ("recurrence", "after", "day_of_month", "expected"),
    [
        ("daily", date(2023, 8, 31), None, date(2023, 9, 1)),
        ("weekly", date(2023, 8, 28), None, date(2023, 9, 8)),
        ("weekly", date(2023, 9, 3), None, date(2023, 9, 8)),
        ("monthly", date(2023, 9, 1), None, date(2023, 9, 10)),
        ("monthly", date(2023, 9, 10), None, date(2023, 10, 10)),
        ("monthly", date(2023, 12, 20), 5, date(2024, 1, 5)),
        ("monthly", date(2024, 1, 31), 31, date(2024, 2, 29)),
        ("quarterly", date(2023, 8, 27), None, date(2023, 10, 10)),
        ("quarterly", date(2023, 10, 1), None, date(2024, 1, 10)),
        ("half-yearly", date(2023, 8, 27), None, date(2024, 1, 10)),
        ("half-yearly", date(2024, 3, 1), 15, date(2024, 7, 15)),
        ("yearly", date(2023, 8, 27), None, date(2024, 5, 31)),
        ("", date(2023, 9, 15), None, date(2023, 10, 10)),
    ],
)
def test_the_first_period_that_is_still_ahead(
    recurrence: str, after: date, day_of_month: int | None, expected: date
) -> None:
    assert first_due(recurrence, after, day_of_month) == expected


@given(
    st.sampled_from(["daily", "weekly", "monthly", "quarterly", "half-yearly", "yearly"]),
    days,
    st.none() | st.integers(1, 31),
)
def test_the_first_due_date_is_ahead_and_within_a_year(recurrence: str, after: date, day: int | None) -> None:
    due = first_due(recurrence, after, day)
    assert (due - after).days in range(0 if recurrence == "yearly" else 1, 366)
