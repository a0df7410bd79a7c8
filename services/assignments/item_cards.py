"""One item as its organisation sees it."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import check_execute
from domain.calendar import WorkingCalendar
from domain.leading import Hand
from domain.lifecycle import Action, Side, possible
from domain.passing_down import PassedDown
from domain.reports import is_correctable
from services.assignment_rows import AssignmentRows, load_rows
from services.assignments import contributions
from services.assignments.passed_down import below_of
from services.assignments.passing_down import may_pass, named_below
from services.assignments.request_facts import (
    DisputeFacts,
    ExtensionFacts,
    dispute_facts,
    extension_facts,
    thread_lines,
)
from services.context import Context
from services.drafts.duplicates import Other, further_bases
from services.facts import AssignmentFacts
from services.offices import office_in_version
from services.recipients import crew_of
from services.report_facts import ReportFacts, latest_report


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
    may_correct: bool = False  # what was handed in may still be replaced by a corrected version
    hand: Hand = Hand.NONE  # what the reader may do with the whole protocol


def correctable(item: AssignmentFacts, report: ReportFacts | None, calendar: WorkingCalendar, now: datetime) -> bool:
    """Whether a report handed in last may still be replaced by a corrected one.

    A correction does not begin the time anew: it counts from the day that was kept.
    """
    if report is None or report.handed_in_at is None or item.contributes:
        return False
    zone = ZoneInfo(item.authority.timezone)
    sent_on, today = report.handed_in_at.astimezone(zone).date(), now.astimezone(zone).date()
    if report.corrects_id is not None:
        sent_on = report.counts_on or sent_on
    return is_correctable(item.due_date, sent_on, today, calendar, judged=report.judged, entered=report.entered)


async def item_card(ctx: Context, assignment_id: int) -> ItemCard:
    """An item's card for its organisation. Raises NotFound, NotAllowed."""
    async with ctx.db.read() as session:
        rows = await load_rows(session, assignment_id)
        check_execute(ctx.actor, rows.assignment.organisation_id)
        card = await item_with(session, rows, ctx.now)
        assignment = card.assignment
        crew = await crew_of(session, assignment.organisation_id, assignment.minutes.id)
        return replace(
            card,
            hand=crew.hand(ctx.actor.person_id, assignment.minutes.id),
            may_pass=await may_pass(session, ctx.actor, assignment),
            passed_down=await below_of(session, rows, ctx.now),
            named=await named_below(session, assignment),
        )


async def load_item(session: AsyncSession, assignment_id: int, now: datetime) -> ItemCard:
    """The same inside a transaction that has checked the rights. Raises NotFound."""
    return await item_with(session, await load_rows(session, assignment_id), now)


async def item_with(session: AsyncSession, rows: AssignmentRows, now: datetime) -> ItemCard:
    """The same of an assignment that is held."""
    assignment = rows.facts
    office = await office_in_version(session, rows.authority.organisation_id, rows.authority.version)
    report = await latest_report(session, assignment.id)
    actions = possible(assignment.state, Side.EXECUTOR, assignment.form)
    return ItemCard(
        assignment,
        actions,
        report,
        office.today(now),
        contributions=await contributions.count(session, assignment),
        calendar=office.calendar,
        extension=extension_facts(rows.extension) if rows.extension else None,
        dispute=dispute_facts(rows.dispute) if rows.dispute else None,
        said=len(await thread_lines(session, rows.assignment)),
        may_correct=Action.CORRECT in actions and correctable(assignment, report, office.calendar, now),
        bases=await further_bases(session, assignment.decision_id) if rows.has_bases else (),
    )
