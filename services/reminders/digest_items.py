"""What a digest names at organisations: what has a step since the last one, and what has changed since; else counts."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, false, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import DATE_THAT_COUNTS, IS_YEARLY, Assignment, Audit, Minutes, ReminderStep, late_on
from domain.audit import AuditAction
from domain.calendar import ONE_DAY
from domain.digest_days import Rhythm
from domain.lifecycle import DATED, OWING, REPORTABLE, State
from domain.passing_down import PassedDown
from domain.reminders import Audience, StepKind
from domain.school_year import year_of_form
from services.assignments.passed_down import load_passed_down
from services.facts import AssignmentFacts, MinutesName, assignments_query, load_assignments, minutes_name
from services.reminders import begun_reports
from services.reminders.mornings import LONGEST, Morning, in_window
from services.year.year_form import OpenForm, open_forms

#: Assignments with the steps that this digest tells of.
Steps = Mapping[int, Set[StepKind]]


class Section(StrEnum):
    """Why an item is named, in the order people read."""

    OVERDUE = "overdue"
    TODAY = "today"  # the due morning
    BEGUN = "begun"  # the reader's own report was begun in the evening and not sent
    RETURNED = "returned"
    ANSWERED = "answered"
    MOVED = "moved"  # it has another date
    OPENED = "opened"  # a new period of a repeating duty
    WEEK = "week"  # through Sunday
    SOON = "soon"


#: What an official does that a digest repeats, by its audit row.
_NEWS = {
    AuditAction.SENT_BACK: Section.RETURNED,
    AuditAction.QUESTION_ANSWERED: Section.ANSWERED,
    AuditAction.DATE_CHANGED: Section.MOVED,
    AuditAction.EXTENSION_GRANTED: Section.MOVED,
}


@dataclass(frozen=True, slots=True)
class DigestItem:
    """An item that a digest names; `counts` is its date, `aim` the last working day to do it on.

    `fresh`: late for the first time. `untouched`: nobody has acknowledged it.
    """

    section: Section
    assignment: AssignmentFacts
    counts: date | None
    aim: date | None
    fresh: bool = False
    below: PassedDown | None = None  # how it stands at those it was passed down to

    @property
    def untouched(self) -> bool:
        return self.assignment.state is State.ASSIGNED


@dataclass(frozen=True, slots=True)
class Unread:
    """Items of a protocol not yet acknowledged."""

    minutes: MinutesName
    items: int


@dataclass(frozen=True, slots=True)
class Current:
    """How much of a protocol an organisation has on control."""

    minutes_id: int
    items: int
    late: int


async def named_items(
    session: AsyncSession, organisations: Sequence[int], person_id: int, morning: Morning, steps: Steps
) -> dict[int, list[DigestItem]]:
    """Items with a step or news since the last digest that still ask for something, by organisation."""
    begun = await begun_reports.of_last_evening(session, person_id, morning.office, morning.now)
    news = dict.fromkeys(begun, Section.BEGUN) | await _news(session, organisations, morning)
    query = (
        assignments_query()
        .where(
            Assignment.organisation_id.in_(organisations),
            on_control(),
            # nobody is reminded of being late while a request for more time waits
            ~and_(Assignment.extension_waits.is_(True), Assignment.control_date < morning.today),
            or_(Assignment.id.in_(steps.keys() | news.keys()), _daily(morning)),
        )
        .order_by(DATE_THAT_COUNTS, Assignment.id)
    )
    items = await load_assignments(session, query)
    below = await load_passed_down(session, [item.id for item in items], morning.today) if items else {}
    found: dict[int, list[DigestItem]] = {}
    for item in items:
        shown = _shown(item, steps.get(item.id, set()), news.get(item.id), morning)
        if shown is not None:
            found.setdefault(item.organisation_id, []).append(replace(shown, below=below.get(item.id)))
    return {place: sorted(items, key=_order) for place, items in found.items()}


def on_control() -> ColumnElement[bool]:
    """Condition: an answer is owed that digests name; a line of the year form is part of its form until returned."""
    dated = or_(Assignment.form.in_(DATED), Assignment.state == State.RETURNED)
    return and_(dated, Assignment.form.in_(REPORTABLE), Assignment.state.in_(OWING))


def _daily(morning: Morning) -> ColumnElement[bool]:
    """Of whoever wants a digest every day: what is due by the next working day, what has become late."""
    if morning.rhythm is not Rhythm.DAILY:
        return false()
    tomorrow = morning.calendar.next_reminder_day(morning.today + ONE_DAY)
    late = and_(Assignment.control_date >= morning.since.day, Assignment.control_date < morning.today)
    return or_(late, and_(morning.today < DATE_THAT_COUNTS, tomorrow >= DATE_THAT_COUNTS))


def _shown(item: AssignmentFacts, steps: Set[StepKind], news: Section | None, morning: Morning) -> DigestItem | None:
    """Where an item stands; None when what it had a step for is over or was said the working day before."""
    today, counts = morning.today, item.control_date or item.due_date
    if counts is None:
        return DigestItem(news or Section.RETURNED, item, None, None)
    aim = morning.calendar.previous_reminder_day(counts)
    if item.overdue(today):
        wanted = StepKind.LATE in steps or morning.rhythm is Rhythm.DAILY
        fresh = counts >= morning.calendar.previous_reminder_day(today - ONE_DAY) or counts >= morning.since.day
        if wanted or news is Section.BEGUN:
            return DigestItem(Section.OVERDUE if wanted else Section.BEGUN, item, counts, aim, fresh)
        return None
    if steps == {StepKind.SHORT} and item.state is not State.ASSIGNED:
        return None
    return DigestItem(_section(item, steps, news, aim, counts, today), item, counts, aim)


def _section(
    item: AssignmentFacts, steps: Set[StepKind], news: Section | None, aim: date, counts: date, today: date
) -> Section:
    if aim <= today <= counts:
        return Section.TODAY
    if news is not None:
        return news
    if item.state is State.RETURNED:
        return Section.RETURNED
    if steps == {StepKind.OPEN}:
        return Section.OPENED
    return Section.WEEK if counts <= sunday(today) else Section.SOON


def _order(item: DigestItem) -> tuple[int, bool]:
    """By section; of what is late the newest first, which nobody has read of yet."""
    return list(Section).index(item.section), item.section is Section.OVERDUE and not item.fresh


def sunday(day: date) -> date:
    """The end of the day's week."""
    return day + timedelta(days=6 - day.weekday())


