"""«Наши пункты»: what the authority itself has to do by its own minutes; outside the statistics of organisations."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import (
    Account,
    Assignment,
    Authority,
    Minutes,
    MinutesState,
    Person,
)
from domain.access import check_read, may_control
from domain.errors import NotAllowed, NotFound
from domain.lifecycle import OWING, State
from domain.paging import Page, page_of
from domain.people import READING
from services.context import Context
from services.facts import AssignmentFacts, assignments_query, load_assignment, load_assignments
from services.subjects import place_of

PAGE = 8


@dataclass(frozen=True, slots=True)
class OwnItem:
    """One item of the authority; `assignee` is the employee's name, "" while nobody is appointed."""

    assignment: AssignmentFacts
    assignee: str

    @property
    def open(self) -> bool:
        return self.assignment.state in OWING


@dataclass(frozen=True, slots=True)
class OwnList:
    """A page of the items; `only`: of one protocol. Those without an employee come first, the done ones last."""

    items: tuple[OwnItem, ...]
    unassigned: int
    total: int
    only: int
    page: Page
    today: date
    controls: bool


@dataclass(frozen=True, slots=True)
class OwnCard:
    """One item with what the actor may do; `mine`: it is the actor's to do."""

    item: OwnItem
    may_assign: bool
    may_answer: bool
    mine: bool
    today: date


def is_own() -> ColumnElement[bool]:
    """Condition: an item of the authority itself, of minutes that are sent."""
    return and_(Assignment.organisation_id == Assignment.authority_id, Minutes.state == MinutesState.SENT)


async def own_items(ctx: Context, only: int = 0, page: int = 0) -> OwnList:
    """The items of the authorities the actor works for or looks into. Raises NotAllowed for others."""
    authorities = ctx.actor.organisations(READING)
    if not authorities:
        raise NotAllowed
    where = is_own() & Assignment.organisation_id.in_(authorities) & (Assignment.state != State.CANCELLED)
    if only:
        where &= Assignment.minutes_id == only
    free = Assignment.assignee_id.is_(None) & Assignment.state.in_(OWING)
    async with ctx.db.read() as session:
        counts = await session.execute(
            select(func.count(Assignment.id), func.count(Assignment.id).filter(free))
            .join(Minutes, Minutes.id == Assignment.minutes_id)
            .where(where)
        )
        total, unassigned = counts.one()
        here = page_of(total, page, PAGE)
        turn = case((free, 0), (Assignment.state.in_(OWING), 1), else_=2)
        rows = await load_assignments(
            session,
            assignments_query()
            .where(where)
            .order_by(turn, Assignment.due_date.asc().nulls_last(), Assignment.id)
            .offset(here.offset)
            .limit(here.size),
        )
        names = await _names(session, {row.assignee_id for row in rows if row.assignee_id})
        zone = (await session.get_one(Authority, authorities[0])).timezone
    items = tuple(OwnItem(row, names.get(row.assignee_id or 0, "")) for row in rows)
    return OwnList(items, unassigned, total, only, here, ctx.today(zone), ctx.actor.controls)


async def own_card(ctx: Context, assignment_id: int) -> OwnCard:
    """One item. Raises NotFound, NotAllowed."""
    async with ctx.db.read() as session:
        return await load_own_card(session, ctx, assignment_id)


async def load_own_card(session: AsyncSession, ctx: Context, assignment_id: int) -> OwnCard:
    """The same inside a transaction. Raises NotFound, NotAllowed."""
    row = await load_assignment(session, assignment_id)
    path = await place_of(session, row.authority.id)
    check_read(ctx.actor, path)
    if row.organisation_id != row.authority.id:
        raise NotFound("item_not_found")
    names = await _names(session, {row.assignee_id} if row.assignee_id else set())
    item = OwnItem(row, names.get(row.assignee_id or 0, ""))
    may = may_control(ctx.actor, path) and item.open
    mine = row.assignee_id == ctx.actor.person_id
    return OwnCard(item, may, may, mine, ctx.today(row.authority.timezone))


async def _names(session: AsyncSession, people: set[int]) -> dict[int, str]:
    rows = await session.execute(select(Person.id, Person.name).where(Person.id.in_(people)))
    return dict(rows.all())


@dataclass(frozen=True, slots=True)
class OwnDigest:
    """What an official's morning says of the authority's own items."""

    unassigned: int = 0  # of the minutes they control
    asked_today: bool = False  # some of those minutes went out since the last working day
    mine: tuple[AssignmentFacts, ...] = ()  # theirs, due by the end of the week or late, earliest first

    def __bool__(self) -> bool:
        return self.asked_today or bool(self.mine)


async def load_own_digest(session: AsyncSession, account_id: int, horizon: date, since: datetime) -> OwnDigest:
    """Own items for one official: `horizon` the last day shown, `since` the last working day's morning."""
    person = (await session.get_one(Account, account_id)).person_id
    free = is_own() & (Minutes.controller_id == person) & Assignment.assignee_id.is_(None)
    waiting = select(func.count(Assignment.id)).join(Minutes, Minutes.id == Assignment.minutes_id)
    waiting = waiting.where(free, Assignment.state.in_(OWING))
    mine = await load_assignments(
        session,
        assignments_query()
        .where(
            is_own(),
            Assignment.assignee_id == person,
            Assignment.state.in_(OWING),
            Assignment.due_date <= horizon,
        )
        .order_by(Assignment.due_date, Assignment.id),
    )
    return OwnDigest(
        unassigned=await session.scalar(waiting) or 0,
        asked_today=bool(await session.scalar(waiting.where(Minutes.sent_at >= since))),
        mine=mine,
    )
