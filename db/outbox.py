"""Claiming outbox rows: at most one per account at a time, which keeps a chat in order.

A row is waiting while it is pending or leased. `leased_until` says when somebody may take it (again): the end of a
lease of a process that died, or the moment of the next attempt.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, FromClause, Integer, Table, bindparam, exists, func, or_, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Notice, NoticeKind, NoticeState
from db.models.base import UtcDateTime

WAITING = (NoticeState.PENDING, NoticeState.LEASED)


@dataclass(frozen=True, slots=True)
class DueNotice:
    """A claimed outbox row: what it means, for whom; the words are made from fresh facts."""

    id: int
    kind: NoticeKind
    account_id: int
    organisation_id: int | None
    minutes_id: int | None
    subject_id: int | None
    facts: dict[str, Any]
    silent: bool
    attempts: int
    created_at: datetime


# Statements are made once: the outbox is asked every second.
_ROW = cast("Table", Notice.__table__)
_EARLIER = _ROW.alias("earlier")
_NOW = bindparam("now", type_=UtcDateTime())


def _waits(row: FromClause) -> ColumnElement[bool]:
    """Due and not done with. Written out, not bound: only then SQLite sees that the partial index fits."""
    return row.c.state.in_(bindparam("waiting", WAITING, expanding=True, literal_execute=True)) & (
        row.c.not_before <= _NOW
    )


_IS_FIRST = ~exists().where(
    _EARLIER.c.account_id == _ROW.c.account_id,
    _waits(_EARLIER),
    tuple_(_EARLIER.c.not_before, _EARLIER.c.id) < tuple_(_ROW.c.not_before, _ROW.c.id),
)
_IS_FREE = or_(_ROW.c.leased_until.is_(None), _ROW.c.leased_until <= _NOW)
#: Ids of claimable rows: due, free, and the first that waits for its account.
_DUE = select(_ROW.c.id).where(_waits(_ROW), _IS_FREE, _IS_FIRST).order_by(_ROW.c.not_before, _ROW.c.id)
_ANY = _DUE.limit(1)
_OLDEST = select(func.min(_ROW.c.not_before)).where(_waits(_ROW))
_CLAIMABLE = _DUE.limit(bindparam("most", type_=Integer())).with_for_update(skip_locked=True, of=_ROW)
_CLAIM = (
    _ROW.update()
    .where(_ROW.c.id.in_(_CLAIMABLE.scalar_subquery()))
    .values(state=NoticeState.LEASED, leased_until=bindparam("until"))
    .returning(*(_ROW.c[name] for name in DueNotice.__slots__))
)


async def anything_due(session: AsyncSession, now: datetime) -> bool:
    """Whether a claim would find something; cheap enough to ask every second."""
    return await session.scalar(_ANY, {"now": now}) is not None


async def oldest_due(session: AsyncSession, now: datetime) -> datetime | None:
    """Since when the notice that is most overdue should have been sent."""
    oldest: datetime | None = await session.scalar(_OLDEST, {"now": now})
    return oldest


async def claim(session: AsyncSession, now: datetime, until: datetime, limit: int) -> tuple[DueNotice, ...]:
    """Lease up to `limit` rows until `until`; two processes never get the same row."""
    connection = await session.connection()
    rows = await connection.execute(_CLAIM, {"now": now, "until": until, "most": limit})
    return tuple(sorted((DueNotice(*row) for row in rows), key=lambda notice: notice.id))


async def requeue_undeliverable(session: AsyncSession, account_ids: list[int]) -> None:
    """The people are back: what could not be delivered waits for its turn again."""
    await session.execute(
        update(Notice)
        .where(Notice.account_id.in_(account_ids), Notice.state == NoticeState.UNDELIVERABLE)
        .values(state=NoticeState.PENDING, attempts=0, leased_until=None)
        .execution_options(synchronize_session=False)
    )
