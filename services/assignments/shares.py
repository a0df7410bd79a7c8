"""Sent minutes as an organisation sees them: its share, an item, what is open, the original."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import and_, case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Assignment, Decision, Minutes, MinutesState, Organisation
from domain.access import check_execute, check_read, may_execute, may_read
from domain.calendar import WorkingCalendar
from domain.errors import NotAllowed, NotFound
from domain.leading import Hand
from domain.lifecycle import OWING, REPORTABLE, Action, Side, State, possible
from domain.minutes.model import ControlForm
from domain.passing_down import Below
from domain.people import EXECUTING
from services.assignments import contributions
from services.assignments.passed_down import below
from services.assignments.passing_down import issued_above, left_to_pass, may_pass, named_below
from services.assignments.request_facts import (
    DisputeFacts,
    ExtensionFacts,
    thread_lines,
    waiting_dispute,
    waiting_extension,
)
from services.calendars import calendar_of
from services.context import Context
from services.drafts.duplicates import Other, further_bases
from services.facts import (
    AssignmentFacts,
    AuthorityFacts,
    MinutesName,
    ReportFacts,
    assignments_query,
    latest_report,
    load_assignment,
    load_assignments,
    minutes_name,
)
from services.overview.protocols import PAGE
from services.recipients import crew_of
from services.year.year_form import OpenForm, open_forms


@dataclass(frozen=True, slots=True)
class Share:
    """A protocol's items for one organisation: the message a director gets."""

    minutes: MinutesName
    authority: AuthorityFacts
    organisation_id: int
    organisation: str
    items: tuple[AssignmentFacts, ...]
    today: date
    to_pass: int = 0  # items meant for organisations below that were not passed down yet
    above: str = ""  # the authority whose protocol was passed down
    hand: Hand = Hand.NONE  # what the reader may do with the whole protocol

    @property
    def to_acknowledge(self) -> bool:
        return any(item.state is State.ASSIGNED for item in self.items)


@dataclass(frozen=True, slots=True)
class ItemCard:
    """One item as its organisation sees it."""

    assignment: AssignmentFacts
    actions: tuple[Action, ...]
    report: ReportFacts | None  # the newest version handed in
    today: date
    contributions: int = 0  # of the others, to the item of the one responsible
    calendar: WorkingCalendar = field(default_factory=WorkingCalendar)  # of the authority
    extension: ExtensionFacts | None = None  # a request for more time that waits
    dispute: DisputeFacts | None = None  # «Не относится к нам» that waits
    said: int = 0  # messages in the thread
    may_pass: bool = False  # the organisation has others below it
    below: Below | None = None  # how those stand, once the item was passed down
    named: tuple[str, ...] = ()  # of the organisations the item names, those below this one
    bases: tuple[Other, ...] = ()  # items of later minutes that were merged into this one
    hand: Hand = Hand.NONE  # what the reader may do with the whole protocol


async def load_share(session: AsyncSession, minutes_id: int, organisation_id: int, today: date) -> Share | None:
    """A protocol's items for an organisation, in the document's order; None when nothing is there."""
    items = await load_assignments(
        session,
        assignments_query()
        .where(
            Assignment.minutes_id == minutes_id,
            Assignment.organisation_id == organisation_id,
            Assignment.state != State.CANCELLED,
        )
        .order_by(Decision.ordinal, Assignment.due_date, Assignment.id),
    )
    if not items:
        return None
    first = items[0]
    left = await left_to_pass(session, minutes_id, organisation_id) if any(item.through for item in items) else 0
    above = await issued_above(session, minutes_id)
    return Share(first.minutes, first.authority, organisation_id, first.organisation, items, today, left, above)


async def share(ctx: Context, minutes_id: int, organisation_id: int) -> Share:
    """The same for the actor. Raises NotAllowed, NotFound."""
    check_execute(ctx.actor, organisation_id)
    async with ctx.db.read() as session:
        found = await load_share(session, minutes_id, organisation_id, ctx.now.date())
        hand = (await crew_of(session, organisation_id)).hand(ctx.actor.person_id, minutes_id)
    if found is None:
        raise NotFound("minutes_not_found")
    return replace(found, today=ctx.today(found.authority.timezone), hand=hand)


