"""Open items of an organisation: «Мои пункты», and what it still owes, as the official sees it."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import and_, case, func, select

from db.engine import Database
from db.models import DATE_THAT_COUNTS, IS_YEARLY, Assignment, Organisation
from db.outbox import DueNotice
from domain.access import check_read
from domain.errors import NotAllowed, NotFound
from domain.lifecycle import OWING, REPORTABLE, State
from domain.paging import PAGE, Page, page_of
from domain.people import EXECUTING
from services.context import Context
from services.facts import AssignmentFacts, AuthorityFacts, assignments_query, load_assignments
from services.recipients import still_represents
from services.tree import local_day
from services.year.year_form import OpenForm, open_forms


@dataclass(frozen=True, slots=True)
class Tasks:
    """«Мои пункты»: what is still to be done, grouped by organisation, earliest first."""

    items: tuple[AssignmentFacts, ...]
    page: Page
    waiting: int  # handed in, not judged yet
    today: date
    forms: tuple[OpenForm, ...] = ()  # year forms, a line each


async def tasks(ctx: Context, page: int = 0) -> Tasks:
    """Open items of the actor's organisations that ask for an answer. Raises NotAllowed for others."""
    organisations = ctx.actor.organisations(EXECUTING)
    if not organisations:
        raise NotAllowed
    async with ctx.db.read() as session:
        mine = Assignment.organisation_id.in_(organisations)
        answer = case((Assignment.form.in_(("work", "information")), Assignment.state == State.ASSIGNED), else_=True)
        # a disputed item is reported after all now and then: it stays in sight
        # a line of the year form is part of its form, unless it was returned or disputed
        in_form = and_(
            IS_YEARLY,
            Assignment.due_date.is_not(None),
            Assignment.state.in_((State.ASSIGNED, State.ACKNOWLEDGED)),
        )
        open_ = and_(mine, Assignment.state.in_((*OWING, State.DISPUTED)), answer, ~in_form)
        total = await session.scalar(select(func.count(Assignment.id)).where(open_)) or 0
        waiting = await session.scalar(
            select(func.count(Assignment.id)).where(mine, Assignment.state == State.REPORTED)
        )
        here = page_of(total, page, PAGE)
        query = (
            assignments_query()
            .where(open_)
            .order_by(
                Assignment.organisation_id,
                DATE_THAT_COUNTS.asc().nulls_last(),
                Assignment.id,
            )
            .offset(here.offset)
            .limit(here.size)
        )
        items = await load_assignments(session, query)
        place = ctx.actor.paths(EXECUTING)[0]
        today = ctx.today(items[0].authority.timezone) if items else await local_day(session, place, ctx.now)
        forms = await open_forms(session, organisations)
    return Tasks(items, here, waiting or 0, today, forms)


@dataclass(frozen=True, slots=True)
class Standing:
    """What an organisation still owes, for the official: the items with a report, earliest first."""

    items: tuple[AssignmentFacts, ...]
    today: date

    @property
    def overdue(self) -> int:
        return sum(item.overdue(self.today) for item in self.items)


async def standing(ctx: Context, organisation_id: int) -> Standing:
    """Open items with a report of one organisation. Raises NotFound, NotAllowed."""
    async with ctx.db.read() as session:
        path = await session.scalar(select(Organisation.path).where(Organisation.id == organisation_id))
        if path is None:
            raise NotFound
        check_read(ctx.actor, path)
        items = await load_assignments(
            session,
            assignments_query()
            .where(
                Assignment.organisation_id == organisation_id,
                Assignment.state.in_(OWING),
                Assignment.form.in_(REPORTABLE),
            )
            .order_by(DATE_THAT_COUNTS.nulls_last(), Assignment.id),
        )
        today = ctx.today(items[0].authority.timezone) if items else await local_day(session, path, ctx.now)
        return Standing(items, today)


@dataclass(frozen=True, slots=True)
class Joined:
    """Somebody has joined: everything open of their organisation, in one message."""

    authority: AuthorityFacts
    organisation: str
    items: tuple[AssignmentFacts, ...]
    today: date


async def joined(db: Database, notice: DueNotice, now: datetime) -> Joined | None:
    """Everything open of the organisation that asks for an answer or has not been seen."""
    async with db.read() as session:
        if not await still_represents(session, notice):
            return None
        items = await load_assignments(
            session,
            assignments_query()
            .where(Assignment.organisation_id == notice.organisation_id, Assignment.state.in_(OWING))
            .where((Assignment.form.not_in(("work", "information"))) | (Assignment.state == State.ASSIGNED))
            .order_by(DATE_THAT_COUNTS.nulls_last(), Assignment.id),
        )
        if not items:
            return None
        today = now.astimezone(ZoneInfo(items[0].authority.timezone)).date()
        return Joined(items[0].authority, items[0].organisation, items, today)
