"""A report being collected: messages of a person become evidence of a draft."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.engine import Overtaken
from db.models import (
    Assignment,
    Evidence,
    Report,
)
from domain.access import check_execute
from domain.answers import Answer
from domain.errors import NotFound, Stale, WrongInput, WrongState
from domain.lifecycle import FINAL, OWING, REPORTABLE, Action, State, next_state
from domain.minutes.model import ControlForm
from domain.passing_down import PassedDown
from domain.people import EXECUTING
from domain.reports import EvidenceKind, ReportState
from services.assignment_rows import AssignmentRows, load_report_rows, load_rows
from services.assignments.access import executed, executed_rows
from services.assignments.passed_down import below_of
from services.context import Context
from services.facts import AssignmentFacts
from services.report_facts import ReportFacts, load_evidence, report_facts
from services.reports.report_drafts import begun, own_draft
from services.reports.understanding import read_report

#: The platform gives files up to this size to a bot.
LARGEST_FILE = 20 * 1024 * 1024
#: A report is a handful of messages, not an archive.
MOST_EVIDENCE = 30
#: A draft nobody touched for so long no longer catches what is sent without a button; it stays.
COLLECTING_FOR = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Incoming:
    """A message of a person as evidence; `key` names the message, so that it counts once."""

    key: str
    kind: EvidenceKind
    text: str = ""
    file_id: str | None = None
    file_name: str = ""
    mime: str = ""
    size: int = 0


@dataclass(frozen=True, slots=True)
class Collected:
    """A report being collected and the item it is for."""

    assignment: AssignmentFacts
    report: ReportFacts
    answer: Answer = Answer()
    others: int = 0  # more items of the same protocol that the same messages may answer
    colleague: bool = False  # somebody else of the organisation has begun a report of this item
    below: PassedDown | None = None  # what goes up with it by itself


async def own_report(session: AsyncSession, ctx: Context, report_id: int) -> tuple[Report, AssignmentRows]:
    report, rows = await load_report_rows(session, report_id)
    if report.author_id != ctx.actor.person_id:
        raise NotFound("report_not_found")
    check_execute(ctx.actor, rows.assignment.organisation_id)
    return report, rows


def check_reportable(assignment: Assignment) -> State:
    """The state after a report. Raises WrongState, also for an item that asks others for none."""
    if assignment.lead_id is not None and assignment.state not in FINAL:
        return State.ACKNOWLEDGED
    if assignment.form not in REPORTABLE and assignment.organisation_id != assignment.authority_id:
        raise WrongState("no_report_needed")
    return next_state(Action.REPORT, assignment.state)


async def start(ctx: Context, assignment_id: int, version: int) -> Collected:
    """«Исполнено»: begin or resume the actor's report draft. After a return it starts with what was sent before.

    Raises NotAllowed, Stale, WrongState.
    """
    try:
        return await _start(ctx, assignment_id, version)
    except Overtaken:  # another person of the organisation has begun theirs in the same moment
        return await _start(ctx, assignment_id, version)


async def _start(ctx: Context, assignment_id: int, version: int) -> Collected:
    async with ctx.db.write() as session:
        rows = await executed_rows(session, ctx, assignment_id, version)
        assignment = rows.assignment
        check_reportable(assignment)
        report = await own_draft(session, ctx, assignment_id) or await begun(session, ctx, assignment)
        report.touched_at = ctx.now
        collected = await collected_of(session, ctx, rows, report)
        return replace(collected, colleague=await _colleague_collects(session, ctx, assignment_id))


async def _colleague_collects(session: AsyncSession, ctx: Context, assignment_id: int) -> bool:
    """Whether somebody else has sent something for the same item and not handed it in, within a day."""
    found = await session.scalar(
        select(Evidence.id)
        .join(Report, Report.id == Evidence.report_id)
        .where(
            Report.assignment_id == assignment_id,
            Report.state == ReportState.DRAFT,
            Report.author_id != ctx.actor.person_id,
            Report.touched_at > ctx.now - timedelta(days=1),
        )
        .limit(1)
    )
    return found is not None


async def collected_of(
    session: AsyncSession,
    ctx: Context,
    rows: AssignmentRows,
    report: Report,
    evidence: Sequence[Evidence] | None = None,
) -> Collected:
    """A draft with what its messages say so far; `evidence` when they are held already."""
    if evidence is None:
        evidence = await load_evidence(session, report.id)
    item = rows.assignment
    others = await session.scalar(
        select(func.count(Assignment.id)).where(
            Assignment.minutes_id == item.minutes_id,
            Assignment.organisation_id == item.organisation_id,
            Assignment.form.in_(REPORTABLE),
            Assignment.state.in_(OWING),
            Assignment.id != item.id,
        )
    )
    below = await below_of(session, rows, ctx.now)
    answer = read_report(ctx, report, rows, evidence, below)
    return Collected(rows.facts, report_facts(report, evidence), answer, others or 0, below=below)


def current_draft(ctx: Context) -> Select[Report]:
    """The report the actor is collecting now: touched last, not long ago, for an item that still asks for it."""
    return (
        select(Report)
        .join(Assignment, Assignment.id == Report.assignment_id)
        .where(
            Assignment.organisation_id.in_(ctx.actor.organisations(EXECUTING)),
            or_(
                Assignment.state.in_((*OWING, State.DISPUTED)),
                and_(Report.corrects_id.is_not(None), Assignment.state.in_((State.REPORTED, State.ACCEPTED))),
            ),
            Assignment.form != ControlForm.YEARLY,  # the lines of a year form take what is typed there only
            Report.author_id == ctx.actor.person_id,
            Report.state == ReportState.DRAFT,
            Report.touched_at > ctx.now - COLLECTING_FOR,
        )
        .order_by(Report.touched_at.desc(), Report.id.desc())
        .limit(1)
    )


def evidence_row(ctx: Context, incoming: Incoming, report_id: int | None = None) -> Evidence:
    """A message as a row; without a report it waits for «К какому пункту?»."""
    return Evidence(
        report_id=report_id,
        sender_id=ctx.actor.person_id,
        sent_at=ctx.now,
        message_key=incoming.key,
        kind=incoming.kind,
        text=incoming.text,
        file_id=incoming.file_id,
        file_name=incoming.file_name,
        mime=incoming.mime,
        size=incoming.size,
    )


def check_size(incoming: Incoming) -> None:
    """Raises WrongInput("evidence_too_large") for what the platform does not give to a bot."""
    if incoming.size > LARGEST_FILE:
        raise WrongInput("evidence_too_large", name=incoming.file_name)


async def collect(ctx: Context, incoming: Incoming) -> Collected | None:
    """Add a message to the report being collected; None when there is none.

    Raises WrongInput("evidence_too_large" | "evidence_too_many").
    """
    check_size(incoming)
    async with ctx.db.write() as session:
        report = await session.scalar(current_draft(ctx))
        return await collect_within(session, ctx, report, incoming) if report else None


async def collect_within(session: AsyncSession, ctx: Context, report: Report, incoming: Incoming) -> Collected:
    """Part of a transaction: add a message to the report being collected; the same message counts once.

    Raises WrongInput("evidence_too_many").
    """
    rows = await load_rows(session, report.assignment_id)
    evidence = list(await load_evidence(session, report.id))
    if incoming.key not in {each.message_key for each in evidence}:
        if len(evidence) >= MOST_EVIDENCE:
            raise WrongInput("evidence_too_many", most=MOST_EVIDENCE)
        evidence.append(evidence_row(ctx, incoming, report.id))
        session.add(evidence[-1])
        report.touched_at = ctx.now
        await session.flush()
    return await collected_of(session, ctx, rows, report, evidence)


async def assignment_of(ctx: Context, report_id: int) -> int:
    """The item a report of the actor's organisation is for. Raises NotFound, NotAllowed."""
    async with ctx.db.read() as session:
        report = await session.get(Report, report_id)
        if report is None:
            raise NotFound("report_not_found")
        return (await executed(session, ctx, report.assignment_id)).id


