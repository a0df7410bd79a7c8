"""Repeating duties: the next checkpoint of a decision when its period starts."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select, true
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import (
    Assignment,
    Checkpoint,
    Decision,
)
from db.upserts import insert_ignore
from domain.audit import AuditAction
from domain.calendar import moved
from domain.lifecycle import Answering, State
from domain.minutes.model import ControlForm
from domain.periods import period_of
from domain.reminders import ASK_TO_READ
from services.assignments.period_dates import REPEATING, Opening, due_openings, still_addressed
from services.assignments.reminder_steps import steps_for, write_steps
from services.assignments.responsible import contribute
from services.audit import record_assigned, record_at
from services.offices import Minute


async def name_periods(session: AsyncSession, minutes_id: int, only: Sequence[int] = ()) -> None:
    """Part of publishing: the first checkpoint of a repeating decision is called by its period.

    A decision with several dates keeps a number where two of them would fall into one period.
    """
    rows = await session.execute(
        select(Checkpoint, Decision.recurrence)
        .join(Decision, Decision.id == Checkpoint.decision_id)
        .where(
            Decision.minutes_id == minutes_id,
            Decision.id.in_(only) if only else true(),
            *REPEATING,
            Checkpoint.due_date.is_not(None),
        )
        .order_by(Checkpoint.due_date)
    )
    taken: set[tuple[int, str]] = set()
    for checkpoint, recurrence in rows.all():
        period = period_of(recurrence, checkpoint.due_date or date.max)
        if (checkpoint.decision_id, period.code) not in taken:
            taken.add((checkpoint.decision_id, period.code))
            checkpoint.key, checkpoint.opens_on = period.code, period.opens_on
    await session.flush()


async def open_due(minute: Minute) -> int:
    """Open every period that has started; returns how many checkpoints were made. One transaction each.

    After downtime the periods whose reports can still be handed in on time are opened, at least the current one; those
    whose date has passed meanwhile are left out, and the audit row of the next one names them. Two processes at once
    make one checkpoint: the key of a period is unique for its decision.
    """
    db, now = minute.db, minute.now
    async with db.read() as session:
        waiting = [opening.decision.id for opening in await due_openings(session, now)]
    made = 0
    while waiting:
        async with db.write() as session:
            opened = [await _open(session, now, each) for each in await due_openings(session, now, waiting[:1])]
        made += sum(opened)
        async with db.read() as session:
            again = any(opened) and await due_openings(session, now, waiting[:1])
        waiting = waiting if again else waiting[1:]
    return made


async def _open(session: AsyncSession, now: datetime, opening: Opening) -> int:
    """Checkpoint, assignments, steps and audit of one period; 0 when another process was first."""
    checkpoint_id = await _insert_checkpoint(session, opening)
    if checkpoint_id is None:
        return 0
    period, office, decision = opening.period, opening.office, opening.decision
    due = moved(period.due, office.day_off_rule, office.calendar, office.today(now))
    assignments = [
        _assignment(opening, checkpoint_id, due, place, form, acknowledged_at, now)
        for place, (form, acknowledged_at) in (await still_addressed(session, decision.id)).items()
    ]
    session.add_all(assignments)
    await session.flush()
    await _follow_responsible(session, decision, assignments)
    await _plan(session, opening, assignments, now)
    record_at(
        session,
        now,
        None,
        AuditAction.PERIOD_OPENED,
        "decision",
        decision.id,
        period=period.code,
        assignments=len(assignments),
        skipped=list(opening.skipped),
    )
    for each in assignments:
        record_assigned(session, now, None, each, period=period.code)
    return 1


async def _insert_checkpoint(session: AsyncSession, opening: Opening) -> int | None:
    statement = (
        insert_ignore(session, Checkpoint, ["decision_id", "key"])
        .values(
            decision_id=opening.decision.id,
            key=opening.period.code,
            due_date=opening.period.due,
            opens_on=opening.period.opens_on,
            as_written=opening.decision.deadline_phrase,
        )
        .returning(Checkpoint.id)
    )
    return await session.scalar(statement)


def _assignment(
    opening: Opening,
    checkpoint_id: int,
    due: date,
    place: int,
    form: ControlForm,
    acknowledged_at: datetime | None,
    now: datetime,
) -> Assignment:
    """Whoever has read the decision once need not acknowledge every period of it."""
    minutes = opening.minutes
    return Assignment(
        authority_id=minutes.authority_id,
        minutes_id=minutes.id,
        decision_id=opening.decision.id,
        checkpoint_id=checkpoint_id,
        organisation_id=place,
        round=1,
        form=form,
        state=State.ACKNOWLEDGED if acknowledged_at else State.ASSIGNED,
        due_date=due,
        original_due_date=due,
        control_date=None if place == minutes.authority_id else due,
        acknowledged_at=acknowledged_at,
        created_at=now,
    )


async def _follow_responsible(session: AsyncSession, decision: Decision, assignments: Sequence[Assignment]) -> None:
    """With one responsible organisation the others contribute to its assignment, in every period."""
    if decision.answering is not Answering.RESPONSIBLE:
        return
    lead = next((each for each in assignments if each.organisation_id == decision.lead_organisation_id), None)
    for each in assignments:
        if lead is not None and each is not lead:
            contribute(each, lead.id)
    await session.flush()


async def _plan(session: AsyncSession, opening: Opening, assignments: Sequence[Assignment], now: datetime) -> None:
    """Steps of the new assignments. The opening is told in the digest of its day; a week is too short for that."""
    office, period, decision = opening.office, opening.period, opening.decision
    short = decision.recurrence in ("daily", "weekly")
    by_date: dict[tuple[ControlForm, date | None, State], list[int]] = {}
    for each in assignments:
        if each.organisation_id != each.authority_id and each.lead_id is None:
            by_date.setdefault((each.form, each.due_date, each.state), []).append(each.id)
    for (form, due, state), ids in by_date.items():
        opens_on = None if short else period.opens_on
        steps = steps_for(office, form, decision.requirement, due, office.today(now), opens_on=opens_on)
        unread = state is State.ASSIGNED
        await write_steps(session, ids, [step for step in steps if unread or step.kind not in ASK_TO_READ])
