"""«Повторить»: what was set aside is done again."""

from dataclasses import dataclass

from sqlalchemy import select, update

from db.models import InboxUpdate, Notice, NoticeState
from domain.access import check_any_admin
from domain.audit import AuditAction
from services.audit import record
from services.context import Context
from services.delivery.inbox import Incoming
from services.delivery.set_aside import HAS_FAILED, IS_DEAD, SetAside, counted


@dataclass(frozen=True, slots=True)
class Repeated:
    """How many messages wait to be sent again, and the updates to be handled again, in their order."""

    notices: int
    updates: tuple[Incoming, ...]


async def waiting(ctx: Context) -> SetAside:
    """What could be repeated. Raises NotAllowed for anybody but an admin."""
    check_any_admin(ctx.actor)
    async with ctx.db.read() as session:
        return await counted(session)


async def repeat(ctx: Context) -> Repeated:
    """Let everything that was set aside begin anew. Raises NotAllowed for anybody but an admin."""
    check_any_admin(ctx.actor)
    async with ctx.db.write() as session:
        notices = await session.scalars(
            update(Notice)
            .where(IS_DEAD)
            .values(state=NoticeState.PENDING, attempts=0, leased_until=None)
            .returning(Notice.id)
            .execution_options(synchronize_session=False)
        )
        query = select(InboxUpdate).where(HAS_FAILED).order_by(InboxUpdate.update_id)
        failed = list(await session.scalars(query))
        for row in failed:
            row.handled_at, row.attempts, row.error = None, 0, ""
        repeated = Repeated(len(list(notices)), tuple(Incoming(r.update_id, r.chat, r.payload) for r in failed))
        if repeated.notices or repeated.updates:
            counts = {"notices": repeated.notices, "updates": len(repeated.updates)}
            record(session, ctx, AuditAction.SET_ASIDE_REPEATED, "process", 0, **counts)
    return repeated
