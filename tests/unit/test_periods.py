"""First dates of repeating duties and of the year form."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain.periods import RECURRENCES, Period, first_due, following, period_of, reports_in_year
from domain.school_year import MonthDay, YearDates, form_opens, school_year, year_end, year_form_due

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
    st.sampled_from(RECURRENCES),
    days,
    st.none() | st.integers(1, 31),
)
def test_the_first_due_date_is_ahead_and_within_a_year(recurrence: str, after: date, day: int | None) -> None:
    due = first_due(recurrence, after, day)
    assert (due - after).days in range(0 if recurrence == "yearly" else 1, 366)


@pytest.mark.parametrize(
    ("recurrence", "due", "expected"),
    [
        ("daily", date(2026, 10, 7), ("2026-10-07", date(2026, 10, 7), "2026-10-08", date(2026, 10, 8))),
        ("weekly", date(2026, 10, 9), ("2026-W41", date(2026, 10, 5), "2026-W42", date(2026, 10, 16))),
        ("weekly", date(2026, 10, 6), ("2026-W40", date(2026, 9, 28), "2026-W41", date(2026, 10, 13))),
        ("monthly", date(2026, 10, 10), ("2026-09", date(2026, 9, 1), "2026-10", date(2026, 11, 10))),
        ("monthly", date(2026, 12, 31), ("2026-12", date(2026, 12, 1), "2027-01", date(2027, 1, 31))),
        ("quarterly", date(2026, 10, 10), ("2026-Q3", date(2026, 7, 1), "2026-Q4", date(2027, 1, 10))),
        ("half-yearly", date(2027, 1, 10), ("2026-H2", date(2026, 7, 1), "2027-H1", date(2027, 7, 10))),
        ("half-yearly", date(2026, 6, 20), ("2026-H1", date(2026, 1, 1), "2026-H2", date(2026, 12, 20))),
        ("yearly", date(2027, 5, 31), ("2026/27", date(2026, 9, 1), "2027/28", date(2028, 5, 31))),
    ],
)
def test_what_a_period_is_called_and_which_one_follows(
    recurrence: str, due: date, expected: tuple[str, date, str, date]
) -> None:
    period = period_of(recurrence, due)
    after = following(recurrence, period, sent_on=date(2025, 1, 1))
    assert (period.code, period.opens_on, after.code, after.due) == expected


def test_a_day_that_a_short_month_cut_off_comes_back() -> None:
    february = Period("2027-01", date(2027, 1, 1), date(2027, 2, 28))
    assert following("monthly", february, day_of_month=31, sent_on=date(2026, 1, 1)).due == date(2027, 3, 31)


def test_a_period_that_had_begun_waits_for_the_report_before_it() -> None:
    first = period_of("quarterly", date(2026, 10, 10))
    assert following("quarterly", first, sent_on=date(2026, 10, 2)).opens_on == date(2026, 10, 11)


@example("monthly", date(2015, 1, 1), 15)  # the 15th of February is no other half of its month
@example("quarterly", date(2026, 1, 1), 15)
@given(st.sampled_from(RECURRENCES), days, st.none() | st.integers(1, 31))
def test_periods_follow_one_another_without_a_gap_or_a_repeat(recurrence: str, after: date, day: int | None) -> None:
    chain = [period_of(recurrence, first_due(recurrence, after, day))]
    for _ in range(14):
        chain.append(following(recurrence, chain[-1], day_of_month=day, sent_on=after - timedelta(days=800)))
    assert len({period.code for period in chain}) == len(chain)
    for earlier, later in pairwise(chain):
        assert earlier.due < later.due
        assert earlier.opens_on < later.opens_on <= later.due
        assert later.opens_on - earlier.opens_on <= timedelta(days=366)


def test_the_end_of_the_school_year_is_the_authoritys() -> None:
    assert [MonthDay.parse(code).code for code in ("05-31", "02-29", "9-1")] == ["05-31", "02-29", "09-01"]
    own = YearDates(MonthDay(6, 10), MonthDay(5, 20), MonthDay(6, 15))
    assert year_end(date(2027, 5, 31), own) == date(2027, 6, 10)
    assert [form_opens(date(2027, 6, 15), own), form_opens(date(2027, 1, 20))] == [date(2027, 5, 20), date(2026, 5, 13)]


@pytest.mark.parametrize(
    ("recurrence", "first", "count"),
    [
        ("quarterly", date(2026, 10, 5), 4),
        ("monthly", date(2026, 9, 10), 12),
        ("half-yearly", date(2027, 1, 10), 2),
        ("yearly", date(2027, 5, 31), 1),
        ("weekly", date(2026, 9, 4), 52),
    ],
)
def test_what_a_repeating_duty_asks_in_a_school_year(recurrence: str, first: date, count: int) -> None:
    assert reports_in_year(recurrence, first) == count