async def load_steps(session: AsyncSession, organisations: Sequence[int], morning: Morning) -> Steps:
    """Assignments with the steps of this digest; a due morning is none for what was named the working day before.

    What was sent this morning has just been read in the protocol's own message; a period has no message of its own.
    """
    rows = await session.execute(
        select(ReminderStep.assignment_id, ReminderStep.step)
        .join(Assignment, Assignment.id == ReminderStep.assignment_id)
        .where(
            Assignment.organisation_id.in_(organisations),
            Assignment.state.in_(OWING),
            ReminderStep.audience == str(Audience.ORGANISATION),
            ReminderStep.step != str(StepKind.UNREAD),
            or_(Assignment.created_at < morning.office.morning(morning.now), ReminderStep.step == str(StepKind.OPEN)),
            # a short deadline sent in the morning has had a message of its own
            or_(
                ReminderStep.step != str(StepKind.SHORT),
                ReminderStep.consumed_at.is_(None),
                ReminderStep.consumed_at >= morning.starts(morning.today),
            ),
            in_window(morning),
        )
        .distinct()
    )
    found: dict[int, set[StepKind]] = {}
    for assignment_id, step in rows:
        found.setdefault(assignment_id, set()).add(StepKind(step))
    due_now = [id_ for id_, steps in found.items() if steps == {StepKind.DAY}]
    for id_ in await _named_yesterday(session, due_now, morning):
        del found[id_]
    return found


