"""Facts of the notices about items: what each says, read when it is sent. None: no longer due."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.engine import Database
from db.models import (
    IS_HANDED_IN,
    IS_YEARLY,
    Assignment,
    Decision,
    Minutes,
    Notice,
    NoticeKind,
    NoticeState,
    Report,
)
from db.outbox import DueNotice
from domain.lifecycle import DATED, OWING, State
from domain.reports import ReportState
from domain.school_year import form_opens
from services.assignments import contributions
from services.assignments.item_cards import ItemCard, load_item
from services.assignments.period_dates import repeats
from services.assignments.telling import still_judges
from services.assignments.waiting_requests import WaitingRequests, load_waiting_requests
from services.facts import (
    AssignmentFacts,
    load_assignment,
    load_report,
)
from services.offices import office_of
from services.recipients import still_represents
from services.reports.judging import REWORK_DAYS, ReportCard, judging, rework_date, waiting_of_item

#: For so long further reports only update the message about the queue.
QUEUE_KEPT = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Queue:
    """Reports that wait for a controller; `replaces` is today's earlier message about them."""

    waiting: int
    replaces: str | None
    only_item: int | None = None  # the decision, when all of them are about one item
    requests: WaitingRequests = WaitingRequests()  # what waits beside reports


@dataclass(frozen=True, slots=True)
class Accepted:
    """A report was accepted; `left` items with a report remain of the same minutes.

    `form_opens`: when the year form asks for the rest of them; `repeats`: this item has a next period.
    """

    assignment: AssignmentFacts
    left: int
    form_opens: date | None
    repeats: bool
    today: date


async def report_in(db: Database, notice: DueNotice, now: datetime) -> ReportCard | None:
    """A report for its controller, unless it has been judged or withdrawn meanwhile, or they have left."""
    async with db.read() as session:
        report = await session.get(Report, notice.subject_id)
        if report is None or report.state is not ReportState.HANDED_IN:
            return None
        assignment = await session.get_one(Assignment, report.assignment_id)
        if not await still_judges(session, notice.account_id, assignment.authority_id):
            return None
        facts = await load_assignment(session, assignment.id)
        return ReportCard(
            assignment=facts,
            report=await load_report(session, report.id),
            actions=judging(assignment),
            waiting=await _waiting(session, assignment.authority_id),
            rework_date=await rework_date(session, now, assignment, REWORK_DAYS),
            of_item=await waiting_of_item(session, assignment.decision_id),
            contributions=await contributions.count(session, facts),
        )


async def _waiting(session: AsyncSession, authority_id: int) -> int:
    return (
        await session.scalar(
            select(func.count(Report.id))
            .join(Assignment, Assignment.id == Report.assignment_id)
            .where(IS_HANDED_IN, Assignment.authority_id == authority_id)
        )
    ) or 0


async def review_queue(db: Database, notice: DueNotice, now: datetime) -> Queue | None:
    """How many reports wait; nothing when all are judged. Within half a day one message is kept up to date."""
    async with db.read() as session:
        minutes = await session.get_one(Minutes, notice.minutes_id)
        if not await still_judges(session, notice.account_id, minutes.authority_id):
            return None
        waiting = await _waiting(session, minutes.authority_id)
        before = await session.scalar(
            select(Notice.message_id)
            .where(
                Notice.kind == NoticeKind.REVIEW_QUEUE,
                Notice.account_id == notice.account_id,
                Notice.state == NoticeState.SENT,
                Notice.sent_at > now - QUEUE_KEPT,
            )
            .order_by(Notice.sent_at.desc(), Notice.id.desc())
            .limit(1)
        )
        only_item = await only_waiting_item(session, minutes.authority_id)
        asked = await load_waiting_requests(session, Assignment.authority_id == minutes.authority_id)
    return Queue(waiting, before, only_item, asked) if waiting or asked else None


async def only_waiting_item(session: AsyncSession, authority_id: int) -> int | None:
    """The decision that all waiting reports of an authority are about; None when they are about several."""
    found = await session.scalars(
        select(Assignment.decision_id)
        .join(Report, Report.assignment_id == Assignment.id)
        .where(IS_HANDED_IN, Assignment.authority_id == authority_id)
        .distinct()
        .limit(2)
    )
    items = found.all()
    return items[0] if len(items) == 1 else None


async def accepted(db: Database, notice: DueNotice, now: datetime) -> Accepted | None:
    """«Отчёт принят», unless control was resumed since."""
    async with db.read() as session:
        report = await session.get(Report, notice.subject_id)
        if report is None or report.state is not ReportState.ACCEPTED or not await still_represents(session, notice):
            return None
        assignment = await load_assignment(session, report.assignment_id)
        left = await session.scalar(
            select(func.count(Assignment.id)).where(
                Assignment.minutes_id == assignment.minutes.id,
                Assignment.organisation_id == assignment.organisation_id,
                Assignment.form.in_(DATED),
                Assignment.state.in_(OWING),
            )
        )
        decision = await session.get_one(Decision, assignment.decision_id)
        minutes = await session.get_one(Minutes, decision.minutes_id)
        today = now.astimezone(ZoneInfo(assignment.authority.timezone)).date()
        opens = await _form_opens(session, assignment)
        return Accepted(assignment, left or 0, opens, repeats(decision, minutes), today)


async def _form_opens(session: AsyncSession, assignment: AssignmentFacts) -> date | None:
    """When the year form of the same minutes asks the organisation, if it still has to."""
    due: date | None = await session.scalar(
        select(func.min(Assignment.due_date)).where(
            Assignment.minutes_id == assignment.minutes.id,
            Assignment.organisation_id == assignment.organisation_id,
            IS_YEARLY,
            Assignment.state.in_(OWING),
        )
    )
    return form_opens(due, (await office_of(session, assignment.authority.id)).dates) if due else None


async def returned(db: Database, notice: DueNotice, now: datetime) -> ItemCard | None:
    """«Возвращён на доработку», unless a new report has come since."""
    async with db.read() as session:
        report = await session.get(Report, notice.subject_id)
        if report is None or not await still_represents(session, notice):
            return None
        assignment = await load_assignment(session, report.assignment_id)
        if assignment.state is not State.RETURNED:
            return None
        return await load_item(session, assignment.id, now)
