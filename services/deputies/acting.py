"""«И. о.»: somebody stands in for the director until a day. Appointed by the official, or asked for by the deputy."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import JoinRequest, Membership, NoticeKind, Organisation
from domain.access import check_execute, may_control
from domain.audit import AuditAction
from domain.errors import NotAllowed, NotFound, WrongInput, WrongState
from domain.people import CONTROLLING, Role
from services.audit import record
from services.context import Context
from services.deputies.acting_ends import end_acting, open_memberships, roles_of
from services.deputies.acting_news import tell_acting
from services.deputies.deputies import Acting, Staff, acting_now, issue_for_deputy, load_staff
from services.outbox import accounts_of, notify
from services.people.invitations import NewInvitation
from services.people.officials import Member, members
from services.tree import controlled, local_day, one_at_a_time, staffed_authority

#: Nobody acts for longer without a new decision.
LONGEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Candidates:
    """Whom the official may let act for the director."""

    organisation_id: int
    organisation: str
    people: tuple[Member, ...]
    acting: tuple[Acting, ...]
    today: date


async def candidates(ctx: Context, organisation_id: int) -> Candidates:
    """«Назначить и. о.» on the card of an organisation. Raises NotAllowed unless the actor controls it."""
    async with ctx.db.read() as session:
        return await _candidates(session, ctx, await controlled(session, ctx.actor, organisation_id))


async def _candidates(session: AsyncSession, ctx: Context, organisation: Organisation) -> Candidates:
    people = await members(session, organisation.id, ctx.actor)
    return Candidates(
        organisation.id,
        organisation.short_name,
        tuple(member for member in people if Role.DEPUTY in member.roles),
        tuple(await acting_now(session, organisation, ctx.now)),
        await local_day(session, organisation.path, ctx.now),
    )


async def invite_deputy(ctx: Context, organisation_id: int) -> NewInvitation:
    """A deputy's link made by the official, where there is nobody to appoint yet. Raises NotAllowed."""
    async with ctx.db.write() as session:
        await controlled(session, ctx.actor, organisation_id)
        return await issue_for_deputy(session, ctx, organisation_id)


async def appoint(ctx: Context, organisation_id: int, person_id: int, until: date) -> Candidates:
    """The official lets a deputy act for the director through `until`; a second time sets another day.

    Raises NotAllowed, NotFound("member_gone"), WrongInput("date_past" or "acting_too_long").
    """
    async with ctx.db.write() as session:
        await one_at_a_time(session)
        organisation = await controlled(session, ctx.actor, organisation_id)
        await give(session, ctx, organisation, person_id, until)
        return await _candidates(session, ctx, organisation)


async def give(session: AsyncSession, ctx: Context, organisation: Organisation, person_id: int, until: date) -> None:
    """Part of a transaction that has checked the rights. Raises as `appoint`. One person acts at a time."""
    _check_day(until, await local_day(session, organisation.path, ctx.now))
    roles = await roles_of(session, organisation.id, person_id)
    if Role.DEPUTY not in roles and Role.ACTING not in roles:
        raise NotFound("member_gone")
    for other in await open_memberships(session, organisation.id):
        if other.person_id != person_id:
            await end_acting(session, ctx.now, other, ctx.actor.person_id)
    membership = roles.get(Role.ACTING)
    was = membership.ends_on if membership else None
    if membership is None:
        membership = Membership(
            person_id=person_id, organisation_id=organisation.id, role=Role.ACTING, created_at=ctx.now
        )
        session.add(membership)
    elif was == until:
        return
    membership.ends_on = until
    await session.flush()
    record(
        session,
        ctx,
        AuditAction.ACTING_SET,
        "organisation",
        organisation.id,
        from_state=was.isoformat() if was else "",
        to_state=until.isoformat(),
        member=person_id,
    )
    await tell_acting(session, ctx.now, NoticeKind.ACTING_SET, membership, key=until.isoformat())


def _check_day(until: date, today: date) -> None:
    if until < today:
        raise WrongInput("date_past")
    if until > today + LONGEST:
        raise WrongInput("acting_too_long")


async def ask(ctx: Context, organisation_id: int, until: date) -> Staff:
    """«Я исполняю обязанности»: the deputy asks, an official confirms.

    Raises NotAllowed, WrongState("already_asked" while a request waits), WrongInput as `appoint`.
    """
    check_execute(ctx.actor, organisation_id)
    if not any(m.organisation_id == organisation_id and m.role is Role.DEPUTY for m in ctx.actor.memberships):
        raise NotAllowed
    async with ctx.db.write() as session:
        await one_at_a_time(session)
        organisation = await session.get_one(Organisation, organisation_id)
        _check_day(until, await local_day(session, organisation.path, ctx.now))
        if (await load_staff(session, ctx, organisation_id)).asked_until is not None:
            raise WrongState("already_asked")
        authority_id = await staffed_authority(session, organisation.path)
        request = JoinRequest(
            authority_id=authority_id,
            organisation_id=organisation_id,
            person_id=ctx.actor.person_id,
            says_director=False,
            acting_until=until,
            created_at=ctx.now,
        )
        session.add(request)
        await session.flush()
        record(
            session,
            ctx,
            AuditAction.ACTING_ASKED,
            "organisation",
            organisation_id,
            to_state=until.isoformat(),
            request=request.id,
        )
        officials = await accounts_of(session, authority_id, CONTROLLING)
        await notify(session, ctx.now, NoticeKind.JOIN_REQUEST, officials, key=str(request.id), subject_id=request.id)
        return await load_staff(session, ctx, organisation_id)


async def today(ctx: Context, organisation_id: int) -> date:
    """Which day it is there, for whoever answers for the organisation or controls it. Raises NotAllowed."""
    async with ctx.db.read() as session:
        organisation = await session.get(Organisation, organisation_id)
        if organisation is None:
            raise NotAllowed
        if not may_control(ctx.actor, organisation.path):
            check_execute(ctx.actor, organisation_id)
        return await local_day(session, organisation.path, ctx.now)
