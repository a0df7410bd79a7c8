"""«Кто просрочил?», computed from dates and states when asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import (
    NOT_WAITING,
    Assignment,
    Minutes,
    Notice,
    NoticeKind,
    NoticeState,
    Organisation,
    OrganisationGroup,
    ReminderStep,
    past_on,
)
from domain.access import may_read
from domain.paging import Page, page_of
from domain.people import READING, OutOfReach, Role
from services.assignments.request_facts import unanswered_since
from services.context import Context
from services.facts import AssignmentFacts, MinutesName, assignments_query, load_assignments, minutes_name
from services.organisations.organisations import search
from services.overview.filters import BY_GROUP, BY_MUNICIPALITY, WITHIN, name_within, within
from services.recipients import out_of_reach
from services.tree import authorities_of

#: Groups (organisations or minutes) on one page of a list.
PAGE = 8
#: Items on one page of a single organisation or protocol.
ITEMS_PAGE = 20
#: Days of reminders named behind an item.
LAST_REMINDERS = 3
BY_ORGANISATION, BY_MINUTES = "o", "m"


@dataclass(frozen=True, slots=True)
class OverdueItem:
    """An overdue assignment with what has been done about it."""

    assignment: AssignmentFacts
    days: int
    reminded: tuple[date, ...]  # days of the last reminders, earliest first
    asked: date | None = None  # since when a question of the organisation waits for an answer


@dataclass(frozen=True, slots=True)
class OverdueGroup:
    """Overdue items of one organisation or of one protocol."""

    id: int
    items: tuple[OverdueItem, ...]


@dataclass(frozen=True, slots=True)
class OverdueList:
    """A page of the list with the totals of the whole."""

    by: str
    only: int
    groups: tuple[OverdueGroup, ...]
    organisations: int
    items: int
    page: Page
    today: date
    out_of_reach: dict[int, OutOfReach]  # organisations that get no message
    controls: bool  # a viewer only looks
    subject: str | MinutesName  # what `only` names; "" for everything
    asking: int = 0  # past their date, but a request for more time waits: not in the list


async def overdue(ctx: Context, *, by: str = BY_ORGANISATION, only: int = 0, page: int = 0) -> OverdueList:
    """Everything overdue in the actor's subtree, or of what `only` is: an organisation, protocol, municipality, group.

    Raises NotAllowed for anybody who may not read there.
    """
    async with ctx.db.read() as session:
        past, today = await _past_its_date(session, ctx, by, only, READING)
        where = and_(past, NOT_WAITING)
        key = Assignment.minutes_id if by == BY_MINUTES else Assignment.organisation_id
        one = only and by not in WITHIN
        groups = (
            await session.scalars(
                select(key).where(where).group_by(key).order_by(func.min(Assignment.control_date), key)
            )
        ).all()
        counts = await session.execute(
            select(
                func.count(Assignment.id).filter(NOT_WAITING),
                func.count(func.distinct(Assignment.organisation_id)).filter(NOT_WAITING),
                func.count(Assignment.id).filter(~NOT_WAITING),
            ).where(past)
        )
        items, organisations, asking = counts.one()
        here = page_of(items, page, ITEMS_PAGE) if one else page_of(len(groups), page, PAGE)
        shown = groups if one else here.cut(groups)
        query = assignments_query().where(where, key.in_(shown)).order_by(Assignment.control_date, Assignment.id)
        if one:
            query = query.offset(here.offset).limit(here.size)
        rows = await load_assignments(session, query)
        reminded = await reminded_days(session, rows)
        unanswered = await unanswered_since(session, tuple(row.id for row in rows))
        found: dict[int, list[OverdueItem]] = {group: [] for group in shown}
        for row in rows:
            group = row.minutes.id if by == BY_MINUTES else row.organisation_id
            days = (today - row.control_date).days if row.control_date else 0
            asked = unanswered.get(row.id)
            asked_on = asked.astimezone(ZoneInfo(row.authority.timezone)).date() if asked else None
            found[group].append(OverdueItem(row, days, reminded.get(row.id, ()), asked_on))
        reach = await out_of_reach(session, {row.organisation_id for row in rows})
        named = await subject(session, ctx, by, only) if only else ""
    return OverdueList(
        by,
        only,
        tuple(OverdueGroup(group, tuple(entries)) for group, entries in found.items()),
        organisations,
        items,
        here,
        today,
        reach,
        ctx.actor.controls,
        named,
        asking,
    )


@dataclass(frozen=True, slots=True)
class Whole:
    """The same list on one sheet."""

    items: tuple[AssignmentFacts, ...]
    today: date


async def whole(ctx: Context, *, by: str = BY_ORGANISATION, only: int = 0) -> Whole:
    """Everything overdue, without pages, organisation by organisation. Raises NotAllowed."""
    async with ctx.db.read() as session:
        where, today = await overdue_condition(session, ctx, by, only)
        order = (Organisation.short_name, Assignment.organisation_id, Assignment.control_date, Assignment.id)
        return Whole(await load_assignments(session, assignments_query().where(where).order_by(*order)), today)


async def subject(session: AsyncSession, ctx: Context, by: str, only: int) -> str | MinutesName:
    """The name of what was asked about, where the actor may read it."""
    if by in WITHIN:
        return await _name_within(session, ctx, by, only)
    minutes = await session.get(Minutes, only) if by == BY_MINUTES else None
    place = only if by == BY_ORGANISATION else minutes.authority_id if minutes else 0
    organisation = await session.get(Organisation, place)
    if organisation is None or not may_read(ctx.actor, organisation.path):
        return ""
    return minutes_name(minutes) if minutes else organisation.short_name


async def _name_within(session: AsyncSession, ctx: Context, by: str, only: int) -> str:
    group = await session.get(OrganisationGroup, only) if by == BY_GROUP else None
    place = await session.get(Organisation, group.authority_id if group else only if by == BY_MUNICIPALITY else 0)
    readable = place is not None and may_read(ctx.actor, place.path)
    return await name_within(session, by, only) if readable else ""


async def overdue_condition(
    session: AsyncSession, ctx: Context, by: str, only: int, roles: frozenset[Role] = READING
) -> tuple[ColumnElement[bool], date]:
    """The condition «overdue where the actor has one of the roles» and the day it is computed for."""
    past, today = await _past_its_date(session, ctx, by, only, roles)
    return and_(past, NOT_WAITING), today


async def _past_its_date(
    session: AsyncSession, ctx: Context, by: str, only: int, roles: frozenset[Role]
) -> tuple[ColumnElement[bool], date]:
    """The same with what is not late only because a request for more time waits for a decision."""
    authorities, zone = await authorities_of(session, ctx, roles)
    today = ctx.today(zone)
    where = and_(Assignment.authority_id.in_(authorities), past_on(today))
    if only and by in WITHIN:
        return and_(where, await within(session, by, only)), today
    if only:
        column = Assignment.organisation_id if by == BY_ORGANISATION else Assignment.minutes_id
        where = and_(where, column == only)
    return where, today


async def reminded_days(session: AsyncSession, rows: Sequence[AssignmentFacts]) -> dict[int, tuple[date, ...]]:
    """Days of the last reminders of each item: those of the plan, and those that an official has pressed."""
    steps = await session.execute(
        select(ReminderStep.assignment_id, ReminderStep.day).where(
            ReminderStep.assignment_id.in_([row.id for row in rows]),
            ReminderStep.step == "late",
            ReminderStep.consumed_at.is_not(None),
        )
    )
    days: dict[int, set[date]] = {}
    for assignment_id, day in steps:
        days.setdefault(assignment_id, set()).add(day)
    by_hand = await session.execute(
        select(Notice.organisation_id, Notice.minutes_id, Notice.created_at, Notice.facts).where(
            Notice.organisation_id.in_({row.organisation_id for row in rows}),
            Notice.kind == NoticeKind.REMINDER,
            Notice.state.in_([NoticeState.PENDING, NoticeState.LEASED, NoticeState.SENT]),
        )
    )
    pressed = [row for row in by_hand if row.facts.get("what") != "unread"]
    for item in rows:
        zone = ZoneInfo(item.authority.timezone)
        days.setdefault(item.id, set()).update(
            at.astimezone(zone).date()
            for place, minutes_id, at, _ in pressed
            if place == item.organisation_id and minutes_id in (None, item.minutes.id)
        )
    return {id_: tuple(sorted(found)[-LAST_REMINDERS:]) for id_, found in days.items()}


async def find_subject(ctx: Context, wanted: str) -> tuple[str, int] | None:
    """What /overdue was asked about: a protocol's number («№ 8») or an organisation; None when nothing fits.

    Raises NotAllowed.
    """
    async with ctx.db.read() as session:
        authorities, _ = await authorities_of(session, ctx)
        number = wanted.removeprefix("№").strip()
        minutes = await session.scalar(
            select(Minutes.id)
            .where(Minutes.authority_id.in_(authorities), Minutes.number == number, Minutes.sent_at.is_not(None))
            .order_by(Minutes.sent_at.desc())
            .limit(1)
        )
    if minutes:
        return BY_MINUTES, minutes
    found = (await search(ctx, wanted)).lines
    return (BY_ORGANISATION, found[0].id) if found else None
