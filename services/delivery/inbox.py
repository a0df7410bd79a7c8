"""Stored updates: an accepted tap survives a kill at any moment. Each function is one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import Table, bindparam, select

from db.engine import Database
from db.fsm import Row, write
from db.models import InboxUpdate
from db.upserts import insert_ignore
from domain.people import Platform
from services.delivery.set_aside import tell_set_aside

#: How long a handled update is remembered, to recognise a repeat. The platform repeats for 24 hours.
KEPT = timedelta(hours=48)
#: How long an update that was set aside can be repeated.
REPEATABLE = timedelta(days=30)


# Made once: every update passes here, and making a statement costs as much as running it.
_INBOX = cast("Table", InboxUpdate.__table__)
_THESE = (_INBOX.c.platform == bindparam("of")) & _INBOX.c.update_id.in_(bindparam("ids", expanding=True))
_THIS = (_INBOX.c.platform == bindparam("of")) & (_INBOX.c.update_id == bindparam("id"))
_CLOSE = _INBOX.update().where(_THIS).values(handled_at=bindparam("now"), error=bindparam("why"))
_EXCUSE = _INBOX.update().where(_THIS).values(attempts=_INBOX.c.attempts - 1)
_BEGIN = (
    _INBOX.update()
    .where(_THESE, _INBOX.c.handled_at.is_(None))
    .values(attempts=_INBOX.c.attempts + 1)
    .returning(_INBOX.c.update_id, _INBOX.c.attempts)
)


@dataclass(frozen=True, slots=True)
class Incoming:
    """An update as it came; `chat` orders it. `attempt`: the coming one's number where its row counts it already."""

    id: int
    chat: str
    payload: dict[str, Any]
    attempt: int = 0


async def store(db: Database, platform: Platform, updates: Sequence[Incoming], now: datetime) -> frozenset[int]:
    """Keep a batch; returns the ids that were new. `attempt` is counted in the row."""
    rows = [
        {
            "platform": platform,
            "update_id": each.id,
            "chat": each.chat,
            "payload": each.payload,
            "received_at": now,
            "attempts": each.attempt,
            "error": "",
        }
        for each in updates
    ]
    if not rows:
        return frozenset()
    async with db.write() as session:
        statement = insert_ignore(session, InboxUpdate).returning(_INBOX.c.update_id)
        return frozenset(await session.scalars(statement, rows))


async def unhandled(db: Database, platform: Platform) -> tuple[Incoming, ...]:
    """What was accepted and not finished before the process ended, in order."""
    query = (
        select(InboxUpdate.update_id, InboxUpdate.chat, InboxUpdate.payload)
        .where(InboxUpdate.platform == platform, InboxUpdate.handled_at.is_(None))
        .order_by(InboxUpdate.update_id)
    )
    async with db.read() as session:
        return tuple(Incoming(*row) for row in await session.execute(query))


async def turn(
    db: Database,
    platform: Platform,
    begun: Sequence[int],
    ended: Mapping[int, str],
    conversations: Mapping[str, Row],
    now: datetime,
    excused: Sequence[int] = (),
) -> dict[int, int]:
    """Close the updates in `ended` (update → error that made us give it up, or "") with the conversations they have
    changed, count an attempt at `begun`, and one less at those `excused`.

    Attempts are counted before they are made, so that an update that kills the process cannot loop. Returns update →
    attempts, without those that are closed already.
    """
    async with db.write() as session:
        await write(session, conversations, now)
        connection = await session.connection()
        if any(ended.values()):
            await tell_set_aside(session, now)
        if ended:
            rows = [{"of": platform, "id": each, "now": now, "why": error} for each, error in ended.items()]
            await connection.execute(_CLOSE, rows)
        if excused:
            await connection.execute(_EXCUSE, [{"of": platform, "id": each} for each in excused])
        if not begun:
            return {}
        attempts = await connection.execute(_BEGIN, {"of": platform, "ids": list(begun)})
        return {row.update_id: row.attempts for row in attempts}
