"""How an «и. о.» ends: before its day, on it, or undecided."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import JoinRequest, Membership, NoticeKind, Organisation, Person
from domain.access import check_head, may_control
from domain.audit import AuditAction
from domain.errors import NotAllowed, NotFound
from domain.people import Role
from services.audit import record_at
from services.context import Context
from services.deputies.acting_news import tell_acting
from services.offices import Minute, office_of, office_over
from services.tree import holds, one_at_a_time


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
        mine = [each for each in await open_memberships(session, organisation_id) if each.person_id == person_id]
        if not mine:
            raise NotFound("member_gone")
        for membership in mine:
            await end_acting(session, ctx.now, membership, ctx.actor.person_id)
        return (await session.get_one(Person, person_id)).name


async def end_past(minute: Minute) -> int:
    """End every «и. о.» whose last day is over, whenever that was; how many. Safe to repeat.

    A request that nobody decided before its last day is over too: another one can be made.
    """
    db, now = minute.db, minute.now
    async with db.read() as session:
        stale = await _undecided(session, minute)
        rows = await session.execute(
            select(Membership.id, Membership.ends_on, Organisation.path)
            .join(Organisation, Organisation.id == Membership.organisation_id)
            .where(Membership.ends_on < (now + timedelta(days=1)).date(), holds())
            .order_by(Membership.ends_on, Membership.id)
        )
        over = [id_ for id_, ends_on, path in rows if ends_on and ends_on < _today(minute, path)]
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
                await end_acting(session, now, membership, None)
    return len(over)


def _today(minute: Minute, path: str) -> date:
    office = office_over(minute.offices, path)
    return office.today(minute.now) if office else minute.now.date()


async def _undecided(session: AsyncSession, minute: Minute) -> tuple[int, ...]:
    tomorrow = (minute.now + timedelta(days=1)).date()
    rows = await session.execute(
        select(JoinRequest.id, JoinRequest.acting_until, Organisation.path)
        .join(Organisation, Organisation.id == JoinRequest.organisation_id)
        .where(JoinRequest.acting_until < tomorrow, JoinRequest.decided_at.is_(None))
        .order_by(JoinRequest.acting_until, JoinRequest.id)
    )
    return tuple(id_ for id_, until, path in rows if until and until < _today(minute, path))


async def end_acting(session: AsyncSession, now: datetime, membership: Membership, by: int | None) -> None:
    """Part of a transaction: it is over; `by` nobody when its day has come. Whoever acted is told."""
    membership.ended_at = now
    until = membership.ends_on
    record_at(
        session,
        now,
        by,
        AuditAction.ACTING_ENDED,
        "organisation",
        membership.organisation_id,
        from_state=until.isoformat() if until else "",
        member=membership.person_id,
    )
    await session.flush()
    office = await office_of(session, membership.organisation_id)
    when = now if by else office.may_send(now, office.directors_at)  # of itself it ends at midnight
    await tell_acting(session, now, NoticeKind.ACTING_ENDED, membership, key="ended", not_before=when)


async def open_memberships(session: AsyncSession, organisation_id: int) -> Iterable[Membership]:
    """Memberships of those who act for the director of an organisation now."""
    query = select(Membership).where(Membership.organisation_id == organisation_id, holds((Role.ACTING,)))
    return (await session.scalars(query)).all()


async def roles_of(session: AsyncSession, organisation_id: int, person_id: int) -> dict[Role, Membership]:
    """A person's memberships in an organisation now, by role."""
    query = select(Membership).where(
        Membership.organisation_id == organisation_id, Membership.person_id == person_id, holds()
    )
    return {membership.role: membership for membership in await session.scalars(query)}
