"""Facts of the notices about a protocol that was sent, read when they are delivered. None: no longer due."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from db.engine import Database
from db.models import Authority, Minutes
from db.outbox import DueNotice
from services.assignments.shares import Share, load_share
from services.facts import MinutesName, minutes_name
from services.recipients import crew_of, still_represents


@dataclass(frozen=True, slots=True)
class SentInTheMorning:
    minutes: MinutesName


async def protocol(db: Database, notice: DueNotice, now: datetime) -> Share | None:
    """A protocol's items for one organisation."""
    async with db.read() as session:
        if not notice.minutes_id or not notice.organisation_id or not await still_represents(session, notice):
            return None
        minutes = await session.get_one(Minutes, notice.minutes_id)
        today = await _today(session, minutes.authority_id, now)
        share = await load_share(session, notice.minutes_id, notice.organisation_id, today)
        crew = await crew_of(session, notice.organisation_id)
        hand = crew.hand(crew.person_of(notice.account_id), notice.minutes_id)
        return replace(share, hand=hand) if share else None


async def _today(session: AsyncSession, authority_id: int, now: datetime) -> date:
    authority = await session.get_one(Authority, authority_id)
    return now.astimezone(ZoneInfo(authority.timezone)).date()


async def sent_in_the_morning(db: Database, notice: DueNotice, _now: datetime) -> SentInTheMorning:
    """«Протокол направлен, как Вы просили»."""
    async with db.read() as session:
        return SentInTheMorning(minutes_name(await session.get_one(Minutes, notice.minutes_id)))
