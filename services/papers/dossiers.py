"""What every paper about a protocol is made of, read at once: so they all tell the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import AgendaItem, Assignment, Authority, Evidence, Minutes, MinutesState, Organisation, Person, Report
from domain.access import check_read
from domain.discipline import Standing
from domain.errors import NotFound
from domain.people import OutOfReach
from domain.reports import EvidenceKind, ReportState
from services.assignments.request_facts import unanswered_since
from services.context import Context
from services.facts import (
    AuthorityFacts,
    MinutesName,
    assignments_query,
    authority_facts,
    load_assignments,
    minutes_name,
)
from services.overview.figures import Figures, load_figures
from services.overview.overdue import reminded_days
from services.papers.receipts import Receipt, load_receipts
from services.recipients import out_of_reach
from services.subjects import found

#: Of what is overdue so many items say what has been done about them: a page of a paper holds no more.
MOST_TOLD = 40


@dataclass(frozen=True, slots=True)
class Given:
    """The answer that counts for one assignment, as it stands in a table."""

    handed_in_at: datetime | None
    accepted: bool
    not_needed: bool
    figure: float | None
    reference: str
    reference_day: date | None
    link: str
    entered: bool  # by an official, for the organisation
    words: tuple[str, ...] = ()  # texts of its messages
    files: tuple[str, ...] = ()  # names, "" for one without


@dataclass(frozen=True, slots=True)
class Known:
    """What has been done about an overdue item."""

    reminded: tuple[date, ...]
    asked: date | None  # since when a question of the organisation waits for an answer


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything about one sent protocol."""

    minutes: MinutesName
    title: str
    authority: AuthorityFacts
    figures: Figures
    given: Mapping[int, Given]  # by assignment
    receipts: tuple[Receipt, ...]
    reach: Mapping[int, OutOfReach]
    known: Mapping[int, Known]  # by assignment
    questions: Mapping[int, str]  # titles of the agenda, by their ordinal
    employees: Mapping[int, str]  # of the authority's own items; none where names are not shown
    made_at: datetime = field(compare=False)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.authority.timezone)


async def dossier(ctx: Context, minutes_id: int) -> Dossier:
    """The facts of all papers of a sent protocol, in one short transaction. Raises NotFound, NotAllowed."""
    async with ctx.db.read() as session:
        minutes = await found(session, Minutes, minutes_id)
        place = await session.get_one(Organisation, minutes.authority_id)
        check_read(ctx.actor, place.path)
        if minutes.state is not MinutesState.SENT:
            raise NotFound("minutes_not_found")
        authority = await session.get_one(Authority, minutes.authority_id)
        where = Assignment.minutes_id == minutes_id
        figures = await load_figures(session, where, ctx.today(authority.timezone))
        return Dossier(
            minutes_name(minutes),
            minutes.title,
            authority_facts(authority),
            figures,
            await load_given(session, where),
            await load_receipts(session, minutes, figures),
            await out_of_reach(session, {each for each in figures.places if each != minutes.authority_id}),
            await _known(session, figures, ZoneInfo(authority.timezone)),
            await _questions(session, minutes_id),
            {} if authority.privacy else await _employees(session, where),
            ctx.now,
        )


async def load_given(session: AsyncSession, where: ColumnElement[bool]) -> dict[int, Given]:
    """The answer that counts for each assignment that `where` holds for: handed in or accepted, the newest."""
    counts = and_(where, Report.state.in_((ReportState.HANDED_IN, ReportState.ACCEPTED)))
    reports = await session.execute(
        select(*_ANSWER)
        .join(Assignment, Assignment.id == Report.assignment_id)
        .where(counts)
        .order_by(Report.handed_in_at, Report.id)
    )
    newest = {report.assignment_id: report for report in reports}
    pieces = await session.execute(
        select(Evidence.report_id, Evidence.kind, Evidence.text, Evidence.file_name)
        .join(Report, Report.id == Evidence.report_id)
        .join(Assignment, Assignment.id == Report.assignment_id)
        .where(counts)
        .order_by(Evidence.id)
    )
    by_report: dict[int, list[Any]] = {}
    for piece in pieces:
        by_report.setdefault(piece.report_id, []).append(piece)
    return {key: _given(report, by_report.get(report.id, ())) for key, report in newest.items()}


# Columns, not rows of the mapper: a protocol of a region has thousands.
_ANSWER = (
    Report.id,
    Report.assignment_id,
    Report.state,
    Report.not_needed,
    Report.figure,
    Report.reference,
    Report.reference_day,
    Report.link,
    Report.entered_by,
    Report.handed_in_at,
)


def _given(report: Any, pieces: Sequence[Any]) -> Given:
    return Given(
        report.handed_in_at,
        report.state is ReportState.ACCEPTED,
        report.not_needed,
        report.figure,
        report.reference,
        report.reference_day,
        report.link,
        report.entered_by is not None,
        tuple(piece.text for piece in pieces if piece.text.strip()),
        tuple(piece.file_name for piece in pieces if piece.kind is not EvidenceKind.TEXT),
    )


async def _known(session: AsyncSession, figures: Figures, zone: ZoneInfo) -> dict[int, Known]:
    late = [line.id for line in figures.lines if line.standing is Standing.NOT_DONE][:MOST_TOLD]
    rows = await load_assignments(session, assignments_query().where(Assignment.id.in_(late)))
    reminded, asked = await reminded_days(session, rows), await unanswered_since(session, tuple(late))
    return {
        id_: Known(reminded.get(id_, ()), asked[id_].astimezone(zone).date() if id_ in asked else None) for id_ in late
    }


async def _questions(session: AsyncSession, minutes_id: int) -> dict[int, str]:
    rows = await session.execute(
        select(AgendaItem.ordinal, AgendaItem.title).where(AgendaItem.minutes_id == minutes_id)
    )
    return dict(rows.all())


async def _employees(session: AsyncSession, where: ColumnElement[bool]) -> dict[int, str]:
    rows = await session.execute(
        select(Assignment.id, Person.name).join(Person, Person.id == Assignment.assignee_id).where(where)
    )
    return dict(rows.all())
