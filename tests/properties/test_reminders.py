"""Laws of the plan that hold for every date, form, calendar and setting."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import WorkingCalendar
from domain.minutes.model import ControlForm, Requirement
from domain.reminders import Hours, Step, StepKind, may_send_at, next_late, plan_steps

DAYS = st.dates(date(2023, 1, 1), date(2027, 12, 31))
CALENDARS = st.builds(WorkingCalendar, st.dictionaries(DAYS, st.booleans(), max_size=15), st.booleans())
SPAN = (datetime.fromisoformat("2023-01-01"), datetime.fromisoformat("2027-12-31"))
ZONES = st.sampled_from([ZoneInfo(name) for name in ("Europe/Kaliningrad", "Asia/Omsk", "Asia/Kamchatka")])


@st.composite
def plans(draw: st.DrawFn) -> tuple[tuple[Step, ...], date, date | None, WorkingCalendar, bool]:
    calendar, sent_on, summer = draw(CALENDARS), draw(DAYS), draw(st.booleans())
    due = draw(st.none() | st.integers(-10, 120).map(lambda days: sent_on + timedelta(days=days)))
    steps = plan_steps(
        form=draw(st.sampled_from(ControlForm)),
        requirement=tuple(draw(st.sets(st.sampled_from(Requirement)))),
        due=due,
        sent_on=sent_on,
        calendar=calendar,
        summer_mode=summer,
    )
    return steps, sent_on, due, calendar, summer


@given(plans())
def test_nobody_is_disturbed_on_a_day_off_or_before_the_sending(
    case: tuple[tuple[Step, ...], date, date | None, WorkingCalendar, bool],
) -> None:
    steps, sent_on, due, calendar, summer = case
    for step in steps:
        assert calendar.is_reminder_day(step.day)
        assert step.day > sent_on or (step.kind is StepKind.DAY and step.day == sent_on)
        assert not summer or step.kind is StepKind.DAY or not (7, 1) <= (step.day.month, step.day.day) <= (8, 20)
        if due is not None and step.kind in {StepKind.WEEK, StepKind.EVE, StepKind.DAY}:
            assert step.day <= due
        if step.kind is StepKind.LATE:
            assert due is not None
            assert step.day > due


@given(plans())
def test_steps_are_unique_ordered_and_one_a_day_before_the_due_date(
    case: tuple[tuple[Step, ...], date, date | None, WorkingCalendar, bool],
) -> None:
    steps = case[0]
    assert len(set(steps)) == len(steps)
    assert [step.day for step in steps] == sorted(step.day for step in steps)
    due_days = [step.day for step in steps if step.kind in {StepKind.WEEK, StepKind.EVE, StepKind.DAY}]
    assert len(set(due_days)) == len(due_days)
    assert sum(step.kind is StepKind.LATE for step in steps) <= 1


@given(CALENDARS, DAYS, st.integers(0, 90), st.booleans())
def test_late_steps_go_on_and_leave_at_most_one_a_week(
    calendar: WorkingCalendar, due: date, passed: int, summer: bool
) -> None:
    after = due + timedelta(days=passed)
    first = next_late(after, due, calendar, summer_mode=summer)
    second = next_late(first, due, calendar, summer_mode=summer)
    assert after < first < second
    assert calendar.is_reminder_day(first)
    if passed > 60:
        third = next_late(second, due, calendar, summer_mode=summer)
        assert (third - first).days >= 7


@given(st.datetimes(*SPAN, timezones=st.just(UTC)), ZONES, CALENDARS)
def test_a_missed_digest_waits_for_the_persons_hours(now: datetime, zone: ZoneInfo, calendar: WorkingCalendar) -> None:
    moment = may_send_at(now, zone, Hours(time(8), time(20)), calendar)
    assert moment >= now
    assert time(8) <= moment.time() < time(20)
    assert calendar.is_reminder_day(moment.date())
