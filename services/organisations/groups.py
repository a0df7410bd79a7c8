"""`/groups`: named sets of organisations. Only officials see them; wherever addressees are chosen they are offered."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.attributes import flag_modified

from db.models import Organisation, OrganisationGroup
from domain.access import own_authority
from domain.audit import AuditAction
from domain.drafting import phrase_key
from domain.errors import NotFound, Stale, WrongInput
from domain.lookup import natural_key
from domain.organisations import OrganisationKind
from domain.plain_text import one_line
from services.audit import record
from services.context import Context
from services.organisations.group_members import NamedGroup, load_groups, members_of

LONGEST_NAME = 60
#: As many as an authority can tell apart.
MOST = 40


@dataclass(frozen=True, slots=True)
class Member:
    """An organisation of a group; `by_hand`: chosen one by one, so it can be taken out."""

    id: int
    name: str
    by_hand: bool


@dataclass(frozen=True, slots=True)
class Group:
    """One group with its rule: a kind (or ""), a place of the tree (or ""), and its members."""

    id: int
    version: int
    name: str
    kind: str
    place: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """What groups can be made of: kinds and places below the authority, with counts."""

    kinds: tuple[tuple[OrganisationKind, int], ...]
    places: tuple[tuple[int, str, int], ...]


async def groups(ctx: Context) -> tuple[NamedGroup, ...]:
    """All groups of the actor's authority. Raises NotAllowed for anybody but an official."""
    authority_id = own_authority(ctx.actor)
    async with ctx.db.read() as session:
        return await load_groups(session, authority_id)


async def choices(ctx: Context, place: int = 0) -> Choices:
    """What a new group can be made of, in the whole subtree or below one place. Raises NotAllowed."""
    authority_id = own_authority(ctx.actor)
    async with ctx.db.read() as session:
        rows = await _subtree(session, authority_id)
    within = [row for row in rows if not place or _stands_below(row, place)]
    kinds = Counter(row.kind for row in within)
    places = [(row.id, row.short_name, sum(_stands_below(other, row.id) for other in rows)) for row in rows]
    return Choices(
        tuple((kind, kinds[kind]) for kind in OrganisationKind if kinds[kind]),
        tuple(sorted((each for each in places if each[2]), key=lambda each: natural_key(each[1]))),
    )


def _stands_below(row: Organisation, place: int) -> bool:
    return row.id != place and str(place) in row.path.strip(".").split(".")


async def group(ctx: Context, group_id: int) -> Group:
    """One group with its members. Raises NotFound, NotAllowed."""
    async with ctx.db.read() as session:
        return await _shown(session, await _own(session, ctx, group_id))


async def create(
    ctx: Context, name: str, *, kind: OrganisationKind | None = None, place: int = 0, members: Iterable[int] = ()
) -> Group:
    """Make a group: of a kind, below a place, or of the `members` named by hand.

    Raises WrongInput("group_name" | "group_name_long" | "group_exists" | "group_empty" | "groups_too_many"),
    NotAllowed.
    """
    authority_id = own_authority(ctx.actor)
    async with ctx.db.write() as session:
        known = await load_groups(session, authority_id)
        if len(known) >= MOST:
            raise WrongInput("groups_too_many", most=MOST)
        rows = {row.id for row in await _subtree(session, authority_id)}
        made = OrganisationGroup(
            authority_id=authority_id,
            name=_checked(name, known),
            kind=str(kind or ""),
            root_id=place if place in rows else None,
            places=[],  # or an empty set would be asked of the database once the group is there
            members=[member for member in dict.fromkeys(members) if member in rows],
            created_at=ctx.now,
        )
        if place and made.root_id is None:
            raise NotFound
        session.add(made)
        await session.flush()
        shown = await _shown(session, made)
        if not shown.members:
            raise WrongInput("group_empty")
        _note(session, ctx, made, AuditAction.GROUP_CREATED)
        return shown


