"""A report before it is handed in: whose it is, what it begins with, which version it is to correct."""

from collections.abc import Sequence

from sqlalchemy import Update, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import (
    Assignment,
    Evidence,
    Report,
)
from domain.lifecycle import State
from domain.reports import ReportState
from services.context import Context
from services.report_facts import handed_in_last, load_evidence


async def own_draft(session: AsyncSession, ctx: Context, assignment_id: int) -> Report | None:
    """What the actor has begun for an item and not sent, however long ago."""
    return await session.scalar(
        select(Report)
        .where(
            Report.assignment_id == assignment_id,
            Report.author_id == ctx.actor.person_id,
            Report.state == ReportState.DRAFT,
            Report.entered_by.is_(None),
        )
        .order_by(Report.touched_at.desc(), Report.id.desc())
        .limit(1)
    )


async def begun(session: AsyncSession, ctx: Context, assignment: Assignment) -> Report:
    """Part of a transaction: a new draft; after a return it starts with what was sent before."""
    report = await new_version(session, ctx, assignment)
    if assignment.state is State.RETURNED:
        await copy_evidence(session, assignment, report)
    return report


async def release_corrections(session: AsyncSession, before: Report, by: Report | None = None) -> None:
    """Part of a transaction: a version stands no more; what was begun as its correction is one of `by`, or its own."""
    await session.execute(_begun_to_correct(before).values(corrects_id=by.id if by else None))


async def end_corrections(session: AsyncSession, judged: Report) -> None:
    """Part of a transaction: what a person has accepted is corrected no more; what was begun is put aside."""
    await session.execute(_begun_to_correct(judged).values(state=ReportState.WITHDRAWN))


def _begun_to_correct(report: Report) -> Update:
    return update(Report).where(
        Report.assignment_id == report.assignment_id,
        Report.corrects_id == report.id,
        Report.state == ReportState.DRAFT,
    )


async def new_version(session: AsyncSession, ctx: Context, assignment: Assignment) -> Report:
    last = await session.scalar(select(func.max(Report.number)).where(Report.assignment_id == assignment.id))
    report = Report(
        assignment_id=assignment.id,
        number=(last or 0) + 1,
        state=ReportState.DRAFT,
        author_id=ctx.actor.person_id,
        touched_at=ctx.now,
    )
    session.add(report)
    await session.flush()
    return report


async def copy_evidence(session: AsyncSession, assignment: Assignment, report: Report) -> None:
    """What was sent before is kept: only the missing is to be added."""
    before = await session.scalar(handed_in_last(assignment.id))
    if before is not None:
        await copied(session, await load_evidence(session, before.id), report)


async def copied(session: AsyncSession, evidence: Sequence[Evidence], report: Report) -> list[Evidence]:
    """The same messages as rows of another report."""
    rows = [Evidence(report_id=report.id, **{name: getattr(row, name) for name in _SAME}) for row in evidence]
    session.add_all(rows)
    await session.flush()
    return rows


_SAME = [column.key for column in Evidence.__table__.columns if column.key not in ("id", "report_id")]
