"""Laws of the plan that hold for every date, form, calendar and setting."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import WorkingCalendar
from domain.digest_days import digest_day_from, is_digest_day
from domain.minutes.model import ControlForm, Requirement
from domain.reminders import Audience, Hours, Step, StepKind, may_send_at, next_late, plan_steps

DAYS = st.dates(date(2023, 1, 1), date(2027, 12, 31))
CALENDARS = st.builds(WorkingCalendar, st.dictionaries(DAYS, st.booleans(), max_size=15), st.booleans())
SPAN = (datetime.fromisoformat("2023-01-01"), datetime.fromisoformat("2027-12-31"))
NAMING = frozenset({StepKind.WEEK, StepKind.SOON, StepKind.DAY})
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
        assert step.day > sent_on or (step.kind in {StepKind.DAY, StepKind.SHORT} and step.day == sent_on)
        told_anyway = {StepKind.DAY, StepKind.SHORT}
        assert not summer or step.kind in told_anyway or not (7, 1) <= (step.day.month, step.day.day) <= (8, 20)
        if due is not None and step.kind in NAMING:
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
    due_days = [step.day for step in steps if step.kind in NAMING]
    assert len(set(due_days)) == len(due_days)
    assert len(named(steps, case[3])) <= 3
    assert sum(step.kind is StepKind.LATE for step in steps) <= 1


def named(steps: tuple[Step, ...], calendar: WorkingCalendar) -> list[date]:
    """The days on which an item is named before its date is over: a due morning after a naming is silent."""
    days = {step.day: step.kind for step in steps if step.kind in NAMING}
    told = [day for day, kind in days.items() if kind is not StepKind.DAY]
    morning = next((day for day, kind in days.items() if kind is StepKind.DAY), None)
    if morning is not None and calendar.add_reminder_days(morning, -1) not in told:
        told.append(morning)
    return told


@given(CALENDARS, DAYS, st.booleans())
def test_late_steps_are_in_different_weeks(calendar: WorkingCalendar, due: date, summer: bool) -> None:
    days = [digest_day_from(due + timedelta(days=1), calendar)]
    for _ in range(4):
        days.append(next_late(days[-1], calendar, summer_mode=summer))
    assert all(calendar.is_reminder_day(day) for day in days)
    weeks = [day.isocalendar()[:2] for day in days]
    assert weeks == sorted(set(weeks))


@given(CALENDARS, DAYS)
def test_steps_that_move_land_on_digest_days(calendar: WorkingCalendar, sent_on: date) -> None:
    """Unread and late come on digest days only; with no day off between they are Mondays and Thursdays."""
    steps = plan_steps(form=ControlForm.REPORT, requirement=(), due=sent_on, sent_on=sent_on, calendar=calendar)
    for step in steps:
        if step.audience is Audience.ORGANISATION and step.kind in {StepKind.UNREAD, StepKind.LATE}:
            assert is_digest_day(step.day, calendar)
            before = calendar.is_reminder_day(step.day - timedelta(days=1))
            assert not before or step.day.weekday() in {0, 3}


@given(
    st.dates(date(2023, 1, 1), date(2026, 10, 31)),
    st.lists(st.tuples(st.integers(0, 28), st.integers(7, 45)), min_size=1, max_size=24),
    st.booleans(),
)
def test_a_month_of_protocols_has_few_digest_days(start: date, items: list[tuple[int, int]], diligent: bool) -> None:
    """Design, reminders: at most 9 digests in 30 days for somebody who reports the day before, 13 on the day.

    Beside short deadlines, which come within the week of their sending whatever the rhythm.
    """
    calendar, month = WorkingCalendar(), range(30)
    days: set[date] = set()
    for sent_after, due_after in items:
        sent_on = start + timedelta(days=sent_after)
        due = sent_on + timedelta(days=due_after)
        steps = plan_steps(
            form=ControlForm.REPORT, requirement=(Requirement.FILE,), due=due, sent_on=sent_on, calendar=calendar
        )
        morning = calendar.previous_reminder_day(due)
        last = calendar.add_reminder_days(morning, -1) if diligent else morning
        days.update(day for day in named(steps, calendar) if day <= last)
    told = [day for day in days if (day - start).days in month]
    assert len(told) <= (9 if diligent else 13)


@given(st.datetimes(*SPAN, timezones=st.just(UTC)), ZONES, CALENDARS)
def test_a_missed_digest_waits_for_the_persons_hours(now: datetime, zone: ZoneInfo, calendar: WorkingCalendar) -> None:
    moment = may_send_at(now, zone, Hours(time(8), time(20)), calendar)
    assert moment >= now
    assert time(8) <= moment.time() < time(20)
    assert calendar.is_reminder_day(moment.date())
