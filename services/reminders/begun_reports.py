"""«Отчёт начат, но не отправлен»: which reports are, and what the reminder says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.engine import Database
from db.models import (
    IS_BEGUN,
    Assignment,
    Evidence,
    Report,
)
from db.outbox import DueNotice
from domain.lifecycle import OWING, State
from domain.minutes.model import ControlForm
from domain.reminders import digest_moment
from domain.reports import ReportState
from services.assignment_rows import find_report_rows
from services.offices import Office
from services.recipients import still_represents
from services.report_facts import load_evidence, report_facts
from services.reports.collecting import Collected
from services.reports.understanding import read_rows

#: Who has begun in the course of a day still has an hour or two of work to send it.
TOLD_AT = time(16)


@dataclass(frozen=True, slots=True)
class BegunReport:
    """A report with something in it that the specialist does not see; `today` by the clock of its organisation."""

    collected: Collected
    today: date


def unsent(since: datetime, until: datetime) -> ColumnElement[bool]:
    """Condition on reports and their assignments: begun with something in it, touched last in between, not sent."""
    return and_(
        IS_BEGUN,
        Report.touched_at >= since,
        Report.touched_at < until,
        Assignment.form != ControlForm.YEARLY,
        or_(
            Assignment.state.in_((*OWING, State.DISPUTED)),
            and_(Report.corrects_id.is_not(None), Assignment.state.in_((State.REPORTED, State.ACCEPTED))),
        ),
        select(Evidence.id).where(Evidence.report_id == Report.id).exists(),
    )


def evening_before(office: Office, morning: date) -> tuple[datetime, datetime]:
    """From 16:00 of the working day before a morning to the start of its day."""
    before = office.calendar.previous_reminder_day(morning - timedelta(days=1))
    return digest_moment(before, TOLD_AT, office.zone), digest_moment(morning, time(0), office.zone)


async def of_last_evening(session: AsyncSession, person_id: int, office: Office, now: datetime) -> Sequence[int]:
    """The items of reports that a person has begun in the evening before this morning and not sent."""
    query = (
        select(Report.assignment_id)
        .join(Assignment, Assignment.id == Report.assignment_id)
        .where(Report.author_id == person_id, unsent(*evening_before(office, office.today(now))))
    )
    return (await session.scalars(query)).all()


async def begun_report(db: Database, notice: DueNotice, now: datetime) -> BegunReport | None:
    """Facts of a BEGUN; None when it has been sent or put aside since, or the person has left."""
    async with db.read() as session:
        found = await find_report_rows(session, notice.subject_id)
        if found is None or not await still_represents(session, notice):
            return None
        report, rows = found
        evidence = await load_evidence(session, report.id)
        if report.state is not ReportState.DRAFT or not evidence:
            return None
    today = now.astimezone(ZoneInfo(rows.authority.timezone)).date()
    answer = read_rows(evidence, rows.decision, today)
    return BegunReport(Collected(rows.facts, report_facts(report, evidence), answer), today)
