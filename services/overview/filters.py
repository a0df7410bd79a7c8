"""What lists are narrowed by: a municipality, a named group of organisations."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, false, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import OWES, Assignment, Organisation, OrganisationGroup
from services.context import Context
from services.organisations.group_members import load_groups
from services.tree import authorities_of

BY_GROUP, BY_MUNICIPALITY = "g", "u"
WITHIN = frozenset({BY_GROUP, BY_MUNICIPALITY})


@dataclass(frozen=True, slots=True)
class Filters:
    """What there is to choose from: (id, name) each; a municipality goes by the id of one of its organisations."""

    municipalities: tuple[tuple[int, str], ...]
    groups: tuple[tuple[int, str], ...]


async def filters(ctx: Context) -> Filters:
    """Municipalities in which something is owed, and the groups of the actor's authority. Raises NotAllowed."""
    async with ctx.db.read() as session:
        authorities, _ = await authorities_of(session, ctx)
        owing = (
            select(Assignment.organisation_id)
            .where(Assignment.authority_id.in_(authorities), OWES, Assignment.control_date.is_not(None))
            .distinct()
        )
        rows = await session.execute(
            select(func.min(Organisation.id), Organisation.municipality)
            .where(Organisation.id.in_(owing), Organisation.municipality != "")
            .group_by(Organisation.municipality)
            .order_by(Organisation.municipality)
        )
        municipalities = tuple((id_, name) for id_, name in rows)
        groups = tuple((group.id, group.name) for group in await load_groups(session, authorities[0]))
    return Filters(municipalities if len(municipalities) > 1 else (), groups)


async def within(session: AsyncSession, by: str, only: int) -> ColumnElement[bool]:
    """Condition on assignments: of organisations of the municipality or the group. Rights are the caller's."""
    if by == BY_MUNICIPALITY:
        name = select(Organisation.municipality).where(Organisation.id == only).scalar_subquery()
        return Assignment.organisation_id.in_(select(Organisation.id).where(Organisation.municipality == name))
    group = await session.get(OrganisationGroup, only)
    if group is None:
        return false()
    members = {each.id: each.members for each in await load_groups(session, group.authority_id)}
    return Assignment.organisation_id.in_(members.get(only, ()))


async def name_within(session: AsyncSession, by: str, only: int) -> str:
    """What the municipality or the group is called; "" for none."""
    if by == BY_MUNICIPALITY:
        organisation = await session.get(Organisation, only)
        return organisation.municipality if organisation else ""
    group = await session.get(OrganisationGroup, only)
    return group.name if group else ""
