"""What somebody sees first: who they are here, what waits for them, how far a new authority has come."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Authority, Invitation, JoinRequest, Membership, Minutes, Organisation
from domain.access import administered_root
from domain.people import EXECUTING, READING, Role
from domain.registry.defaults import NAMELESS_AUTHORITY
from services.assignments.waiting_requests import WaitingRequests, count_waiting_requests
from services.context import Context
from services.joining.join_requests import count_waiting
from services.organisations.settings import own_place
from services.tree import holds, under


@dataclass(frozen=True, slots=True)
class Home:
    """Who the actor is here. A stranger has nothing but, perhaps, requests that wait for an official."""

    name: str
    authority: str
    roles: tuple[Role, ...]  # in the authority
    represents: tuple[str, ...]
    asked_for: tuple[str, ...]
    join_requests: int  # of others, waiting for the actor
    backs_up: bool = False  # may make a backup of everything
    requests: WaitingRequests = WaitingRequests()  # what organisations ask for, to be decided by the actor

    @property
    def controls(self) -> bool:
        return Role.OFFICIAL in self.roles or Role.ADMIN in self.roles


@dataclass(frozen=True, slots=True)
class FirstDay:
    """What is done of the first steps of an authority."""

    authority: str
    is_named: bool
    organisations: int
    is_inviting: bool  # a link for directors exists, or one of them is in
    has_minutes: bool
    is_mine: bool  # the actor is its admin

    @property
    def over(self) -> bool:
        return self.is_named and self.organisations > 0 and self.is_inviting and self.has_minutes


async def home(ctx: Context) -> Home:
    """Everything the menu shows, for anybody."""
    actor = ctx.actor
    places = actor.organisations(READING)
    own = actor.organisations(EXECUTING)
    joining = await count_waiting(ctx)
    asked = await count_waiting_requests(ctx)
    async with ctx.db.read() as session:
        authority = await session.get(Authority, places[0]) if places else None
        represents = await session.scalars(
            select(Organisation.short_name).where(Organisation.id.in_(own)).order_by(Organisation.id)
        )
        asked_for = await session.scalars(
            select(Organisation.short_name)
            .join(JoinRequest, JoinRequest.organisation_id == Organisation.id)
            .where(JoinRequest.person_id == actor.person_id, JoinRequest.decided_at.is_(None))
            .order_by(JoinRequest.id)
        )
        return Home(
            name=actor.name,
            authority=authority.letter_name if authority else "",
            roles=tuple(m.role for m in actor.memberships if m.organisation_id in places[:1] and m.role in READING),
            represents=tuple(represents),
            asked_for=tuple(asked_for),
            join_requests=joining,
            backs_up=administered_root(actor) is not None,
            requests=asked,
        )


async def first_day(ctx: Context) -> FirstDay:
    """How far the actor's authority has come. Raises NotAllowed unless the actor works for one."""
    place = own_place(ctx)
    async with ctx.db.read() as session:
        authority = await session.get_one(Authority, place)
        path = (await session.get_one(Organisation, place)).path
        below = under([path]) & (Organisation.id != place) & Organisation.active
        minutes = select(Minutes.id).where(Minutes.authority_id == place).limit(1)
        return FirstDay(
            authority=authority.letter_name,
            is_named=authority.letter_name != NAMELESS_AUTHORITY,
            organisations=await session.scalar(select(func.count()).where(below)) or 0,
            is_inviting=await _is_inviting(session, place, path),
            has_minutes=await session.scalar(minutes) is not None,
            is_mine=place in ctx.actor.organisations(frozenset({Role.ADMIN})),
        )


async def _is_inviting(session: AsyncSession, authority_id: int, path: str) -> bool:
    link = select(Invitation.id).where(Invitation.authority_id == authority_id, Invitation.role == Role.DIRECTOR)
    member = (
        select(Membership.id)
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .where(under([path]), holds(EXECUTING))
    )
    found = [await session.scalar(query.limit(1)) for query in (link, member)]
    return any(each is not None for each in found)
