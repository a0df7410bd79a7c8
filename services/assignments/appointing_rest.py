"""«Назначить остальные»: all own items of an authority that have no employee go to one in a single step."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.engine import Database
from db.models import Account, Assignment, Minutes, NoticeKind
from db.outbox import DueNotice
from domain.audit import AuditAction
from domain.errors import NotAllowed, WrongInput, WrongState
from domain.lifecycle import OWING
from domain.people import CONTROLLING
from services.assignments.appointing import Appointed, Employee, find_employees, staff
from services.assignments.own_items import is_own
from services.audit import record_change
from services.context import Context
from services.facts import AssignmentFacts, assignments_query, load_assignments
from services.outbox import accounts_of_person, notify


@dataclass(frozen=True, slots=True)
class Rest:
    """Items that nobody has been appointed for, and who may be; `only`: of this protocol."""

    items: tuple[AssignmentFacts, ...]
    people: tuple[Employee, ...]
    only: int


@dataclass(frozen=True, slots=True)
class AppointedSeveral:
    """A notice to an employee: several items are theirs now."""

    items: tuple[AssignmentFacts, ...]
    today: date


async def rest(ctx: Context, only: int = 0) -> Rest:
    """What is left to appoint somebody for. Raises NotAllowed for whoever controls no authority."""
    async with ctx.db.read() as session:
        items = await load_assignments(session, assignments_query().where(_free(ctx, only)).order_by(Assignment.id))
        people = await find_employees(session, {item.authority.id for item in items})
    return Rest(tuple(items), people, only)


async def appoint_rest(ctx: Context, person_id: int, only: int = 0) -> int:
    """Give all of them to one employee, who is told once; returns how many. A second tap finds none.

    Raises NotAllowed, WrongInput("not_an_employee"), WrongState("all_appointed").
    """
    async with ctx.db.write() as session:
        query = select(Assignment).join(Minutes, Minutes.id == Assignment.minutes_id).where(_free(ctx, only))
        free = (await session.scalars(query.order_by(Assignment.id))).all()
        if not free:
            raise WrongState("all_appointed")
        own = [each for each in free if person_id in await _staff(session, each.authority_id)]
        if not own:
            raise WrongInput("not_an_employee")
        for assignment in own:
            assignment.assignee_id = person_id
            record_change(
                session, ctx, assignment, AuditAction.APPOINTED, assignment.state, person=person_id, before=None
            )
        if person_id != ctx.actor.person_id:
            await _tell(session, ctx, person_id, own)
        return len(own)


def _free(ctx: Context, only: int) -> ColumnElement[bool]:
    authorities = ctx.actor.organisations(CONTROLLING)
    if not authorities:
        raise NotAllowed
    free = and_(
        is_own(),
        Assignment.organisation_id.in_(authorities),
        Assignment.assignee_id.is_(None),
        Assignment.state.in_(OWING),
    )
    return and_(free, Assignment.minutes_id == only) if only else free


async def _staff(session: AsyncSession, authority_id: int) -> set[int]:
    return set(await session.scalars(staff([authority_id])))


async def _tell(session: AsyncSession, ctx: Context, person_id: int, items: list[Assignment]) -> None:
    ids = [each.id for each in items]
    await notify(
        session,
        ctx.now,
        NoticeKind.OWN_ITEMS,
        await accounts_of_person(session, person_id),
        key=f"{ids[0]}:{len(ids)}:{ctx.now.isoformat()}",
        ids=ids,
    )


async def appointed_several(db: Database, notice: DueNotice, now: datetime) -> Appointed | AppointedSeveral | None:
    """Facts of the notice: those that are still theirs to do; none when there is none."""
    async with db.read() as session:
        account = await session.get_one(Account, notice.account_id)
        query = assignments_query().where(
            Assignment.id.in_(notice.facts["ids"]),
            Assignment.assignee_id == account.person_id,
            Assignment.state.in_(OWING),
        )
        items = tuple(await load_assignments(session, query.order_by(Assignment.due_date.nulls_last(), Assignment.id)))
    if not items:
        return None
    today = now.astimezone(ZoneInfo(items[0].authority.timezone)).date()
    return Appointed(items[0], today) if len(items) == 1 else AppointedSeveral(items, today)
