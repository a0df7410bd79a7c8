"""`/calendar`: the due dates ahead of somebody's organisations."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from db.models import DATE_THAT_COUNTS, Assignment, Organisation
from domain.errors import NotAllowed
from domain.lifecycle import OWING, REPORTABLE, State
from domain.people import EXECUTING
from services.context import Context
from services.facts import AssignmentFacts, assignments_query, load_assignments
from services.tree import local_day

#: Dates further away are of no use on a small screen; the file has them too.
MOST = 40


@dataclass(frozen=True, slots=True)
class DueDates:
    """Open items with a date from today on, earliest first; `organisations` the actor answers for."""

    items: tuple[AssignmentFacts, ...]
    today: date
    organisations: int


async def due_dates(ctx: Context) -> DueDates:
    """Due dates ahead, of what still waits for an answer. Raises NotAllowed for whoever answers for nobody."""
    own = ctx.actor.organisations(EXECUTING)
    if not own:
        raise NotAllowed
    async with ctx.db.read() as session:
        today = await local_day(session, ctx.actor.paths(EXECUTING)[0], ctx.now)
        items = await load_assignments(
            session,
            assignments_query()
            .where(
                Assignment.organisation_id.in_(own),
                Assignment.form.in_(REPORTABLE),
                Assignment.state.in_((*OWING, State.DISPUTED)),
                today <= DATE_THAT_COUNTS,
            )
            .order_by(DATE_THAT_COUNTS, Organisation.short_name, Assignment.id)
            .limit(MOST),
        )
        count = await session.scalar(select(func.count(Organisation.id)).where(Organisation.id.in_(own)))
    return DueDates(items, today, count or 0)
