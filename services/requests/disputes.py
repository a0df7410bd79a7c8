"""«Не относится к нам»: said by the organisation, decided by those who control the item."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Assignment, Dispute, NoticeKind, Organisation
from domain.access import check_read, may_control
from domain.audit import AuditAction
from domain.errors import Stale, WrongInput
from domain.lifecycle import OWING, Action, State, next_state
from domain.organisations import OrganisationKind
from domain.requests import DisputeOutcome
from services.assignments.access import controlled, controlled_path, executed
from services.assignments.closing_requests import close_dispute, close_extension
from services.assignments.request_facts import DisputeFacts, dispute_facts
from services.assignments.telling import tell_controllers, tell_organisation
from services.audit import record_change
from services.context import Context
from services.facts import AssignmentFacts, load_assignment
from services.requests.endings import cancel_alone
from services.subjects import found


@dataclass(frozen=True, slots=True)
class DisputeCard:
    """A dispute as its controller sees it; `of_kind`: organisations of this kind still owing the item, it included."""

    assignment: AssignmentFacts
    dispute: DisputeFacts
    kind: OrganisationKind
    of_kind: int
    today: date
    may_decide: bool


async def offer(ctx: Context, assignment_id: int, version: int) -> AssignmentFacts:
    """The item about to be disputed. Raises NotFound, NotAllowed, Stale, WrongState."""
    async with ctx.db.read() as session:
        assignment = await executed(session, ctx, assignment_id, version)
        next_state(Action.DISPUTE, assignment.state)
        return await load_assignment(session, assignment_id)


async def dispute(ctx: Context, assignment_id: int, version: int, reason: str) -> AssignmentFacts:
    """«Не относится к нам»: nobody reminds the organisation until it is decided, the official is reminded daily.

    Raises NotFound, NotAllowed, Stale, WrongState, WrongInput("why_empty").
    """
    if not reason.strip():
        raise WrongInput("why_empty")
    async with ctx.db.write() as session:
        assignment = await executed(session, ctx, assignment_id, version, lock=True)
        before = assignment.state
        assignment.state = next_state(Action.DISPUTE, before)
        assignment.acknowledged_at = assignment.acknowledged_at or ctx.now
        await close_extension(session, ctx, assignment)
        row = Dispute(
            assignment_id=assignment.id,
            raised_by=ctx.actor.person_id,
            raised_at=ctx.now,
            state_before=before,
            reason=reason.strip(),
        )
        session.add(row)
        await session.flush()
        record_change(session, ctx, assignment, AuditAction.DISPUTED, before, reason=row.reason, dispute=row.id)
        await tell_controllers(session, ctx.now, NoticeKind.DISPUTE_IN, assignment, row.id)
        return await load_assignment(session, assignment.id)


async def take_back(ctx: Context, assignment_id: int, version: int) -> None:
    """«Отозвать, пункт наш»: all is as before. Raises NotFound, NotAllowed, Stale, WrongState."""
    async with ctx.db.write() as session:
        assignment = await executed(session, ctx, assignment_id, version, lock=True)
        row = await close_dispute(session, ctx, assignment, DisputeOutcome.WITHDRAWN)
        before = assignment.state
        assignment.state = next_state(Action.UNDISPUTE, before, before=row.state_before if row else None)
        record_change(session, ctx, assignment, AuditAction.DISPUTE_WITHDRAWN, before)


async def show(ctx: Context, dispute_id: int) -> DisputeCard:
    """A dispute with what may be done. Raises NotFound, NotAllowed."""
    async with ctx.db.read() as session:
        row = await found(session, Dispute, dispute_id)
        path = await controlled_path(session, row.assignment_id)
        check_read(ctx.actor, path)
        return await load_card(session, ctx.now, row, may_decide=may_control(ctx.actor, path))


async def load_card(session: AsyncSession, now: datetime, row: Dispute, *, may_decide: bool) -> DisputeCard:
    """The same inside a transaction that has checked the rights."""
    item = await load_assignment(session, row.assignment_id)
    organisation = await session.get_one(Organisation, item.organisation_id)
    of_kind = await session.scalar(
        select(func.count(Assignment.organisation_id.distinct())).where(_alike(item, organisation.kind))
    )
    waits = row.outcome is DisputeOutcome.WAITING
    return DisputeCard(
        assignment=item,
        dispute=dispute_facts(row),
        kind=organisation.kind,
        of_kind=of_kind or 0,
        today=now.astimezone(ZoneInfo(item.authority.timezone)).date(),
        may_decide=may_decide and waits,
    )


def _alike(item: AssignmentFacts, kind: OrganisationKind) -> ColumnElement[bool]:
    """Those of the same kind that still owe this item; whoever has reported keeps the report."""
    same = select(Organisation.id).where(Organisation.kind == kind)
    return and_(
        Assignment.decision_id == item.decision_id,
        Assignment.organisation_id.in_(same),
        Assignment.organisation_id != Assignment.authority_id,
        Assignment.state.in_((*OWING, State.DISPUTED)),
    )


async def _waiting(session: AsyncSession, ctx: Context, dispute_id: int) -> tuple[Dispute, Assignment]:
    """A dispute the actor may decide now, its assignment locked against another official."""
    row = await found(session, Dispute, dispute_id)
    assignment = await controlled(session, ctx, row.assignment_id, lock=True)
    await session.refresh(row)
    if row.outcome is not DisputeOutcome.WAITING:
        raise Stale("dispute_decided")
    return row, assignment


async def keep(ctx: Context, dispute_id: int, note: str = "") -> DisputeCard:
    """«Оставить»: the item is the organisation's after all. Raises NotFound, NotAllowed, Stale("dispute_decided")."""
    async with ctx.db.write() as session:
        row, assignment = await _waiting(session, ctx, dispute_id)
        before = assignment.state
        assignment.state = next_state(Action.INSIST, before, before=row.state_before)
        await close_dispute(session, ctx, assignment, DisputeOutcome.INSISTED, note.strip())
        record_change(session, ctx, assignment, AuditAction.INSISTED, before, reason=note.strip(), dispute=row.id)
        await tell_organisation(session, ctx.now, NoticeKind.DISPUTE_KEPT, assignment, row.id, asked=[row.raised_by])
        await session.flush()
        return await load_card(session, ctx.now, row, may_decide=True)


async def cancel_disputed(ctx: Context, dispute_id: int, *, of_kind: bool = False) -> tuple[DisputeCard, int]:
    """«Отменить для неё», or with `of_kind` for every organisation of this kind that still owes the item.

    Every open date of the item ends. Returns the card and for how many organisations.
    Raises NotFound, NotAllowed, Stale("dispute_decided"), WrongInput("leads_others").
    """
    async with ctx.db.write() as session:
        row, assignment = await _waiting(session, ctx, dispute_id)
        item = await load_assignment(session, assignment.id)
        kind = (await session.get_one(Organisation, item.organisation_id)).kind
        theirs = _alike(item, kind)
        if not of_kind:
            theirs &= Assignment.organisation_id == item.organisation_id
        rows = await session.scalars(select(Assignment).where(theirs).order_by(Assignment.id))
        # Those who contribute before whoever answers for them; one message to each organisation.
        told: set[int] = set()
        for each in sorted(rows, key=lambda one: (one.lead_id is None, one.id != assignment.id)):
            await cancel_alone(session, ctx, each, row.reason, tell=each.organisation_id not in told)
            told.add(each.organisation_id)
        await session.flush()
        return await load_card(session, ctx.now, row, may_decide=True), len(told)
