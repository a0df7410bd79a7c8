"""Facts of the notices about items: what each says, read when it is sent. None: no longer due."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Integer, bindparam, case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.engine import Database
from db.models import (
    IS_HANDED_IN,
    IS_REPORTED,
    IS_YEARLY,
    Assignment,
    Minutes,
    Notice,
    NoticeKind,
    NoticeState,
    Organisation,
    Report,
)
from db.outbox import DueNotice
from domain.lifecycle import DATED, OWING, State
from domain.reports import ReportState
from domain.school_year import form_opens
from services.assignment_rows import AUTHORITY_PATH, find_report_rows, of_report
from services.assignments.item_cards import ItemCard, item_with
from services.assignments.period_dates import repeats
from services.assignments.telling import judges, still_judges
from services.assignments.waiting_requests import WaitingRequests, load_waiting_requests
from services.facts import AssignmentFacts
from services.offices import office_in_version
from services.recipients import represents
from services.reports.judging import ReportCard, report_card

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


# Made once: a report with its assignment, as long as the recipient of the notice is still concerned.
_ACCOUNT = bindparam("account", type_=Integer())
_FOR_JUDGES = of_report(judges(_ACCOUNT, AUTHORITY_PATH))
_FOR_ORGANISATION = of_report(represents(_ACCOUNT, Assignment.organisation_id))


async def report_in(db: Database, notice: DueNotice, now: datetime) -> ReportCard | None:
    """A report for its controller, unless it has been judged or withdrawn meanwhile, or they have left."""
    async with db.read() as session:
        found = await find_report_rows(session, notice.subject_id, _FOR_JUDGES, account=notice.account_id)
        if found is None or found[0].state is not ReportState.HANDED_IN:
            return None
        report, rows = found
        return await report_card(session, now, report, rows, controls=True)


async def _waiting(session: AsyncSession, authority_id: int) -> int:
    return (
        await session.scalar(
            select(func.count(Report.id))
            .join(Assignment, Assignment.id == Report.assignment_id)
            .where(IS_HANDED_IN, IS_REPORTED, Assignment.authority_id == authority_id)
        )
    ) or 0


async def review_queue(db: Database, notice: DueNotice, now: datetime) -> Queue | None:
    """How many reports wait; nothing when all are judged. Within half a day one message is kept up to date."""
    async with db.read() as session:
        minutes = await session.get_one(Minutes, notice.minutes_id)
        path = (await session.get_one(Organisation, minutes.authority_id)).path
        if not await still_judges(session, notice.account_id, path):
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
        .where(IS_HANDED_IN, IS_REPORTED, Assignment.authority_id == authority_id)
        .distinct()
        .limit(2)
    )
    items = found.all()
    return items[0] if len(items) == 1 else None


async def accepted(db: Database, notice: DueNotice, now: datetime) -> Accepted | None:
    """«Отчёт принят», unless control was resumed since."""
    async with db.read() as session:
        found = await find_report_rows(session, notice.subject_id, _FOR_ORGANISATION, account=notice.account_id)
        if found is None or found[0].state is not ReportState.ACCEPTED:
            return None
        rows, item = found[1], found[1].assignment
        dated = case((Assignment.form.in_(DATED), 1))
        yearly = case((IS_YEARLY, Assignment.due_date))
        owed = await session.execute(
            select(func.count(dated), func.min(yearly)).where(
                Assignment.minutes_id == item.minutes_id,
                Assignment.organisation_id == item.organisation_id,
                Assignment.state.in_(OWING),
            )
        )
        left, form_due = owed.one()
        office = await office_in_version(session, item.authority_id, rows.authority.version)
        opens = form_opens(form_due, office.dates) if form_due else None
        return Accepted(rows.facts, left, opens, repeats(rows.decision, rows.minutes), office.today(now))


async def returned(db: Database, notice: DueNotice, now: datetime) -> ItemCard | None:
    """«Возвращён на доработку», unless a new report has come since."""
    async with db.read() as session:
        found = await find_report_rows(session, notice.subject_id, _FOR_ORGANISATION, account=notice.account_id)
        if found is None or found[1].assignment.state is not State.RETURNED:
            return None
        return await item_with(session, found[1], now)