async def pieces(ctx: Context, report_id: int, drop_id: int = 0) -> Collected:
    """«Убрать лишнее»: the messages of a draft, one of them taken out. Raises NotFound, NotAllowed, Stale."""
    async with ctx.db.write() as session:
        report, rows = await own_report(session, ctx, report_id)
        if report.state is not ReportState.DRAFT:
            raise Stale
        row = await session.get(Evidence, drop_id) if drop_id else None
        if row is not None and row.report_id == report.id:
            await session.delete(row)
            report.touched_at = ctx.now
            await session.flush()
        return await collected_of(session, ctx, rows, report)


async def drop_current(ctx: Context) -> AssignmentFacts | None:
    """«Отмена» in words: the report being collected is put aside; None when there is none."""
    async with ctx.db.write() as session:
        report = await session.scalar(current_draft(ctx))
        if report is None:
            return None
        report.state = ReportState.WITHDRAWN
        return (await load_rows(session, report.assignment_id)).facts


async def drop(ctx: Context, report_id: int) -> AssignmentFacts:
    """«Отмена»: the draft is put aside, the item stays as it was. Raises NotFound, NotAllowed, Stale."""
    async with ctx.db.write() as session:
        report, rows = await own_report(session, ctx, report_id)
        if report.state is not ReportState.DRAFT:
            raise Stale
        report.state = ReportState.WITHDRAWN
        return rows.facts
