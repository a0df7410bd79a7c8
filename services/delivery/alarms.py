"""Alarms: each sign that is not well is told to admins once, and once when it is over; also across restarts."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update

from db.models import Alarm
from db.upserts import insert_ignore
from domain.signs import TOLD_AT_ONCE, Sign
from services.context import Database

#: What is over by the next look was none: after a start, or when somebody is back, much is late for a moment.
SETTLES = timedelta(seconds=50)


@dataclass(frozen=True, slots=True)
class News:
    """What admins do not know yet: signs that are not well, and those that are well again."""

    begun: frozenset[Sign]
    over: frozenset[Sign]


async def look(db: Database, unwell: Collection[Sign], now: datetime) -> News:
    """Note what is not well; what there is to tell. It stays to be told until `told`."""
    async with db.read() as session:
        rows = {row.sign: row for row in await session.scalars(select(Alarm))}
    new, passed = set(unwell) - rows.keys(), {sign for sign in rows.keys() - set(unwell) if not rows[sign].told_at}
    if new or passed:
        async with db.write() as session:
            for sign in new:
                told_at = now if sign in TOLD_AT_ONCE else None
                await session.execute(insert_ignore(session, Alarm), [{"sign": sign, "since": now, "told_at": told_at}])
            await session.execute(delete(Alarm).where(Alarm.sign.in_(passed)))
    untold = {sign for sign, row in rows.items() if row.told_at is None and now - row.since >= SETTLES}
    return News(frozenset(untold & set(unwell)), frozenset(rows.keys() - set(unwell) - passed))


async def told(db: Database, news: News, now: datetime) -> None:
    """Admins have heard it."""
    async with db.write() as session:
        await session.execute(update(Alarm).where(Alarm.sign.in_(news.begun)).values(told_at=now))
        await session.execute(delete(Alarm).where(Alarm.sign.in_(news.over)))
