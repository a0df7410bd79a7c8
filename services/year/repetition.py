"""«Завершить повтор»: the official ends a repeating decision; what is open stays or is cancelled."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Assignment, Decision, Minutes
from domain.audit import AuditAction
from domain.errors import WrongInput, WrongState
from domain.lifecycle import OPEN
from domain.plain_text import one_line
from services.assignments.period_dates import repeats
from services.audit import record
from services.context import Context
from services.drafts.loading import owned_decision
from services.facts import ItemLabel, MinutesName, label_of, minutes_name
from services.requests.endings import cancel


@dataclass(frozen=True, slots=True)
class Repetition:
    """A repeating decision before its end; `open`: assignments of all its periods that are not final."""

    decision_id: int
    minutes: MinutesName
    label: ItemLabel
    text: str
    open: int


async def repetition(ctx: Context, decision_id: int) -> Repetition:
    """What «Завершить повтор» is about. Raises NotFound, NotAllowed, WrongState("repeat_ended")."""
    async with ctx.db.read() as session:
        decision, minutes = await _repeating(session, ctx, decision_id)
        count = await session.scalar(select(func.count(Assignment.id)).where(*_open(decision_id)))
        return Repetition(decision_id, minutes_name(minutes), label_of(decision), decision.text, count or 0)


async def end(ctx: Context, decision_id: int, reason: str, *, cancel_open: bool) -> int:
    """No further period is opened; with `cancel_open` the open assignments end too. Returns how many were cancelled.

    Raises NotFound, NotAllowed, WrongInput("why_empty"), WrongState("repeat_ended") when somebody was first.
    """
    why = one_line(reason)
    if not why:
        raise WrongInput("why_empty")
    async with ctx.db.write() as session:
        decision, _ = await _repeating(session, ctx, decision_id)
        decision.ended_at = ctx.now
        rows = (await session.scalars(select(Assignment).where(*_open(decision_id)))).all() if cancel_open else []
        for assignment in rows:
            await cancel(session, ctx, assignment, why)
        record(session, ctx, AuditAction.REPEAT_ENDED, "decision", decision_id, reason=why, cancelled=len(rows))
        return len(rows)


def _open(decision_id: int) -> tuple[ColumnElement[bool], ...]:
    return Assignment.decision_id == decision_id, Assignment.state.in_(OPEN)


async def _repeating(session: AsyncSession, ctx: Context, decision_id: int) -> tuple[Decision, Minutes]:
    decision, minutes = await owned_decision(session, ctx, decision_id)
    if decision.ended_at is not None or not repeats(decision, minutes):
        raise WrongState("repeat_ended")
    return decision, minutes
