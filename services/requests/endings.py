"""An item ends without a report: cancelled, or handed on to another organisation. Parts of a transaction."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import (
    IS_HANDED_IN,
    Assignment,
    NoticeKind,
    Organisation,
    Report,
)
from domain.audit import AuditAction
from domain.errors import NotFound, WrongInput
from domain.lifecycle import DATED, Action, State, next_state
from domain.reports import ReportState
from domain.requests import DisputeOutcome
from services.assignments.closing_requests import close_dispute, close_extension
from services.assignments.passed_down import children
from services.assignments.reminder_steps import drop_steps, replan
from services.assignments.responsible import hand_responsibility, has_contributors
from services.assignments.telling import tell_organisation
from services.audit import record_assigned, record_change
from services.context import Context
from services.drafts.holders import load_holders
from services.offices import office_of

#: Working days an organisation has for an item handed on to it when the date has passed already.
LATE_REROUTE_DAYS = 5


async def cancel_alone(
    session: AsyncSession, ctx: Context, assignment: Assignment, reason: str, *, tell: bool = True
) -> None:
    """`cancel` for one organisation while the others keep the item.

    Raises as it does, and WrongInput("leads_others") for the one that answers for all.
    """
    if await has_contributors(session, assignment.id):
        raise WrongInput("leads_others")
    await cancel(session, ctx, assignment, reason, tell=tell)


async def cancel(
    session: AsyncSession, ctx: Context, assignment: Assignment, reason: str, *, tell: bool = True, quiet: bool = False
) -> None:
    """End one assignment as «Отменено»; what waited beside it ends too, what was reported stays in its history.

    What was passed down from it ends with it, at every level.
    `tell`: the organisation gets a notice about this item; without it the caller tells. `quiet`: nobody below has
    to know either, nothing was owed.
    Rights are the caller's.
    Raises WrongState("already_…") for a final one, WrongInput("why_empty").
    """
    before = _end(ctx, assignment, Action.CANCEL, reason)
    await close_extension(session, ctx, assignment)
    await close_dispute(session, ctx, assignment, DisputeOutcome.CANCELLED, reason)
    await _put_aside(session, assignment)
    record_change(session, ctx, assignment, AuditAction.CANCELLED, before, reason=reason)
    if tell:
        await tell_organisation(session, ctx.now, NoticeKind.CANCELLED, assignment, assignment.id)
    # What was passed down from it has nothing to answer for any more, at whatever depth.
    for child in await children(session, assignment.id):
        await cancel(session, ctx, child, reason, tell=not quiet, quiet=quiet)


async def reroute(
    session: AsyncSession, ctx: Context, assignment: Assignment, organisation_id: int, reason: str, *, tell: bool = True
) -> Assignment:
    """Hand an item on: cancelled here, a new linked assignment there with the same date; `tell`: both are told.

    A date that has passed becomes LATE_REROUTE_DAYS working days from today: nobody starts as a debtor.
    Raises WrongInput("already_has_item" | "why_empty"), NotFound, WrongState("already_…"). Rights are the caller's.
    """
    new_round = await _round_for(session, assignment, organisation_id)
    before = _end(ctx, assignment, Action.REROUTE, reason)
    await close_extension(session, ctx, assignment)
    await close_dispute(session, ctx, assignment, DisputeOutcome.REROUTED, reason)
    await _put_aside(session, assignment)
    fresh = await _linked(session, ctx, assignment, organisation_id, new_round)
    await hand_responsibility(session, assignment, fresh)
    record_change(session, ctx, assignment, AuditAction.REROUTED, before, reason=reason, linked=fresh.id)
    if tell:
        await tell_organisation(session, ctx.now, NoticeKind.CANCELLED, assignment, assignment.id)
        await tell_organisation(session, ctx.now, NoticeKind.REROUTED, fresh, fresh.id)
    for child in await children(session, assignment.id):
        await cancel(session, ctx, child, reason)
    return fresh


def _end(ctx: Context, assignment: Assignment, action: Action, reason: str) -> State:
    if not reason.strip():
        raise WrongInput("why_empty")
    before = assignment.state
    assignment.state = next_state(action, before)
    assignment.closed_at, assignment.reason = ctx.now, reason
    return before


async def _put_aside(session: AsyncSession, assignment: Assignment) -> None:
    """Nobody is reminded of a final item and nobody judges its reports."""
    await drop_steps(session, assignment.id)
    rows = await session.scalars(select(Report).where(Report.assignment_id == assignment.id, IS_HANDED_IN))
    for report in rows:
        report.state = ReportState.CLOSED


async def _round_for(session: AsyncSession, assignment: Assignment, organisation_id: int) -> int:
    """The number of the new round. Raises WrongInput("already_has_item") unless every earlier one was cancelled."""
    organisation = await session.get(Organisation, organisation_id)
    if organisation is None or not organisation.active:
        raise NotFound
    rows = await session.execute(
        select(Assignment.state, func.max(Assignment.round))
        .where(Assignment.checkpoint_id == assignment.checkpoint_id, Assignment.organisation_id == organisation_id)
        .group_by(Assignment.state)
    )
    rounds = dict(rows.all())
    have = await load_holders(session, [assignment.id])
    if organisation_id in {assignment.organisation_id, *have[assignment.id]} or set(rounds) - {State.CANCELLED}:
        raise WrongInput("already_has_item", organisation=organisation.short_name)
    return max(rounds.values(), default=0) + 1


async def _linked(
    session: AsyncSession, ctx: Context, old: Assignment, organisation_id: int, new_round: int
) -> Assignment:
    due = await _due(session, ctx, old)
    dated = old.form in DATED and organisation_id != old.authority_id
    fresh = Assignment(
        authority_id=old.authority_id,
        minutes_id=old.minutes_id,
        decision_id=old.decision_id,
        checkpoint_id=old.checkpoint_id,
        organisation_id=organisation_id,
        round=new_round,
        form=old.form,
        state=State.ASSIGNED,
        due_date=due,
        original_due_date=due,
        control_date=due if dated else None,
        linked_from_id=old.id,
        created_at=ctx.now,
    )
    session.add(fresh)
    await session.flush()
    record_assigned(session, ctx.now, ctx.actor.person_id, fresh, linked_from=old.id)
    if organisation_id != old.authority_id:
        await replan(session, fresh, ctx.now, unread=True)
    return fresh


async def _due(session: AsyncSession, ctx: Context, old: Assignment) -> date | None:
    office = await office_of(session, old.authority_id)
    today = office.today(ctx.now)
    if old.due_date is None or old.due_date >= today:
        return old.due_date
    return office.calendar.add_working_days(today, LATE_REROUTE_DAYS)
