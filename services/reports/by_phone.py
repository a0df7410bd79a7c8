"""Organisations outside the bot: an official tells them by telephone and enters what they answered.

Everything is audited as done by the official. The same way an employee answers an item of the authority itself.
"""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Assignment, Evidence, Report
from domain.audit import AuditAction
from domain.errors import NotFound, Stale, WrongInput, WrongState
from domain.lifecycle import REPORTABLE, Action, State, next_state
from domain.reports import ReportState
from services.assignment_rows import load_rows
from services.assignments.access import controlled
from services.audit import record_change
from services.context import Context
from services.drafts.loading import owned
from services.facts import AssignmentFacts, load_assignment
from services.offices import office_of
from services.report_facts import ReportFacts, load_evidence, load_report
from services.reports.collecting import LARGEST_FILE, MOST_EVIDENCE, Incoming, evidence_row
from services.reports.handing_in import HandedIn, hand_in_within, handed_in_of
from services.reports.report_drafts import new_version


@dataclass(frozen=True, slots=True)
class Entering:
    """An answer being entered: the item, what has come so far, the day it counts from (None: today)."""

    assignment: AssignmentFacts
    report: ReportFacts
    day: date | None
    own: bool  # an item of the authority itself, answered by its employee


async def called(ctx: Context, minutes_id: int, organisation_id: int) -> int:
    """«Ознакомлены по телефону»: everything of a protocol that the organisation has not acknowledged; how many items.

    Raises NotFound, NotAllowed.
    """
    async with ctx.db.write() as session:
        await owned(session, ctx, minutes_id)
        rows = await session.scalars(
            select(Assignment).where(
                Assignment.minutes_id == minutes_id,
                Assignment.organisation_id == organisation_id,
                Assignment.state == State.ASSIGNED,
            )
        )
        found = rows.all()
        for assignment in found:
            before = assignment.state
            assignment.state = next_state(Action.CALLED, before)
            assignment.acknowledged_at = ctx.now
            record_change(session, ctx, assignment, AuditAction.ACKNOWLEDGED_BY_PHONE, before)
        return len(found)


async def enter(ctx: Context, assignment_id: int, version: int) -> Entering:
    """«Внести ответ за организацию»: begin or resume the official's draft.

    Raises NotFound, NotAllowed, Stale, WrongState.
    """
    async with ctx.db.write() as session:
        assignment = await controlled(session, ctx, assignment_id, version)
        _check_enterable(assignment)
        report = await session.scalar(
            select(Report)
            .where(
                Report.assignment_id == assignment_id,
                Report.entered_by == ctx.actor.person_id,
                Report.state == ReportState.DRAFT,
            )
            .order_by(Report.id.desc())
            .limit(1)
        )
        if report is None:
            report = await new_version(session, ctx, assignment)
            report.entered_by = ctx.actor.person_id
        report.touched_at = ctx.now
        await session.flush()
        return await _entering(session, report)


async def add(ctx: Context, report_id: int, incoming: Incoming) -> Entering:
    """One message of what the organisation has handed over. The same message counts once.

    Raises WrongInput("evidence_too_large" | "evidence_too_many"), NotFound, NotAllowed, Stale.
    """
    if incoming.size > LARGEST_FILE:
        raise WrongInput("evidence_too_large", name=incoming.file_name)
    async with ctx.db.write() as session:
        report, _ = await _draft(session, ctx, report_id)
        known = (await session.scalars(select(Evidence.message_key).where(Evidence.report_id == report_id))).all()
        if incoming.key not in known:
            if len(known) >= MOST_EVIDENCE:
                raise WrongInput("evidence_too_many", most=MOST_EVIDENCE)
            session.add(evidence_row(ctx, incoming, report_id))
            report.touched_at = ctx.now
            await session.flush()
        return await _entering(session, report)


async def today_of(ctx: Context, report_id: int) -> date:
    """What day the authority of an entered answer has. Raises NotFound, NotAllowed, Stale."""
    async with ctx.db.read() as session:
        _, assignment = await _draft(session, ctx, report_id)
        return (await office_of(session, assignment.authority_id)).today(ctx.now)


async def set_day(ctx: Context, report_id: int, day: date) -> Entering:
    """The day the organisation has answered, when that was earlier than today.

    Raises WrongInput("entered_ahead" | "entered_before_sending"), NotFound, NotAllowed, Stale.
    """
    async with ctx.db.write() as session:
        report, assignment = await _draft(session, ctx, report_id)
        office = await office_of(session, assignment.authority_id)
        if day > office.today(ctx.now):
            raise WrongInput("entered_ahead", day=day)
        sent = assignment.created_at.astimezone(ZoneInfo(str(office.zone))).date()
        if day < sent:
            raise WrongInput("entered_before_sending", day=sent)
        report.counts_on = day
        return await _entering(session, report)


async def finish(ctx: Context, report_id: int, *, not_needed: bool = False) -> HandedIn:
    """The answer counts and is accepted at once; pressed again, it changes nothing.

    Raises WrongInput("report_empty" | "not_needed_refused"), NotFound, NotAllowed, Stale, WrongState.
    """
    async with ctx.db.write() as session:
        report, assignment = await _entered(session, ctx, report_id)
        if report.state is ReportState.ACCEPTED:
            return await handed_in_of(session, report.id)
        if report.state is not ReportState.DRAFT:
            raise Stale
        rows, evidence = await load_rows(session, assignment.id), await load_evidence(session, report_id)
        if not_needed and not rows.decision.not_needed_allowed:
            raise WrongInput("not_needed_refused")
        if not evidence and not not_needed and assignment.organisation_id != assignment.authority_id:
            raise WrongInput("report_empty")
        report.not_needed = not_needed
        return await hand_in_within(session, ctx, rows, report, evidence)


async def drop(ctx: Context, report_id: int) -> AssignmentFacts:
    """«Отмена»: the draft is put aside. Raises NotFound, NotAllowed, Stale."""
    async with ctx.db.write() as session:
        report, assignment = await _draft(session, ctx, report_id)
        report.state = ReportState.WITHDRAWN
        return await load_assignment(session, assignment.id)


def _check_enterable(assignment: Assignment) -> None:
    own = assignment.organisation_id == assignment.authority_id
    if assignment.form not in REPORTABLE and not own:
        raise WrongState("no_report_needed")
    next_state(Action.ENTER, assignment.state)


async def _entered(session: AsyncSession, ctx: Context, report_id: int) -> tuple[Report, Assignment]:
    report = await session.get(Report, report_id)
    if report is None or report.entered_by != ctx.actor.person_id:
        raise NotFound("report_not_found")
    return report, await controlled(session, ctx, report.assignment_id)


async def _draft(session: AsyncSession, ctx: Context, report_id: int) -> tuple[Report, Assignment]:
    report, assignment = await _entered(session, ctx, report_id)
    if report.state is not ReportState.DRAFT:
        raise Stale
    return report, assignment


async def _entering(session: AsyncSession, report: Report) -> Entering:
    item = await load_assignment(session, report.assignment_id)
    return Entering(
        item, await load_report(session, report.id), report.counts_on, item.organisation_id == item.authority.id
    )
