"""The production calendar on days that people remember."""

from datetime import date

import pytest

from domain.calendar import DayOffRule, WorkingCalendar, has_transfers, moved

RUSSIA = WorkingCalendar()


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2023, 1, 8), False),  # Sunday inside the New Year break
        (date(2023, 2, 24), False),  # Friday off by transfer
        (date(2023, 5, 8), False),  # Monday off by transfer
        (date(2023, 10, 13), True),
        (date(2023, 10, 15), False),  # Sunday
        (date(2024, 4, 27), True),  # Saturday worked for Monday 29.04
        (date(2024, 4, 29), False),
        (date(2024, 12, 28), True),  # Saturday
        (date(2024, 12, 31), False),
        (date(2025, 5, 2), False),
        (date(2025, 6, 13), False),
        (date(2025, 11, 1), True),  # Saturday worked for Monday 03.11
        (date(2025, 11, 3), False),
        (date(2025, 12, 31), False),
        (date(2026, 1, 9), False),
        (date(2026, 1, 12), True),
        (date(2026, 5, 11), False),
    ],
)
def test_the_production_calendar_is_known(day: date, working: bool) -> None:
    assert RUSSIA.is_working(day) is working


def test_a_saturday_worked_by_transfer_counts_for_the_law_but_disturbs_nobody() -> None:
    saturday, unity_day = date(2025, 11, 1), date(2025, 11, 4)
    assert RUSSIA.previous_working(unity_day) == saturday
    assert RUSSIA.previous_reminder_day(unity_day) == date(2025, 10, 31)
    assert not RUSSIA.is_reminder_day(saturday)
    assert RUSSIA.add_working_days(date(2025, 10, 30), 3) == date(2025, 11, 5)
    assert RUSSIA.add_reminder_days(date(2025, 10, 30), 3) == date(2025, 11, 6)


def test_an_authority_that_works_on_saturdays_by_transfer_is_reminded_on_them() -> None:
    assert WorkingCalendar(saturdays=True).previous_reminder_day(date(2025, 11, 4)) == date(2025, 11, 1)


def test_an_override_is_the_word_of_the_authority() -> None:
    republic_day, own_saturday = date(2024, 8, 30), date(2024, 9, 7)
    calendar = WorkingCalendar({republic_day: False, own_saturday: True})
    assert calendar.next_working(republic_day) == date(2024, 9, 2)
    assert calendar.is_reminder_day(own_saturday)


def test_ten_working_days_are_counted_from_the_next_day() -> None:
    assert RUSSIA.add_working_days(date(2023, 8, 28), 10) == date(2023, 9, 11)
    assert RUSSIA.add_working_days(date(2023, 12, 29), 1) == date(2024, 1, 9)
    assert RUSSIA.add_working_days(date(2023, 9, 11), -10) == date(2023, 8, 28)
    assert RUSSIA.add_working_days(date(2023, 9, 10), 0) == date(2023, 9, 10)


def test_working_days_between_leave_out_the_first_day() -> None:
    assert RUSSIA.working_days_between(date(2023, 10, 13), date(2023, 10, 16)) == 1
    assert RUSSIA.working_days_between(date(2023, 10, 16), date(2023, 10, 13)) == -1
    assert RUSSIA.working_days_between(date(2023, 10, 14), date(2023, 10, 15)) == 0


def test_a_year_without_its_decree_is_noticed() -> None:
    assert has_transfers(2026)
    assert not has_transfers(2035)


def test_overrides_that_leave_no_working_day_are_refused() -> None:
    closed = {date.fromordinal(date(2024, 1, 1).toordinal() + n): False for n in range(800)}
    with pytest.raises(ValueError, match="no working day"):
        WorkingCalendar(closed).next_working(date(2024, 1, 1))


@pytest.mark.parametrize(
    ("rule", "today", "expected"),
    [
        (DayOffRule.KEEP, date(2023, 10, 2), date(2023, 10, 15)),
        (DayOffRule.AFTER, date(2023, 10, 2), date(2023, 10, 16)),
        (DayOffRule.BEFORE, date(2023, 10, 2), date(2023, 10, 13)),
        (DayOffRule.BEFORE, date(2023, 10, 14), date(2023, 10, 15)),
    ],
)
def test_a_date_on_a_day_off_moves_as_the_authority_says(rule: DayOffRule, today: date, expected: date) -> None:
    assert moved(date(2023, 10, 15), rule, WorkingCalendar(), today) == expected
