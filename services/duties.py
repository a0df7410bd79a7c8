"""What an official keeps in their hands: the protocols they control and the items assigned to them."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import (
    Assignment,
    Membership,
    Minutes,
    MinutesState,
    Person,
    Report,
    late_on,
)
from domain.errors import NotFound
from domain.lifecycle import FINAL
from domain.people import CONTROLLING
from domain.reports import ReportState
from services.facts import MinutesName, minutes_name


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
        .where(which, Report.state == ReportState.HANDED_IN)
        .group_by(Assignment.minutes_id)
    )
    to_check = dict(waiting.all())
    return tuple(
        Handled(minutes_name(m), m.title, m.state, open_items, overdue, to_check.get(m.id, 0), nearest)
        for m, open_items, overdue, nearest in rows
    )


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
        .where(
            Person.id == person_id,
            Membership.organisation_id == authority_id,
            Membership.role.in_(CONTROLLING),
            Membership.ended_at.is_(None),
        )
        .limit(1)
    )
    if name is None:
        raise NotFound("member_gone")
    return name
