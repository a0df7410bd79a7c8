"""`/history`: what the actor's organisations have handed in, newest first, by school year; each with its evidence."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Assignment, Organisation, Report
from domain.errors import NotAllowed, NotFound
from domain.paging import Page, page_of
from domain.people import EXECUTING
from domain.reports import ReportState
from domain.school_year import FIRST_MONTH
from services.assignments.access import executed
from services.context import Context
from services.facts import AssignmentFacts, load_assignment
from services.report_facts import ReportFacts, load_report
from services.subjects import found
from services.tree import authority_over

PAGE = 8
#: What was handed in and not taken back.
HANDED = (ReportState.HANDED_IN, ReportState.ACCEPTED, ReportState.RETURNED, ReportState.CLOSED)


@dataclass(frozen=True, slots=True)
class HandedReport:
    """One report of one's own organisation."""

    assignment: AssignmentFacts
    report: ReportFacts


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Reports of one school year (its first calendar year); `years`: those with any, newest first."""

    year: int
    years: tuple[int, ...]
    rows: tuple[HandedReport, ...]
    total: int
    page: Page
    several: bool  # the actor answers for more than one organisation


def year_of(day: date) -> int:
    """The school year a report was handed in: 2026 from 01.09.2026 to 31.08.2027."""
    return day.year if day.month >= FIRST_MONTH else day.year - 1


async def history(ctx: Context, year: int = 0, page: int = 0) -> HistoryPage:
    """A page of one school year (0: the latest with any). Raises NotAllowed for whoever represents nobody."""
    organisations = ctx.actor.organisations(EXECUTING)
    if not organisations:
        raise NotAllowed
    async with ctx.db.read() as session:
        handed = await _handed(session, organisations)
        years = tuple(dict.fromkeys(year_of(day) for _, day in handed))
        year = year if year in years else (years[0] if years else 0)
        theirs = [report_id for report_id, day in handed if year_of(day) == year]
        here = page_of(len(theirs), page, PAGE)
        shown = here.cut(theirs)
        rows = tuple([await _one(session, report_id) for report_id in shown])
    return HistoryPage(year, years, rows, len(theirs), here, len(organisations) > 1)


async def own_report(ctx: Context, report_id: int) -> HandedReport:
    """A report of one's own organisation. Raises NotFound("report_not_found"), NotAllowed."""
    async with ctx.db.read() as session:
        report = await found(session, Report, report_id)
        if report.state not in HANDED:
            raise NotFound("report_not_found")
        await executed(session, ctx, report.assignment_id)
        return await _one(session, report_id)


async def _one(session: AsyncSession, report_id: int) -> HandedReport:
    report = await session.get_one(Report, report_id)
    return HandedReport(await load_assignment(session, report.assignment_id), await load_report(session, report_id))


async def _handed(session: AsyncSession, organisations: tuple[int, ...]) -> list[tuple[int, date]]:
    """Reports newest first, with the day of the hand-in where the organisation is."""
    rows = await session.execute(
        select(Report.id, Report.handed_in_at, Organisation.path)
        .join(Assignment, Assignment.id == Report.assignment_id)
        .join(Organisation, Organisation.id == Assignment.organisation_id)
        .where(
            Assignment.organisation_id.in_(organisations),
            Report.state.in_(HANDED),
            Report.handed_in_at.is_not(None),
        )
        .order_by(Report.handed_in_at.desc(), Report.id.desc())
    )
    found = [(id_, at, path) for id_, at, path in rows if at is not None]
    zones = {path: ZoneInfo((await authority_over(session, path)).timezone) for path in {path for *_, path in found}}
    return [(id_, at.astimezone(zones[path]).date()) for id_, at, path in found]
