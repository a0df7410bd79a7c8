"""A report is handed in, or withdrawn while nobody has judged it."""

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import (
    IS_HANDED_IN,
    Assignment,
    Authority,
    Decision,
    Evidence,
    Minutes,
    NoticeKind,
    Report,
)
from domain.audit import AuditAction
from domain.calendar import WorkingCalendar
from domain.errors import Stale, WrongInput
from domain.lifecycle import Acceptance, Action, State, next_state
from domain.minutes.model import Requirement
from domain.reports import ReportState
from domain.requests import DisputeOutcome
from services.assignments import contributions
from services.assignments.acknowledging import acknowledge_all
from services.assignments.closing_requests import close_dispute, close_extension
from services.assignments.reminder_steps import drop_steps
from services.assignments.telling import CARDS_BEFORE_QUEUE, judges_of, tell_organisation
from services.audit import record_at, record_change
from services.context import Context
from services.facts import AssignmentFacts, ReportFacts, load_assignment, load_report
from services.offices import calendar_of
from services.outbox import notify
from services.reports.collecting import (
    Collected,
    check_reportable,
    collected_of,
    copy_evidence,
    new_version,
    own,
    own_report,
)
from services.reports.understanding import acceptance_of, keep_answer, read_report


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A handed-in report and the item it is for."""

    assignment: AssignmentFacts
    report: ReportFacts
    calendar: WorkingCalendar = field(default_factory=WorkingCalendar)  # of the authority


async def hand_in(ctx: Context, report_id: int) -> HandedIn:
    """«Отправить отчёт». Without a single message only where any answer will do; pressed again, it changes nothing.

    Raises WrongInput("report_empty"), Stale, WrongState, NotAllowed.
    """
    async with ctx.db.write() as session:
        report, assignment = await own_report(session, ctx, report_id)
        if report.state in (ReportState.HANDED_IN, ReportState.ACCEPTED):
            return await handed_in_of(session, report)
        if report.state is not ReportState.DRAFT:
            raise Stale
        decision = await session.get_one(Decision, assignment.decision_id)
        await check_filled(session, report, decision, contributes=assignment.lead_id is not None)
        return await hand_in_within(session, ctx, assignment, report, decision)


async def check_filled(session: AsyncSession, report: Report, decision: Decision, *, contributes: bool = False) -> None:
    """Raise WrongInput("report_empty") for a report without a message, unless any answer will do."""
    count = await session.scalar(select(func.count(Evidence.id)).where(Evidence.report_id == report.id))
    if not count and (contributes or Requirement.ANSWER not in decision.requirement):
        raise WrongInput("report_empty")


async def not_needed(ctx: Context, assignment_id: int, version: int) -> HandedIn:
    """«Не потребовалось» as the whole answer.

    Raises WrongInput("not_needed_refused"), Stale, WrongState, NotAllowed.
    """
    async with ctx.db.write() as session:
        assignment = await own(session, ctx, assignment_id, version)
        decision = await session.get_one(Decision, assignment.decision_id)
        if not decision.not_needed_allowed:
            raise WrongInput("not_needed_refused")
        report = await new_version(session, ctx, assignment)
        report.not_needed = True
        return await hand_in_within(session, ctx, assignment, report, decision)


async def hand_in_within(
    session: AsyncSession, ctx: Context, assignment: Assignment, report: Report, decision: Decision
) -> HandedIn:
    """Part of a transaction: a draft is handed in, with what was understood of it. Raises WrongState.

    What an official has entered for an organisation counts from the day they named, and needs no check of theirs;
    nor does an item of the authority itself.
    """
    if assignment.lead_id is not None:
        await close_extension(session, ctx, assignment)
        await close_dispute(session, ctx, assignment, DisputeOutcome.REPORTED)
        await contributions.add(session, ctx, assignment, report)
        await acknowledge_all(ctx, session, assignment.minutes_id, assignment.organisation_id)
        await session.flush()
        return await handed_in_of(session, report)
    own_item = assignment.organisation_id == assignment.authority_id
    entered = report.entered_by is not None
    before = assignment.state
    assignment.state = check_reportable(assignment)
    assignment.state_before = before
    assignment.acknowledged_at = assignment.acknowledged_at or ctx.now
    authority = await session.get_one(Authority, assignment.authority_id)
    today = report.counts_on or ctx.today(authority.timezone)
    await close_extension(session, ctx, assignment)
    dispute = await close_dispute(session, ctx, assignment, DisputeOutcome.REPORTED)
    came_from = dispute.state_before if dispute else before
    if came_from is not State.RETURNED or not await _rework_in_time(session, assignment.id, today):
        assignment.handed_in_on = today
    answer = await read_report(session, ctx, report)
    keep_answer(report, answer)
    report.state = ReportState.HANDED_IN
    report.handed_in_at = ctx.now
    report.counts_on = assignment.handed_in_on
    record_change(
        session, ctx, assignment, AuditAction.HANDED_IN, before, report=report.id, not_needed=report.not_needed
    )
    if own_item or entered or acceptance_of(decision, authority, answer) is Acceptance.AT_ONCE:
        await _accept_at_once(ctx, session, assignment, report)
        if entered and not own_item:
            kind = NoticeKind.ACCEPTED
            await tell_organisation(session, ctx.now, kind, assignment, report.id, key=str(report.id), silent=True)
    else:
        await _tell_controller(session, ctx, assignment, report)
    # Whoever reports one item has read the protocol (texts: a report counts too).
    if not own_item and not entered:
        await acknowledge_all(ctx, session, assignment.minutes_id, assignment.organisation_id)
    await session.flush()
    return await handed_in_of(session, report)


async def handed_in_of(session: AsyncSession, report: Report) -> HandedIn:
    item = await load_assignment(session, report.assignment_id)
    calendar = await calendar_of(session, item.authority.id)
    return HandedIn(item, await load_report(session, report.id), calendar)


async def _rework_in_time(session: AsyncSession, assignment_id: int, today: date) -> bool:
    """Whether the day given with the last return is not over: then the first hand-in date counts."""
    until = await session.scalar(
        select(Report.return_date)
        .where(Report.assignment_id == assignment_id, Report.state == ReportState.RETURNED)
        .order_by(Report.judged_at.desc(), Report.id.desc())
        .limit(1)
    )
    return until is not None and today <= until


async def _accept_at_once(ctx: Context, session: AsyncSession, assignment: Assignment, report: Report) -> None:
    before = assignment.state
    assignment.state = next_state(Action.ACCEPT, before)
    assignment.closed_at = ctx.now
    await drop_steps(session, assignment.id)
    report.state = ReportState.ACCEPTED
    report.judged_at = ctx.now
    record_at(
        session,
        ctx.now,
        None,
        AuditAction.ACCEPTED,
        "assignment",
        assignment.id,
        from_state=str(before),
        to_state=str(assignment.state),
        report=report.id,
    )


async def _tell_controller(session: AsyncSession, ctx: Context, assignment: Assignment, report: Report) -> None:
    minutes = await session.get_one(Minutes, assignment.minutes_id)
    waiting = await session.scalar(
        select(func.count(Report.id))
        .join(Assignment, Assignment.id == Report.assignment_id)
        .join(Minutes, Minutes.id == Assignment.minutes_id)
        .where(IS_HANDED_IN, Minutes.controller_id == minutes.controller_id)
    )
    accounts = await judges_of(session, minutes)
    kind = NoticeKind.REPORT_IN if (waiting or 0) <= CARDS_BEFORE_QUEUE else NoticeKind.REVIEW_QUEUE
    await notify(
        session,
        ctx.now,
        kind,
        accounts,
        key=str(report.id),
        organisation_id=assignment.organisation_id,
        minutes_id=minutes.id,
        subject_id=report.id,
    )


async def withdraw(ctx: Context, assignment_id: int, version: int) -> Collected:
    """«Отозвать и исправить»: until judged; what was sent starts the next draft.

    Raises Stale, WrongState, NotAllowed.
    """
    async with ctx.db.write() as session:
        assignment = await own(session, ctx, assignment_id, version)
        before = assignment.state
        assignment.state = next_state(Action.WITHDRAW, before, before=assignment.state_before)
        report = await session.scalar(select(Report).where(Report.assignment_id == assignment_id, IS_HANDED_IN))
        if report is None:
            raise Stale
        report.state = ReportState.WITHDRAWN
        assignment.handed_in_on = await session.scalar(
            select(Report.counts_on)
            .where(Report.assignment_id == assignment_id, Report.state == ReportState.RETURNED)
            .order_by(Report.judged_at.desc(), Report.id.desc())
            .limit(1)
        )
        record_change(session, ctx, assignment, AuditAction.WITHDRAWN, before, report=report.id)
        draft = await new_version(session, ctx, assignment)
        if not report.not_needed:
            await copy_evidence(session, assignment, draft)
        await session.flush()
        return await collected_of(session, ctx, draft)
