"""A report, a dispute or a cancellation came first: what waited beside it has nothing left to decide."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import (
    DISPUTE_WAITS,
    EXTENSION_WAITS,
    Assignment,
    Dispute,
    Extension,
)
from domain.audit import AuditAction
from domain.requests import DisputeOutcome, ExtensionOutcome
from services.audit import record
from services.context import Context


async def close_extension(session: AsyncSession, ctx: Context, assignment: Assignment) -> None:
    """Part of a transaction: a waiting request for more time is closed, the date that stands counts."""
    waiting = await session.scalar(select(Extension).where(Extension.assignment_id == assignment.id, EXTENSION_WAITS))
    end_extension(session, ctx, assignment, waiting)


def end_extension(session: AsyncSession, ctx: Context, assignment: Assignment, waiting: Extension | None) -> None:
    """The same for a request that is held already."""
    assignment.extension_waits = False
    if waiting is None:
        return
    waiting.outcome = ExtensionOutcome.CLOSED
    waiting.decided_at = ctx.now
    record(session, ctx, AuditAction.EXTENSION_CLOSED, "assignment", assignment.id, extension=waiting.id)


async def close_dispute(
    session: AsyncSession, ctx: Context, assignment: Assignment, outcome: DisputeOutcome, note: str = ""
) -> Dispute | None:
    """Part of a transaction: a waiting dispute gets its outcome; returns it, None when none waits.

    The audit row is the caller's: a dispute ends with a change of the state.
    """
    waiting = await session.scalar(select(Dispute).where(Dispute.assignment_id == assignment.id, DISPUTE_WAITS))
    end_dispute(ctx, waiting, outcome, note)
    return waiting


def end_dispute(ctx: Context, waiting: Dispute | None, outcome: DisputeOutcome, note: str = "") -> None:
    """The same for a dispute that is held already."""
    if waiting is not None:
        waiting.outcome, waiting.note = outcome, note
        waiting.decided_at, waiting.decided_by = ctx.now, ctx.actor.person_id or None
