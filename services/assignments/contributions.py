"""«Дополнить»: what the other organisations send to the item of the one responsible."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.engine import Database
from db.models import Assignment, NoticeKind, Organisation, Report
from db.outbox import DueNotice
from domain.access import check_read, may_execute
from domain.audit import AuditAction
from domain.errors import WrongState
from domain.lifecycle import FINAL, State
from domain.reports import ReportState
from services.assignments.telling import tell_organisation
from services.audit import record_change
from services.context import Context
from services.facts import AssignmentFacts, load_assignment
from services.recipients import still_represents
from services.report_facts import ReportFacts, load_report
from services.subjects import found, place_of


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one organisation has sent, newest version of each message."""

    organisation: str
    report: ReportFacts


@dataclass(frozen=True, slots=True)
class Contributions:
    """Everything that was contributed to an item, in the order it came."""

    assignment: AssignmentFacts  # of the responsible organisation
    parts: tuple[Contribution, ...]
    executes: bool  # the reader answers for the responsible organisation


@dataclass(frozen=True, slots=True)
class Contributed:
    """Told to the responsible organisation."""

    assignment: AssignmentFacts
    contribution: Contribution
    count: int


async def add(session: AsyncSession, ctx: Context, assignment: Assignment, report: Report) -> None:
    """Part of handing in: a contribution needs no judgement; its organisation has read the item.

    Raises WrongState("already_<state>") for an item that is over.
    """
    if assignment.state in FINAL:
        raise WrongState(f"already_{assignment.state}")
    before = assignment.state
    assignment.state = State.ACKNOWLEDGED
    assignment.acknowledged_at = assignment.acknowledged_at or ctx.now
    report.state = ReportState.ACCEPTED
    report.handed_in_at = ctx.now
    record_change(session, ctx, assignment, AuditAction.CONTRIBUTED, before, report=report.id)
    lead = await session.get_one(Assignment, assignment.lead_id)
    await tell_organisation(session, ctx.now, NoticeKind.CONTRIBUTED, lead, report.id, key=str(report.id), silent=True)


def _reports(checkpoint_id: int) -> Select[int, str]:
    return (
        select(Report.id, Organisation.short_name)
        .join(Assignment, Assignment.id == Report.assignment_id)
        .join(Organisation, Organisation.id == Assignment.organisation_id)
        .where(
            Assignment.checkpoint_id == checkpoint_id,
            Assignment.lead_id.is_not(None),
            Report.state == ReportState.ACCEPTED,
        )
        .order_by(Report.handed_in_at, Report.id)
    )


async def count(session: AsyncSession, item: AssignmentFacts) -> int:
    """How many contributions an item has; no read for an item that everyone answers."""
    if not item.responsible or item.contributes:
        return 0
    found = _reports(item.checkpoint_id).order_by(None).subquery()
    return await session.scalar(select(func.count()).select_from(found)) or 0


async def contributions(ctx: Context, assignment_id: int) -> Contributions:
    """«Дополнили (N)» for the responsible organisation and for those who control it. Raises NotFound, NotAllowed."""
    async with ctx.db.read() as session:
        row = await found(session, Assignment, assignment_id)
        executes = may_execute(ctx.actor, row.organisation_id)
        if not executes:
            check_read(ctx.actor, await place_of(session, row.authority_id))
        item = await load_assignment(session, assignment_id)
        sent = () if item.contributes else (await session.execute(_reports(item.checkpoint_id))).all()
        parts = [Contribution(name, await load_report(session, report_id)) for report_id, name in sent]
        return Contributions(item, tuple(parts), executes)


async def contributed(db: Database, notice: DueNotice, _now: datetime) -> Contributed | None:
    """«Вас дополнили», while the responsible organisation still has to answer."""
    async with db.read() as session:
        report = await session.get(Report, notice.subject_id)
        if report is None or not await still_represents(session, notice):
            return None
        part = await session.get_one(Assignment, report.assignment_id)
        item = await load_assignment(session, part.lead_id or 0)
        if item.state in FINAL:
            return None
        name = await session.scalar(select(Organisation.short_name).where(Organisation.id == part.organisation_id))
        contribution = Contribution(name or "", await load_report(session, report.id))
        return Contributed(item, contribution, await count(session, item))
