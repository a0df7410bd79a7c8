"""A report is handed in, or withdrawn while nobody has judged it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import (
    IS_HANDED_IN,
    Assignment,
    Evidence,
    NoticeKind,
    Report,
)
from domain.answers import Answer
from domain.audit import AuditAction
from domain.calendar import WorkingCalendar
from domain.errors import Stale, WrongInput
from domain.lifecycle import Acceptance, Action, State, next_state
from domain.minutes.model import Requirement
from domain.passing_down import PassedDown
from domain.reports import ReportState
from domain.requests import DisputeOutcome
from services.assignment_rows import AssignmentRows, load_report_rows
from services.assignments import contributions
from services.assignments.access import executed_rows
from services.assignments.acknowledging import acknowledge_all
from services.assignments.closing_requests import end_dispute, end_extension
from services.assignments.passed_down import below_of
from services.assignments.reminder_steps import drop_steps
from services.assignments.telling import CARDS_BEFORE_QUEUE, judges_of, tell_organisation
from services.audit import record_at, record_change
from services.context import Context
from services.facts import AssignmentFacts
from services.offices import office_in_version
from services.outbox import notify
from services.report_facts import ReportFacts, load_evidence, report_facts
from services.reports.collecting import Collected, check_reportable, collected_of, own_report
from services.reports.correcting import replace_within
from services.reports.report_drafts import copy_evidence, new_version, own_draft, release_corrections
from services.reports.understanding import acceptance_of, keep_answer, read_report
from services.tree import of_controller


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A handed-in report and the item it is for."""

    assignment: AssignmentFacts
    report: ReportFacts
    calendar: WorkingCalendar = field(default_factory=WorkingCalendar)  # of the authority
    below: PassedDown | None = None  # what went up with it


async def hand_in(ctx: Context, report_id: int, *, empty: bool = False) -> HandedIn | Collected:
    """«Отправить отчёт». Pressed again, it changes nothing.

    Without a single message only where any answer will do, and only when that was asked (`empty`): else the draft.

    Raises WrongInput("report_empty"), Stale, WrongState, NotAllowed.
    """
    async with ctx.db.write() as session:
        report, rows = await own_report(session, ctx, report_id)
        evidence = await load_evidence(session, report.id)
        if report.state in (ReportState.HANDED_IN, ReportState.ACCEPTED):
            return await handed_in_with(session, rows, report, evidence)
        if report.state is not ReportState.DRAFT:
            raise Stale
        below = await below_of(session, rows, ctx.now)
        check_filled(rows, evidence, below)
        if not evidence and not empty and not (below and below.reported):
            return await collected_of(session, ctx, rows, report, evidence)
        if report.corrects_id is not None:
            await replace_within(session, ctx, rows, report, evidence)
            return await handed_in_with(session, rows, report, evidence)
        return await hand_in_within(session, ctx, rows, report, evidence)


def check_filled(rows: AssignmentRows, evidence: Sequence[Evidence], below: PassedDown | None = None) -> None:
    """Raise WrongInput("report_empty") for one without a message, unless any answer will do or totals go up with it."""
    contributes = rows.assignment.lead_id is not None
    if below is not None and below.reported and not contributes:
        return
    if not evidence and (contributes or Requirement.ANSWER not in rows.decision.requirement):
        raise WrongInput("report_empty")


async def not_needed(ctx: Context, assignment_id: int, version: int) -> HandedIn:
    """«Не потребовалось» as the whole answer.

    Raises WrongInput("not_needed_refused"), Stale, WrongState, NotAllowed.
    """
    async with ctx.db.write() as session:
        rows = await executed_rows(session, ctx, assignment_id, version)
        if not rows.decision.not_needed_allowed:
            raise WrongInput("not_needed_refused")
        report = await new_version(session, ctx, rows.assignment)
        report.not_needed = True
        return await hand_in_within(session, ctx, rows, report, ())


async def hand_in_within(
    session: AsyncSession, ctx: Context, rows: AssignmentRows, report: Report, evidence: Sequence[Evidence]
) -> HandedIn:
    """Part of a transaction: a draft is handed in, with what was understood of its messages. Raises WrongState.

    What an official has entered for an organisation counts from the day they named, and needs no check of theirs;
    nor does an item of the authority itself. What goes up before everybody below has answered is looked at.
    """
    assignment = rows.assignment
    if assignment.lead_id is not None:
        await _contribute(session, ctx, rows, report)
        return await handed_in_with(session, rows, report, evidence)
    own_item = assignment.organisation_id == assignment.authority_id
    entered = report.entered_by is not None
    state = check_reportable(assignment)
    day = await _counts_on(session, ctx, rows, report)
    below = await below_of(session, rows, ctx.now)
    answer = read_report(ctx, report, rows, evidence, below)
    plain = acceptance_of(rows.decision, rows.authority, answer) is Acceptance.AT_ONCE
    at_once = own_item or entered or (plain and (below is None or below.whole))
    told = None if at_once else await _who_judges(session, rows)

    _hand_in(session, ctx, rows, report, answer, state, day)
    if told is None:
        await _accept_at_once(ctx, session, assignment, report)
        if entered and not own_item:
            kind = NoticeKind.ACCEPTED
            await tell_organisation(session, ctx.now, kind, assignment, report.id, key=str(report.id), silent=True)
    else:
        await _tell_controller(session, ctx, assignment, report, told)
    # Whoever reports one item has read the protocol (texts: a report counts too).
    if not own_item and not entered:
        await acknowledge_all(ctx, session, assignment.minutes_id, assignment.organisation_id)
    return await handed_in_with(session, rows, report, evidence)


