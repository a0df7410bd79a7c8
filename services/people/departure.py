"""«Передать дела»: drafts, protocols, queue and digest of an official pass to a successor in one transaction."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.engine import Database
from db.models import (
    Account,
    Authority,
    Membership,
    Minutes,
    MinutesState,
    NoticeKind,
    Person,
)
from db.outbox import DueNotice
from domain.access import own_authority
from domain.audit import AuditAction
from domain.errors import NotAllowed, NotFound, WrongState
from domain.people import CONTROLLING, Role
from services.audit import record
from services.context import Context
from services.outbox import accounts_of_person, notify
from services.people.duties import (
    Handled,
    count_own_items,
    end_roles,
    official_name,
    pass_own_items,
    protocols_of,
    protocols_where,
    revoke_staff_links,
)
from services.people.officials import members
from services.tree import holds, one_at_a_time


@dataclass(frozen=True, slots=True)
class Successor:
    person_id: int
    name: str


@dataclass(frozen=True, slots=True)
class Departure:
    """What would pass from one official to another, and who could take it."""

    person_id: int
    name: str
    is_me: bool
    rows: tuple[Handled, ...]
    own_items: int  # of the authority, assigned to the person
    successors: tuple[Successor, ...]
    may_cut: bool  # the last admin stays

    @property
    def drafts(self) -> int:
        return sum(row.state is not MinutesState.SENT for row in self.rows)


@dataclass(frozen=True, slots=True)
class Passed:
    """It is done: the paper list for both. `to_me`: the reader is the successor."""

    authority: str
    name: str
    successor: str
    day: date
    rows: tuple[Handled, ...]
    own_items: int
    cut: bool
    to_me: bool = False


async def departure(ctx: Context, person_id: int = 0) -> Departure:
    """What the actor, or for an admin somebody of the authority, would hand over. Raises NotAllowed, NotFound."""
    authority_id, person_id = own_authority(ctx.actor), person_id or ctx.actor.person_id
    async with ctx.db.read() as session:
        name = await _name(session, ctx, authority_id, person_id)
        today = await _today(session, ctx.now, authority_id)
        people = await members(session, authority_id, ctx.actor)
        return Departure(
            person_id=person_id,
            name=name,
            is_me=person_id == ctx.actor.person_id,
            rows=await protocols_of(session, authority_id, person_id, today),
            own_items=await count_own_items(session, authority_id, person_id),
            successors=tuple(
                Successor(member.person_id, member.name)
                for member in people
                if member.person_id != person_id and set(member.roles) & CONTROLLING
            ),
            may_cut=not await _is_last_admin(session, authority_id, person_id),
        )


async def hand(ctx: Context, person_id: int, successor_id: int, *, cut: bool) -> Passed:
    """Everything the person controls passes to the successor; with `cut` the person's access ends at once.

    Raises NotAllowed, NotFound("member_gone"), WrongState("last_admin").
    """
    authority_id, person_id = own_authority(ctx.actor), person_id or ctx.actor.person_id
    async with ctx.db.write() as session:
        await one_at_a_time(session)
        name = await _name(session, ctx, authority_id, person_id)
        successor = await official_name(session, authority_id, successor_id)
        if person_id == successor_id:
            raise NotFound("member_gone")
        if cut and await _is_last_admin(session, authority_id, person_id):
            raise WrongState("last_admin")
        today = await _today(session, ctx.now, authority_id)
        rows = await protocols_of(session, authority_id, person_id, today)
        items = await count_own_items(session, authority_id, person_id)
        await _pass(session, ctx, authority_id, person_id, successor_id)
        if cut:
            await _cut(session, ctx, authority_id, person_id)
        record(
            session,
            ctx,
            AuditAction.DUTIES_HANDED,
            "organisation",
            authority_id,
            member=person_id,
            successor=successor_id,
            minutes=len(rows),
            items=items,
            cut=cut,
        )
        await session.flush()
        authority = await session.get_one(Authority, authority_id)
        passed = Passed(authority.letter_name, name, successor, today, rows, items, cut)
        await _tell(session, ctx, authority_id, person_id, successor_id, passed)
        return passed


async def _pass(session: AsyncSession, ctx: Context, authority_id: int, person_id: int, successor_id: int) -> None:
    moved = await session.scalars(
        update(Minutes)
        .where(
            Minutes.controller_id == person_id,
            Minutes.authority_id == authority_id,
            Minutes.state != MinutesState.DELETED,
        )
        .values(controller_id=successor_id)
        .returning(Minutes.id)
        .execution_options(synchronize_session=False)
    )
    for minutes_id in moved.all():
        record(
            session,
            ctx,
            AuditAction.CONTROLLER_CHANGED,
            "minutes",
            minutes_id,
            member=person_id,
            successor=successor_id,
        )
    await pass_own_items(session, authority_id, person_id, successor_id)


async def _cut(session: AsyncSession, ctx: Context, authority_id: int, person_id: int) -> None:
    await end_roles(session, ctx, person_id, authority_id)
    await revoke_staff_links(session, ctx.now, person_id, authority_id)


async def _tell(
    session: AsyncSession, ctx: Context, authority_id: int, person_id: int, successor_id: int, passed: Passed
) -> None:
    """Both get the list; whoever pressed the button has it already."""
    readers = {person_id, successor_id} - {ctx.actor.person_id}
    for reader in sorted(readers):
        await notify(
            session,
            ctx.now,
            NoticeKind.DUTIES,
            await accounts_of_person(session, reader),
            key=f"{person_id}:{successor_id}:{ctx.now.isoformat()}",
            organisation_id=authority_id,
            subject_id=person_id,
            successor=successor_id,
            day=passed.day.isoformat(),
            minutes=[row.minutes.id for row in passed.rows],
            own_items=passed.own_items,
            cut=passed.cut,
        )


async def duties(db: Database, notice: DueNotice, now: datetime) -> Passed | None:
    """Facts of DUTIES: the list as it stands when it is read."""
    if notice.organisation_id is None:
        return None
    facts = notice.facts
    async with db.read() as session:
        authority = await session.get_one(Authority, notice.organisation_id)
        both = (notice.subject_id or 0, facts["successor"])
        names = dict((await session.execute(select(Person.id, Person.name).where(Person.id.in_(both)))).all())
        reader = await session.scalar(select(Account.person_id).where(Account.id == notice.account_id))
        today = await _today(session, now, authority.organisation_id)
        rows = await protocols_where(session, Minutes.id.in_(facts["minutes"]), today)
        return Passed(
            authority.letter_name,
            names[notice.subject_id or 0],
            names[facts["successor"]],
            date.fromisoformat(facts["day"]),
            rows,
            facts["own_items"],
            facts["cut"],
            to_me=reader == facts["successor"],
        )


async def _name(session: AsyncSession, ctx: Context, authority_id: int, person_id: int) -> str:
    """The name of whoever hands over: the actor, or for an admin an official of the authority."""
    if person_id != ctx.actor.person_id and authority_id not in ctx.actor.organisations(frozenset({Role.ADMIN})):
        raise NotAllowed
    return await official_name(session, authority_id, person_id)


async def _is_last_admin(session: AsyncSession, authority_id: int, person_id: int) -> bool:
    admins = set(
        await session.scalars(
            select(Membership.person_id).where(Membership.organisation_id == authority_id, holds((Role.ADMIN,)))
        )
    )
    return admins == {person_id}


async def _today(session: AsyncSession, now: datetime, authority_id: int) -> date:
    return now.astimezone(ZoneInfo((await session.get_one(Authority, authority_id)).timezone)).date()
