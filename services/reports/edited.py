"""A message that its sender has edited: it counts as it stands now, until the report it is part of is sent."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Assignment, Evidence, Report
from domain.answers import read_short_forms
from domain.minutes.model import ControlForm
from domain.people import EXECUTING
from domain.reports import ReportState
from services.assignment_rows import load_report_rows
from services.assignments.item_cards import ItemCard, load_item
from services.context import Context
from services.reports.collecting import Collected, Incoming, check_size, collected_of
from services.reports.loose import group_with
from services.reports.placing import Received, asked_again, receive_within
from services.reports.unprompted import Named


@dataclass(frozen=True, slots=True)
class Edited:
    """What became of an edited message; with nothing at all, it is part of no answer."""

    collected: Collected | None = None  # it is part of a report that is not sent
    elsewhere: bool = False  # of one that has a screen of its own: a year form, an answer entered for somebody
    received: Received | None = None  # it had no place yet, and is read anew
    sent: ItemCard | None = None  # it was sent already, and counts as it was


async def edit(ctx: Context, incoming: Incoming, named: Named | None = None) -> Edited:
    """Take over what an edited message says now. Raises as `placing.receive`; what was said before stands then."""
    check_size(incoming)
    async with ctx.db.write() as session:
        rows = await _rows(session, ctx, incoming.key)
        if all(_is_same(incoming, row, report) for row, report in rows):
            return Edited()
        drafts = [(row, report) for row, report in rows if report and report.state is ReportState.DRAFT]
        if drafts:
            return await _in_draft(session, ctx, incoming, drafts)
        sent = next((report for _, report in rows if report is not None), None)
        if sent is not None:
            return Edited(sent=await load_item(session, sent.assignment_id, ctx.now))
        row, _ = rows[0]
        group = await group_with(session, ctx, row)
        if len(group) > 1:  # one question about several messages: its buttons go on answering for all
            _take_over(row, incoming)
            await session.flush()
            return Edited(received=await asked_again(session, ctx, group))
        await session.delete(row)
        await session.flush()
        return Edited(received=await receive_within(session, ctx, incoming, named))


async def _rows(session: AsyncSession, ctx: Context, key: str) -> list[tuple[Evidence, Report | None]]:
    """The message in every report it is part of, the newest first; each line of typed ones."""
    found = await session.execute(
        select(Evidence, Report)
        .outerjoin(Report, Report.id == Evidence.report_id)
        .outerjoin(Assignment, Assignment.id == Report.assignment_id)
        .where(
            Evidence.sender_id == ctx.actor.person_id,
            or_(Evidence.message_key == key, Evidence.message_key.startswith(f"{key}:")),
            or_(
                Report.id.is_(None),
                and_(
                    Report.state.in_((ReportState.DRAFT, ReportState.HANDED_IN, ReportState.ACCEPTED)),
                    or_(
                        Assignment.organisation_id.in_(ctx.actor.organisations(EXECUTING)),
                        Report.entered_by == ctx.actor.person_id,
                    ),
                ),
            ),
        )
        .order_by(Evidence.id.desc())
    )
    return [(row, report) for row, report in found]


async def _in_draft(
    session: AsyncSession, ctx: Context, incoming: Incoming, drafts: Sequence[tuple[Evidence, Report]]
) -> Edited:
    for row, _ in drafts:
        _take_over(row, incoming)
    await session.flush()
    report, rows = await load_report_rows(session, drafts[0][1].id)
    if report.entered_by is not None or rows.assignment.form is ControlForm.YEARLY:
        return Edited(elsewhere=True)
    report.touched_at = ctx.now
    return Edited(collected=await collected_of(session, ctx, rows, report))


def _is_same(incoming: Incoming, row: Evidence, report: Report | None) -> bool:
    """Whether nothing was changed; what was sent as «1.2 14» stands in its report without the number."""
    said = {incoming.text}
    if report is not None and report.state is not ReportState.DRAFT:
        said |= {line.rest for line in read_short_forms(incoming.text)}
    return row.text in said and row.file_id == incoming.file_id


def _take_over(row: Evidence, incoming: Incoming) -> None:
    row.text = incoming.text
    if row.file_id != incoming.file_id:
        row.kind, row.file_id, row.file_name = incoming.kind, incoming.file_id, incoming.file_name
        row.mime, row.size, row.sha256, row.failed, row.attempts = incoming.mime, incoming.size, None, "", 0
