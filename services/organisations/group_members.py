"""Whom a named group means today: of a kind, below a place of the tree, chosen by hand."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Organisation, OrganisationGroup
from domain.drafting import phrase_key

#: An option's code of a group: this and its id.
PREFIX = "group"


@dataclass(frozen=True, slots=True)
class NamedGroup:
    """A group of an authority with its members of today, the authority itself left out."""

    id: int
    name: str
    members: tuple[int, ...]

    @property
    def code(self) -> str:
        """What a button's option calls it."""
        return f"{PREFIX}{self.id}"

    @property
    def key(self) -> str:
        """What a phrase must say to mean it."""
        return phrase_key(self.name)


async def load_groups(session: AsyncSession, authority_id: int) -> tuple[NamedGroup, ...]:
    """All groups of an authority, by name."""
    groups = await session.scalars(
        select(OrganisationGroup).where(OrganisationGroup.authority_id == authority_id).order_by(OrganisationGroup.name)
    )
    rows = groups.all()
    if not rows:
        return ()
    root = select(Organisation.path).where(Organisation.id == authority_id).scalar_subquery()
    below = await session.scalars(
        select(Organisation)
        .where(Organisation.path.startswith(root), Organisation.active.is_(True), Organisation.id != authority_id)
        .order_by(Organisation.id)
    )
    organisations = below.all()
    return tuple(NamedGroup(row.id, row.name, members_of(row, organisations)) for row in rows)


def members_of(group: OrganisationGroup, organisations: Iterable[Organisation]) -> tuple[int, ...]:
    """Those of `organisations` (the subtree of the group's authority) that the group means."""
    rule = bool(group.kind or group.root_id)
    chosen = frozenset(group.members)
    return tuple(
        each.id
        for each in organisations
        if each.id in chosen or (rule and group.kind in ("", each.kind) and _below(each, group.root_id))
    )


def _below(organisation: Organisation, root_id: int | None) -> bool:
    return root_id is None or (organisation.id != root_id and str(root_id) in organisation.path.strip(".").split("."))
