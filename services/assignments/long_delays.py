"""Long delays: which items have waited for so long, what is written about them. Parts of queries."""

from datetime import date

from sqlalchemy import ColumnElement, and_, exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Assignment, Authority, ReminderStep, late_on
from domain.escalation import Terms
from domain.reminders import StepKind


def late_at(authority_id: int, today: date) -> ColumnElement[bool]:
    """Condition: overdue at an organisation of the authority, its own items aside."""
    own = Assignment.organisation_id == Assignment.authority_id
    return and_(Assignment.authority_id == authority_id, late_on(today), ~own)


def has_step(kind: StepKind) -> ColumnElement[bool]:
    """Condition: the step was written for the date that counts now."""
    return exists().where(
        ReminderStep.assignment_id == Assignment.id,
        ReminderStep.step == str(kind),
        ReminderStep.day > Assignment.control_date,
    )


def to_decide(terms: Terms, today: date) -> ColumnElement[bool]:
    """Condition on late items: late for so long that it is to be decided, and not told to the head."""
    return and_(Assignment.control_date <= terms.counts_by(StepKind.DECIDE, today), ~has_step(StepKind.HEAD))


async def terms_of(session: AsyncSession, authority_id: int) -> Terms:
    """The settings of an authority."""
    authority = await session.get_one(Authority, authority_id)
    return Terms(authority.decide_after, authority.head_after, authority.viewers_after)


async def is_reported_up(session: AsyncSession, assignment_id: int) -> bool:
    """Whether the head knows of the present delay."""
    query = select(Assignment.id).where(Assignment.id == assignment_id, has_step(StepKind.HEAD))
    return await session.scalar(query) is not None