async def _named_yesterday(session: AsyncSession, due_now: Sequence[int], morning: Morning) -> Sequence[int]:
    """Which of these the reader's digest of the working day before has named; after a week off it is said again."""
    yesterday = morning.calendar.previous_reminder_day(morning.today - ONE_DAY)
    if not due_now or morning.since.day != yesterday or morning.today - yesterday > LONGEST:
        return ()
    query = select(ReminderStep.assignment_id).where(
        ReminderStep.assignment_id.in_(due_now),
        ReminderStep.audience == str(Audience.ORGANISATION),
        ReminderStep.step.in_([str(StepKind.WEEK), str(StepKind.SOON), str(StepKind.SHORT)]),
        ReminderStep.consumed_at >= morning.starts(yesterday),
        ReminderStep.consumed_at < morning.starts(yesterday + ONE_DAY),
    )
    return (await session.scalars(query.distinct())).all()


async def _news(session: AsyncSession, organisations: Sequence[int], morning: Morning) -> dict[int, Section]:
    """What has changed since the last digest, the last change of each item."""
    owing = select(Assignment.id).where(Assignment.organisation_id.in_(organisations), on_control())
    rows = await session.execute(
        select(Audit.subject_id, Audit.action)
        .where(
            Audit.subject == "assignment",
            Audit.subject_id.in_(owing),
            Audit.action.in_([str(action) for action in _NEWS]),
            Audit.at > morning.since.moment,
        )
        .order_by(Audit.id)
    )
    return {id_: _NEWS[AuditAction(action)] for id_, action in rows}


async def unread_minutes(
    session: AsyncSession, organisations: Sequence[int], morning: Morning
) -> dict[int, list[Unread]]:
    """Protocols whose items are to be acknowledged, when a step says so."""
    rows = await session.execute(
        select(Assignment.organisation_id, Minutes, func.count(Assignment.id.distinct()))
        .join(Minutes, Minutes.id == Assignment.minutes_id)
        .join(ReminderStep, ReminderStep.assignment_id == Assignment.id)
        .where(
            Assignment.organisation_id.in_(organisations),
            Assignment.state == State.ASSIGNED,
            ReminderStep.audience == str(Audience.ORGANISATION),
            ReminderStep.step == str(StepKind.UNREAD),
            in_window(morning),
        )
        .group_by(Assignment.organisation_id, Minutes.id)
        .order_by(Minutes.id)
    )
    found: dict[int, list[Unread]] = {}
    for organisation_id, minutes, count in rows:
        found.setdefault(organisation_id, []).append(Unread(minutes_name(minutes), count))
    return found


async def forms_to_recall(session: AsyncSession, organisations: Sequence[int], steps: Steps) -> tuple[OpenForm, ...]:
    """Year forms that the steps of this digest remind of."""
    if not steps or not organisations:
        return ()
    places = await session.execute(
        select(Assignment.organisation_id, Assignment.due_date).where(Assignment.id.in_(tuple(steps)), IS_YEARLY)
    )
    wanted = {(place, year_of_form(due)) for place, due in places if due}
    forms = await open_forms(session, organisations) if wanted else ()
    return tuple(form for form in forms if (form.organisation_id, form.year) in wanted)


async def current(
    session: AsyncSession, organisations: Sequence[int], morning: Morning
) -> Mapping[int, Sequence[Current]]:
    """All that organisations have on control, counted by protocol."""
    late = func.count(Assignment.id).filter(late_on(morning.today))
    rows = await session.execute(
        select(Assignment.organisation_id, Assignment.minutes_id, func.count(Assignment.id), late)
        .where(Assignment.organisation_id.in_(organisations), on_control())
        .group_by(Assignment.organisation_id, Assignment.minutes_id)
    )
    found: dict[int, list[Current]] = {}
    for place, minutes_id, items, overdue in rows:
        found.setdefault(place, []).append(Current(minutes_id, items, overdue))
    return found


async def count_waiting_reports(session: AsyncSession, organisations: Sequence[int]) -> dict[int, int]:
    """How many reports of each organisation the authority has not judged yet."""
    rows = await session.execute(
        select(Assignment.organisation_id, func.count(Assignment.id))
        .where(Assignment.organisation_id.in_(organisations), Assignment.state == State.REPORTED)
        .group_by(Assignment.organisation_id)
    )
    return dict(rows.all())
