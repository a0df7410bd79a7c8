"""`/deputy`: who helps to answer for an organisation, and who leads."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.engine import Database
from db.models import Handover, JoinRequest, Membership, NoticeKind, Organisation, Person
from db.outbox import DueNotice
from domain.access import check_execute, check_head, may_head
from domain.audit import AuditAction
from domain.errors import NotAllowed, NotFound, WrongState
from domain.people import EXECUTING, HEADING, Lead, Role
from services.audit import record
from services.context import Context
from services.outbox import accounts_of_person, notify
from services.people.duties import end_roles
from services.people.invitations import NewInvitation, issue
from services.people.officials import Member, members
from services.recipients import crew_of
from services.tree import authority_over, holds, local_day, one_at_a_time


@dataclass(frozen=True, slots=True)
class Acting:
    """Who acts for the director, through which day."""

    person_id: int
    name: str
    until: date | None


@dataclass(frozen=True, slots=True)
class Staff:
    """The people of one organisation as one of them sees them; `others`: further organisations of the actor."""

    organisation_id: int
    organisation: str
    lead: Lead
    directors: tuple[Member, ...]
    deputies: tuple[Member, ...]
    acting: tuple[Acting, ...]
    is_head: bool
    is_director: bool
    is_acting: bool
    asked_until: date | None  # the actor has asked to act for the director
    others: tuple[tuple[int, str], ...] = ()

    @property
    def has_deputy(self) -> bool:
        """Whether a deputy could lead now."""
        return any(member.reachable for member in self.deputies)


async def staff(ctx: Context, organisation_id: int = 0) -> Staff:
    """People of an organisation of the actor (0: the first). Raises NotAllowed for everybody else."""
    own = ctx.actor.organisations(EXECUTING)
    if not own:
        raise NotAllowed
    heading = ctx.actor.organisations(HEADING)
    organisation_id = organisation_id or (heading or own)[0]
    check_execute(ctx.actor, organisation_id)
    async with ctx.db.read() as session:
        return await load_staff(session, ctx, organisation_id)


async def load_staff(session: AsyncSession, ctx: Context, organisation_id: int) -> Staff:
    """The same inside a transaction that has checked the rights."""
    actor = ctx.actor
    organisation = await session.get_one(Organisation, organisation_id)
    people = await members(session, organisation_id, actor)
    own = actor.organisations(EXECUTING)
    names = select(Organisation.id, Organisation.short_name).where(Organisation.id.in_(own)).order_by(Organisation.id)
    others = [(id_, name) for id_, name in await session.execute(names) if id_ != organisation_id]
    asked = await session.scalar(
        select(JoinRequest.acting_until).where(
            JoinRequest.person_id == actor.person_id,
            JoinRequest.organisation_id == organisation_id,
            JoinRequest.decided_at.is_(None),
            JoinRequest.acting_until >= await local_day(session, organisation.path, ctx.now),
        )
    )
    acting = tuple(await acting_now(session, organisation, ctx.now))
    return Staff(
        organisation_id=organisation_id,
        organisation=organisation.short_name,
        lead=organisation.lead,
        directors=tuple(member for member in people if Role.DIRECTOR in member.roles),
        deputies=tuple(member for member in people if Role.DEPUTY in member.roles),
        acting=acting,
        is_head=may_head(actor, organisation_id),
        is_director=any(m.organisation_id == organisation_id and m.role is Role.DIRECTOR for m in actor.memberships),
        is_acting=any(each.person_id == actor.person_id for each in acting),
        asked_until=asked,
        others=tuple(others),
    )


async def acting_now(session: AsyncSession, organisation: Organisation, now: datetime) -> list[Acting]:
    """Who acts for the director of an organisation, whether or not the tick has ended what is over."""
    today = await local_day(session, organisation.path, now)
    rows = await session.execute(
        select(Membership.person_id, Person.name, Membership.ends_on)
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.organisation_id == organisation.id, holds((Role.ACTING,)))
        .order_by(Membership.id)
    )
    return [Acting(*row) for row in rows if row.ends_on is None or row.ends_on >= today]


async def invite_deputy(ctx: Context, organisation_id: int) -> NewInvitation:
    """«Пригласить заместителя»: a one-time link; who comes by it needs no confirmation. Raises NotAllowed."""
    check_head(ctx.actor, organisation_id)
    async with ctx.db.write() as session:
        return await issue_for_deputy(session, ctx, organisation_id)


async def issue_for_deputy(session: AsyncSession, ctx: Context, organisation_id: int) -> NewInvitation:
    """Part of a transaction that has checked the rights."""
    organisation = await session.get_one(Organisation, organisation_id)
    authority = await authority_over(session, organisation.path)
    return await issue(
        session, ctx, authority.organisation_id, Role.DEPUTY, organisation_id, named=organisation.short_name
    )


async def set_lead(ctx: Context, organisation_id: int, lead: Lead) -> Staff:
    """«Кто ведёт». Raises NotAllowed, WrongState("no_deputy") when a deputy is to lead and there is none."""
    check_head(ctx.actor, organisation_id)
    async with ctx.db.write() as session:
        organisation = await session.get_one(Organisation, organisation_id)
        before = await load_staff(session, ctx, organisation_id)
        if lead is Lead.DEPUTY and not before.deputies:
            raise WrongState("no_deputy")
        if organisation.lead is not lead:
            was, organisation.lead = organisation.lead, lead
            record(session, ctx, AuditAction.LEAD_SET, "organisation", organisation_id, from_state=was, to_state=lead)
            await session.flush()
        return await load_staff(session, ctx, organisation_id)


async def drop_deputy(ctx: Context, organisation_id: int, person_id: int) -> Staff:
    """«Отключить»: the deputy's access ends at once; they are told. Raises NotAllowed, NotFound("member_gone")."""
    check_head(ctx.actor, organisation_id)
    if person_id == ctx.actor.person_id:
        raise WrongState("cannot_remove_self")
    async with ctx.db.write() as session:
        await one_at_a_time(session)
        await end_roles(session, ctx, person_id, organisation_id, (Role.DEPUTY, Role.ACTING))
        await session.execute(
            delete(Handover).where(Handover.organisation_id == organisation_id, Handover.person_id == person_id)
        )
        accounts = await accounts_of_person(session, person_id)
        key = f"{organisation_id}:{ctx.now.isoformat()}"
        await notify(session, ctx.now, NoticeKind.CUT_OFF, accounts, key=key, organisation_id=organisation_id)
        return await load_staff(session, ctx, organisation_id)


