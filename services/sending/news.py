"""Facts of the notices about a protocol that was sent, read when they are delivered. None: no longer due."""

from dataclasses import dataclass, replace
from datetime import datetime

from db.engine import Database
from db.models import Minutes
from db.outbox import DueNotice
from services.assignments.shares import Share, load_share
from services.facts import MinutesName, minutes_name
from services.recipients import crew_of


@dataclass(frozen=True, slots=True)
class SentInTheMorning:
    minutes: MinutesName


async def protocol(db: Database, notice: DueNotice, now: datetime) -> Share | None:
    """A protocol's items for one organisation; nothing for whoever answers for it no more."""
    if not notice.minutes_id or not notice.organisation_id:
        return None
    async with db.read() as session:
        crew = await crew_of(session, notice.organisation_id, notice.minutes_id)
        person = crew.person_of(notice.account_id)
        share = await load_share(session, notice.minutes_id, notice.organisation_id, now) if person else None
        return replace(share, hand=crew.hand(person, notice.minutes_id)) if share else None


async def sent_in_the_morning(db: Database, notice: DueNotice, _now: datetime) -> SentInTheMorning:
    """«Протокол направлен, как Вы просили»."""
    async with db.read() as session:
        return SentInTheMorning(minutes_name(await session.get_one(Minutes, notice.minutes_id)))
