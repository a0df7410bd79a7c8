"""When the parties of an assignment are reminded. A step sends nothing: it makes that day's digest due.

=======  ============================================================  ============  =================
kind     day (all of them reminder days of the calendar)               audience      forms
=======  ============================================================  ============  =================
unread   the first digest day from the 2nd day (a setting) after the   organisation  every
         sending, and the first one a week later; the 3rd day          / controller
short    due within two working days: the sending day at 15:00, or     organisation  report, periodic
         the next morning; the due morning                             / controller
open     the first digest day of its period; the opening day of the    organisation  periodic, yearly
         year form
week     Monday of the week of the due morning; the Monday before      organisation  report, periodic,
         too, when a file or a reference is due (never for the year                  yearly
         form)
soon     the Thursday before what is due by the next Monday; the       organisation  the same
         last one before days off, for the first two days after them
day      the due morning: the due date, the preceding one if it is     organisation  the same
         off; said to those not told of the item the working day before
late     the first digest day after the due date, then Mondays; only   organisation  the same
         the next one is planned; of a year form the first is the
         only one
=======  ============================================================  ============  =================

Digest days are Monday and Thursday (domain/digest_days.py). A step before a date moves back over days off, one after
it forward. Steps on or before the sending day are dropped, except the due morning of that very day. Of week, soon and
day on one date the last named stays; an item is named three times before its date is over, no more. In summer mode
(01.07–20.08, a setting) only `day` steps stand: open, week, soon and short are dropped, unread and late wait for the
first digest day after it. Source: design, reminders.
"""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.calendar import ONE_DAY, WorkingCalendar
from domain.digest_days import MONDAY, THURSDAY, before_days_off, digest_day_from
from domain.minutes.model import ControlForm, Requirement

WEEK = timedelta(days=7)
UNREAD_AFTER = 2
#: Namings of an item before its date is over, the due morning included.
MOST_NAMINGS = 3
SHORT_TERM = 2  # working days from the sending to the due morning
SHORT_AT = time(15)
SUMMER_START, SUMMER_END = (7, 1), (8, 20)
_REPORTING = frozenset({ControlForm.REPORT, ControlForm.PERIODIC, ControlForm.YEARLY})
_TAKES_TIME = frozenset({Requirement.FILE, Requirement.REFERENCE})


class StepKind(StrEnum):
    """Why a step exists."""

    UNREAD = "unread"
    OPEN = "open"
    WEEK = "week"
    SOON = "soon"
    SHORT = "short"
    DAY = "day"
    LATE = "late"
    DECIDE = "decide"  # late for long: the controller decides
    HEAD = "head"  # … and the head of the authority is told
    VIEWERS = "viewers"  # … and those who only look
    REPLAN = "replan"  # planned by the rules of an older version: planned anew at start


#: Steps that only ask to be read: a new date or a new period of what has been read has none.
ASK_TO_READ = frozenset({StepKind.UNREAD, StepKind.SHORT})


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
    before_short: bool = False,
) -> tuple[Step, ...]:
    """All steps of an assignment sent on `sent_on`, by day; of the «late» ones the first only.

    `due` is the date that counts now (granted or returned-until); None, or a form that asks no report, leaves the
    unread steps. `unread_after` is in reminder days, for the organisation; the controller is told a day later.
    `opens_on`: the first day of a period or of the year form; None: it is not told about. `before_short`: it was sent
    before the hour of short deadlines.
    """
    steps = list(_unread(sent_on, unread_after, calendar))
    if due is not None and form in _REPORTING:
        takes_time = form is not ControlForm.YEARLY and not _TAKES_TIME.isdisjoint(requirement)
        steps += _opening(form, due, opens_on, sent_on, calendar)
        named = _due_steps(due, takes_time, sent_on, calendar)
        steps += named
        if form is not ControlForm.YEARLY:
            steps += _short(due, sent_on, before_short, {step.day for step in named}, calendar)
        first_late = digest_day_from(max(due, sent_on) + ONE_DAY, calendar)
        steps.append(Step(StepKind.LATE, Audience.ORGANISATION, first_late))
    if summer_mode:
        steps = [_after_summer(step, calendar) for step in steps if not _dropped_in_summer(step)]
    return tuple(sorted(set(steps), key=lambda step: (step.day, step.audience, step.kind)))


