"""What nobody asks for any more is deleted, little by little; never the audit, reports or what came with them."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, tuple_

from db.engine import Database
from db.models import FORGETTABLE, Assignment, Base, InboxUpdate, Notice, ReminderStep
from domain.lifecycle import FINAL
from services.delivery.inbox import KEPT, REPEATABLE

#: A quarter: nothing reads a notice that was sent (skipped, refused) before, but somebody may ask whether it was sent.
NOTICES_KEPT = timedelta(days=92)
#: The same after an item has ended: until then its steps keep another one of the same day from being written.
STEPS_KEPT = timedelta(days=92)
#: Rows of one transaction: what a tap may have to wait behind.
PORTION = 500


async def prune(db: Database, now: datetime) -> int:
    """Delete updates, notices and reminder steps that are past their time; returns how many. Safe to repeat."""
    updates = (InboxUpdate.platform, InboxUpdate.update_id)
    is_past = (InboxUpdate.handled_at < now - KEPT) & (InboxUpdate.error == "")
    old_updates = select(*updates).where(is_past | (InboxUpdate.handled_at < now - REPEATABLE))
    old_notices = select(Notice.id).where(FORGETTABLE, Notice.created_at < now - NOTICES_KEPT)
    old_steps = (
        select(ReminderStep.id)
        .join(Assignment, Assignment.id == ReminderStep.assignment_id)
        .where(
            ReminderStep.consumed_at < now - STEPS_KEPT,
            Assignment.state.in_(FINAL),
            Assignment.closed_at < now - STEPS_KEPT,
        )
    )
    return (
        await _delete(db, InboxUpdate, updates, old_updates)
        + await _delete(db, Notice, (Notice.id,), old_notices)
        + await _delete(db, ReminderStep, (ReminderStep.id,), old_steps)
    )


async def _delete(db: Database, table: type[Base], key: tuple[Any, ...], old: Any) -> int:
    """A portion in a transaction of its own, until none is left: whoever waits gets in between."""
    gone, portion = 0, PORTION
    while portion == PORTION:
        async with db.write() as session:
            found = [tuple(row) for row in await session.execute(old.limit(PORTION))]
            await session.execute(
                delete(table).where(tuple_(*key).in_(found)).execution_options(synchronize_session=False)
            )
        portion = len(found)
        gone += portion
    return gone
