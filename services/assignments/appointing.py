"""«Назначить сотрудника»: who of the authority does its own item, by what day, and what they are told."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.engine import Database
from db.models import (
    Account,
    Assignment,
    Authority,
    Membership,
    NoticeKind,
    Person,
)
from db.outbox import DueNotice
from domain.audit import AuditAction
from domain.errors import NotFound, WrongInput, WrongState
from domain.lifecycle import OWING, State
from domain.people import CONTROLLING
from services.assignments.access import controlled
from services.assignments.own_items import OwnCard, load_own_card
from services.audit import record_change
from services.context import Context
from services.facts import AssignmentFacts, load_assignment
from services.outbox import accounts_of_person, notify
from services.tree import holds


@dataclass(frozen=True, slots=True)
class Employee:
    """Somebody who may be appointed."""

    person_id: int
    name: str
    busy_with: int  # open items of theirs


@dataclass(frozen=True, slots=True)
class Appointed:
    """A notice to an employee: an item is theirs now."""

    assignment: AssignmentFacts
    today: date


@dataclass(frozen=True, slots=True)
class Released:
    """A notice to an employee: an item is not theirs any more; `assignment.state` says whether it has ended."""

    assignment: AssignmentFacts


async def employees(ctx: Context, assignment_id: int) -> tuple[Employee, ...]:
    """Who may be appointed: the people of the authority, the least busy first. Raises NotFound, NotAllowed."""
    async with ctx.db.read() as session:
        assignment = await _own(session, ctx, assignment_id)
        return await find_employees(session, [assignment.authority_id])


async def find_employees(session: AsyncSession, authorities: Collection[int]) -> tuple[Employee, ...]:
    """The people of authorities with what they are busy with, the least busy first."""
    busy = (
        select(func.count(Assignment.id))
        .where(
            Assignment.assignee_id == Person.id,
            Assignment.organisation_id == Assignment.authority_id,
            Assignment.state.in_(OWING),
        )
        .correlate(Person)
        .scalar_subquery()
    )
    rows = await session.execute(select(Person.id, Person.name, busy).where(Person.id.in_(staff(authorities))))
    found = [Employee(*row) for row in rows]
    return tuple(sorted(found, key=lambda one: (one.busy_with, one.name)))


def staff(authorities: Collection[int]) -> Select[int]:
    """People who work for any of the authorities."""
    return select(Membership.person_id).where(Membership.organisation_id.in_(tuple(authorities)), holds(CONTROLLING))


async def appoint(ctx: Context, assignment_id: int, version: int, person_id: int) -> OwnCard:
    """«Назначить сотрудника»: the employee is told. Raises NotFound, NotAllowed, Stale, WrongState, WrongInput."""
    async with ctx.db.write() as session:
        assignment = await _own(session, ctx, assignment_id, version)
        if person_id not in set(await session.scalars(staff([assignment.authority_id]))):
            raise WrongInput("not_an_employee")
        before = assignment.assignee_id
        assignment.assignee_id = person_id
        _note(session, ctx, assignment, AuditAction.APPOINTED, person=person_id, before=before)
        if before not in (None, person_id):
            await tell_released(session, ctx, assignment, before)
        await _tell(session, ctx, assignment)
        await session.flush()
        return await load_own_card(session, ctx, assignment_id)


async def set_own_date(ctx: Context, assignment_id: int, version: int | None, due: date | None) -> OwnCard:
    """The date of an item of the authority, or none. Raises as `appoint`, WrongInput("date_past")."""
    async with ctx.db.write() as session:
        assignment = await _own(session, ctx, assignment_id, version)
        authority = await session.get_one(Authority, assignment.authority_id)
        if due is not None and due < ctx.today(authority.timezone):
            raise WrongInput("date_past", date=due)
        before = assignment.due_date
        assignment.due_date = due
        _note(session, ctx, assignment, AuditAction.OWN_DATE_SET, due=str(due or ""), before=str(before or ""))
        await session.flush()
        if due != before:
            await _tell(session, ctx, assignment)
        return await load_own_card(session, ctx, assignment_id)


def _note(session: AsyncSession, ctx: Context, assignment: Assignment, action: AuditAction, **facts: Any) -> None:
    record_change(session, ctx, assignment, action, assignment.state, **facts)


async def _tell(session: AsyncSession, ctx: Context, assignment: Assignment) -> None:
    """The employee, unless they have appointed themselves."""
    if assignment.assignee_id is None or assignment.assignee_id == ctx.actor.person_id:
        return
    await notify(
        session,
        ctx.now,
        NoticeKind.OWN_ITEM,
        await accounts_of_person(session, assignment.assignee_id),
        key=f"{assignment.id}:{assignment.version}:{ctx.now.isoformat()}",
        minutes_id=assignment.minutes_id,
        subject_id=assignment.id,
    )


async def tell_released(session: AsyncSession, ctx: Context, assignment: Assignment, person_id: int) -> None:
    """The employee whose item it was, unless they have given it away themselves."""
    if person_id == ctx.actor.person_id:
        return
    await notify(
        session,
        ctx.now,
        NoticeKind.OWN_GONE,
        await accounts_of_person(session, person_id),
        key=f"{assignment.id}:{person_id}:{ctx.now.isoformat()}",
        minutes_id=assignment.minutes_id,
        subject_id=assignment.id,
    )


async def tell_changed(session: AsyncSession, ctx: Context, decisions: Iterable[int]) -> None:
    """Part of a correction: the employees whose items it concerns read them anew, or that they have ended."""
    rows = await session.scalars(
        select(Assignment).where(
            Assignment.decision_id.in_(tuple(decisions)),
            Assignment.organisation_id == Assignment.authority_id,
            Assignment.assignee_id.is_not(None),
        )
    )
    for assignment in rows.all():
        if assignment.state in OWING:
            await _tell(session, ctx, assignment)
        elif assignment.state is State.CANCELLED:
            await tell_released(session, ctx, assignment, assignment.assignee_id or 0)


async def _own(session: AsyncSession, ctx: Context, assignment_id: int, version: int | None = None) -> Assignment:
    assignment = await controlled(session, ctx, assignment_id, version)
    if assignment.organisation_id != assignment.authority_id:
        raise NotFound("item_not_found")
    if assignment.state not in OWING:
        raise WrongState(f"already_{assignment.state}")
    return assignment


async def appointed(db: Database, notice: DueNotice, now: datetime) -> Appointed | None:
    """Facts of the notice; none once another employee has the item or it is done."""
    async with db.read() as session:
        account = await session.get_one(Account, notice.account_id)
        if notice.subject_id is None:
            return None
        row = await load_assignment(session, notice.subject_id)
        if row.assignee_id != account.person_id or row.state not in OWING:
            return None
        return Appointed(row, now.astimezone(ZoneInfo(row.authority.timezone)).date())


async def released(db: Database, notice: DueNotice, _now: datetime) -> Released | None:
    """Facts of the notice; none when the item has come back to them, or they had ended it."""
    async with db.read() as session:
        account = await session.get_one(Account, notice.account_id)
        if notice.subject_id is None:
            return None
        row = await load_assignment(session, notice.subject_id)
        theirs = row.assignee_id == account.person_id and row.state is not State.CANCELLED
        return None if theirs else Released(row)
