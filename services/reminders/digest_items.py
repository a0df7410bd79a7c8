"""What is current at organisations on a day: the facts of a digest, whoever reads it."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import (
    IS_YEARLY,
    Assignment,
    Minutes,
    ReminderStep,
)
from domain.calendar import WorkingCalendar
from domain.lifecycle import DATED, OWING, REPORTABLE, State
from domain.reminders import Audience, StepKind
from domain.school_year import year_of_form
from services.facts import AssignmentFacts, MinutesName, assignments_query, load_assignments, minutes_name
from services.offices import Office
from services.year.year_form import OpenForm, open_forms

#: Working days ahead that a digest shows.
HORIZON = 7
#: The date that counts: granted or for the rework; a year form has only its due date.
counts_on = func.coalesce(Assignment.control_date, Assignment.due_date)


class Section(StrEnum):
    """Where an item stands in a digest, in the order people read."""

    TODAY = "today"  # the due morning
    RETURNED = "returned"
    WEEK = "week"  # through Sunday
    SOON = "soon"  # within the horizon, or reminded of today
    OPENED = "opened"  # a new period of a repeating duty
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class DigestItem:
    """An item that asks for something; `counts` is its date, `aim` the last working day to do it on."""

    section: Section
    assignment: AssignmentFacts
    counts: date | None
    aim: date | None


@dataclass(frozen=True, slots=True)
class Unread:
    """Items of a protocol not yet acknowledged."""

    minutes: MinutesName
    items: int


async def current_items(
    session: AsyncSession, organisations: Sequence[int], office: Office, now: datetime
) -> dict[int, list[DigestItem]]:
    """Items that ask for something now, by organisation, earliest first; each says where it stands."""
    today = office.today(now)
    horizon = office.calendar.add_working_days(today, HORIZON)
    reminded = await _reminded(session, organisations, today, office.midnight(now))
    opened = {id_ for id_, steps in reminded.items() if steps == {StepKind.OPEN}}
    query = (
        assignments_query()
        .where(
            Assignment.organisation_id.in_(organisations),
            # a line of the year form is part of its form, until it comes back
            or_(Assignment.form.in_(DATED), Assignment.state == State.RETURNED),
            Assignment.form.in_(REPORTABLE),
            Assignment.state.in_(OWING),
            # nobody is reminded of being late while a request for more time waits
            ~and_(Assignment.extension_waits.is_(True), Assignment.control_date < today),
            or_(
                Assignment.id.in_(tuple(reminded)),
                and_(
                    Assignment.created_at < office.midnight(now),
                    or_(Assignment.state == State.RETURNED, counts_on <= horizon),
                ),
            ),
        )
        .order_by(counts_on, Assignment.id)
    )
    found: dict[int, list[DigestItem]] = {}
    for item in await load_assignments(session, query):
        found.setdefault(item.organisation_id, []).append(_shown(item, today, office.calendar, opened))
    return found


def _shown(item: AssignmentFacts, today: date, calendar: WorkingCalendar, opened: Set[int]) -> DigestItem:
    counts = item.control_date or item.due_date
    if counts and item.id in opened and counts > calendar.add_working_days(today, HORIZON):
        return DigestItem(Section.OPENED, item, counts, calendar.previous_reminder_day(counts))
    if counts is None:
        return DigestItem(Section.RETURNED, item, None, None)
    aim = calendar.previous_reminder_day(counts)
    return DigestItem(_section(item, counts, aim, today), item, counts, aim)


def _section(item: AssignmentFacts, counts: date, aim: date, today: date) -> Section:
    if counts < today:
        return Section.OVERDUE if item.overdue(today) else Section.RETURNED
    if aim <= today:
        return Section.TODAY
    if item.state is State.RETURNED:
        return Section.RETURNED
    return Section.WEEK if counts <= sunday(today) else Section.SOON


def sunday(day: date) -> date:
    """The end of the day's week."""
    return day + timedelta(days=6 - day.weekday())


async def forms_to_recall(
    session: AsyncSession, organisations: Sequence[int], office: Office, now: datetime
) -> tuple[OpenForm, ...]:
    """Year forms that this day's steps remind of, or that are due within the horizon; of a late one once only."""
    today = office.today(now)
    reminded = await _reminded(session, organisations, today, office.midnight(now))
    places = await session.execute(
        select(Assignment.organisation_id, Assignment.due_date).where(Assignment.id.in_(tuple(reminded)), IS_YEARLY)
    )
    told = {(place, year_of_form(due)) for place, due in places if due}
    horizon = office.calendar.add_working_days(today, HORIZON)
    return tuple(
        form
        for form in await open_forms(session, organisations)
        if (form.organisation_id, form.year) in told or today <= form.due <= horizon
    )


async def _reminded(
    session: AsyncSession, organisations: Sequence[int], today: date, midnight: datetime
) -> dict[int, set[StepKind]]:
    """Assignments whose steps this day's digest consumes, also beyond the horizon, with those steps."""
    rows = await session.execute(
        select(ReminderStep.assignment_id, ReminderStep.step)
        .join(Assignment, Assignment.id == ReminderStep.assignment_id)
        .where(
            Assignment.organisation_id.in_(organisations),
            Assignment.state.in_(OWING),
            ReminderStep.audience == Audience.ORGANISATION,
            ReminderStep.step != StepKind.UNREAD,
            consumed_today(today, midnight),
        )
        .distinct()
    )
    found: dict[int, set[StepKind]] = {}
    for assignment_id, step in rows:
        found.setdefault(assignment_id, set()).add(StepKind(step))
    return found


def consumed_today(today: date, midnight: datetime) -> ColumnElement[bool]:
    """Condition: a step due by now that no digest of an earlier day has consumed."""
    return and_(
        ReminderStep.day <= today, or_(ReminderStep.consumed_at.is_(None), ReminderStep.consumed_at >= midnight)
    )


async def unread_minutes(
    session: AsyncSession, organisations: Sequence[int], midnight: datetime
) -> dict[int, list[Unread]]:
    """Protocols sent before today whose items nobody has acknowledged."""
    rows = await session.execute(
        select(Assignment.organisation_id, Minutes, func.count(Assignment.id))
        .join(Minutes, Minutes.id == Assignment.minutes_id)
        .where(
            Assignment.organisation_id.in_(organisations),
            Assignment.state == State.ASSIGNED,
            Assignment.created_at < midnight,
        )
        .group_by(Assignment.organisation_id, Minutes.id)
        .order_by(Minutes.id)
    )
    found: dict[int, list[Unread]] = {}
    for organisation_id, minutes, count in rows:
        found.setdefault(organisation_id, []).append(Unread(minutes_name(minutes), count))
    return found


async def count_waiting_reports(session: AsyncSession, organisations: Sequence[int]) -> dict[int, int]:
    """How many reports of each organisation the authority has not judged yet."""
    rows = await session.execute(
        select(Assignment.organisation_id, func.count(Assignment.id))
        .where(Assignment.organisation_id.in_(organisations), Assignment.state == State.REPORTED)
        .group_by(Assignment.organisation_id)
    )
    return dict(rows.all())
