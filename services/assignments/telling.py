"""Notices about one assignment: to its organisation, to those who control it."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Assignment, Minutes, NoticeKind
from services.assignments.judges import CARDS_BEFORE_QUEUE, judges_of
from services.assignments.waiting_requests import load_asks
from services.outbox import accounts_of, notify


async def tell_organisation(
    session: AsyncSession,
    now: datetime,
    kind: NoticeKind,
    assignment: Assignment,
    subject_id: int,
    *,
    key: str = "",
    silent: bool = False,
    asked: Iterable[int] = (),
) -> None:
    """To whoever leads the organisation's affairs, and to those who have asked for what is told.

    `key` when one subject is told about more than once.
    """
    await notify(
        session,
        now,
        kind,
        await accounts_of(session, assignment.organisation_id, minutes_id=assignment.minutes_id, asked=asked),
        key=key or f"{subject_id}:{assignment.organisation_id}",
        organisation_id=assignment.organisation_id,
        minutes_id=assignment.minutes_id,
        subject_id=subject_id,
        silent=silent,
    )


async def tell_controllers(
    session: AsyncSession, now: datetime, kind: NoticeKind, assignment: Assignment, subject_id: int
) -> None:
    """To the controller of the minutes, or to the whole office once they have left.

    With more than CARDS_BEFORE_QUEUE requests waiting, one message about all of them is kept up to date instead.
    """
    minutes = await session.get_one(Minutes, assignment.minutes_id)
    waiting = await load_asks(session, Minutes.controller_id == minutes.controller_id)
    in_queue = waiting.total > CARDS_BEFORE_QUEUE
    await notify(
        session,
        now,
        NoticeKind.REVIEW_QUEUE if in_queue else kind,
        await judges_of(session, minutes),
        key=f"{kind}:{subject_id}" if in_queue else str(subject_id),
        organisation_id=assignment.organisation_id,
        minutes_id=assignment.minutes_id,
        subject_id=subject_id,
    )
