"""The tree of organisations as queries see it: whose subtree, which authority, one writer at a time."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, exists, false, func, or_, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from db.models import Assignment, Authority, Membership, Minutes, Organisation
from domain.access import may_control, may_read
from domain.errors import NotAllowed
from domain.people import CONTROLLING, EXECUTING, READING, Actor, Role
from services.context import Context


def under(paths: Iterable[str]) -> ColumnElement[bool]:
    """Condition: the organisation stands at or below one of the tree paths."""
    return or_(false(), *(Organisation.path.startswith(path, autoescape=True) for path in paths))


def holds(roles: Iterable[Role] | None = None, member: type[Membership] = Membership) -> ColumnElement[bool]:
    """Condition: the membership has not ended and gives one of the roles; any of them without `roles`."""
    lives = member.ended_at.is_(None)
    return lives if roles is None else member.role.in_(tuple(roles)) & lives


def represented() -> ColumnElement[bool]:
    """Condition: somebody answers for the organisation in the bot."""
    return exists().where(Membership.organisation_id == Organisation.id, holds(EXECUTING))


def of_controller(person_id: int | ColumnElement[int]) -> ColumnElement[bool]:
    """Condition on assignments: of minutes that the person controls.

    Looked up row by row: where few wait, a join would begin with everything the person has ever controlled.
    """
    minutes = aliased(Minutes)
    return exists().where(minutes.id == Assignment.minutes_id, minutes.controller_id == person_id)


async def controlled(session: AsyncSession, actor: Actor, organisation_id: int) -> Organisation:
    """The organisation when the actor controls it. Raises NotAllowed also where there is none."""
    found = await session.get(Organisation, organisation_id)
    if found is None or not may_control(actor, found.path):
        raise NotAllowed
    return found


async def readable(session: AsyncSession, actor: Actor, organisation_id: int) -> Organisation:
    """The organisation when the actor may see everything of it. Raises NotAllowed also where there is none."""
    found = await session.get(Organisation, organisation_id)
    if found is None or not may_read(actor, found.path):
        raise NotAllowed
    return found


async def authority_over(session: AsyncSession, path: str) -> Authority:
    """The nearest authority with settings at or above the tree path."""
    places = [int(part) for part in path.strip(".").split(".")]
    query = select(Authority).where(Authority.organisation_id.in_(places))
    found = {authority.organisation_id: authority for authority in await session.scalars(query)}
    return next(found[place] for place in reversed(places) if place in found)


async def staffed_authority(session: AsyncSession, path: str) -> int:
    """The nearest authority above the tree path where an official works; the nearest of all when there is none."""
    places = [int(part) for part in path.strip(".").split(".")]
    query = select(Membership.organisation_id).where(Membership.organisation_id.in_(places), holds(CONTROLLING))
    staffed = set(await session.scalars(query.distinct()))
    nearest = next((place for place in reversed(places) if place in staffed), None)
    return nearest or (await authority_over(session, path)).organisation_id


async def local_day(session: AsyncSession, path: str, now: datetime) -> date:
    """Which day it is at a place in the tree, by the zone of its authority."""
    return now.astimezone(ZoneInfo((await authority_over(session, path)).timezone)).date()


async def one_at_a_time(session: AsyncSession) -> None:
    """Writers of people and organisations take turns until commit. SQLite's writers always do."""
    if session.get_bind().dialect.name == "postgresql":
        await session.execute(text("SELECT pg_advisory_xact_lock(7101)"))


def run_by(actor: Actor, roles: frozenset[Role]) -> ColumnElement[bool]:
    """Condition on organisations: authorities the actor works for, and those below in which nobody does.

    What a lower authority sends, it controls itself; the one above sees it only while nobody is there.
    """
    return _run_by(actor.organisations(roles), actor.paths(roles))


@lru_cache(maxsize=256)  # of so many people's offices: making it costs more than the statement it is part of
def _run_by(own: tuple[int, ...], paths: tuple[str, ...]) -> ColumnElement[bool]:
    member = aliased(Membership)
    staffed = exists().where(member.organisation_id == Organisation.id, holds(CONTROLLING, member))
    return or_(Organisation.id.in_(own), under(paths) & ~staffed)


def runs(actor: Actor, roles: frozenset[Role]) -> ColumnElement[bool]:
    """The same condition on authorities, which are few: a join may begin with the organisations, which are many."""
    return exists().where(Organisation.id == Authority.organisation_id, run_by(actor, roles))


async def authorities_of(
    session: AsyncSession, ctx: Context, roles: frozenset[Role] = READING
) -> tuple[list[int], str]:
    """Authorities the actor runs or looks into; the time zone of the first. What lower ones sent is theirs to ask for.

    Raises NotAllowed.
    """
    path = select(Organisation.path).where(Organisation.id == Authority.organisation_id).scalar_subquery()
    rows = await session.execute(
        select(Authority.organisation_id, Authority.timezone)
        .where(runs(ctx.actor, roles))
        .order_by(func.length(path), Authority.organisation_id)
    )
    found = [(organisation_id, zone) for organisation_id, zone in rows]
    if not found:
        raise NotAllowed
    return [organisation_id for organisation_id, _ in found], found[0][1]
