"""When the parties of an assignment are reminded. A step sends nothing: it makes that day's digest due.

=======  ============================================================  ============  =================
kind     day (all of them reminder days of the calendar)               audience      forms
=======  ============================================================  ============  =================
unread   the 2nd after the sending day / the 3rd (a setting)           organisation  every
                                                                       / controller
open     the first day of its period, the opening day of the year      organisation  periodic, yearly
         form, or the next reminder day
week     Monday of the week of the due morning, the next reminder day  organisation  report, periodic,
         when it is off; the Monday before too, when a file or a                     yearly
         reference is due (never for the year form)
eve      the one before the due morning                                organisation  the same
day      the due morning: the due date, the preceding one if it is     organisation  the same
         off
late     the first after the due date; then the 3rd after that one;    organisation  the same
         then Mondays; only the next one is planned; of a year form
         the first is the only one
=======  ============================================================  ============  =================

Steps on or before the sending day are dropped, except the due morning of that very day. Of week, eve and day on
one date the last named stays. In summer mode (01.07–20.08, a setting) only `day` steps stand: open, week and eve
are dropped, unread and late wait for the first reminder day after it. Source: design, reminders.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.calendar import ONE_DAY, WorkingCalendar
from domain.minutes.model import ControlForm, Requirement

WEEK = timedelta(days=7)
UNREAD_AFTER = 2
LATE_AGAIN = 3  # reminder days between the first and the second «late»
SUMMER_START, SUMMER_END = (7, 1), (8, 20)
_REPORTING = frozenset({ControlForm.REPORT, ControlForm.PERIODIC, ControlForm.YEARLY})
_TAKES_TIME = frozenset({Requirement.FILE, Requirement.REFERENCE})


class StepKind(StrEnum):
    """Why a step exists."""

    UNREAD = "unread"
    OPEN = "open"
    WEEK = "week"
    EVE = "eve"
    DAY = "day"
    LATE = "late"
    DECIDE = "decide"  # late for long: the controller decides
    HEAD = "head"  # … and the head of the authority is told
    VIEWERS = "viewers"  # … and those who only look


class Audience(StrEnum):
    """Whose digest a step makes due; the people are found when it is sent."""

    ORGANISATION = "organisation"
    CONTROLLER = "controller"
    HEAD = "head"
    VIEWERS = "viewers"


@dataclass(frozen=True, slots=True)
class Step:
    """One planned reminder of an assignment; unique by its three fields."""

    kind: StepKind
    audience: Audience
    day: date


@dataclass(frozen=True, slots=True)
class Hours:
    """The hours of a day when a person may be disturbed, `end` not included."""

    start: time
    end: time


def plan_steps(
    *,
    form: ControlForm,
    requirement: Sequence[Requirement],
    due: date | None,
    sent_on: date,
    calendar: WorkingCalendar,
    summer_mode: bool = False,
    unread_after: int = UNREAD_AFTER,
    opens_on: date | None = None,
) -> tuple[Step, ...]:
    """All steps of an assignment sent on `sent_on`, by day; of the «late» ones the first only.

    `due` is the date that counts now (granted or returned-until); None, or a form that asks no report, leaves the
    unread steps. `unread_after` is in reminder days, for the organisation; the controller is told a day later.
    `opens_on`: the first day of a period or of the year form; None: it is not told about.
    """
    steps = [
        Step(StepKind.UNREAD, Audience.ORGANISATION, calendar.add_reminder_days(sent_on, unread_after)),
        Step(StepKind.UNREAD, Audience.CONTROLLER, calendar.add_reminder_days(sent_on, unread_after + 1)),
    ]
    if due is not None and form in _REPORTING:
        takes_time = form is not ControlForm.YEARLY and not _TAKES_TIME.isdisjoint(requirement)
        steps += _opening(form, due, opens_on, sent_on, calendar)
        by_day = {step.day: step for step in _due_steps(due, takes_time, calendar)}
        steps += [step for step in by_day.values() if _stands(step, sent_on)]
        first_late = next_late(max(due, sent_on), due, calendar)
        steps.append(Step(StepKind.LATE, Audience.ORGANISATION, first_late))
    if summer_mode:
        steps = [_after_summer(step, calendar) for step in steps if not _dropped_in_summer(step)]
    return tuple(sorted(steps, key=lambda step: (step.day, step.audience, step.kind)))


def next_late(after: date, due: date, calendar: WorkingCalendar, *, summer_mode: bool = False) -> date:
    """The day of the next «late» step after the day `after` for an item due on `due`."""
    day = next(day for day in _late_days(due, calendar) if day > after)
    return _skip_summer(day, calendar) if summer_mode else day


def digest_moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The aware moment of a digest: `at` by the clock of `zone` on `day`."""
    return datetime.combine(day, at, tzinfo=zone)


