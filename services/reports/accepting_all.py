"""«Принять все (N)»: the reports of one item that wait, looked through as a list and accepted together."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import (
    IS_HANDED_IN,
    Assignment,
    Evidence,
    Report,
)
from services.context import Context
from services.drafts.loading import owned_decision
from services.facts import AssignmentFacts, ItemLabel, MinutesName, label_of, load_assignment, minutes_name
from services.report_facts import ReportFacts, load_report
from services.reports.judging import accept_within, has_colleagues

#: Reports described on one screen; the rest is counted.
SHOWN = 15


@dataclass(frozen=True, slots=True)
class WaitingReports:
    """Reports of one item that wait for a judgement; those set apart are to be looked at one by one."""

    decision_id: int
    label: ItemLabel
    minutes: MinutesName
    text: str
    shown: tuple[tuple[AssignmentFacts, ReportFacts], ...]  # the first of those that can be accepted together
    count: int
    own: int  # set apart: the actor wrote them and a colleague can judge
    empty: int  # set apart: nothing was sent
    last: int  # the newest report there was to see


@dataclass(frozen=True, slots=True)
class AcceptedTogether:
    """What «Да, принять» did; `left` reports of the item still wait."""

    decision_id: int
    label: ItemLabel
    minutes: MinutesName
    count: int
    own: int
    empty: int
    newer: int


async def waiting_reports(ctx: Context, decision_id: int) -> WaitingReports:
    """What «Принять все» would accept. Raises NotFound, NotAllowed."""
    async with ctx.db.read() as session:
        decision, minutes = await owned_decision(session, ctx, decision_id)
        waiting = await _waiting(session, decision_id)
        fine, own, empty = await _sorted(session, ctx, minutes.authority_id, waiting)
        return WaitingReports(
            decision_id,
            label_of(decision),
            minutes_name(minutes),
            decision.text,
            tuple(
                [
                    (await load_assignment(session, report.assignment_id), await load_report(session, report.id))
                    for report in fine[:SHOWN]
                ]
            ),
            len(fine),
            len(own),
            len(empty),
            max((report.id for report in waiting), default=0),
        )


async def accept_all(ctx: Context, decision_id: int, last: int) -> AcceptedTogether:
    """Accept the reports of an item up to `last`, the newest there was to see; one transaction, an audit row each.

    The actor's own reports (while a colleague can judge) and those with nothing in them stay for a look of their
    own, and so do reports that came in between. A second tap finds nothing left. Raises NotFound, NotAllowed.
    """
    async with ctx.db.write() as session:
        decision, minutes = await owned_decision(session, ctx, decision_id)
        waiting = await _waiting(session, decision_id)
        seen = [report for report in waiting if report.id <= last]
        fine, own, empty = await _sorted(session, ctx, minutes.authority_id, seen)
        for report in fine:
            assignment = await session.get_one(Assignment, report.assignment_id)
            await accept_within(session, ctx, report, assignment)
        return AcceptedTogether(
            decision_id,
            label_of(decision),
            minutes_name(minutes),
            len(fine),
            len(own),
            len(empty),
            len(waiting) - len(seen),
        )


async def _waiting(session: AsyncSession, decision_id: int) -> list[Report]:
    rows = await session.scalars(
        select(Report)
        .join(Assignment, Assignment.id == Report.assignment_id)
        .where(Assignment.decision_id == decision_id, IS_HANDED_IN)
        .order_by(Report.handed_in_at, Report.id)
    )
    return list(rows)


async def _sorted(
    session: AsyncSession, ctx: Context, authority_id: int, reports: list[Report]
) -> tuple[list[Report], list[Report], list[Report]]:
    """Those to accept together, the actor's own, the empty ones."""
    colleagues = await has_colleagues(session, ctx, authority_id)
    own = [report for report in reports if colleagues and report.author_id == ctx.actor.person_id]
    others = [report for report in reports if report not in own]
    counts = await session.execute(
        select(Evidence.report_id, func.count(Evidence.id))
        .where(Evidence.report_id.in_([report.id for report in others]))
        .group_by(Evidence.report_id)
    )
    sent = {report_id for report_id, _ in counts}
    fine = [report for report in others if report.not_needed or report.id in sent]
    return fine, own, [report for report in others if report not in fine]
