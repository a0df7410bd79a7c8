"""Passing down further items of the same protocol: they join what the authority has sent of it before."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import AgendaItem, Assignment, Decision, Minutes, MinutesState, NoticeKind
from domain.audit import AuditAction
from services.audit import record_at
from services.outbox import notify_rows
from services.recipients import load_crews


async def earlier_part(session: AsyncSession, minutes: Minutes) -> Minutes | None:
    """The minutes by which the authority has passed down other items of the same protocol."""
    if minutes.parent_id is None:
        return None
    return await session.scalar(
        select(Minutes)
        .where(
            Minutes.parent_id == minutes.parent_id,
            Minutes.authority_id == minutes.authority_id,
            Minutes.state == MinutesState.SENT,
        )
        .order_by(Minutes.id)
        .limit(1)
    )


async def move_into(
    session: AsyncSession, minutes: Minutes, earlier: Minutes, now: datetime, person_id: int
) -> tuple[int, ...]:
    """The draft's decisions become decisions of the sent minutes; the empty draft goes. Returns their ids."""
    ordinals = await session.scalars(select(Decision.ordinal).where(Decision.minutes_id == earlier.id))
    last = max(ordinals.all(), default=0)
    rows = await session.scalars(
        select(Decision)
        .where(Decision.minutes_id == minutes.id, Decision.left_out.is_(False))
        .order_by(Decision.ordinal)
    )
    moved = tuple(decision.id for decision in rows.all())
    for place, decision_id in enumerate(moved, last + 1):
        await session.execute(
            update(Decision)
            .where(Decision.id == decision_id)
            .values(minutes_id=earlier.id, ordinal=place)
            .execution_options(synchronize_session="fetch")
        )
    known = set(await session.scalars(select(AgendaItem.ordinal).where(AgendaItem.minutes_id == earlier.id)))
    questions = await session.scalars(select(AgendaItem).where(AgendaItem.minutes_id == minutes.id))
    for question in questions.all():
        if question.ordinal not in known:
            question.minutes_id = earlier.id
    both = select(Minutes.id, Minutes.source_text).where(Minutes.id.in_((earlier.id, minutes.id)))
    texts = dict((await session.execute(both)).all())
    earlier.source_text = f"{texts[earlier.id]}\n\n{texts[minutes.id]}"
    minutes.state = MinutesState.DELETED
    record_at(
        session, now, person_id, AuditAction.PASSING_JOINED, "minutes", earlier.id, draft=minutes.id, items=len(moved)
    )
    await session.flush()
    return moved


async def tell_added(session: AsyncSession, minutes: Minutes, decisions: Sequence[int], now: datetime) -> None:
    """The protocol's message once more, to the organisations that the added decisions reach."""
    reached = await session.scalars(
        select(Assignment.organisation_id)
        .where(Assignment.decision_id.in_(decisions), Assignment.organisation_id != minutes.authority_id)
        .distinct()
        .order_by(Assignment.organisation_id)
    )
    crews = await load_crews(session, reached.all())
    rows: list[tuple[int, int | None, str]] = [
        (account, place, f"{minutes.id}:{place}:added-{decisions[0]}")
        for place, crew in crews.items()
        for account in crew.recipients(minutes.id)
    ]
    await notify_rows(session, now, NoticeKind.PROTOCOL, rows, minutes_id=minutes.id)
