"""Sent minutes as officials see them: the list, how items stand, organisation by organisation."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import (
    IS_YEARLY,
    Assignment,
    Authority,
    Decision,
    Minutes,
    MinutesState,
    Organisation,
    Report,
    late_on,
)
from domain.access import check_read, may_control
from domain.errors import NotAllowed, NotFound
from domain.lifecycle import DATED, OWING, State
from domain.minutes.model import ControlForm, Requirement
from domain.paging import PAGE, Page, page_of
from domain.people import CONTROLLING, READING
from domain.reports import ReportState
from services.assignments.period_dates import repeats
from services.context import Context
from services.drafts.duplicates import Other, further_bases
from services.facts import (
    AssignmentFacts,
    ItemLabel,
    MinutesName,
    assignments_query,
    label_of,
    load_assignments,
    minutes_name,
)
from services.organisations.group_members import NamedGroup, load_groups
from services.reports.totals import Given, load_below, load_given
from services.subjects import found


@dataclass(frozen=True, slots=True)
class Listed:
    """A protocol in the list."""

    minutes: MinutesName
    state: MinutesState
    title: str
    to_report: int  # assignments that ask for a report
    closed: int
    overdue: int
    to_check: int


@dataclass(frozen=True, slots=True)
class ProtocolList:
    protocols: tuple[Listed, ...]
    page: Page
    has_year_form: bool = False


@dataclass(frozen=True, slots=True)
class ItemStanding:
    """How one item stands over its organisations."""

    decision_id: int
    label: ItemLabel
    text: str
    form: str
    due_date: date | None
    states: Counter[State]
    overdue: int
    own: bool  # addressed to the authority itself too


@dataclass(frozen=True, slots=True)
class ProtocolCard:
    minutes: MinutesName
    title: str
    state: MinutesState
    organisations: int
    acknowledged: int  # organisations that have seen everything
    items: tuple[ItemStanding, ...]
    today: date
    controls: bool = False  # corrections after sending


#: A sum over the assignments of a protocol.
Column = ColumnElement[int]


def _counts(today: date) -> tuple[Column, Column, Column, Column]:
    own = Assignment.organisation_id == Assignment.authority_id
    asked = and_(Assignment.form.in_([*map(str, DATED), "yearly"]), ~own, Assignment.state != State.CANCELLED)
    return (
        func.sum(case((asked, 1), else_=0)),
        func.sum(case((and_(asked, Assignment.state == State.ACCEPTED), 1), else_=0)),
        func.sum(case((late_on(today), 1), else_=0)),
        func.sum(case((Assignment.state == State.REPORTED, 1), else_=0)),
    )


async def protocols(ctx: Context, page: int = 0) -> ProtocolList:
    """The actor's protocols, newest first; drafts too for those who may edit them. Raises NotAllowed."""
    authorities = ctx.actor.organisations(READING)
    if not authorities:
        raise NotAllowed
    async with ctx.db.read() as session:
        sent = Minutes.state == MinutesState.SENT
        drafts = Minutes.authority_id.in_(ctx.actor.organisations(CONTROLLING))
        known = and_(Minutes.authority_id.in_(authorities), or_(sent, drafts), Minutes.state != MinutesState.DELETED)
        total = await session.scalar(select(func.count(Minutes.id)).where(known)) or 0
        here = page_of(total, page, PAGE)
        _, today = await _place(session, ctx, authorities[0])
        rows = await session.execute(
            select(Minutes, *_counts(today))
            .outerjoin(Assignment, Assignment.minutes_id == Minutes.id)
            .where(known)
            .group_by(Minutes.id)
            .order_by(Minutes.id.desc())
            .offset(here.offset)
            .limit(here.size)
        )
        listed = tuple(
            Listed(minutes_name(m), m.state, m.title, asked or 0, closed or 0, overdue or 0, to_check or 0)
            for m, asked, closed, overdue, to_check in rows
        )
        has_form = await session.scalar(
            select(Assignment.id).where(Assignment.authority_id.in_(authorities), IS_YEARLY).limit(1)
        )
    return ProtocolList(listed, here, has_form is not None)


async def _place(session: AsyncSession, ctx: Context, authority_id: int) -> tuple[str, date]:
    """Where an authority stands in the tree, and what day it has."""
    rows = await session.execute(
        select(Organisation.path, Authority.timezone)
        .join(Authority, Authority.organisation_id == Organisation.id)
        .where(Organisation.id == authority_id)
    )
    path, timezone = rows.one()
    return path, ctx.today(timezone)