async def item_card(ctx: Context, assignment_id: int) -> ItemCard:
    """An item's card for its organisation. Raises NotFound, NotAllowed."""
    async with ctx.db.read() as session:
        assignment = await load_assignment(session, assignment_id)
        check_execute(ctx.actor, assignment.organisation_id)
        card = await load_item(session, assignment_id, ctx.now)
        crew = await crew_of(session, assignment.organisation_id)
        return replace(
            card,
            hand=crew.hand(ctx.actor.person_id, assignment.minutes.id),
            may_pass=await may_pass(session, ctx.actor, assignment),
            below=(await below(session, [assignment_id], card.today)).get(assignment_id),
            named=await named_below(session, assignment),
        )


async def load_item(session: AsyncSession, assignment_id: int, now: datetime) -> ItemCard:
    """The same inside a transaction that has checked the rights. Raises NotFound."""
    assignment = await load_assignment(session, assignment_id)
    row = await session.get_one(Assignment, assignment_id)
    return ItemCard(
        assignment,
        possible(assignment.state, Side.EXECUTOR, assignment.form),
        await latest_report(session, assignment_id),
        now.astimezone(ZoneInfo(assignment.authority.timezone)).date(),
        contributions=await contributions.count(session, assignment),
        calendar=await calendar_of(session, assignment.authority.id),
        extension=await waiting_extension(session, assignment_id),
        dispute=await waiting_dispute(session, assignment_id),
        said=len(await thread_lines(session, row)),
        bases=await further_bases(session, assignment.decision_id),
    )


@dataclass(frozen=True, slots=True)
class Tasks:
    """«Мои пункты»: what is still to be done, grouped by organisation, earliest first."""

    items: tuple[AssignmentFacts, ...]
    page: int
    pages: int
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
            Assignment.form == ControlForm.YEARLY,
            Assignment.due_date.is_not(None),
            Assignment.state.in_((State.ASSIGNED, State.ACKNOWLEDGED)),
        )
        open_ = and_(mine, Assignment.state.in_((*OWING, State.DISPUTED)), answer, ~in_form)
        total = await session.scalar(select(func.count(Assignment.id)).where(open_)) or 0
        waiting = await session.scalar(
            select(func.count(Assignment.id)).where(mine, Assignment.state == State.REPORTED)
        )
        pages = max(1, -(-total // PAGE))
        page = min(max(page, 0), pages - 1)
        query = (
            assignments_query()
            .where(open_)
            .order_by(
                Assignment.organisation_id,
                func.coalesce(Assignment.control_date, Assignment.due_date).asc().nulls_last(),
                Assignment.id,
            )
            .offset(page * PAGE)
            .limit(PAGE)
        )
        items = await load_assignments(session, query)
        zone = items[0].authority.timezone if items else "Europe/Moscow"
        forms = await open_forms(session, organisations)
    return Tasks(items, page, pages, waiting or 0, ctx.today(zone), forms)


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
            .order_by(func.coalesce(Assignment.control_date, Assignment.due_date).nulls_last(), Assignment.id),
        )
    zone = items[0].authority.timezone if items else "Europe/Moscow"
    return Standing(items, ctx.today(zone))


@dataclass(frozen=True, slots=True)
class OriginalFile:
    """The document as it came: kept bytes by hash, or the text that was pasted."""

    minutes: MinutesName
    file_name: str
    sha256: str | None
    text: str


async def original(ctx: Context, minutes_id: int) -> OriginalFile:
    """«Протокол целиком» for anyone concerned. Raises NotFound, NotAllowed."""
    async with ctx.db.read() as session:
        minutes = await session.get(Minutes, minutes_id)
        if minutes is None or minutes.state is MinutesState.DELETED:
            raise NotFound("minutes_not_found")
        path = await session.scalar(select(Organisation.path).where(Organisation.id == minutes.authority_id))
        if not may_read(ctx.actor, path or "-"):
            concerned = await session.scalars(
                select(Assignment.organisation_id).where(Assignment.minutes_id == minutes_id).distinct()
            )
            if not any(may_execute(ctx.actor, organisation_id) for organisation_id in concerned):
                raise NotAllowed
        return OriginalFile(minutes_name(minutes), minutes.file_name, minutes.file_sha256, minutes.source_text)