async def _contribute(session: AsyncSession, ctx: Context, rows: AssignmentRows, report: Report) -> None:
    assignment = rows.assignment
    end_extension(session, ctx, assignment, rows.extension)
    end_dispute(ctx, rows.dispute, DisputeOutcome.REPORTED)
    await contributions.add(session, ctx, assignment, report)
    await acknowledge_all(ctx, session, assignment.minutes_id, assignment.organisation_id)


async def _counts_on(session: AsyncSession, ctx: Context, rows: AssignmentRows, report: Report) -> date | None:
    """The day this hand-in counts as: the first one where a rework comes in time."""
    assignment = rows.assignment
    today = report.counts_on or ctx.today(rows.authority.timezone)
    came_from = rows.dispute.state_before if rows.dispute else assignment.state
    if came_from is State.RETURNED and await _rework_in_time(session, assignment.id, today):
        return assignment.handed_in_on
    return today


def _hand_in(
    session: AsyncSession,
    ctx: Context,
    rows: AssignmentRows,
    report: Report,
    answer: Answer,
    state: State,
    day: date | None,
) -> None:
    """The change itself, with nothing read in between: its writes go out together."""
    assignment, before = rows.assignment, rows.assignment.state
    assignment.state, assignment.state_before = state, before
    assignment.acknowledged_at = assignment.acknowledged_at or ctx.now
    assignment.handed_in_on = report.counts_on = day
    end_extension(session, ctx, assignment, rows.extension)
    end_dispute(ctx, rows.dispute, DisputeOutcome.REPORTED)
    keep_answer(report, answer)
    report.state, report.handed_in_at = ReportState.HANDED_IN, ctx.now
    facts = {"report": report.id, "not_needed": report.not_needed}
    record_change(session, ctx, assignment, AuditAction.HANDED_IN, before, **facts)


async def handed_in_of(session: AsyncSession, report_id: int) -> HandedIn:
    """A report that was handed in before."""
    report, rows = await load_report_rows(session, report_id)
    return await handed_in_with(session, rows, report, await load_evidence(session, report_id))


async def handed_in_with(
    session: AsyncSession, rows: AssignmentRows, report: Report, evidence: Sequence[Evidence]
) -> HandedIn:
    """The same of what is held, once it is written."""
    await session.flush()
    office = await office_in_version(session, rows.authority.organisation_id, rows.authority.version)
    below = await below_of(session, rows, report.handed_in_at or report.touched_at)
    return HandedIn(rows.facts, report_facts(report, evidence), office.calendar, below)


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
    await drop_steps(session, assignment.id)


# Made once.
_WAITING = (
    select(func.count(Report.id))
    .join(Assignment, Assignment.id == Report.assignment_id)
    .where(IS_HANDED_IN, of_controller(bindparam("controller")))
)


async def _who_judges(session: AsyncSession, rows: AssignmentRows) -> tuple[NoticeKind, tuple[int, ...]]:
    """Whom a report is told to, and whether by a card of its own or by the message about all that wait."""
    minutes = rows.minutes
    waiting = await session.scalar(_WAITING, {"controller": minutes.controller_id})
    kind = NoticeKind.REPORT_IN if (waiting or 0) < CARDS_BEFORE_QUEUE else NoticeKind.REVIEW_QUEUE
    return kind, await judges_of(session, minutes, rows.path)


async def _tell_controller(
    session: AsyncSession,
    ctx: Context,
    assignment: Assignment,
    report: Report,
    told: tuple[NoticeKind, tuple[int, ...]],
) -> None:
    kind, accounts = told
    await notify(
        session,
        ctx.now,
        kind,
        accounts,
        key=str(report.id),
        organisation_id=assignment.organisation_id,
        minutes_id=assignment.minutes_id,
        subject_id=report.id,
    )


async def withdraw(ctx: Context, assignment_id: int, version: int) -> Collected:
    """«Отозвать отчёт»: until judged; what was sent starts the next draft.

    Raises Stale, WrongState, NotAllowed.
    """
    async with ctx.db.write() as session:
        rows = await executed_rows(session, ctx, assignment_id, version)
        assignment, before = rows.assignment, rows.assignment.state
        assignment.state = next_state(Action.WITHDRAW, before, before=assignment.state_before)
        report = await session.scalar(select(Report).where(Report.assignment_id == assignment_id, IS_HANDED_IN))
        if report is None:
            raise Stale
        report.state = ReportState.WITHDRAWN
        await release_corrections(session, report)
        assignment.handed_in_on = await session.scalar(
            select(Report.counts_on)
            .where(Report.assignment_id == assignment_id, Report.state == ReportState.RETURNED)
            .order_by(Report.judged_at.desc(), Report.id.desc())
            .limit(1)
        )
        record_change(session, ctx, assignment, AuditAction.WITHDRAWN, before, report=report.id)
        draft = await own_draft(session, ctx, assignment_id)  # a correction begun holds what was sent and more
        if draft is None:
            draft = await new_version(session, ctx, assignment)
            if not report.not_needed:
                await copy_evidence(session, assignment, draft)
        draft.touched_at = ctx.now
        await session.flush()
        return await collected_of(session, ctx, rows, draft)
