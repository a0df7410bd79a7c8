"""«История»: what happened to one assignment, row by row, from the audit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Assignment, Audit, Authority, Membership, Organisation, Person
from domain.access import check_read
from domain.audit import AuditAction
from domain.errors import NotAllowed
from domain.paging import Page, page_of
from domain.people import CONTROLLING, READING
from services.assignments.access import controlled_path
from services.context import Context
from services.facts import AssignmentFacts, assignments_query, load_assignment, load_assignments
from services.tree import under

PAGE = 10
LISTED = 8
#: What happened to the whole protocol and concerns each of its assignments.
OF_MINUTES = (AuditAction.MINUTES_SENT, AuditAction.MINUTES_MERGED, AuditAction.CONTROLLER_CHANGED)
#: The same, of one organisation.
OF_ORGANISATION = (AuditAction.HANDED_OVER, AuditAction.TAKEN_BACK)


@dataclass(frozen=True, slots=True)
class Event:
    """One audit row. `who`: a name, "" in privacy mode and for erased people; `side`: executor, controller, bot."""

    at: datetime
    who: str
    side: str
    action: str
    from_state: str
    to_state: str
    reason: str
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Trail:
    """A page of an assignment's history, oldest first."""

    assignment: AssignmentFacts
    events: tuple[Event, ...]
    page: Page


@dataclass(frozen=True, slots=True)
class Trails:
    """`/audit`: assignments by what happened last."""

    items: tuple[tuple[AssignmentFacts, datetime], ...]
    page: Page


async def trail(ctx: Context, assignment_id: int, page: int = -1) -> Trail:
    """One assignment's history; page -1 is the last, with the newest. Raises NotFound, NotAllowed."""
    async with ctx.db.read() as session:
        check_read(ctx.actor, await controlled_path(session, assignment_id))
        assignment = await load_assignment(session, assignment_id)
        mine = _concerns(assignment)
        rows = [*await session.scalars(select(Audit).where(mine).order_by(Audit.id))]
        rows = [row for row in rows if _is_of(row, assignment.organisation_id)]
        here = page_of(len(rows), len(rows) if page < 0 else page, PAGE)
        shown = here.cut(rows)
        return Trail(assignment, await _events(session, assignment, shown), here)


def _concerns(assignment: AssignmentFacts) -> ColumnElement[bool]:
    return or_(
        and_(Audit.subject == "assignment", Audit.subject_id == assignment.id),
        and_(Audit.subject == "decision", Audit.subject_id == assignment.decision_id),
        and_(
            Audit.subject == "minutes",
            Audit.subject_id == assignment.minutes.id,
            Audit.action.in_((*OF_MINUTES, *OF_ORGANISATION)),
        ),
    )


def _is_of(row: Audit, organisation_id: int) -> bool:
    return row.action not in OF_ORGANISATION or row.facts.get("organisation") == organisation_id


async def _events(session: AsyncSession, assignment: AssignmentFacts, rows: Sequence[Audit]) -> tuple[Event, ...]:
    people = {row.person_id for row in rows if row.person_id}
    names = dict((await session.execute(select(Person.id, Person.name).where(Person.id.in_(people)))).all())
    executors = set(
        await session.scalars(
            select(Membership.person_id).where(
                Membership.person_id.in_(people), Membership.organisation_id == assignment.organisation_id
            )
        )
    )
    authority = await session.get_one(Authority, assignment.authority.id)
    own = assignment.organisation_id == assignment.authority.id

    def side(person_id: int | None) -> str:
        if not person_id:
            return "bot"
        return "executor" if person_id in executors and not own else "controller"

    return tuple(
        Event(
            row.at,
            "" if authority.privacy else names.get(row.person_id or 0, ""),
            side(row.person_id),
            row.action,
            row.from_state,
            row.to_state,
            row.reason,
            row.facts,
        )
        for row in rows
    )


async def trails(ctx: Context, page: int = 0) -> Trails:
    """Assignments of the actor's subtree by what happened last. Raises NotAllowed for others."""
    if not ctx.actor.organisations(CONTROLLING):
        raise NotAllowed
    async with ctx.db.read() as session:
        latest = (
            select(Audit.subject_id, func.max(Audit.id).label("latest"))
            .join(Assignment, Assignment.id == Audit.subject_id)
            .join(Organisation, Organisation.id == Assignment.authority_id)
            .where(Audit.subject == "assignment", Audit.action != AuditAction.ASSIGNED, under(ctx.actor.paths(READING)))
            .group_by(Audit.subject_id)
            .subquery()
        )
        total = await session.scalar(select(func.count()).select_from(latest)) or 0
        here = page_of(total, page, LISTED)
        rows = (
            await session.execute(
                select(latest.c.subject_id, Audit.at)
                .join(Audit, Audit.id == latest.c.latest)
                .order_by(Audit.id.desc())
                .offset(here.offset)
                .limit(here.size)
            )
        ).all()
        items = await load_assignments(
            session, assignments_query().where(Assignment.id.in_([assignment_id for assignment_id, _ in rows]))
        )
    by_id = {item.id: item for item in items}
    shown = tuple((by_id[id_], at) for id_, at in rows if id_ in by_id)
    return Trails(shown, here)