def next_late(after: date, calendar: WorkingCalendar, *, summer_mode: bool = False) -> date:
    """The day of the next «late» step of an item named or late by the day `after`: Monday of a later week."""
    day = calendar.next_reminder_day(_monday(after) + WEEK)
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


def _unread(sent_on: date, after: int, calendar: WorkingCalendar) -> Iterator[Step]:
    first = digest_day_from(calendar.add_reminder_days(sent_on, after), calendar)
    yield Step(StepKind.UNREAD, Audience.ORGANISATION, first)
    yield Step(StepKind.UNREAD, Audience.ORGANISATION, digest_day_from(first + WEEK, calendar))
    yield Step(StepKind.UNREAD, Audience.CONTROLLER, calendar.add_reminder_days(sent_on, after + 1))


def _opening(
    form: ControlForm, due: date, opens_on: date | None, sent_on: date, calendar: WorkingCalendar
) -> Iterator[Step]:
    """The year form sent while it is open has been told about by its protocol; a period is always told about."""
    yearly = form is ControlForm.YEARLY
    if opens_on is None or (yearly and opens_on <= sent_on):
        return
    start = max(opens_on, sent_on)
    day = calendar.next_reminder_day(start) if yearly else digest_day_from(start, calendar)
    if day < calendar.previous_reminder_day(due):
        yield Step(StepKind.OPEN, Audience.ORGANISATION, day)


def _due_steps(due: date, takes_time: bool, sent_on: date, calendar: WorkingCalendar) -> list[Step]:
    """Steps on and before the due morning that come after the sending, the earliest of too many left out."""
    morning = calendar.previous_reminder_day(due)
    by_day = {day: kind for kind, day in _before(morning, takes_time, calendar) if sent_on < day < morning}
    told_the_day_before = calendar.add_reminder_days(morning, -1) in by_day
    kept = sorted(by_day)[-(MOST_NAMINGS if told_the_day_before else MOST_NAMINGS - 1) :]
    steps = [Step(by_day[day], Audience.ORGANISATION, day) for day in kept]
    return [*steps, Step(StepKind.DAY, Audience.ORGANISATION, morning)] if morning >= sent_on else steps


def _before(morning: date, takes_time: bool, calendar: WorkingCalendar) -> Iterator[tuple[StepKind, date]]:
    """Days on which an item is named before its due morning, the more urgent kind of one day last."""
    monday = _monday(morning)
    for day in (monday - WEEK, monday) if takes_time else (monday,):
        yield StepKind.WEEK, calendar.previous_reminder_day(day)
    thursday = morning - timedelta(days=(morning.weekday() - THURSDAY) % 7)
    if morning.weekday() > THURSDAY or morning.weekday() == MONDAY:
        yield StepKind.SOON, calendar.previous_reminder_day(thursday)
    last = before_days_off(morning, calendar)
    if last is not None:
        yield StepKind.SOON, last


def _short(due: date, sent_on: date, before_short: bool, named: Set[date], calendar: WorkingCalendar) -> Iterator[Step]:
    """A short deadline is reminded of before anything else would; on a morning that names the item anyway it is not."""
    morning = calendar.previous_reminder_day(due)
    if due < sent_on or calendar.working_days_between(sent_on, morning) > SHORT_TERM:
        return
    same_day = before_short and calendar.is_reminder_day(sent_on)
    day = sent_on if same_day else calendar.next_reminder_day(sent_on + ONE_DAY)
    if same_day or (day <= morning and day not in named):
        yield Step(StepKind.SHORT, Audience.ORGANISATION, day)
    if morning > sent_on:
        yield Step(StepKind.SHORT, Audience.CONTROLLER, morning)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _dropped_in_summer(step: Step) -> bool:
    told_by_day = step.kind in {StepKind.OPEN, StepKind.WEEK, StepKind.SOON, StepKind.SHORT}
    return told_by_day and step.audience is Audience.ORGANISATION and in_summer(step.day)


def _after_summer(step: Step, calendar: WorkingCalendar) -> Step:
    if step.kind in {StepKind.DAY, StepKind.SHORT}:
        return step
    return Step(step.kind, step.audience, _skip_summer(step.day, calendar))


def _skip_summer(day: date, calendar: WorkingCalendar) -> date:
    return digest_day_from(date(day.year, *SUMMER_END) + ONE_DAY, calendar) if in_summer(day) else day


def in_summer(day: date) -> bool:
    """Whether summer mode, where it is on, leaves only due mornings on this day."""
    return SUMMER_START <= (day.month, day.day) <= SUMMER_END
