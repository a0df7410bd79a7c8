"""What an official does with reports: looks, accepts, sends back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import (
    IS_HANDED_IN,
    IS_REPORTED,
    Assignment,
    Authority,
    Membership,
    NoticeKind,
    Report,
)
from domain.access import check_control, check_read, may_control
from domain.audit import AuditAction
from domain.errors import NotAllowed, NotFound, Stale, WrongInput
from domain.lifecycle import JUDGING, Action, Side, State, next_state, possible
from domain.passing_down import PassedDown
from domain.people import CONTROLLING
from domain.reports import ReportState
from services.assignment_rows import AssignmentRows, load_report_rows
from services.assignments import contributions
from services.assignments.controlled_items import is_newest
from services.assignments.passed_down import below_of
from services.assignments.reminder_steps import drop_steps, replan
from services.audit import record_change
from services.context import Context
from services.facts import AssignmentFacts
from services.offices import Office, office_in_version
from services.outbox import accounts_of, notify
from services.report_facts import ReportFacts, load_evidence, report_facts
from services.reports.report_drafts import end_corrections, release_corrections
from services.tree import holds, runs

#: Working days given for a rework unless the official says otherwise.
REWORK_DAYS = 3


@dataclass(frozen=True, slots=True)
class ReportCard:
    """A report as its controller sees it."""

    assignment: AssignmentFacts
    report: ReportFacts
    actions: tuple[Action, ...]  # what the actor may do with it now
    waiting: int  # reports that wait for a judgement, this one included
    rework_date: date  # offered when sending back
    of_item: int = 0  # of those, reports of the same item
    controls: bool = True  # False: a viewer only looks
    contributions: int = 0  # of the others, to the one responsible
    may_resume: bool = False  # accepted, and nothing newer stands in its place
    below: PassedDown | None = None  # how the item stands at those it was passed down to


async def show_report(ctx: Context, report_id: int, *, rework_days: int = REWORK_DAYS) -> ReportCard:
    """A report with what may be done; `rework_days` working days would be given. Raises NotFound, NotAllowed."""
    async with ctx.db.read() as session:
        report, rows = await _report(session, report_id)
        check_read(ctx.actor, rows.path)
        return await _card(session, ctx, report, rows, rework_days)


async def next_report(ctx: Context, after: int = 0, *, decision_id: int = 0) -> ReportCard | None:
    """The next report waiting for the actor's judgement after report `after`, then from the start; None when none.

    With `decision_id` only reports of that item.

    Item by item, so that those of one item follow one another. When `after` itself has been judged meanwhile, the
    next one of its item comes first.
    """
    async with ctx.db.read() as session:
        query = (
            select(Report.id)
            .join(Assignment, Assignment.id == Report.assignment_id)
            .where(IS_HANDED_IN, Assignment.authority_id.in_(await _authorities(session, ctx)))
            .order_by(Assignment.minutes_id, Assignment.decision_id, Report.handed_in_at, Report.id)
        )
        if decision_id:
            query = query.where(Assignment.decision_id == decision_id)
        waiting = list(await session.scalars(query))
        if not waiting:
            return None
        report_id = waiting[(waiting.index(after) + 1) % len(waiting)] if after in waiting else waiting[0]
        if after and after not in waiting:
            report_id = await _of_same_item(session, after, waiting) or report_id
        report, rows = await _report(session, report_id)
        return await _card(session, ctx, report, rows)


async def _of_same_item(session: AsyncSession, after: int, waiting: Sequence[int]) -> int | None:
    item = select(Assignment.decision_id).join(Report, Report.assignment_id == Assignment.id).where(Report.id == after)
    return await session.scalar(
        select(Report.id)
        .join(Assignment, Assignment.id == Report.assignment_id)
        .where(Report.id.in_(waiting), Assignment.decision_id == item.scalar_subquery())
        .order_by(Report.handed_in_at, Report.id)
        .limit(1)
    )


async def _authorities(session: AsyncSession, ctx: Context) -> list[int]:
    """Authorities whose reports the actor judges: their own and those that nobody runs."""
    if not ctx.actor.controls:
        raise NotAllowed
    return [*await session.scalars(select(Authority.organisation_id).where(runs(ctx.actor, CONTROLLING)))]


async def _report(session: AsyncSession, report_id: int) -> tuple[Report, AssignmentRows]:
    report, rows = await load_report_rows(session, report_id)
    if report.state is ReportState.DRAFT:
        raise NotFound("report_not_found")
    return report, rows


async def _card(
    session: AsyncSession, ctx: Context, report: Report, rows: AssignmentRows, rework_days: int = REWORK_DAYS
) -> ReportCard:
    return await report_card(session, ctx.now, report, rows, rework_days, controls=may_control(ctx.actor, rows.path))


async def report_card(
    session: AsyncSession,
    now: datetime,
    report: Report,
    rows: AssignmentRows,
    rework_days: int = REWORK_DAYS,
    *,
    controls: bool,
) -> ReportCard:
    """Part of a transaction: the card for somebody who `controls` the item, or only reads it."""
    assignment = rows.assignment
    office = await office_in_version(session, rows.authority.organisation_id, rows.authority.version)
    waiting, of_item = await _waiting(session, assignment)
    return ReportCard(
        assignment=rows.facts,
        report=report_facts(report, await load_evidence(session, report.id)),
        actions=_judging(assignment) if report.state is ReportState.HANDED_IN and controls else (),
        waiting=waiting,
        rework_date=_rework_date(office, now, assignment, rework_days),
        of_item=of_item,
        controls=controls,
        contributions=await contributions.count(session, rows.facts),
        may_resume=controls and await _may_resume(session, report, assignment),
        below=await below_of(session, rows, now),
    )


async def _waiting(session: AsyncSession, assignment: Assignment) -> tuple[int, int]:
    """Reports of the authority that wait for a judgement, and those of the same item among them."""
    same = case((Assignment.decision_id == assignment.decision_id, 1))
    row = await session.execute(
        select(func.count(Report.id), func.count(same))
        .join(Assignment, Assignment.id == Report.assignment_id)
        .where(IS_HANDED_IN, IS_REPORTED, Assignment.authority_id == assignment.authority_id)
    )
    waiting, of_item = row.one()
    return waiting, of_item


async def _may_resume(session: AsyncSession, report: Report, assignment: Assignment) -> bool:
    """Whether this report took the item off control and nothing newer stands in its place."""
    taken_off = report.state is ReportState.ACCEPTED and assignment.state is State.ACCEPTED
    return taken_off and await is_newest(session, assignment)


def _judging(assignment: Assignment) -> tuple[Action, ...]:
    """What its controller may decide on a handed-in report."""
    return tuple(a for a in possible(assignment.state, Side.CONTROLLER, assignment.form) if a in JUDGING)


def _rework_date(office: Office, now: datetime, assignment: Assignment, days: int) -> date:
    """`days` working days from today, or the due date if that is later."""
    offered = office.calendar.add_working_days(office.today(now), days)
    return max(offered, assignment.due_date or offered)


async def _judged(session: AsyncSession, ctx: Context, report_id: int) -> tuple[Report, AssignmentRows]:
    """A report the actor may judge now. Raises NotAllowed("own_report"), Stale."""
    report, rows = await _report(session, report_id)
    check_control(ctx.actor, rows.path)
    authority_id = rows.assignment.authority_id
    if report.author_id == ctx.actor.person_id and await has_colleagues(session, ctx, authority_id):
        raise NotAllowed("own_report")
    if report.state is not ReportState.HANDED_IN:
        raise Stale
    return report, rows


async def has_colleagues(session: AsyncSession, ctx: Context, authority_id: int) -> bool:
    """Whether somebody else of the authority can judge: then nobody judges their own report."""
    found = await session.scalar(
        select(func.count(Membership.id)).where(
            Membership.organisation_id == authority_id,
            holds(CONTROLLING),
            Membership.person_id != ctx.actor.person_id,
        )
    )
    return bool(found)


async def accept(ctx: Context, report_id: int) -> ReportCard:
    """«Принять»: the item leaves control. Raises NotFound, NotAllowed, Stale."""
    async with ctx.db.write() as session:
        report, rows = await _judged(session, ctx, report_id)
        await accept_within(session, ctx, report, rows.assignment)
        await session.flush()
        return await _card(session, ctx, report, rows)


async def accept_within(session: AsyncSession, ctx: Context, report: Report, assignment: Assignment) -> None:
    """Part of a transaction that has checked the rights: one report accepted, audited, its organisation told."""
    await end_corrections(session, report)
    before = assignment.state
    assignment.state = next_state(Action.ACCEPT, before)
    assignment.closed_at = ctx.now
    await drop_steps(session, assignment.id)
    report.state = ReportState.ACCEPTED
    _judge(ctx, session, report, assignment, AuditAction.ACCEPTED, before)
    await _tell(session, ctx, report, assignment, NoticeKind.ACCEPTED)


async def send_back(
    ctx: Context, report_id: int, reason: str, what_to_do: str, *, days: int = REWORK_DAYS
) -> ReportCard:
    """«Вернуть»: needs a reason and what to do; the rework is due in `days` working days or at the due date if later.

    Raises WrongInput("reason_empty"), NotFound, NotAllowed, Stale.
    """
    if not reason.strip() or not what_to_do.strip():
        raise WrongInput("reason_empty")
    async with ctx.db.write() as session:
        report, rows = await _judged(session, ctx, report_id)
        assignment, before = rows.assignment, rows.assignment.state
        office = await office_in_version(session, assignment.authority_id, rows.authority.version)
        await release_corrections(session, report)
        assignment.state = next_state(Action.SEND_BACK, before)
        report.state = ReportState.RETURNED
        report.return_reason, report.what_to_do = reason.strip(), what_to_do.strip()
        report.return_date = _rework_date(office, ctx.now, assignment, days)
        if assignment.control_date is not None:
            assignment.control_date = report.return_date
            await replan(session, assignment, ctx.now)
        _judge(ctx, session, report, assignment, AuditAction.SENT_BACK, before)
        await _tell(session, ctx, report, assignment, NoticeKind.RETURNED)
        await session.flush()
        return await _card(session, ctx, report, rows)


def _judge(
    ctx: Context, session: AsyncSession, report: Report, assignment: Assignment, action: AuditAction, before: State
) -> None:
    report.judged_at = ctx.now
    report.judged_by = ctx.actor.person_id
    record_change(session, ctx, assignment, action, before, report=report.id)


async def _tell(session: AsyncSession, ctx: Context, report: Report, assignment: Assignment, kind: NoticeKind) -> None:
    await notify(
        session,
        ctx.now,
        kind,
        await accounts_of(
            session, assignment.organisation_id, minutes_id=assignment.minutes_id, asked=[report.author_id]
        ),
        key=str(report.id),
        organisation_id=assignment.organisation_id,
        minutes_id=assignment.minutes_id,
        subject_id=report.id,
        silent=kind is NoticeKind.ACCEPTED,
    )
