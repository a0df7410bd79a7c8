"""Audit rows: written in the same transaction as the change they tell about."""

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Assignment, Audit
from domain.lifecycle import State
from services.context import Context


def record(
    session: AsyncSession,
    now: datetime,
    person_id: int | None,
    action: str,
    subject: str,
    subject_id: int,
    *,
    from_state: str = "",
    to_state: str = "",
    reason: str = "",
    **facts: Any,
) -> None:
    """Add one audit row. `facts` hold ids and codes, never names or texts."""
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


def record_change(
    session: AsyncSession, ctx: Context, assignment: Assignment, action: str, before: State, **facts: Any
) -> None:
    """The row of an assignment that the actor has moved from `before` to its present state; `facts` as in `record`."""
    states = {"from_state": str(before), "to_state": str(assignment.state)}
    record(session, ctx.now, ctx.actor.person_id, action, "assignment", assignment.id, **states, **facts)
