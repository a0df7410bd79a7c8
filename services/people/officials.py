"""People who work with the product: the first admin, names, officials, who leaves."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Account, Authority, Membership, Minutes, Organisation, Person
from domain.access import administers, check_admin, check_control
from domain.audit import AuditAction
from domain.errors import NotAllowed, NotFound, WrongInput, WrongState
from domain.organisations import OrganisationKind
from domain.people import READING, Actor, Platform, Role
from domain.plain_text import one_line
from domain.registry import search_key
from domain.registry.defaults import NAMELESS_AUTHORITY
from services.audit import record, record_at
from services.context import Context, Database
from services.people.actors import load_actor
from services.people.duties import end_roles, pass_own_items, revoke_staff_links
from services.tree import holds, one_at_a_time

LONGEST_NAME = 100
FIRST_ROLES = (Role.ADMIN, Role.OFFICIAL)


@dataclass(frozen=True, slots=True)
class Member:
    """A person of an organisation with all their current roles in it."""

    person_id: int
    name: str
    roles: tuple[Role, ...]
    reachable: bool
    since: datetime
    is_me: bool = False
    is_head: bool = False  # of the authority: told about long delays


@dataclass(frozen=True, slots=True)
class Officials:
    """People of an authority."""

    authority_id: int
    authority: str
    members: tuple[Member, ...]
    administers_it: bool


async def ensure_admin(
    db: Database,
    now: datetime,
    platform: Platform,
    user_id: int,
    chat_id: int,
    name: str,
    admin_ids: Collection[int],
    timezone: str,
) -> Actor:
    """Whoever ADMIN_IDS names becomes admin and official of the root authority, made on first use in `timezone`.

    Safe to repeat and to run at once from several processes. Raises NotAllowed for any other id.
    """
    if user_id not in admin_ids:
        raise NotAllowed
    async with db.write() as session:
        await one_at_a_time(session)
        root = await _root(session, now, timezone)
        account = await account_for(session, now, platform, user_id, chat_id, name)
        for role in FIRST_ROLES:
            await add_membership(session, now, account.person_id, root, role)
    return await load_actor(db, platform, user_id, chat_id, now)


async def _root(session: AsyncSession, now: datetime, timezone: str) -> int:
    known = await session.scalar(
        select(Organisation.id)
        .join(Authority, Authority.organisation_id == Organisation.id)
        .where(Organisation.parent_id.is_(None))
        .order_by(Organisation.id)
    )
    if known is not None:
        return known
    root = Organisation(
        name=NAMELESS_AUTHORITY,
        short_name=NAMELESS_AUTHORITY,
        search_key=search_key(NAMELESS_AUTHORITY),
        kind=OrganisationKind.AUTHORITY,
    )
    session.add(root)
    await session.flush()
    root.path = f"{root.id}."
    session.add(Authority(organisation_id=root.id, letter_name=NAMELESS_AUTHORITY, timezone=timezone))
    record_at(session, now, None, AuditAction.AUTHORITY_MADE, "organisation", root.id)
    await session.flush()
    return root.id


async def account_for(
    session: AsyncSession, now: datetime, platform: Platform, user_id: int, chat_id: int, name: str
) -> Account:
    """The account of a platform's user; a new one comes with a new person called as the profile says."""
    account = await session.scalar(select(Account).where(Account.platform == platform, Account.user_id == user_id))
    if account is None:
        person = Person(name=_profile_name(name), created_at=now)
        session.add(person)
        await session.flush()
        account = Account(person_id=person.id, platform=platform, user_id=user_id, chat_id=chat_id)
        session.add(account)
    account.chat_id = chat_id
    await session.flush()
    return account


def _profile_name(name: str) -> str:
    return one_line(name)[:LONGEST_NAME] or "?"


async def add_membership(
    session: AsyncSession, now: datetime, person_id: int, organisation_id: int, role: Role, by: int = 0
) -> int | None:
    """Give a role; the id of the membership, None when the person has it already.

    `by` is who let them in, if not themselves.
    """
    known = await session.scalar(
        select(Membership.id).where(
            Membership.person_id == person_id, Membership.organisation_id == organisation_id, holds((role,))
        )
    )
    if known is not None:
        return None
    membership = Membership(person_id=person_id, organisation_id=organisation_id, role=role, created_at=now)
    session.add(membership)
    record_at(
        session,
        now,
        by or person_id,
        AuditAction.JOINED,
        "organisation",
        organisation_id,
        to_state=role,
        member=person_id,
    )
    await session.flush()
    return membership.id


