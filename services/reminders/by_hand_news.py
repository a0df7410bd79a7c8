"""What a reminder pressed by an official says, read when it is sent."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from db.engine import Database
from db.models import Assignment
from db.outbox import DueNotice
from services.facts import AssignmentFacts, assignments_query, load_assignments
from services.recipients import still_represents
from services.reminders.by_hand import What, remindable


@dataclass(frozen=True, slots=True)
class Reminder:
    """What is asked of an organisation, and what the official added in words."""

    what: What
    items: tuple[AssignmentFacts, ...]
    comment: str
    today: date


async def reminder(db: Database, notice: DueNotice, now: datetime) -> Reminder | None:
    """What stands now; None when it has been done since. Of one protocol when the notice names it."""
    what = What(notice.facts.get("what", What.LATE))
    async with db.read() as session:
        if not notice.organisation_id or not await still_represents(session, notice):
            return None
        query = (
            assignments_query()
            .where(Assignment.organisation_id == notice.organisation_id)
            .order_by(Assignment.control_date.nulls_last(), Assignment.id)
        )
        if notice.minutes_id:
            query = query.where(Assignment.minutes_id == notice.minutes_id)
        # A day ahead in any zone; what is late by the authority's own day is sifted below.
        rough = await load_assignments(session, query.where(remindable(what, now.date() + timedelta(days=1))))
    if not rough:
        return None
    today = now.astimezone(ZoneInfo(rough[0].authority.timezone)).date()
    items = tuple(item for item in rough if what is not What.LATE or item.overdue(today))
    return Reminder(what, items, notice.facts.get("comment", ""), today) if items else None
