"""On the card of one assignment: «Отменить» and «Передать другой организации», each with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Assignment, Organisation
from domain.errors import NotFound
from domain.lifecycle import OWING, Action, State, next_state
from services.assignments.access import controlled
from services.assignments.controlled_items import ControlledItem, load_controlled_item
from services.assignments.request_facts import DisputeFacts, waiting_dispute
from services.context import Context
from services.facts import AssignmentFacts, load_assignment
from services.organisations.organisations import Line, search_lines
from services.requests.endings import cancel_alone, reroute
from services.tree import under

MOST_OFFERED = 8


@dataclass(frozen=True, slots=True)
class Ending:
    """An assignment about to end here; `dispute`: why its organisation says it is not theirs."""

    assignment: AssignmentFacts
    dispute: DisputeFacts | None
    target: Line | None = None  # the organisation it would go to


@dataclass(frozen=True, slots=True)
class Targets:
    """Organisations that typed words mean; `query` is what was typed."""

    assignment: AssignmentFacts
    lines: tuple[Line, ...]
    query: str


async def _ending(session: AsyncSession, ctx: Context, assignment_id: int, version: int, action: Action) -> Ending:
    assignment = await controlled(session, ctx, assignment_id, version)
    next_state(action, assignment.state)
    return Ending(await load_assignment(session, assignment_id), await waiting_dispute(session, assignment_id))


async def offer_cancel(ctx: Context, assignment_id: int, version: int) -> Ending:
    """What «Отменить» would end. Raises NotFound, NotAllowed, Stale, WrongState."""
    async with ctx.db.read() as session:
        return await _ending(session, ctx, assignment_id, version, Action.CANCEL)


async def offer_reroute(ctx: Context, assignment_id: int, version: int, organisation_id: int = 0) -> Ending:
    """What would be handed on, and to whom once chosen. Raises NotFound, NotAllowed, Stale, WrongState."""
    async with ctx.db.read() as session:
        ending = await _ending(session, ctx, assignment_id, version, Action.REROUTE)
        if not organisation_id:
            return ending
        target = await _target(session, ending.assignment.authority.id, organisation_id)
        return Ending(ending.assignment, ending.dispute, Line(target.id, target.short_name, connected=True))


async def targets(ctx: Context, assignment_id: int, version: int, typed: str) -> Targets:
    """Organisations of the authority that typed words mean. Raises NotFound, NotAllowed, Stale, WrongState."""
    async with ctx.db.read() as session:
        ending = await _ending(session, ctx, assignment_id, version, Action.REROUTE)
        item = ending.assignment
        root = (await session.get_one(Organisation, item.authority.id)).path
        others = under([root]) & Organisation.active & Organisation.id.not_in((item.authority.id, item.organisation_id))
        found = await search_lines(session, others, typed)
    return Targets(item, tuple(found[:MOST_OFFERED]), typed.strip())


async def _target(session: AsyncSession, authority_id: int, organisation_id: int) -> Organisation:
    """An organisation below the authority. Raises NotFound for any other."""
    root = (await session.get_one(Organisation, authority_id)).path
    found = await session.scalar(
        select(Organisation).where(Organisation.id == organisation_id, under([root]), Organisation.active)
    )
    if found is None or found.id == authority_id:
        raise NotFound
    return found


async def cancel_assignment(ctx: Context, assignment_id: int, version: int, reason: str) -> ControlledItem:
    """«Отменить» from any open state.

    Raises NotFound, NotAllowed, Stale, WrongState, WrongInput("why_empty" | "leads_others").
    """
    async with ctx.db.write() as session:
        assignment = await controlled(session, ctx, assignment_id, version, lock=True)
        await cancel_alone(session, ctx, assignment, reason)
        await session.flush()
        return await load_controlled_item(session, ctx, assignment_id)


async def reroute_assignment(
    ctx: Context, assignment_id: int, version: int, organisation_id: int, reason: str = ""
) -> tuple[ControlledItem, ControlledItem]:
    """«Передать другой организации»: the ended item and the new one, with its other open dates.

    Without `reason`, that of the dispute.

    Raises NotFound, NotAllowed, Stale, WrongState, WrongInput("why_empty" | "already_has_item").
    """
    async with ctx.db.write() as session:
        assignment = await controlled(session, ctx, assignment_id, version, lock=True)
        target = await _target(session, assignment.authority_id, organisation_id)
        waiting = await waiting_dispute(session, assignment_id)
        why = reason or (waiting.reason if waiting else "")
        fresh = await reroute(session, ctx, assignment, target.id, why)
        for other in await _other_dates(session, assignment, target.id):
            await reroute(session, ctx, other, target.id, why, tell=False)
        await session.flush()
        return await load_controlled_item(session, ctx, assignment_id), await load_controlled_item(
            session, ctx, fresh.id
        )


async def _other_dates(session: AsyncSession, assignment: Assignment, target_id: int) -> Sequence[Assignment]:
    """What the organisation still owes of the same item by other dates, where the other one does not have them."""
    taken = select(Assignment.checkpoint_id).where(
        Assignment.decision_id == assignment.decision_id,
        Assignment.organisation_id == target_id,
        Assignment.state != State.CANCELLED,
    )
    rows = await session.scalars(
        select(Assignment)
        .where(
            Assignment.decision_id == assignment.decision_id,
            Assignment.organisation_id == assignment.organisation_id,
            Assignment.id != assignment.id,
            Assignment.state.in_((*OWING, State.DISPUTED)),
            Assignment.checkpoint_id.not_in(taken),
        )
        .order_by(Assignment.id)
    )
    return rows.all()
