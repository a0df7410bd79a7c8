"""What is due soon."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select

from db.models import (
    OWES,
    Assignment,
)
from domain.lifecycle import State
from domain.paging import Page, page_of
from services.context import Context
from services.facts import AssignmentFacts, assignments_query, load_assignments
from services.overview.overdue import PAGE
from services.tree import authorities_of


@dataclass(frozen=True, slots=True)
class DueList:
    """What is due soon: rows of one item each, with how many organisations still owe."""

    days: int
    rows: tuple["DueRow", ...]
    page: Page
    today: date


@dataclass(frozen=True, slots=True)
class DueRow:
    sample: AssignmentFacts  # one of the assignments: names the item, its minutes and its date
    owing: int
    total: int


async def due(ctx: Context, days: int = 7, page: int = 0) -> DueList:
    """Items due from today within `days` calendar days, by date. Raises NotAllowed."""
    async with ctx.db.read() as session:
        authorities, zone = await authorities_of(session, ctx)
        today = ctx.today(zone)
        ours = Assignment.authority_id.in_(authorities)
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
    return DueList(days, tuple(DueRow(samples[r[2]], r[3], r[4]) for r in shown), here, today)
