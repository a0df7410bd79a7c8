"""Frozen facts about reports and their evidence, for cards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import BindParameter, Select, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import (
    Evidence,
    Report,
)
from domain.errors import NotFound
from domain.reports import ReportState


@dataclass(frozen=True, slots=True)
class EvidenceFacts:
    """One piece of a report."""

    id: int
    kind: str
    text: str
    file_name: str
    file_id: str | None
    sha256: str | None
    size: int


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """One version of an answer with its evidence."""

    id: int
    number: int
    state: ReportState
    author_id: int
    not_needed: bool
    handed_in_at: datetime | None
    judged_at: datetime | None
    return_reason: str
    what_to_do: str
    return_date: date | None
    evidence: tuple[EvidenceFacts, ...]
    figure: float | None = None  # what the messages said, as read when handed in
    reference: str = ""
    reference_day: date | None = None
    link: str = ""
    entered: bool = False  # by an official, for the organisation
    judged: bool = False  # by a person, not at once
    corrects_id: int | None = None
    counts_on: date | None = None  # the day the hand-in counts as; a correction keeps it


async def load_report(session: AsyncSession, report_id: int) -> ReportFacts:
    """Facts of one report with its evidence, in the order it came. Raises NotFound."""
    report = await session.get(Report, report_id)
    if report is None:
        raise NotFound("report_not_found")
    return report_facts(report, await load_evidence(session, report_id))


_EVIDENCE = select(Evidence).where(Evidence.report_id == bindparam("report")).order_by(Evidence.id)


async def load_evidence(session: AsyncSession, report_id: int) -> Sequence[Evidence]:
    """The messages of a report, in the order they came."""
    return (await session.scalars(_EVIDENCE, {"report": report_id})).all()


def report_facts(report: Report, evidence: Sequence[Evidence]) -> ReportFacts:
    """Facts of a report that was loaded with its messages."""
    return ReportFacts(
        id=report.id,
        number=report.number,
        state=report.state,
        author_id=report.author_id,
        not_needed=report.not_needed,
        handed_in_at=report.handed_in_at,
        judged_at=report.judged_at,
        return_reason=report.return_reason,
        what_to_do=report.what_to_do,
        return_date=report.return_date,
        evidence=tuple(evidence_facts(row) for row in evidence),
        figure=report.figure,
        reference=report.reference,
        reference_day=report.reference_day,
        link=report.link,
        entered=report.entered_by is not None,
        judged=report.judged_by is not None,
        corrects_id=report.corrects_id,
        counts_on=report.counts_on,
    )


def evidence_facts(row: Evidence) -> EvidenceFacts:
    return EvidenceFacts(row.id, str(row.kind), row.text, row.file_name, row.file_id, row.sha256, row.size)


def handed_in_last(assignment_id: int | BindParameter[int]) -> Select[Report]:
    """The version handed in last: of two people's drafts the later one need not be the last."""
    return (
        select(Report)
        .where(Report.assignment_id == assignment_id, Report.handed_in_at.is_not(None))
        .order_by(Report.handed_in_at.desc(), Report.id.desc())
        .limit(1)
    )


_LAST = handed_in_last(bindparam("assignment")).with_only_columns(Report.id).scalar_subquery()
_LATEST = (
    select(Report, Evidence)
    .outerjoin(Evidence, Evidence.report_id == Report.id)
    .where(Report.id == _LAST)
    .order_by(Evidence.id)
)


async def latest_report(session: AsyncSession, assignment_id: int) -> ReportFacts | None:
    """The version of an answer that was handed in last."""
    rows = (await session.execute(_LATEST, {"assignment": assignment_id})).all()
    return report_facts(rows[0][0], [evidence for _, evidence in rows if evidence is not None]) if rows else None
