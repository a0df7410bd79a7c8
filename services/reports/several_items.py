"""«Несколько пунктов сразу»: one set of messages is the report of several ticked items of one protocol."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Assignment, Decision, Evidence, Report
from domain.errors import Stale, WrongInput
from domain.lifecycle import OWING, REPORTABLE, State
from domain.reports import ReportState
from services.assignment_rows import AssignmentRows
from services.assignments.access import executed_rows
from services.context import Context
from services.facts import AssignmentFacts, assignments_query, load_assignments
from services.report_facts import load_evidence
from services.reports.collecting import Collected, collected_of, own_report
from services.reports.handing_in import HandedIn, hand_in_within, handed_in_of
from services.reports.report_drafts import copied, new_version

#: As many as a button's data can name.
MOST = 7


@dataclass(frozen=True, slots=True)
class Ticks:
    """A report being collected, the items it may answer too, and those ticked."""

    collected: Collected
    items: tuple[AssignmentFacts, ...]
    ticked: frozenset[int]
    today: date


async def ticks(ctx: Context, report_id: int, ticked: Sequence[int] = ()) -> Ticks:
    """Other open items of the same protocol and organisation; ticks of items that are over fall away.

    Raises NotFound, NotAllowed, Stale.
    """
    async with ctx.db.read() as session:
        report, rows = await own_report(session, ctx, report_id)
        assignment = rows.assignment
        if report.state is not ReportState.DRAFT:
            raise Stale
        items = await load_assignments(
            session,
            assignments_query()
            .where(
                Assignment.minutes_id == assignment.minutes_id,
                Assignment.organisation_id == assignment.organisation_id,
                Assignment.form.in_(REPORTABLE),
                Assignment.state.in_(OWING),
                Assignment.lead_id.is_(None),
                Assignment.id != assignment.id,
            )
            .order_by(Decision.ordinal, Assignment.due_date, Assignment.id)
            .limit(MOST),
        )
        known = frozenset(item.id for item in items)
        collected = await collected_of(session, ctx, rows, report)
        today = ctx.today(collected.assignment.authority.timezone)
        return Ticks(collected, items, known & frozenset(ticked), today)


async def hand_in_several(ctx: Context, report_id: int, also: Sequence[int]) -> tuple[HandedIn, ...]:
    """Hand the collected messages in for the item and for each ticked one, in one transaction.

    Pressed again, it changes nothing. Raises WrongInput("report_empty"), Stale, WrongState, NotFound, NotAllowed.
    """
    async with ctx.db.write() as session:
        report, held = await own_report(session, ctx, report_id)
        assignment = held.assignment
        if report.state in (ReportState.HANDED_IN, ReportState.ACCEPTED):
            return await _together(session, ctx, report, assignment)
        if report.state is not ReportState.DRAFT or report.corrects_id is not None:
            raise Stale
        evidence = await load_evidence(session, report.id)
        if not evidence:
            raise WrongInput("report_empty")
        done = [await hand_in_within(session, ctx, held, report, evidence)]
        for other_id in dict.fromkeys(also):
            if other_id == assignment.id:
                continue
            other = await executed_rows(session, ctx, other_id)
            place = other.assignment.minutes_id, other.assignment.organisation_id
            if place != (assignment.minutes_id, assignment.organisation_id):
                raise Stale
            done.append(await _same_for(session, ctx, other, evidence))
        return tuple(done)


async def _same_for(
    session: AsyncSession, ctx: Context, other: AssignmentRows, evidence: Sequence[Evidence]
) -> HandedIn:
    draft = await new_version(session, ctx, other.assignment)
    return await hand_in_within(session, ctx, other, draft, await copied(session, evidence, draft))


async def _together(
    session: AsyncSession, ctx: Context, report: Report, assignment: Assignment
) -> tuple[HandedIn, ...]:
    """The reports handed in by the same press."""
    rows = await session.scalars(
        select(Report.id)
        .join(Assignment, Assignment.id == Report.assignment_id)
        .where(
            Report.handed_in_at == report.handed_in_at,
            Report.author_id == ctx.actor.person_id,
            Report.state.in_((ReportState.HANDED_IN, ReportState.ACCEPTED)),
            Assignment.minutes_id == assignment.minutes_id,
            Assignment.organisation_id == assignment.organisation_id,
            Assignment.state.in_((State.REPORTED, State.ACCEPTED)),
        )
        .order_by(Report.id)
    )
    return tuple([await handed_in_of(session, id_) for id_ in rows.all()])
