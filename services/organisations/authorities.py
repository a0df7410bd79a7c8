"""Authorities below the root: an education authority of a district runs control over its own subtree.

Whoever answers for such an organisation answers upward for what the authority above sends, and controls what is
below: two memberships of one person. Its settings begin as a copy of the ones above.
"""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Authority, Organisation
from domain.audit import AuditAction
from domain.organisations import OrganisationKind
from domain.people import HEADING, Role
from services.audit import record
from services.context import Context
from services.people.officials import add_membership
from services.tree import authority_over, under

#: What an authority says of itself; everything else is taken over from the authority above.
OF_ITS_OWN = frozenset({"organisation_id", "letter_name", "contact", "version"})


async def has_below(session: AsyncSession, organisation: Organisation) -> bool:
    """Whether active organisations stand below this one."""
    below = select(Organisation.id).where(
        under([organisation.path]), Organisation.id != organisation.id, Organisation.active.is_(True)
    )
    return await session.scalar(below.limit(1)) is not None


async def runs_control(session: AsyncSession, organisation: Organisation) -> bool:
    """Whether an organisation below the root is one that passes decisions down: by its kind or by what it has below."""
    if organisation.parent_id is None:
        return False
    return organisation.kind is OrganisationKind.AUTHORITY or await has_below(session, organisation)


async def ensure_authority(session: AsyncSession, ctx: Context, organisation: Organisation) -> Authority:
    """The settings of an organisation that runs control, made as a copy of the nearest authority's when missing."""
    known = await session.get(Authority, organisation.id)
    if known is not None:
        return known
    above = await authority_over(session, organisation.path)
    columns = [column.key for column in Authority.__table__.columns if column.key not in OF_ITS_OWN]
    inherited = {name: getattr(above, name) for name in columns}
    made = Authority(organisation_id=organisation.id, letter_name=organisation.name, **inherited)
    session.add(made)
    record(session, ctx, AuditAction.AUTHORITY_MADE, "organisation", organisation.id, above=above.organisation_id)
    await session.flush()
    return made


async def seat(session: AsyncSession, ctx: Context, person_id: int, organisation_id: int, role: Role, by: int) -> None:
    """Part of a transaction that let somebody in: whoever heads an organisation that runs control is its official."""
    organisation = await session.get_one(Organisation, organisation_id)
    if role in HEADING and await runs_control(session, organisation):
        await ensure_authority(session, ctx, organisation)
        await add_membership(session, ctx.now, person_id, organisation_id, Role.OFFICIAL, by)
