"""«Мне — итог по понедельникам»: heads whose deputy leads get their week's digest even when nothing else makes one."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import (
    LED_BY_DEPUTY,
    Account,
    Membership,
    Notice,
    NoticeKind,
    Organisation,
)
from domain.leading import is_summary_day
from domain.people import HEADING
from services.offices import Minute, Office, office_over
from services.outbox import notify_rows
from services.tree import holds


async def due(minute: Minute) -> int:
    """Make the weekly digests due whose moment has come; how many. Safe to repeat: one digest a person and day."""
    if not any(_is_time(office, minute.now) for office in minute.offices.values()):
        return 0
    async with minute.db.read() as session:
        rows = await _not_told(session, minute)
    if rows:
        async with minute.db.write() as session:
            for day, account, organisation_id, key in rows:
                await notify_rows(session, minute.now, NoticeKind.DIGEST, [(account, organisation_id, key)], day=day)
    return len(rows)


def _is_time(office: Office, now: datetime) -> bool:
    return office.is_open(now, office.directors_at) and is_summary_day(office.today(now), office.calendar)


async def _not_told(session: AsyncSession, minute: Minute) -> list[tuple[str, int, int, str]]:
    """(day, account, organisation, key) of heads of organisations led by a deputy, without a digest today."""
    heads = await session.execute(
        select(Account.id, Account.person_id, Organisation.id, Organisation.path)
        .join(Membership, Membership.person_id == Account.person_id)
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .where(LED_BY_DEPUTY, holds(HEADING))
        .order_by(Account.id, Organisation.id)
    )
    found: dict[str, tuple[str, int, int, str]] = {}
    for account, person, organisation_id, path in heads:
        office = office_over(minute.offices, path)
        if office is not None and _is_time(office, minute.now):
            day = office.today(minute.now).isoformat()
            key = f"{person}:{day}"
            found.setdefault(f"{NoticeKind.DIGEST}:{key}:{account}", (day, account, organisation_id, key))
    told = await session.scalars(select(Notice.dedup_key).where(Notice.dedup_key.in_(tuple(found))))
    for dedup_key in told:
        del found[dedup_key]
    return list(found.values())