async def rename(ctx: Context, name: str) -> str:
    """«Исправить имя»: the actor's own name; returns it as stored.

    Raises NotAllowed for somebody unknown, WrongInput("name_empty" or "name_too_long").
    """
    if not ctx.actor.person_id:
        raise NotAllowed
    clean = one_line(name)
    if not any(letter.isalpha() for letter in clean):
        raise WrongInput("name_empty")
    if len(clean) > LONGEST_NAME:
        raise WrongInput("name_too_long", limit=LONGEST_NAME)
    async with ctx.db.write() as session:
        person = await session.get_one(Person, ctx.actor.person_id)
        person.name = clean
        record_at(session, ctx.now, person.id, AuditAction.RENAMED, "person", person.id)
    return clean


async def members(session: AsyncSession, organisation_id: int, actor: Actor) -> tuple[Member, ...]:
    """Everybody who has a role in the organisation now, in the order they joined."""
    query = (
        select(Membership, Person.name, Account.unreachable_at)
        .join(Person, Person.id == Membership.person_id)
        .join(Account, Account.person_id == Person.id)
        .where(Membership.organisation_id == organisation_id, holds())
        .order_by(Membership.id)
    )
    found: dict[int, Member] = {}
    for membership, name, unreachable_at in await session.execute(query):
        known = found.get(membership.person_id)
        roles = dict.fromkeys((*(known.roles if known else ()), membership.role))
        found[membership.person_id] = Member(
            person_id=membership.person_id,
            name=name,
            roles=tuple(roles),
            reachable=unreachable_at is None or bool(known and known.reachable),
            since=known.since if known else membership.created_at,
            is_me=membership.person_id == actor.person_id,
            is_head=membership.is_head or bool(known and known.is_head),
        )
    return tuple(found.values())


async def officials(ctx: Context) -> Officials:
    """`/users`: the people of the actor's authority. Raises NotAllowed unless the actor reads an authority."""
    places = ctx.actor.organisations(READING)
    if not places:
        raise NotAllowed
    async with ctx.db.read() as session:
        authority = await session.get_one(Authority, places[0])
        people = await members(session, places[0], ctx.actor)
    administers_it = administers(ctx.actor, places[0])
    return Officials(places[0], authority.letter_name, people, administers_it)


async def set_head(ctx: Context, person_id: int, *, is_head: bool) -> Officials:
    """«Отметить руководителем органа», or not any more: an official of the actor's authority, or one who only looks.

    Raises NotAllowed unless the actor is its admin, NotFound("member_gone").
    """
    places = ctx.actor.organisations(READING)
    if not places:
        raise NotAllowed
    async with ctx.db.write() as session:
        authority = await session.get_one(Organisation, places[0])
        check_admin(ctx.actor, authority.path)
        found = await session.scalars(
            select(Membership).where(
                Membership.person_id == person_id, Membership.organisation_id == authority.id, holds(READING)
            )
        )
        rows = found.all()
        if not rows:
            raise NotFound("member_gone")
        for membership in rows:
            membership.is_head = is_head
        state = "head" if is_head else ""
        record(session, ctx, AuditAction.HEAD_SET, "person", person_id, to_state=state)
    return await officials(ctx)


async def remove(ctx: Context, person_id: int, organisation_id: int) -> str:
    """End all roles of a person in an organisation; minutes they controlled there pass to the actor.

    People of an authority are removed by its admin, others by any official above them. Returns the person's name.
    Raises NotAllowed, NotFound("member_gone"), WrongState("cannot_remove_self").
    """
    async with ctx.db.write() as session:
        organisation = await session.get(Organisation, organisation_id)
        if organisation is None:
            raise NotAllowed
        is_authority = await session.get(Authority, organisation_id) is not None
        (check_admin if is_authority else check_control)(ctx.actor, organisation.path)
        if person_id == ctx.actor.person_id:
            raise WrongState("cannot_remove_self")
        await end_roles(session, ctx, person_id, organisation_id)
        await session.execute(
            update(Minutes)
            .where(Minutes.controller_id == person_id, Minutes.authority_id == organisation_id)
            .values(controller_id=ctx.actor.person_id)
        )
        await pass_own_items(session, organisation_id, person_id, ctx.actor.person_id)
        await revoke_staff_links(session, ctx.now, person_id, organisation_id)
        return (await session.get_one(Person, person_id)).name
