"""Facts of the notices about long delays: sums for the head, the list for viewers, one item told by hand."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.engine import Database
from db.models import Assignment, Authority, NoticeKind, Organisation
from db.outbox import DueNotice
from domain.reminders import StepKind
from services.assignments.long_delays import late_at, terms_of
from services.facts import AssignmentFacts, assignments_query, load_assignment, load_assignments
from services.offices import office_of
from services.reminders.escalation import told_upwards

#: Organisations named to the head, those with most first.
NAMED = 3


@dataclass(frozen=True, slots=True)
class Delays:
    """What is late for more than `days` days, in numbers; the items themselves for viewers only."""

    authority: str
    days: int
    organisations: int
    items: int
    worst: tuple[tuple[str, int], ...]
    today: date
    listed: tuple[AssignmentFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportedUp:
    """One item an official told the head about."""

    assignment: AssignmentFacts
    days: int


async def escalated(db: Database, notice: DueNotice, now: datetime) -> Delays | None:
    """Long delays in numbers, unless none is left or the recipient is no head any more."""
    return await _delays(db, notice, now, StepKind.HEAD)


async def escalated_list(db: Database, notice: DueNotice, now: datetime) -> Delays | None:
    """The same with the list."""
    return await _delays(db, notice, now, StepKind.VIEWERS)


async def _delays(db: Database, notice: DueNotice, now: datetime, kind: StepKind) -> Delays | None:
    async with db.read() as session:
        if not notice.organisation_id or not await _still_told(session, notice):
            return None
        office = await office_of(session, notice.organisation_id)
        terms, today = await terms_of(session, office.id), office.today(now)
        where = late_at(office.id, today) & (Assignment.control_date <= terms.counts_by(kind, today))
        worst = await _worst(session, where)
        if not worst:
            return None
        listed = kind is StepKind.VIEWERS
        query = assignments_query().where(where).order_by(Assignment.control_date, Assignment.id)
        return Delays(
            authority=(await session.get_one(Authority, office.id)).letter_name,
            days=terms.late_days(kind),
            organisations=len(worst),
            items=sum(count for _, count in worst),
            worst=tuple(worst[:NAMED]),
            today=today,
            listed=await load_assignments(session, query) if listed else (),
        )


async def _worst(session: AsyncSession, where: ColumnElement[bool]) -> list[tuple[str, int]]:
    count = func.count(Assignment.id)
    rows = await session.execute(
        select(Organisation.short_name, count)
        .join(Assignment, Assignment.organisation_id == Organisation.id)
        .where(where)
        .group_by(Organisation.id, Organisation.short_name)
        .order_by(count.desc(), Organisation.short_name)
    )
    return [(name, number) for name, number in rows]


async def _still_told(session: AsyncSession, notice: DueNotice) -> bool:
    place, kind = notice.organisation_id or 0, StepKind.HEAD
    if notice.kind is NoticeKind.ESCALATED_LIST:
        kind = StepKind.VIEWERS
    return notice.account_id in (await told_upwards(session, [place])).get((place, kind), ())


async def reported_up(db: Database, notice: DueNotice, now: datetime) -> ReportedUp | None:
    """One item, unless it was answered, cancelled or given more time meanwhile."""
    async with db.read() as session:
        if not notice.subject_id or not await _still_told(session, notice):
            return None
        assignment = await load_assignment(session, notice.subject_id)
        today = (await office_of(session, assignment.authority.id)).today(now)
        if not assignment.overdue(today) or assignment.control_date is None:
            return None
        return ReportedUp(assignment, (today - assignment.control_date).days)
