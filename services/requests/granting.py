"""More time given or refused by those who control the item, asked or not."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import (
    EXTENSION_WAITS,
    Assignment,
    Extension,
    NoticeKind,
    Report,
)
from domain.access import check_read, may_control
from domain.audit import AuditAction
from domain.errors import Stale, WrongInput
from domain.extensions import NewDate, check_wanted
from domain.lifecycle import Action, State, next_state
from domain.reports import ReportState
from domain.requests import ExtensionOutcome
from services.assignments.access import controlled, controlled_path
from services.assignments.reminder_steps import replan
from services.assignments.request_facts import ExtensionFacts, extension_facts
from services.assignments.telling import tell_organisation
from services.context import Context
from services.facts import AssignmentFacts, load_assignment
from services.requests.extensions import Choice, audit_extension, choice_of, counts_of, today_of
from services.subjects import found


@dataclass(frozen=True, slots=True)
class ExtensionCard:
    """A request for more time as its controller sees it; `before` it so many were granted."""

    assignment: AssignmentFacts
    extension: ExtensionFacts
    before: int
    today: date
    may_decide: bool


async def show(ctx: Context, extension_id: int) -> ExtensionCard:
    """A request with what may be done. Raises NotFound, NotAllowed."""
    async with ctx.db.read() as session:
        row = await found(session, Extension, extension_id)
        path = await controlled_path(session, row.assignment_id)
        check_read(ctx.actor, path)
        return await load_card(session, ctx.now, row, may_decide=may_control(ctx.actor, path))


async def load_card(session: AsyncSession, now: datetime, row: Extension, *, may_decide: bool) -> ExtensionCard:
    """The same inside a transaction that has checked the rights."""
    item = await load_assignment(session, row.assignment_id)
    before = select(func.count(Extension.id)).where(
        Extension.assignment_id == row.assignment_id,
        Extension.outcome == ExtensionOutcome.GRANTED,
        Extension.id < row.id,
    )
    return ExtensionCard(
        assignment=item,
        extension=extension_facts(row),
        before=await session.scalar(before) or 0,
        today=now.astimezone(ZoneInfo(item.authority.timezone)).date(),
        may_decide=may_decide and row.outcome is ExtensionOutcome.WAITING,
    )


async def choose(ctx: Context, extension_id: int) -> Choice:
    """«Другая дата»: what may be given instead of what was asked for. Raises NotFound, NotAllowed, Stale."""
    async with ctx.db.read() as session:
        row, assignment = await _waiting(session, ctx, extension_id, lock=False)
        return await choice_of(session, ctx, NewDate.GRANT, assignment, counts_of(assignment), extension_facts(row))


async def _waiting(
    session: AsyncSession, ctx: Context, extension_id: int, *, lock: bool = True
) -> tuple[Extension, Assignment]:
    """A request the actor may decide now, its assignment locked against another official."""
    row = await found(session, Extension, extension_id)
    assignment = await controlled(session, ctx, row.assignment_id, lock=lock)
    await session.refresh(row)
    if row.outcome is not ExtensionOutcome.WAITING:
        raise Stale("extension_decided")
    return row, assignment


async def grant(ctx: Context, extension_id: int, day: date) -> ExtensionCard:
    """«Продлить»: `day` counts from now on, also backwards for an item already late; the original date is kept.

    Raises NotFound, NotAllowed, Stale("extension_decided") when somebody was first, WrongInput("wanted_…").
    """
    async with ctx.db.write() as session:
        row, assignment = await _waiting(session, ctx, extension_id)
        check_wanted(day, counts_of(assignment), await today_of(session, ctx, assignment))
        row.outcome, row.granted = ExtensionOutcome.GRANTED, day
        await _move(session, ctx, assignment, day)
        return await _decided(session, ctx, row, assignment, AuditAction.EXTENSION_GRANTED)


async def refuse(ctx: Context, extension_id: int, note: str) -> ExtensionCard:
    """«Отклонить»: the date that was counts; `note` says why. Raises as `grant` does, WrongInput("why_empty")."""
    if not note.strip():
        raise WrongInput("why_empty")
    async with ctx.db.write() as session:
        row, assignment = await _waiting(session, ctx, extension_id)
        row.outcome, row.note = ExtensionOutcome.REFUSED, note.strip()
        assignment.extension_waits = False
        return await _decided(session, ctx, row, assignment, AuditAction.EXTENSION_REFUSED)


async def _move(session: AsyncSession, ctx: Context, assignment: Assignment, day: date) -> None:
    """Of an item being reworked the rework's date moves: whether it was in time is told by its first hand-in."""
    next_state(Action.EXTEND, assignment.state)
    assignment.extension_waits = False
    assignment.control_date = day
    if assignment.state is State.RETURNED:
        report = await session.scalar(
            select(Report)
            .where(Report.assignment_id == assignment.id, Report.state == ReportState.RETURNED)
            .order_by(Report.judged_at.desc(), Report.id.desc())
            .limit(1)
        )
        if report is not None:
            report.return_date = day
    else:
        assignment.due_date = day
    await replan(session, assignment, ctx.now)


async def _decided(
    session: AsyncSession, ctx: Context, row: Extension, assignment: Assignment, action: AuditAction
) -> ExtensionCard:
    row.decided_at, row.decided_by = ctx.now, ctx.actor.person_id
    await session.flush()
    audit_extension(session, ctx, assignment, action, row)
    kind = NoticeKind.EXTENSION_DECIDED
    await tell_organisation(session, ctx.now, kind, assignment, row.id, asked=[row.asked_by])
    return await load_card(session, ctx.now, row, may_decide=True)


# --- unasked -----------------------------------------------------------------------------------------------------


async def offer_unasked(ctx: Context, assignment_id: int, version: int) -> Choice:
    """«Продлить» of a controlled item: what may be given. Raises NotFound, NotAllowed, Stale, WrongState."""
    async with ctx.db.read() as session:
        assignment = await controlled(session, ctx, assignment_id, version)
        next_state(Action.EXTEND, assignment.state)
        return await choice_of(session, ctx, NewDate.EXTEND, assignment, counts_of(assignment))


async def extend(ctx: Context, assignment_id: int, version: int, day: date) -> ExtensionCard:
    """Give another date without being asked; a request that waits is answered by it.

    Raises NotFound, NotAllowed, Stale, WrongState, WrongInput("wanted_…").
    """
    async with ctx.db.write() as session:
        assignment = await controlled(session, ctx, assignment_id, version, lock=True)
        counts = counts_of(assignment)
        check_wanted(day, counts, await today_of(session, ctx, assignment))
        row = await session.scalar(select(Extension).where(Extension.assignment_id == assignment.id, EXTENSION_WAITS))
        if row is None:
            row = Extension(
                assignment_id=assignment.id,
                asked_by=ctx.actor.person_id,
                asked_at=ctx.now,
                due_before=counts,
                wanted=day,
                reason="",
                in_time=True,
            )
            session.add(row)
        row.outcome, row.granted = ExtensionOutcome.GRANTED, day
        await _move(session, ctx, assignment, day)
        return await _decided(session, ctx, row, assignment, AuditAction.EXTENSION_GRANTED)
