"""«Просить о продлении»: an organisation asks for more time."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import EXTENSION_WAITS, Assignment, Authority, Extension, NoticeKind
from domain.audit import AuditAction
from domain.calendar import WorkingCalendar
from domain.errors import Stale, WrongInput, WrongState
from domain.extensions import NewDate, check_wanted
from domain.lifecycle import DATED, Action, next_state
from domain.requests import ExtensionOutcome
from services.assignments.access import executed
from services.assignments.request_facts import ExtensionFacts, extension_facts, waiting_extension
from services.assignments.telling import tell_controllers
from services.audit import record_change
from services.context import Context
from services.facts import AssignmentFacts, load_assignment
from services.offices import office_of


@dataclass(frozen=True, slots=True)
class Choice:
    """What a date is chosen from: `counts` is the one to be moved."""

    way: NewDate
    assignment: AssignmentFacts
    counts: date
    today: date
    calendar: WorkingCalendar
    extension: ExtensionFacts | None = None  # the request that is being decided


def counts_of(assignment: Assignment) -> date:
    """The date that counts. Raises WrongState("no_date_to_move")."""
    if assignment.control_date is None or assignment.form not in DATED:
        raise WrongState("no_date_to_move")
    return assignment.control_date


async def _check_asking(session: AsyncSession, assignment: Assignment) -> date:
    """The date that counts, when the organisation may ask for another one."""
    next_state(Action.ASK_TIME, assignment.state)
    counts = counts_of(assignment)
    if await waiting_extension(session, assignment.id) is not None:
        raise WrongState("extension_waits")
    most = (await session.get_one(Authority, assignment.authority_id)).most_extensions
    if await asked_before(session, assignment.id) >= most:
        raise WrongState("extensions_used", most=most)
    return counts


async def asked_before(session: AsyncSession, assignment_id: int) -> int:
    """Requests granted or waiting; what an official gave unasked has no reason and does not count."""
    query = select(func.count(Extension.id)).where(
        Extension.assignment_id == assignment_id,
        Extension.reason != "",
        Extension.outcome.in_((ExtensionOutcome.WAITING, ExtensionOutcome.GRANTED)),
    )
    return await session.scalar(query) or 0


async def offer(ctx: Context, assignment_id: int, version: int) -> Choice:
    """«Просить о продлении»: what may be asked for.

    Raises NotFound, NotAllowed, Stale, WrongState("extension_waits" | "extensions_used" | "no_date_to_move" | state).
    """
    async with ctx.db.read() as session:
        assignment = await executed(session, ctx, assignment_id, version)
        counts = await _check_asking(session, assignment)
        return await choice_of(session, ctx, NewDate.ASK, assignment, counts)


async def offer_day(ctx: Context, assignment_id: int, version: int, wanted: date) -> Choice:
    """The same with a day chosen. Raises as `offer` does, and WrongInput("wanted_…")."""
    choice = await offer(ctx, assignment_id, version)
    check_wanted(wanted, choice.counts, choice.today)
    return choice


async def choice_of(
    session: AsyncSession,
    ctx: Context,
    way: NewDate,
    assignment: Assignment,
    counts: date,
    extension: ExtensionFacts | None = None,
) -> Choice:
    """The dates an item may get instead of `counts`."""
    office = await office_of(session, assignment.authority_id)
    facts = await load_assignment(session, assignment.id)
    return Choice(way, facts, counts, office.today(ctx.now), office.calendar, extension)


async def ask(ctx: Context, assignment_id: int, version: int, wanted: date, reason: str) -> ExtensionFacts:
    """Ask for `wanted`. In time (through the day that counts): not overdue until decided.

    Raises as `offer` does, and WrongInput("why_empty" | "wanted_…").
    """
    if not reason.strip():
        raise WrongInput("why_empty")
    async with ctx.db.write() as session:
        assignment = await executed(session, ctx, assignment_id, version, lock=True)
        counts = await _check_asking(session, assignment)
        today = await today_of(session, ctx, assignment)
        check_wanted(wanted, counts, today)
        row = Extension(
            assignment_id=assignment.id,
            asked_by=ctx.actor.person_id,
            asked_at=ctx.now,
            due_before=counts,
            wanted=wanted,
            reason=reason.strip(),
            in_time=today <= counts,
        )
        session.add(row)
        assignment.extension_waits = row.in_time
        await session.flush()
        audit_extension(session, ctx, assignment, AuditAction.EXTENSION_ASKED, row)
        await tell_controllers(session, ctx.now, NoticeKind.EXTENSION_IN, assignment, row.id)
        return extension_facts(row)


async def take_back(ctx: Context, assignment_id: int, version: int) -> None:
    """«Отозвать просьбу»: the date that stands counts again. Raises NotFound, NotAllowed, Stale."""
    async with ctx.db.write() as session:
        assignment = await executed(session, ctx, assignment_id, version, lock=True)
        row = await session.scalar(select(Extension).where(Extension.assignment_id == assignment.id, EXTENSION_WAITS))
        if row is None:
            raise Stale
        row.outcome = ExtensionOutcome.WITHDRAWN
        row.decided_at, row.decided_by = ctx.now, ctx.actor.person_id
        assignment.extension_waits = False
        audit_extension(session, ctx, assignment, AuditAction.EXTENSION_WITHDRAWN, row)


async def today_of(session: AsyncSession, ctx: Context, assignment: Assignment) -> date:
    """The day it is at the authority."""
    return (await office_of(session, assignment.authority_id)).today(ctx.now)


def audit_extension(
    session: AsyncSession, ctx: Context, assignment: Assignment, action: AuditAction, row: Extension
) -> None:
    """One audit row: a record beside the state changes, the state stays."""
    record_change(
        session,
        ctx,
        assignment,
        action,
        assignment.state,
        reason=row.note or row.reason,
        extension=row.id,
        due_before=row.due_before.isoformat(),
        date=(row.granted or row.wanted).isoformat(),
    )
