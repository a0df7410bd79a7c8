"""A corrected version of minutes that were sent: what it changes. Applying it: services/amendments/by_file.py."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Assignment, Minutes, MinutesState
from domain.difference import Difference, difference
from domain.drafting import Draft
from domain.lifecycle import State
from services.drafts.loading import load


@dataclass(frozen=True, slots=True)
class Correction:
    """The draft corrects minutes that were sent at `sent_at`."""

    earlier_id: int
    sent_at: datetime
    difference: Difference


async def correction_of(session: AsyncSession, minutes: Minutes, draft: Draft) -> Correction | None:
    """Whether a draft is another version of sent minutes: the same number and day, and most items still there."""
    if minutes.day is None or minutes.state is MinutesState.SENT or minutes.parent_id is not None:
        return None
    earlier = await session.scalar(
        select(Minutes)
        .where(
            Minutes.authority_id == minutes.authority_id,
            Minutes.id != minutes.id,
            Minutes.state == MinutesState.SENT,
            Minutes.day == minutes.day,
            Minutes.number.is_not_distinct_from(minutes.number),
        )
        .order_by(Minutes.sent_at.desc())
        .limit(1)
    )
    if earlier is None or earlier.sent_at is None:
        return None
    still = await _not_cancelled(session, earlier)
    before = [item for item in (await load(session, earlier)).live if item.id in still]
    found = difference(before, draft.live)
    return Correction(earlier.id, earlier.sent_at, found) if found.is_correction else None


async def _not_cancelled(session: AsyncSession, minutes: Minutes) -> set[int]:
    """Decisions that somebody has or had; one cancelled for all is no part of the protocol any more."""
    query = select(Assignment.decision_id).where(
        Assignment.minutes_id == minutes.id, Assignment.state != State.CANCELLED
    )
    return set(await session.scalars(query.distinct()))
