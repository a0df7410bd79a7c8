"""Steps planned by an older version's ladder are planned anew, once, when the product starts after an update."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, and_, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Assignment, Decision, ReminderStep
from domain.lifecycle import State
from domain.reminders import Audience, StepKind
from services.assignments.reminder_steps import replan_all, steps_for, write_steps
from services.context import Database
from services.offices import office_of

#: Assignments of one transaction.
PORTION = 250


async def replan_marked(db: Database, now: datetime) -> int:
    """Plan anew what the migration has marked; returns how many assignments. Safe to repeat and to kill."""
    done, portion = 0, PORTION
    while portion == PORTION:
        async with db.read() as session:
            marked = (await session.scalars(_marked())).all()
        if marked:
            async with db.write() as session:
                await _replan(session, marked, now)
        portion = len(marked)
        done += portion
    return done


def _marked() -> Select[int]:
    mark = and_(ReminderStep.step == str(StepKind.REPLAN), ReminderStep.consumed_at.is_(None))
    return select(ReminderStep.assignment_id).where(mark).order_by(ReminderStep.day, ReminderStep.id).limit(PORTION)


async def _replan(session: AsyncSession, ids: Sequence[int], now: datetime) -> None:
    """By the date that counts, from today on; acknowledgement is reminded of as if it had been planned so at once."""
    found = (await session.scalars(select(Assignment).where(Assignment.id.in_(ids)))).all()
    await replan_all(session, found, now)  # takes the marks away too
    for each in found:
        if each.state is State.ASSIGNED:
            await _remind_to_read(session, each, now)


async def _remind_to_read(session: AsyncSession, assignment: Assignment, now: datetime) -> None:
    office = await office_of(session, assignment.authority_id)
    requirement = (await session.get_one(Decision, assignment.decision_id)).requirement
    sent_on = office.today(assignment.created_at)
    plan = steps_for(office, assignment.form, requirement, None, sent_on)
    ahead = [step for step in plan if step.audience is Audience.ORGANISATION and step.day > office.today(now)]
    await write_steps(session, [assignment.id], ahead)
