"""Audit rows: written in the same transaction as the change they tell about. Nothing is ever decided by them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Assignment, Audit
from domain.audit import AuditAction
from domain.lifecycle import State
from services.context import Context


def record(
    session: AsyncSession, ctx: Context, action: AuditAction, subject: str, subject_id: int, /, **words: Any
) -> None:
    """Add one row about what the actor has done; `words` as in `record_at`."""
    record_at(session, ctx.now, ctx.actor.person_id, action, subject, subject_id, **words)


def record_at(
    session: AsyncSession,
    now: datetime,
    person_id: int | None,
    action: AuditAction,
    subject: str,
    subject_id: int,
    /,
    *,
    from_state: str = "",
    to_state: str = "",
    reason: str = "",
    **facts: Any,
) -> None:
    """The same for whoever is not the actor, or None for the product itself.

    `facts` hold ids and codes, never names or texts.
    """
    session.add(
        Audit(
            at=now,
            person_id=person_id or None,
            action=action,
            subject=subject,
            subject_id=subject_id,
            from_state=from_state,
            to_state=to_state,
            reason=reason,
            facts=facts,
        )
    )


async def record_changes(
    session: AsyncSession, ctx: Context, assignments: Sequence[int], action: AuditAction, before: State, after: State
) -> None:
    """The rows of assignments that the actor has moved together, in one statement."""
    common = {"at": ctx.now, "person_id": ctx.actor.person_id or None, "action": action, "subject": "assignment"}
    states = {"from_state": str(before), "to_state": str(after), "reason": "", "facts": {}}
    if assignments:
        await session.execute(insert(Audit), [common | states | {"subject_id": each} for each in assignments])


def record_change(
    session: AsyncSession, ctx: Context, assignment: Assignment, action: AuditAction, before: State, /, **words: Any
) -> None:
    """The row of an assignment that the actor has moved from `before` to its present state; `words` as in `record_at`.

    What changes beside the state keeps it: `before` is then the state itself.
    """
    states = {"from_state": str(before), "to_state": str(assignment.state)}
    record(session, ctx, action, "assignment", assignment.id, **states, **words)


def record_assigned(
    session: AsyncSession, now: datetime, person_id: int | None, assignment: Assignment, /, **words: Any
) -> None:
    """The first row of an assignment; `words` as in `record_at`."""
    state = str(assignment.state)
    record_at(session, now, person_id, AuditAction.ASSIGNED, "assignment", assignment.id, to_state=state, **words)
