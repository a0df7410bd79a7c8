"""«Ознакомлен(а)»: an organisation has read a protocol."""

from sqlalchemy import bindparam, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import (
    Assignment,
)
from domain.access import check_execute
from domain.audit import AuditAction
from domain.lifecycle import Action, State, next_state
from services.audit import record_changes
from services.context import Context

_ACKNOWLEDGED = next_state(Action.ACKNOWLEDGE, State.ASSIGNED)
# Made once: whoever reports an item has read the protocol too.
_ACKNOWLEDGE = (
    update(Assignment)
    .where(
        Assignment.minutes_id == bindparam("minutes"),
        Assignment.organisation_id == bindparam("organisation"),
        Assignment.state == State.ASSIGNED,
    )
    .values(state=_ACKNOWLEDGED, acknowledged_at=bindparam("now"), version=Assignment.version + 1)
    .returning(Assignment.id)
    .execution_options(synchronize_session=False)  # whoever reports holds an item that is reported by now
)


async def acknowledge(ctx: Context, minutes_id: int, organisation_id: int) -> int:
    """«Ознакомлен(а)» with everything of a protocol; returns how many items it concerned (0 when done before).

    Raises NotAllowed for anybody who does not answer for the organisation.
    """
    check_execute(ctx.actor, organisation_id)
    async with ctx.db.write() as session:
        return await acknowledge_all(ctx, session, minutes_id, organisation_id)


async def acknowledge_all(ctx: Context, session: AsyncSession, minutes_id: int, organisation_id: int) -> int:
    """Everything of a protocol that the organisation has not acknowledged yet."""
    where = {"minutes": minutes_id, "organisation": organisation_id, "now": ctx.now}
    found = sorted(await session.scalars(_ACKNOWLEDGE, where))
    await record_changes(session, ctx, found, AuditAction.ACKNOWLEDGED, State.ASSIGNED, _ACKNOWLEDGED)
    return len(found)
