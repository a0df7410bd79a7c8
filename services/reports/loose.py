"""Messages that wait for «К какому пункту?»: which of them make one answer.

The rows themselves say it, so that a button of the question answers for weeks and after restarts.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Evidence
from domain.answers import read_marks
from domain.errors import Stale
from domain.reports import EvidenceKind
from services.context import Context
from services.reports.collecting import MOST_EVIDENCE

#: A message that comes so soon after the one before belongs to the same answer.
JOINS = timedelta(minutes=30)


async def standing(session: AsyncSession, ctx: Context, row: Evidence) -> list[Evidence]:
    """The messages that make one question with this one, itself the last, in their order."""
    last = (await session.scalars(loose(ctx).order_by(Evidence.id.desc()).limit(2 * MOST_EVIDENCE))).all()
    found: list[Evidence] = []
    for each in (*(known for known in reversed(last) if known is not row), row):
        found = [*found, each] if _joins(found, each) else [each]
    return found


async def group_of(session: AsyncSession, ctx: Context, first: int) -> list[Evidence]:
    """Messages of the question that `first` names, in their order; none when they are sent or dropped."""
    rows = (await session.scalars(loose(ctx).where(Evidence.id >= first).order_by(Evidence.id))).all()
    found: list[Evidence] = []
    for row in rows:
        if found and not _joins(found, row):
            break
        found.append(row)
    return found if found and found[0].id == first else []


async def group_with(session: AsyncSession, ctx: Context, row: Evidence) -> list[Evidence]:
    """The messages of the question that this one is part of, in their order."""
    found: list[Evidence] = []
    for each in await session.scalars(loose(ctx).order_by(Evidence.id)):
        if found and not _joins(found, each):
            if row in found:
                break
            found = []
        found.append(each)
    return found


def _joins(group: Sequence[Evidence], row: Evidence) -> bool:
    """Files that come soon make one answer, with one text at most: what nobody has placed does not pile up."""
    if not group or _sent(row) > _sent(group[-1]) + JOINS:
        return False
    marks = read_marks(row.text)
    if row.kind is not EvidenceKind.TEXT and not marks:
        return True
    if any(each.kind is EvidenceKind.TEXT for each in group):
        return False
    return not marks or all(not found or found == marks for found in (read_marks(each.text) for each in group))


def loose(ctx: Context) -> "Select[Evidence]":
    return select(Evidence).where(Evidence.report_id.is_(None), Evidence.sender_id == ctx.actor.person_id)


def _sent(row: Evidence) -> datetime:
    assert row.sent_at is not None  # noqa: S101 - a loose message always has its moment
    return row.sent_at


async def taken_words(session: AsyncSession, ctx: Context, first: int) -> str:
    """Part of a transaction: the words of the question leave it for another use. Raises Stale."""
    rows = await group_of(session, ctx, first)
    if not rows:
        raise Stale
    for each in rows:
        await session.delete(each)
    return "\n".join(row.text for row in rows)