def may_send_at(now: datetime, zone: ZoneInfo, hours: Hours, calendar: WorkingCalendar) -> datetime:
    """When a digest missed while the bot was off may go out: `now` or later, aware, in `zone`.

    `now` itself within the person's hours on a reminder day, else the start of the hours next time they come.
    """
    local = now.astimezone(zone)
    today = local.date()
    if calendar.is_reminder_day(today):
        if hours.start <= local.time() < hours.end:
            return local
        if local.time() < hours.start:
            return digest_moment(today, hours.start, zone)
    return digest_moment(calendar.next_reminder_day(today + ONE_DAY), hours.start, zone)


def _opening(
    form: ControlForm, due: date, opens_on: date | None, sent_on: date, calendar: WorkingCalendar
) -> Iterator[Step]:
    """The year form sent while it is open has been told about by its protocol; a period is always told about."""
    if opens_on is None or (form is ControlForm.YEARLY and opens_on <= sent_on):
        return
    day = calendar.next_reminder_day(max(opens_on, sent_on))
    if day < calendar.previous_reminder_day(due):
        yield Step(StepKind.OPEN, Audience.ORGANISATION, day)


def _due_steps(due: date, takes_time: bool, calendar: WorkingCalendar) -> Iterator[Step]:
    """From the least to the most urgent, so that on one date the most urgent stays."""
    morning = calendar.previous_reminder_day(due)
    eve = calendar.add_reminder_days(morning, -1)
    monday = _monday(morning)
    for start in (monday - WEEK, monday) if takes_time else (monday,):
        day = calendar.next_reminder_day(start)
        if day < min(eve, start + WEEK):
            yield Step(StepKind.WEEK, Audience.ORGANISATION, day)
    yield Step(StepKind.EVE, Audience.ORGANISATION, eve)
    yield Step(StepKind.DAY, Audience.ORGANISATION, morning)


def _stands(step: Step, sent_on: date) -> bool:
    return step.day > sent_on or (step.kind is StepKind.DAY and step.day == sent_on)


def _late_days(due: date, calendar: WorkingCalendar) -> Iterator[date]:
    first = calendar.next_reminder_day(due + ONE_DAY)
    yield first
    last = calendar.add_reminder_days(first, LATE_AGAIN)
    yield last
    monday = _monday(last)
    while True:
        monday += WEEK
        day = calendar.next_reminder_day(monday)
        if day > last:
            yield day
            last = day


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _dropped_in_summer(step: Step) -> bool:
    return step.kind in {StepKind.OPEN, StepKind.WEEK, StepKind.EVE} and in_summer(step.day)


def _after_summer(step: Step, calendar: WorkingCalendar) -> Step:
    if step.kind is StepKind.DAY:
        return step
    return Step(step.kind, step.audience, _skip_summer(step.day, calendar))


def _skip_summer(day: date, calendar: WorkingCalendar) -> date:
    return calendar.next_reminder_day(date(day.year, *SUMMER_END) + ONE_DAY) if in_summer(day) else day


def in_summer(day: date) -> bool:
    """Whether summer mode, where it is on, leaves only due mornings on this day."""
    return SUMMER_START <= (day.month, day.day) <= SUMMER_END
