"""What nobody asks for any more is deleted, little by little; never the audit, reports or what came with them."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, TextClause, delete, exists, select
from sqlalchemy.orm import InstrumentedAttribute

from db.engine import Database
from db.models import FORGETTABLE, Assignment, InboxUpdate, Notice, ReminderStep
from domain.lifecycle import FINAL
from domain.people import Platform
from services.delivery.inbox import KEPT, REPEATABLE

#: A quarter: nothing reads a notice that was sent (skipped, refused) before, but somebody may ask whether it was sent.
NOTICES_KEPT = timedelta(days=92)
#: The same after an item has ended: until then its steps keep another one of the same day from being written.
STEPS_KEPT = timedelta(days=92)
#: Rows of one transaction: what a tap may have to wait behind.
PORTION = 500


async def prune(db: Database, now: datetime) -> int:
    """Delete updates, notices and reminder steps that are past their time; returns how many. Safe to repeat."""
    gone = 0
    for platform in Platform:
        gone += await _delete(
            db,
            InboxUpdate.update_id,
            InboxUpdate.platform == platform,
            InboxUpdate.handled_at < now - KEPT,
            (InboxUpdate.error == "") | (InboxUpdate.handled_at < now - REPEATABLE),
        )
    gone += await _delete(db, Notice.id, FORGETTABLE, Notice.created_at < now - NOTICES_KEPT)
    long_over = exists().where(
        Assignment.id == ReminderStep.assignment_id,
        Assignment.state.in_(FINAL),
        Assignment.closed_at < now - STEPS_KEPT,
    )
    return gone + await _delete(db, ReminderStep.id, ReminderStep.consumed_at < now - STEPS_KEPT, long_over)


async def _delete(db: Database, key: InstrumentedAttribute[int], *old: ColumnElement[bool] | TextClause) -> int:
    """A portion in a transaction of its own, until none is left: whoever waits gets in between."""
    gone, portion = 0, PORTION
    while portion == PORTION:
        async with db.write() as session:
            found = (await session.scalars(select(key).where(*old).limit(PORTION))).all()
            these = delete(key.class_).where(key.in_(found), *old).execution_options(synchronize_session=False)
            portion = len(found)
            if found:
                await session.execute(these)
        gone += portion
    return gone
