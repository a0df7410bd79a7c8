"""Laws of the calendar that hold on every day and with every set of overrides."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import WorkingCalendar

DAYS = st.dates(date(2021, 1, 1), date(2028, 12, 31))
CALENDARS = st.builds(WorkingCalendar, st.dictionaries(DAYS, st.booleans(), max_size=20), st.booleans())


@given(CALENDARS, DAYS)
def test_next_and_previous_are_working_and_the_nearest(calendar: WorkingCalendar, day: date) -> None:
    later, earlier = calendar.next_working(day), calendar.previous_working(day)
    assert earlier <= day <= later
    assert calendar.is_working(earlier)
    assert calendar.is_working(later)
    skipped = [day + timedelta(days=n) for n in range(1, (later - day).days)]
    assert not any(calendar.is_working(between) for between in skipped)
    assert (earlier == day == later) is calendar.is_working(day)


@given(CALENDARS, DAYS)
def test_a_reminder_day_is_always_a_working_day(calendar: WorkingCalendar, day: date) -> None:
    assert calendar.is_working(calendar.next_reminder_day(day))
    assert calendar.is_working(calendar.previous_reminder_day(day))
    assert calendar.next_working(day) <= calendar.next_reminder_day(day)


@given(CALENDARS, DAYS, st.integers(0, 60))
def test_adding_working_days_and_counting_them_agree(calendar: WorkingCalendar, day: date, count: int) -> None:
    end = calendar.add_working_days(day, count)
    assert calendar.working_days_between(day, end) == count
    assert count == 0 or calendar.is_working(end)


@given(CALENDARS, DAYS, st.integers(1, 60))
def test_there_and_back_is_the_same_working_day(calendar: WorkingCalendar, day: date, count: int) -> None:
    start = calendar.next_working(day)
    assert calendar.add_working_days(calendar.add_working_days(start, count), -count) == start
