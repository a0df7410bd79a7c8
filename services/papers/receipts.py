"""How a protocol reached each organisation: sent, delivered, acknowledged, and in which way."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Assignment, Audit, Minutes, Notice, NoticeKind, NoticeState
from domain.audit import AuditAction
from domain.lifecycle import State
from services.overview.figures import Figures, Line


class Way(StrEnum):
    """How an organisation has acknowledged."""

    IN_BOT = "in_bot"
    BY_REPORT = "by_report"  # whoever reports has read
    BY_PHONE = "by_phone"  # noted by an official


@dataclass(frozen=True, slots=True)
class Receipt:
    """One organisation; None: it has not happened. `cancelled`: nothing of the protocol is hers any more."""

    organisation_id: int
    sent_at: datetime | None
    delivered_at: datetime | None  # taken by the messenger, not read
    acknowledged_at: datetime | None  # everything that is hers
    way: Way | None
    cancelled: bool


async def load_receipts(session: AsyncSession, minutes: Minutes, figures: Figures) -> tuple[Receipt, ...]:
    """Part of a transaction that has checked the rights: the organisations in the order of `figures`."""
    delivered, ways = await _delivered(session, minutes.id), await _ways(session, minutes.id)
    theirs: dict[int, list[Line]] = {place: [] for place in figures.places if place != minutes.authority_id}
    for line in figures.lines:
        if line.organisation_id in theirs:
            theirs[line.organisation_id].append(line)
    receipts = []
    for place, lines in theirs.items():
        live = [line for line in lines if line.counted.state is not State.CANCELLED]
        seen = [line.acknowledged_at for line in live or lines if line.acknowledged_at]
        read_at = max(seen) if seen and not any(line.counted.state is State.ASSIGNED for line in live) else None
        way = ways.get(place, Way.BY_REPORT) if read_at else None
        receipts.append(Receipt(place, minutes.sent_at, delivered.get(place), read_at, way, not live))
    return tuple(receipts)


async def _delivered(session: AsyncSession, minutes_id: int) -> dict[int | None, datetime | None]:
    rows = await session.execute(
        select(Notice.organisation_id, func.min(Notice.sent_at))
        .where(
            Notice.minutes_id == minutes_id,
            Notice.kind == NoticeKind.PROTOCOL,
            Notice.state == NoticeState.SENT,
        )
        .group_by(Notice.organisation_id)
    )
    return dict(rows.all())


async def _ways(session: AsyncSession, minutes_id: int) -> dict[int, Way]:
    """What the audit tells of first: a tap, a report, which acknowledges the rest with it, or a call."""
    told = {
        AuditAction.ACKNOWLEDGED: Way.IN_BOT,
        AuditAction.HANDED_IN: Way.BY_REPORT,
        AuditAction.ACKNOWLEDGED_BY_PHONE: Way.BY_PHONE,
    }
    rows = await session.execute(
        select(Assignment.organisation_id, Audit.action)
        .join(Audit, Audit.subject_id == Assignment.id)
        .where(Assignment.minutes_id == minutes_id, Audit.subject == "assignment", Audit.action.in_(told))
        .order_by(Audit.id.desc())
    )
    return {place: told[AuditAction(action)] for place, action in rows}
