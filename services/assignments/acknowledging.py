"""«Ознакомлен(а)»: an organisation has read a protocol."""

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import (
    Assignment,
)
from domain.access import check_execute
from domain.audit import AuditAction
from domain.lifecycle import Action, State, next_state
from services.audit import record_changes
from services.context import Context


async def acknowledge(ctx: Context, minutes_id: int, organisation_id: int) -> int:
    """«Ознакомлен(а)» with everything of a protocol; returns how many items it concerned (0 when done before).

    Raises NotAllowed for anybody who does not answer for the organisation.
    """
    check_execute(ctx.actor, organisation_id)
    async with ctx.db.write() as session:
        return await acknowledge_all(ctx, session, minutes_id, organisation_id)


async def acknowledge_all(ctx: Context, session: AsyncSession, minutes_id: int, organisation_id: int) -> int:
    """Everything of a protocol that the organisation has not acknowledged yet."""
    acknowledged = next_state(Action.ACKNOWLEDGE, State.ASSIGNED)
    rows = await session.scalars(
        update(Assignment)
        .where(
            Assignment.minutes_id == minutes_id,
            Assignment.organisation_id == organisation_id,
            Assignment.state == State.ASSIGNED,
        )
        .values(state=acknowledged, acknowledged_at=ctx.now, version=Assignment.version + 1)
        .returning(Assignment.id)
    )
    found = sorted(rows)
    await record_changes(session, ctx, found, AuditAction.ACKNOWLEDGED, State.ASSIGNED, acknowledged)
    return len(found)
