"""`/stats`: execution discipline of a school year, by organisation, by month and by protocol."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import IS_DATED, Assignment, Authority, Organisation
from domain.discipline import DUE, Tally
from domain.errors import NotAllowed
from domain.paging import Page, page_of
from domain.people import EXECUTING, READING
from domain.spans import Span, month_of, school_year_of
from services.context import Context
from services.facts import MinutesName
from services.overview.figures import Figures, Line, ages, in_span, load_figures, tally_of
from services.tree import authorities_of, authority_over

PAGE = 12
BY_ORGANISATION, BY_MONTH, BY_MINUTES = "o", "t", "m"
#: What a row is of: an organisation by name, a month by its first day, a protocol.
Of = str | date | MinutesName


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of one organisation, month or protocol."""

    of: Of
    tally: Tally
    extensions: int
    returns: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """A page of rows with the figures of the whole; `own`: only of one's own organisations."""

    by: str
    span: Span
    today: date
    whole: Row
    ages: tuple[int, int, int]
    rows: tuple[Row, ...]
    page: Page
    own: bool


async def statistics(ctx: Context, by: str = BY_ORGANISATION, page: int = 0) -> Statistics:
    """The school year so far. Officials and viewers see their authority, others their own organisations alone.

    Raises NotAllowed for a stranger.
    """
    async with ctx.db.read() as session:
        own = not ctx.actor.organisations(READING)
        figures, span = await (_own(session, ctx) if own else _of_authority(session, ctx))
    due = tuple(line for line in figures.lines if line.standing in DUE)
    rows = _rows(figures, due, by)
    here = page_of(len(rows), page, PAGE)
    whole = _row("", due)
    return Statistics(by, span, figures.today, whole, ages(figures), tuple(here.cut(rows)), here, own)


async def _of_authority(session: AsyncSession, ctx: Context) -> tuple[Figures, Span]:
    authorities, zone = await authorities_of(session, ctx)
    span = school_year_of(ctx.today(zone))
    return await load_figures(session, in_span(authorities, span), ctx.today(zone)), span


async def _own(session: AsyncSession, ctx: Context) -> tuple[Figures, Span]:
    places = ctx.actor.organisations(EXECUTING)
    if not places:
        raise NotAllowed
    path = await session.scalar(select(Organisation.path).where(Organisation.id == places[0])) or ""
    authority: Authority = await authority_over(session, path)
    today = ctx.today(authority.timezone)
    span = school_year_of(today)
    where = and_(Assignment.organisation_id.in_(places), IS_DATED, Assignment.due_date.between(span.first, span.last))
    return await load_figures(session, where, today), span


def _rows(figures: Figures, due: tuple[Line, ...], by: str) -> list[Row]:
    """Organisations and protocols in their order, months in time: never by how well somebody does."""
    groups: dict[Of, list[Line]] = {}
    for line in sorted(due, key=lambda line: line.counted.due or date.min) if by == BY_MONTH else due:
        groups.setdefault(_key(figures, line, by), []).append(line)
    rows = [_row(of, lines) for of, lines in groups.items()]
    if by != BY_ORGANISATION:
        return rows
    turn = {place.name: number for number, place in reversed(tuple(enumerate(figures.places.values())))}
    return sorted(rows, key=lambda row: turn[str(row.of)])


def _key(figures: Figures, line: Line, by: str) -> Of:
    if by == BY_MONTH and line.counted.due:
        return month_of(line.counted.due).first
    if by == BY_MINUTES:
        return figures.minutes[line.minutes_id]
    return figures.places[line.organisation_id].name


def _row(of: Of, lines: list[Line] | tuple[Line, ...]) -> Row:
    return Row(of, tally_of(lines), sum(line.extensions for line in lines), sum(line.returns for line in lines))
