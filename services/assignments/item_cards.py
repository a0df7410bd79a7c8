"""One item as its organisation sees it."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Assignment
from domain.access import check_execute
from domain.calendar import WorkingCalendar
from domain.leading import Hand
from domain.lifecycle import Action, Side, possible
from domain.passing_down import PassedDown
from services.assignments import contributions
from services.assignments.passed_down import load_passed_down
from services.assignments.passing_down import may_pass, named_below
from services.assignments.request_facts import (
    DisputeFacts,
    ExtensionFacts,
    thread_lines,
    waiting_dispute,
    waiting_extension,
)
from services.context import Context
from services.drafts.duplicates import Other, further_bases
from services.facts import (
    AssignmentFacts,
    ReportFacts,
    latest_report,
    load_assignment,
)
from services.offices import calendar_of
from services.recipients import crew_of


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
    passed_down: PassedDown | None = None  # how those stand, once the item was passed down
    named: tuple[str, ...] = ()  # of the organisations the item names, those below this one
    bases: tuple[Other, ...] = ()  # items of later minutes that were merged into this one
    hand: Hand = Hand.NONE  # what the reader may do with the whole protocol


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
            passed_down=(await load_passed_down(session, [assignment_id], card.today)).get(assignment_id),
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
