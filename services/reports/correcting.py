"""«Исправить»: a new version of what was handed in; the one before stands, with its day, until the new one is sent."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.attributes import flag_modified

from db.engine import Overtaken
from db.models import Assignment, Evidence, NoticeKind, Report
from domain.audit import AuditAction
from domain.errors import Stale, WrongInput, WrongState
from domain.lifecycle import OWING, Acceptance, Action, State, next_state
from domain.reports import ReportState
from services.assignment_rows import AssignmentRows
from services.assignments.access import executed_rows
from services.assignments.item_cards import correctable
from services.assignments.passed_down import below_of
from services.assignments.telling import judges_of
from services.audit import record_change
from services.context import Context
from services.offices import office_in_version
from services.outbox import notify
from services.report_facts import handed_in_last, load_evidence, report_facts
from services.reports.collecting import Collected, collected_of
from services.reports.report_drafts import copied, new_version, release_corrections
from services.reports.understanding import acceptance_of, keep_answer, read_report

#: Versions that stand: with the official, or accepted at once.
STANDING = (ReportState.HANDED_IN, ReportState.ACCEPTED)


async def start(ctx: Context, assignment_id: int, version: int) -> Collected:
    """«Исправить»: begin or resume a corrected version with what was sent before; the item does not change.

    Raises NotAllowed, Stale, WrongState.
    """
    try:
        return await _start(ctx, assignment_id, version)
    except Overtaken:
        return await _start(ctx, assignment_id, version)


async def _start(ctx: Context, assignment_id: int, version: int) -> Collected:
    async with ctx.db.write() as session:
        rows = await executed_rows(session, ctx, assignment_id, version)
        next_state(Action.CORRECT, rows.assignment.state)
        before = await session.scalar(handed_in_last(assignment_id))
        if before is None:
            raise Stale
        await _check(session, ctx, rows, before)
        draft = await session.scalar(
            select(Report)
            .where(
                Report.corrects_id == before.id,
                Report.author_id == ctx.actor.person_id,
                Report.state == ReportState.DRAFT,
            )
            .limit(1)
        )
        if draft is None:
            draft = await new_version(session, ctx, rows.assignment)
            draft.corrects_id = before.id
            await copied(session, await load_evidence(session, before.id), draft)
        draft.touched_at = ctx.now
        return await collected_of(session, ctx, rows, draft)


async def _check(session: AsyncSession, ctx: Context, rows: AssignmentRows, before: Report) -> None:
    """Raise WrongState where what was handed in may not change any more."""
    if before.state not in STANDING:
        raise Stale
    office = await office_in_version(session, rows.authority.organisation_id, rows.authority.version)
    if not correctable(rows.facts, report_facts(before, ()), office.calendar, ctx.now):
        raise WrongState("correction_too_late")
    if rows.decision.cascaded_from_id is not None:
        above = await session.get(Assignment, rows.decision.cascaded_from_id)
        if above is not None and above.state not in (*OWING, State.DISPUTED):
            raise WrongState("total_gone_up")


async def replace_within(
    session: AsyncSession, ctx: Context, rows: AssignmentRows, report: Report, evidence: Sequence[Evidence]
) -> None:
    """Part of a transaction: the corrected version takes the place of the one before; state and day stay.

    What was accepted at once must again need no check. Raises Stale, WrongState, WrongInput("correction_incomplete").
    """
    assignment = rows.assignment
    before = await session.get_one(Report, report.corrects_id)
    next_state(Action.CORRECT, assignment.state)
    await _check(session, ctx, rows, before)
    answer = read_report(ctx, report, rows, evidence, await below_of(session, rows, ctx.now))
    own_item = assignment.organisation_id == assignment.authority_id
    accepted = assignment.state is State.ACCEPTED
    if accepted and not own_item and acceptance_of(rows.decision, rows.authority, answer) is Acceptance.CHECKED:
        raise WrongInput("correction_incomplete")
    flag_modified(assignment, "state")  # whoever judges the version before in the same moment is refused
    keep_answer(report, answer)
    report.state, report.handed_in_at = before.state, ctx.now
    report.counts_on, report.judged_at = before.counts_on, before.judged_at
    before.state = ReportState.WITHDRAWN
    await release_corrections(session, before, report)
    record_change(session, ctx, assignment, AuditAction.CORRECTED, assignment.state, report=report.id, before=before.id)
    late = assignment.due_date is not None and ctx.today(rows.authority.timezone) > assignment.due_date
    if not own_item and (late or not accepted):
        await notify(
            session,
            ctx.now,
            NoticeKind.REPORT_IN,
            await judges_of(session, rows.minutes, rows.path),
            key=str(report.id),
            organisation_id=assignment.organisation_id,
            minutes_id=assignment.minutes_id,
            subject_id=report.id,
        )