async def rename(ctx: Context, group_id: int, name: str) -> Group:
    """Call a group otherwise. Raises as `create` about names, NotFound, NotAllowed."""
    async with ctx.db.write() as session:
        row = await _own(session, ctx, group_id)
        others = tuple(each for each in await load_groups(session, row.authority_id) if each.id != group_id)
        row.name = _checked(name, others)
        _note(session, ctx, row, AuditAction.GROUP_RENAMED)
        await session.flush()
        return await _shown(session, row)


async def include(ctx: Context, group_id: int, organisations: Iterable[int]) -> Group:
    """Add organisations by hand. Raises NotFound, NotAllowed."""
    async with ctx.db.write() as session:
        row = await _own(session, ctx, group_id)
        allowed = {each.id for each in await _subtree(session, row.authority_id)}
        flag_modified(row, "name")  # who is in it has a table of its own, the version stands here
        row.members = list(dict.fromkeys([*row.members, *(each for each in organisations if each in allowed)]))
        _note(session, ctx, row, AuditAction.GROUP_CHANGED)
        await session.flush()
        return await _shown(session, row)


async def exclude(ctx: Context, group_id: int, organisation_id: int) -> Group:
    """Take out an organisation that was chosen by hand.

    Raises Stale for one that is not in it so, WrongInput("group_empty") for the last one, NotFound, NotAllowed.
    """
    async with ctx.db.write() as session:
        row = await _own(session, ctx, group_id)
        if organisation_id not in row.members:
            raise Stale
        flag_modified(row, "name")
        row.members = [each for each in row.members if each != organisation_id]
        await session.flush()
        shown = await _shown(session, row)
        if not shown.members:
            raise WrongInput("group_empty")
        _note(session, ctx, row, AuditAction.GROUP_CHANGED)
        return shown


async def remove(ctx: Context, group_id: int) -> str:
    """Delete a group; what was sent to it stays. Returns its name. Raises NotFound, NotAllowed."""
    async with ctx.db.write() as session:
        row = await _own(session, ctx, group_id)
        name = row.name
        _note(session, ctx, row, AuditAction.GROUP_DELETED)
        await session.execute(delete(OrganisationGroup).where(OrganisationGroup.id == group_id))
        return name


async def _own(session: AsyncSession, ctx: Context, group_id: int) -> OrganisationGroup:
    authority_id = own_authority(ctx.actor)
    row = await session.get(OrganisationGroup, group_id)
    if row is None or row.authority_id != authority_id:
        raise NotFound
    return row


async def _subtree(session: AsyncSession, authority_id: int) -> list[Organisation]:
    """Organisations below the authority, itself left out."""
    root = select(Organisation.path).where(Organisation.id == authority_id).scalar_subquery()
    rows = await session.scalars(
        select(Organisation)
        .where(Organisation.path.startswith(root), Organisation.active.is_(True), Organisation.id != authority_id)
        .order_by(Organisation.id)
    )
    return list(rows)


async def _shown(session: AsyncSession, row: OrganisationGroup) -> Group:
    organisations = await _subtree(session, row.authority_id)
    names = {each.id: each.short_name for each in organisations}
    by_hand = frozenset(row.members)
    members = [Member(each, names[each], each in by_hand) for each in members_of(row, organisations)]
    return Group(
        row.id,
        row.version,
        row.name,
        row.kind,
        names.get(row.root_id or 0, ""),
        tuple(sorted(members, key=lambda member: natural_key(member.name))),
    )


def _checked(name: str, others: Iterable[NamedGroup]) -> str:
    cleaned = one_line(name)
    key = phrase_key(cleaned)
    if not any(map(str.isalpha, key)):
        raise WrongInput("group_name")
    if len(cleaned) > LONGEST_NAME:
        raise WrongInput("group_name_long", most=LONGEST_NAME)
    if any(each.key == key for each in others):
        raise WrongInput("group_exists", name=cleaned)
    return cleaned


def _note(session: AsyncSession, ctx: Context, row: OrganisationGroup, action: AuditAction) -> None:
    record(session, ctx, action, "group", row.id, authority=row.authority_id)
