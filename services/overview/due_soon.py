"""What is due soon."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import and_, func, select

from db.models import (
    Assignment,
)
from domain.lifecycle import OWING, State
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
        soon = and_(
            Assignment.authority_id.in_(authorities),
            Assignment.control_date >= today,
            Assignment.control_date <= today + timedelta(days=days),
            Assignment.state != State.CANCELLED,
        )
        owing = func.count(Assignment.id).filter(Assignment.state.in_(OWING))
        rows = (
            await session.execute(
                select(
                    Assignment.decision_id,
                    Assignment.control_date,
                    func.min(Assignment.id),
                    owing,
                    func.count(Assignment.id),
                )
                .where(soon)
                .group_by(Assignment.decision_id, Assignment.control_date)
                .having(owing > 0)
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
