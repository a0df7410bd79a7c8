"""«Срок завтра»: a short deadline nobody has acknowledged is said once more on the sending day, not in a digest."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from db.engine import Database
from db.models import Assignment, NoticeKind
from db.outbox import DueNotice
from domain.lifecycle import DATED, State
from domain.reminders import SHORT_TERM, StepKind, in_summer
from services.assignments.reminder_steps import DueStep
from services.facts import AssignmentFacts, assignments_query, load_assignments
from services.offices import Office, office_of
from services.outbox import notify_rows
from services.recipients import load_crews, still_represents


@dataclass(frozen=True, slots=True)
class ShortDeadline:
    """Items of one protocol, due within two working days and not acknowledged."""

    items: tuple[AssignmentFacts, ...]
    today: date


async def tell(session: AsyncSession, now: datetime, office: Office, steps: Iterable[DueStep]) -> None:
    """Part of consuming steps: one message per protocol, organisation and person who leads."""
    if office.summer_mode and in_summer(office.today(now)):
        return
    unread = {
        (step.organisation_id, step.minutes_id)
        for step in steps
        if step.kind is StepKind.SHORT and step.created_at >= office.midnight(now) and step.state is State.ASSIGNED
    }
    if not unread:
        return
    crews = await load_crews(session, {place for place, _ in unread})
    for place, minutes_id in sorted(unread):
        if place in crews:
            accounts = crews[place].recipients(minutes_id)
            rows: list[tuple[int, int | None, str]] = [(each, place, f"{minutes_id}:{place}") for each in accounts]
            await notify_rows(session, now, NoticeKind.SHORT, rows, minutes_id=minutes_id)


async def short_deadline(db: Database, notice: DueNotice, now: datetime) -> ShortDeadline | None:
    """Facts of a SHORT; None when it has been read since."""
    async with db.read() as session:
        if not notice.organisation_id or not await still_represents(session, notice):
            return None
        office = await office_of(session, notice.organisation_id)
        today = office.today(now)
        items = await load_assignments(
            session,
            assignments_query()
            .where(
                Assignment.organisation_id == notice.organisation_id,
                Assignment.minutes_id == notice.minutes_id,
                Assignment.state == State.ASSIGNED,
                Assignment.form.in_(DATED),
                Assignment.control_date <= office.calendar.add_working_days(today, SHORT_TERM),
            )
            .order_by(Assignment.control_date, Assignment.id),
        )
    return ShortDeadline(items, today) if items else None