async def protocol(ctx: Context, minutes_id: int) -> ProtocolCard:
    """How a sent protocol stands, item by item. Raises NotFound, NotAllowed."""
    async with ctx.db.read() as session:
        minutes = await found(session, Minutes, minutes_id)
        if minutes.state is MinutesState.DELETED:
            raise NotFound("minutes_not_found")
        path, today = await _place(session, ctx, minutes.authority_id)
        check_read(ctx.actor, path)
        items = await _standings(session, minutes, today)
        others = and_(Assignment.minutes_id == minutes_id, Assignment.organisation_id != minutes.authority_id)
        unseen_at = case((Assignment.state == State.ASSIGNED, Assignment.organisation_id))
        counts = await session.execute(
            select(func.count(Assignment.organisation_id.distinct()), func.count(unseen_at.distinct())).where(others)
        )
        organisations, unseen = counts.one()
    return ProtocolCard(
        minutes_name(minutes),
        minutes.title,
        minutes.state,
        organisations,
        organisations - unseen,
        items,
        today,
        minutes.state is MinutesState.SENT and may_control(ctx.actor, path),
    )


async def _standings(session: AsyncSession, minutes: Minutes, today: date) -> tuple[ItemStanding, ...]:
    # Column against column: PostgreSQL would take two bound values for two expressions and refuse the grouping.
    own = Assignment.organisation_id == Assignment.authority_id
    rows = await session.execute(
        select(
            Decision,
            Assignment.state,
            own,
            func.min(Assignment.due_date),
            func.count(Assignment.id),
            func.sum(case((late_on(today), 1), else_=0)),
        )
        .join(Assignment, Assignment.decision_id == Decision.id)
        .where(Assignment.minutes_id == minutes.id, Assignment.lead_id.is_(None))
        .group_by(Decision.id, Assignment.state, own)
        .order_by(Decision.ordinal)
    )
    found: dict[int, ItemStanding] = {}
    for decision, state, own, due, count, overdue in rows:
        before = found.get(decision.id)
        states = before.states if before else Counter()
        if not own:
            states[state] += count
        found[decision.id] = ItemStanding(
            decision.id,
            label_of(decision),
            decision.text,
            str(decision.form),
            due,
            states,
            (before.overdue if before else 0) + (overdue or 0),
            bool(own) or bool(before and before.own),
        )
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class ItemRows:
    """One item, organisation by organisation: those who owe first."""

    minutes: MinutesName
    label: ItemLabel
    text: str
    rows: tuple[AssignmentFacts, ...]
    reports: dict[int, int]  # assignment → newest report handed in
    page: Page
    today: date
    decision_id: int = 0
    controls: bool = False  # corrections after sending
    given: tuple[Given, ...] = ()  # what everybody has reported, all pages
    requirement: tuple[Requirement, ...] = ()
    form: ControlForm = ControlForm.REPORT
    recurrence: str = ""  # of a decision that asks every period
    repeats: bool = False  # and goes on doing so
    ended_on: date | None = None
    bases: tuple[Other, ...] = ()  # items of later minutes that were merged into this one
    groups: tuple[NamedGroup, ...] = ()  # of the authority
    below: tuple[Given, ...] = ()  # what those have reported whom the item was passed down to


async def item_rows(ctx: Context, decision_id: int, page: int = 0) -> ItemRows:
    """How an item stands at each organisation. Raises NotFound, NotAllowed."""
    async with ctx.db.read() as session:
        decision = await found(session, Decision, decision_id)
        minutes = await session.get_one(Minutes, decision.minutes_id)
        path, today = await _place(session, ctx, minutes.authority_id)
        check_read(ctx.actor, path)
        total = (
            await session.scalar(select(func.count(Assignment.id)).where(Assignment.decision_id == decision_id)) or 0
        )
        here = page_of(total, page, PAGE)
        owing_first = case((Assignment.state.in_(OWING), 0), (Assignment.state == State.REPORTED, 1), else_=2)
        rows = await load_assignments(
            session,
            assignments_query()
            .where(Assignment.decision_id == decision_id)
            .order_by(owing_first, Organisation.short_name, Assignment.id)
            .offset(here.offset)
            .limit(here.size),
        )
        newest = await session.execute(
            select(Report.assignment_id, Report.id)
            .where(Report.assignment_id.in_([row.id for row in rows]), Report.handed_in_at.is_not(None))
            .where(Report.state != ReportState.WITHDRAWN)
            .order_by(Report.handed_in_at, Report.id)
        )
        label = label_of(decision)
        return ItemRows(
            minutes_name(minutes),
            label,
            decision.text,
            rows,
            dict(newest.all()),
            here,
            today,
            decision_id,
            minutes.state is MinutesState.SENT and may_control(ctx.actor, path),
            await load_given(session, decision_id),
            tuple(Requirement(code) for code in decision.requirement),
            decision.form,
            decision.recurrence if decision.form is ControlForm.PERIODIC else "",
            repeats(decision, minutes),
            decision.ended_at.date() if decision.ended_at else None,
            bases=await further_bases(session, decision_id),
            groups=await load_groups(session, minutes.authority_id),
            below=await load_below(session, decision_id),
        )
