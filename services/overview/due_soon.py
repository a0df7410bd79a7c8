"""What is due soon."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, func, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import (
    OWES,
    Assignment,
    Organisation,
)
from domain.lifecycle import State
from domain.paging import Page, page_of
from services.context import Context
from services.facts import AssignmentFacts, MinutesName, assignments_query, load_assignments
from services.overview.filters import WITHIN, within
from services.overview.overdue import PAGE, Whole, subject
from services.tree import authorities_of


@dataclass(frozen=True, slots=True)
class DueList:
    """What is due soon: rows of one item each, with how many organisations still owe."""

    days: int
    rows: tuple["DueRow", ...]
    page: Page
    today: date
    by: str = ""
    only: int = 0
    subject: str | MinutesName = ""  # what `only` names


@dataclass(frozen=True, slots=True)
class DueRow:
    sample: AssignmentFacts  # one of the assignments: names the item, its minutes and its date
    owing: int
    total: int


async def due(ctx: Context, days: int = 7, page: int = 0, *, by: str = "", only: int = 0) -> DueList:
    """Items due from today within `days` calendar days, by date; of a municipality or a group when `only` is given.

    Raises NotAllowed.
    """
    async with ctx.db.read() as session:
        ours, today = await _ours(session, ctx, by, only)
        what = (Assignment.decision_id, Assignment.control_date)
        owed = (
            select(*what, func.count(Assignment.id).label("owing"))
            .where(ours, OWES, Assignment.control_date.between(today, today + timedelta(days=days)))
            .group_by(*what)
            .subquery()
        )
        rows = (
            await session.execute(
                select(*what, func.min(Assignment.id), owed.c.owing, func.count(Assignment.id))
                .join(owed, (owed.c.decision_id == what[0]) & (owed.c.control_date == what[1]))
                .where(ours, Assignment.state != State.CANCELLED)
                .group_by(*what, owed.c.owing)
                .order_by(Assignment.control_date, Assignment.decision_id)
            )
        ).all()
        here = page_of(len(rows), page, PAGE)
        shown = here.cut(rows)
        samples = {
            sample.id: sample
            for sample in await load_assignments(
                session, assignments_query().where(Assignment.id.in_([row[2] for row in shown]))
            )
        }
        named = await subject(session, ctx, by, only) if only else ""
    found = tuple(DueRow(samples[r[2]], r[3], r[4]) for r in shown)
    return DueList(days, found, here, today, by, only, named)


async def _ours(session: AsyncSession, ctx: Context, by: str, only: int) -> tuple[ColumnElement[bool], date]:
    authorities, zone = await authorities_of(session, ctx)
    narrowed = await within(session, by, only) if only and by in WITHIN else true()
    return and_(Assignment.authority_id.in_(authorities), narrowed), ctx.today(zone)


async def whole(ctx: Context, days: int = 7, *, by: str = "", only: int = 0) -> Whole:
    """Every assignment of that list that is owed, organisation by organisation. Raises NotAllowed."""
    async with ctx.db.read() as session:
        ours, today = await _ours(session, ctx, by, only)
        soon = Assignment.control_date.between(today, today + timedelta(days=days))
        order = (Organisation.short_name, Assignment.organisation_id, Assignment.control_date, Assignment.id)
        return Whole(
            await load_assignments(session, assignments_query().where(ours, OWES, soon).order_by(*order)), today
        )
