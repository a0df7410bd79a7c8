"""One assignment by its id, for those who may touch it: the organisation that owes it, whoever controls it."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Assignment, Organisation
from domain.access import check_control, check_execute
from domain.errors import NotFound, Stale
from services.assignment_rows import AssignmentRows, load_rows
from services.context import Context
from services.subjects import found


async def executed(
    session: AsyncSession, ctx: Context, assignment_id: int, version: int | None = None, *, lock: bool = False
) -> Assignment:
    """An assignment of the actor's organisation, as they saw it; with `lock` until commit.

    Raises NotFound, NotAllowed, Stale.
    """
    assignment = await found(session, Assignment, assignment_id, lock=lock)
    check_execute(ctx.actor, assignment.organisation_id)
    return _as_seen(assignment, version)


async def executed_rows(
    session: AsyncSession, ctx: Context, assignment_id: int, version: int | None = None
) -> AssignmentRows:
    """The same with all that belongs to it, in one read."""
    rows = await load_rows(session, assignment_id)
    check_execute(ctx.actor, rows.assignment.organisation_id)
    _as_seen(rows.assignment, version)
    return rows


async def controlled(
    session: AsyncSession, ctx: Context, assignment_id: int, version: int | None = None, *, lock: bool = False
) -> Assignment:
    """The same of an assignment that the actor controls."""
    check_control(ctx.actor, await controlled_path(session, assignment_id))
    return _as_seen(await found(session, Assignment, assignment_id, lock=lock), version)


def _as_seen(assignment: Assignment, version: int | None) -> Assignment:
    if version is not None and assignment.version != version:
        raise Stale
    return assignment


async def controlled_path(session: AsyncSession, assignment_id: int) -> str:
    """The place in the tree of the authority that controls an assignment. Raises NotFound."""
    path = await session.scalar(
        select(Organisation.path)
        .join(Assignment, Assignment.authority_id == Organisation.id)
        .where(Assignment.id == assignment_id)
    )
    if path is None:
        raise NotFound("item_not_found")
    return path
