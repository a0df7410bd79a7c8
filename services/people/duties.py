"""What an official keeps in their hands: the protocols they control and the items assigned to them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from db.models import (
    IS_HANDED_IN,
    Assignment,
    Invitation,
    Membership,
    Minutes,
    MinutesState,
    Person,
    Report,
    late_on,
)
from domain.audit import AuditAction
from domain.errors import NotFound
from domain.lifecycle import FINAL
from domain.people import CONTROLLING, READING, Role
from services.audit import record
from services.context import Context
from services.facts import MinutesName, minutes_name
from services.tree import holds


@dataclass(frozen=True, slots=True)
class Handled:
    """One protocol on the paper list: what waits in it."""

    minutes: MinutesName
    title: str
    state: MinutesState
    open: int
    overdue: int
    to_check: int
    nearest: date | None


async def protocols_of(session: AsyncSession, authority_id: int, person_id: int, today: date) -> tuple[Handled, ...]:
    """The protocols a person controls, drafts among them."""
    mine = and_(
        Minutes.controller_id == person_id,
        Minutes.authority_id == authority_id,
        Minutes.state != MinutesState.DELETED,
    )
    return await protocols_where(session, mine, today)


async def protocols_where(session: AsyncSession, which: ColumnElement[bool], today: date) -> tuple[Handled, ...]:
    """Protocols that meet a condition, each with what waits in it."""
    open_ = Assignment.state.not_in(tuple(FINAL))
    rows = await session.execute(
        select(
            Minutes,
            func.count(Assignment.id).filter(open_),
            func.count(Assignment.id).filter(late_on(today)),
            func.min(Assignment.control_date).filter(open_, Assignment.control_date >= today),
        )
        .outerjoin(Assignment, Assignment.minutes_id == Minutes.id)
        .where(which)
        .group_by(Minutes.id)
        .order_by(Minutes.id)
    )
    waiting = await session.execute(
        select(Assignment.minutes_id, func.count(Report.id))
        .join(Report, Report.assignment_id == Assignment.id)
        .join(Minutes, Minutes.id == Assignment.minutes_id)
        .where(which, IS_HANDED_IN)
        .group_by(Assignment.minutes_id)
    )
    to_check = dict(waiting.all())
    return tuple(
        Handled(minutes_name(m), m.title, m.state, open_items, overdue, to_check.get(m.id, 0), nearest)
        for m, open_items, overdue, nearest in rows
    )


async def pass_own_items(session: AsyncSession, authority_id: int, person_id: int, successor_id: int) -> None:
    """Part of a transaction: open items of the authority go to somebody who is still there."""
    await session.execute(
        update(Assignment)
        .where(
            Assignment.assignee_id == person_id,
            Assignment.authority_id == authority_id,
            Assignment.state.not_in(tuple(FINAL)),
        )
        .values(assignee_id=successor_id)
        .execution_options(synchronize_session=False)
    )


async def revoke_staff_links(session: AsyncSession, now: datetime, person_id: int, authority_id: int) -> None:
    """Part of a transaction: whoever loses access does not come back by a link they made for an employee."""
    await session.execute(
        update(Invitation)
        .where(
            Invitation.created_by == person_id,
            Invitation.authority_id == authority_id,
            Invitation.role.in_(READING),
            Invitation.used_at.is_(None),
            Invitation.revoked_at.is_(None),
        )
        .values(revoked_at=now)
        .execution_options(synchronize_session=False)
    )


async def end_roles(
    session: AsyncSession, ctx: Context, person_id: int, organisation_id: int, roles: Iterable[Role] | None = None
) -> None:
    """Part of a transaction: a person's access to an organisation ends at once; what hung on it is the caller's.

    `roles`: only these. Raises NotFound("member_gone") for somebody without any.
    """
    ended = await session.scalars(
        update(Membership)
        .where(Membership.person_id == person_id, Membership.organisation_id == organisation_id, holds(roles))
        .values(ended_at=ctx.now)
        .returning(Membership.role)
    )
    states = "+".join(sorted(ended))
    if not states:
        raise NotFound("member_gone")
    record(session, ctx, AuditAction.REMOVED, "organisation", organisation_id, from_state=states, member=person_id)


def theirs_to_control(person_id: int | None) -> ColumnElement[bool]:
    """Condition on minutes of a person's authorities: their own, and those whose controller has left the authority."""
    controller = aliased(Membership)
    stays = exists().where(
        controller.person_id == Minutes.controller_id,
        controller.organisation_id == Minutes.authority_id,
        holds(CONTROLLING, controller),
    )
    return or_(Minutes.controller_id == person_id, ~stays)


async def count_own_items(session: AsyncSession, authority_id: int, person_id: int) -> int:
    """Open items of the authority itself that a person is assigned to."""
    query = select(func.count(Assignment.id)).where(
        Assignment.assignee_id == person_id,
        Assignment.authority_id == authority_id,
        Assignment.state.not_in(tuple(FINAL)),
    )
    return await session.scalar(query) or 0


async def official_name(session: AsyncSession, authority_id: int, person_id: int) -> str:
    """The name of an official of the authority. Raises NotFound("member_gone")."""
    name = await session.scalar(
        select(Person.name)
        .join(Membership, Membership.person_id == Person.id)
        .where(Person.id == person_id, Membership.organisation_id == authority_id, holds(CONTROLLING))
        .limit(1)
    )
    if name is None:
        raise NotFound("member_gone")
    return name
