"""«И. о.»: somebody stands in for the director until a day. Appointed by the official, or asked for by the deputy."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.engine import Database
from db.models import Account, JoinRequest, Membership, NoticeKind, Organisation, Person
from db.outbox import DueNotice
from domain.access import check_execute, check_head, may_control
from domain.errors import NotAllowed, NotFound, WrongInput, WrongState
from domain.people import CONTROLLING, Role
from services.audit import record
from services.context import Context
from services.deputies import Acting, Staff, acting_now, issue_for_deputy, load_staff
from services.invitations import NewInvitation
from services.offices import office_of
from services.outbox import accounts_of, accounts_of_person, notify
from services.people import Member, members
from services.recipients import crew_of
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


@dataclass(frozen=True, slots=True)
class ActingNews:
    """Somebody acts for the director, or does no more; `is_me`: the reader is that person."""

    organisation_id: int
    organisation: str
    person_id: int
    name: str
    until: date | None
    is_me: bool
    ended: bool = False


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
    roles = await _roles(session, organisation.id, person_id)
    if Role.DEPUTY not in roles and Role.ACTING not in roles:
        raise NotFound("member_gone")
    for other in await _memberships(session, organisation.id):
        if other.person_id != person_id:
            await _end(session, ctx.now, other, ctx.actor.person_id)
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
        session, ctx.now, ctx.actor.person_id, "acting_set", "organisation", organisation.id,
        from_state=was.isoformat() if was else "", to_state=until.isoformat(), member=person_id,
    )  # fmt: skip
    await _tell(session, ctx.now, NoticeKind.ACTING_SET, membership, key=until.isoformat())


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
            session, ctx.now, ctx.actor.person_id, "acting_asked", "organisation", organisation_id,
            to_state=until.isoformat(), request=request.id,
        )  # fmt: skip
        officials = await accounts_of(session, authority_id, CONTROLLING)
        await notify(session, ctx.now, NoticeKind.JOIN_REQUEST, officials, key=str(request.id), subject_id=request.id)
        return await load_staff(session, ctx, organisation_id)


async def stop(ctx: Context, organisation_id: int, person_id: int) -> str:
    """End it before its day: the official, the director who is back, or the person. Returns who acted.

    Raises NotAllowed, NotFound("member_gone").
    """
    async with ctx.db.write() as session:
        await one_at_a_time(session)
        organisation = await session.get(Organisation, organisation_id)
        if organisation is None:
            raise NotAllowed
        if not may_control(ctx.actor, organisation.path):
            check_head(ctx.actor, organisation_id)
        mine = [each for each in await _memberships(session, organisation_id) if each.person_id == person_id]
        if not mine:
            raise NotFound("member_gone")
        for membership in mine:
            await _end(session, ctx.now, membership, ctx.actor.person_id)
        return (await session.get_one(Person, person_id)).name


async def end_past(db: Database, now: datetime) -> int:
    """End every «и. о.» whose last day is over, whenever that was; how many. Safe to repeat.

    A request that nobody decided before its last day is over too: another one can be made.
    """
    async with db.read() as session:
        stale = await _undecided(session, now)
        rows = await session.execute(
            select(Membership.id, Membership.ends_on, Organisation.path)
            .join(Organisation, Organisation.id == Membership.organisation_id)
            .where(Membership.ends_on < (now + timedelta(days=1)).date(), Membership.ended_at.is_(None))
            .order_by(Membership.id)
        )
        over = [id_ for id_, ends_on, path in rows.all() if ends_on and ends_on < await local_day(session, path, now)]
    if stale:
        async with db.write() as session:
            await session.execute(
                update(JoinRequest)
                .where(JoinRequest.id.in_(stale), JoinRequest.decided_at.is_(None))
                .values(decided_at=now, confirmed=False)
            )
    for id_ in over:
        async with db.write() as session:
            await one_at_a_time(session)
            membership = await session.get_one(Membership, id_)
            if membership.ended_at is None:
                await _end(session, now, membership, None)
    return len(over)


async def _undecided(session: AsyncSession, now: datetime) -> tuple[int, ...]:
    rows = await session.execute(
        select(JoinRequest.id, JoinRequest.acting_until, Organisation.path)
        .join(Organisation, Organisation.id == JoinRequest.organisation_id)
        .where(JoinRequest.acting_until < (now + timedelta(days=1)).date(), JoinRequest.decided_at.is_(None))
        .order_by(JoinRequest.id)
    )
    found = rows.all()
    return tuple([id_ for id_, until, path in found if until and until < await local_day(session, path, now)])


async def _end(session: AsyncSession, now: datetime, membership: Membership, by: int | None) -> None:
    membership.ended_at = now
    until = membership.ends_on
    record(
        session, now, by, "acting_ended", "organisation", membership.organisation_id,
        from_state=until.isoformat() if until else "", member=membership.person_id,
    )  # fmt: skip
    await session.flush()
    office = await office_of(session, membership.organisation_id)
    when = now if by else office.may_send(now, office.directors_at)  # of itself it ends at midnight
    await _tell(session, now, NoticeKind.ACTING_ENDED, membership, key="ended", not_before=when)


async def _tell(
    session: AsyncSession,
    now: datetime,
    kind: NoticeKind,
    membership: Membership,
    *,
    key: str,
    not_before: datetime | None = None,
) -> None:
    """Both the person and the director."""
    directors = await accounts_of(session, membership.organisation_id, (Role.DIRECTOR,))
    await notify(
        session,
        now,
        kind,
        (*await accounts_of_person(session, membership.person_id), *directors),
        key=f"{membership.id}:{key}",
        organisation_id=membership.organisation_id,
        subject_id=membership.id,
        not_before=not_before,
    )


async def _memberships(session: AsyncSession, organisation_id: int) -> Iterable[Membership]:
    query = select(Membership).where(
        Membership.organisation_id == organisation_id, Membership.role == Role.ACTING, Membership.ended_at.is_(None)
    )
    return (await session.scalars(query)).all()


async def _roles(session: AsyncSession, organisation_id: int, person_id: int) -> dict[Role, Membership]:
    query = select(Membership).where(
        Membership.organisation_id == organisation_id,
        Membership.person_id == person_id,
        Membership.ended_at.is_(None),
    )
    return {membership.role: membership for membership in await session.scalars(query)}


async def news(db: Database, notice: DueNotice, _now: datetime) -> ActingNews | None:
    """Facts of ACTING_SET and ACTING_ENDED; none once it is otherwise."""
    ended = notice.kind is NoticeKind.ACTING_ENDED
    async with db.read() as session:
        membership = await session.get(Membership, notice.subject_id)
        if membership is None or (membership.ended_at is not None) is not ended:
            return None
        crew = await crew_of(session, membership.organisation_id)
        account = await session.get_one(Account, notice.account_id)
        if not crew.person_of(notice.account_id):
            return None
        organisation = await session.get_one(Organisation, membership.organisation_id)
        return ActingNews(
            organisation.id,
            organisation.short_name,
            membership.person_id,
            (await session.get_one(Person, membership.person_id)).name,
            membership.ends_on,
            account.person_id == membership.person_id,
            ended,
        )


async def today(ctx: Context, organisation_id: int) -> date:
    """Which day it is there, for whoever answers for the organisation or controls it. Raises NotAllowed."""
    async with ctx.db.read() as session:
        organisation = await session.get(Organisation, organisation_id)
        if organisation is None:
            raise NotAllowed
        if not may_control(ctx.actor, organisation.path):
            check_execute(ctx.actor, organisation_id)
        return await local_day(session, organisation.path, ctx.now)