# --- a new director confirms the deputies -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Deputy:
    person_id: int
    name: str


@dataclass(frozen=True, slots=True)
class ToConfirm:
    """Deputies whom a new director has not yet kept or cut off."""

    organisation_id: int
    organisation: str
    deputies: tuple[Deputy, ...]
    kept: tuple[str, ...] = ()


async def keep_deputy(ctx: Context, organisation_id: int, person_id: int) -> ToConfirm:
    """«Оставить». Safe to repeat. Raises NotAllowed, NotFound("member_gone")."""
    check_head(ctx.actor, organisation_id)
    async with ctx.db.write() as session:
        found = await load_staff(session, ctx, organisation_id)
        if not any(member.person_id == person_id for member in found.deputies):
            raise NotFound("member_gone")
        waiting = await unconfirmed(session, organisation_id, ctx.actor.person_id)
        if any(member.person_id == person_id for member in waiting.deputies):
            await session.execute(
                update(Membership)
                .where(*_deputies(organisation_id), Membership.person_id == person_id)
                .values(kept_at=ctx.now)
            )
            record(session, ctx, AuditAction.DEPUTY_KEPT, "organisation", organisation_id, member=person_id)
            await session.flush()
        return await unconfirmed(session, organisation_id, ctx.actor.person_id)


async def unconfirmed(session: AsyncSession, organisation_id: int, person_id: int) -> ToConfirm:
    """Deputies older than the membership of `person_id` as director and not kept since."""
    organisation = await session.get_one(Organisation, organisation_id)
    since = await session.scalar(
        select(Membership.created_at).where(
            Membership.organisation_id == organisation_id, holds((Role.DIRECTOR,)), Membership.person_id == person_id
        )
    )
    if since is None:
        return ToConfirm(organisation_id, organisation.short_name, ())
    rows = await session.execute(
        select(Membership.person_id, Person.name, Membership.kept_at)
        .join(Person, Person.id == Membership.person_id)
        .where(*_deputies(organisation_id), Membership.created_at < since)
        .order_by(Membership.id)
    )
    older = [(Deputy(person, name), kept_at is not None and kept_at >= since) for person, name, kept_at in rows]
    return ToConfirm(
        organisation_id,
        organisation.short_name,
        tuple(deputy for deputy, kept in older if not kept),
        tuple(deputy.name for deputy, kept in older if kept),
    )


def _deputies(organisation_id: int) -> tuple[ColumnElement[bool], ...]:
    return Membership.organisation_id == organisation_id, holds((Role.DEPUTY,))


@dataclass(frozen=True, slots=True)
class CutOff:
    """To a deputy whose access has ended."""

    organisation: str


async def cut_off(db: Database, notice: DueNotice, _now: datetime) -> CutOff | None:
    """Facts of CUT_OFF; none when they are back already."""
    async with db.read() as session:
        if notice.organisation_id is None:
            return None
        crew = await crew_of(session, notice.organisation_id)
        if crew.person_of(notice.account_id):
            return None
        return CutOff((await session.get_one(Organisation, notice.organisation_id)).short_name)


async def deputies_to_confirm(db: Database, notice: DueNotice, _now: datetime) -> ToConfirm | None:
    """Facts of DEPUTIES; none when there is nobody to confirm or the director is another one."""
    async with db.read() as session:
        if notice.organisation_id is None:
            return None
        crew = await crew_of(session, notice.organisation_id)
        found = await unconfirmed(session, notice.organisation_id, crew.person_of(notice.account_id))
    return found if found.deputies else None
