"""What organisations are late with and what is due, by item: one line, however many kindergartens it concerns."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import OWES, Assignment, Decision, Minutes, Organisation, late_on
from domain.lifecycle import State
from services.facts import ItemLabel, MinutesName, label_of, minutes_name

#: Items of one section; the rest is counted.
SHOWN = 3
#: So many organisations are named behind their item.
NAMED = 3


@dataclass(frozen=True, slots=True)
class ItemLag:
    """One date of an item: how many of all are late; `names` when they are few; `newest`: the latest date passed."""

    checkpoint_id: int
    minutes: MinutesName
    label: ItemLabel
    counts: date
    newest: date
    late: int
    total: int
    names: tuple[str, ...] = ()


#: Items that organisations are late with, those that have become late last first.
Lag = tuple[ItemLag, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """How many organisations have reported on one date of an item that is due this week."""

    minutes: MinutesName
    label: ItemLabel
    counts: date
    reported: int
    total: int


async def late_by_item(session: AsyncSession, mine: ColumnElement[bool], today: date) -> Lag:
    """All that is late under a condition on assignments and their minutes; the first few with names."""
    late = (
        select(
            Assignment.checkpoint_id,
            func.min(Assignment.control_date).label("counts"),
            func.max(Assignment.control_date).label("newest"),
            func.count(Assignment.id).label("late"),
        )
        .join(Minutes, Minutes.id == Assignment.minutes_id)
        .where(mine, late_on(today))
        .group_by(Assignment.checkpoint_id)
        .subquery()
    )
    asked = case((Assignment.state != State.CANCELLED, 1), else_=0)
    rows = await session.execute(
        select(Decision, Minutes, late, func.sum(asked))
        .join(Assignment, Assignment.checkpoint_id == late.c.checkpoint_id)
        .join(Decision, Decision.id == Assignment.decision_id)
        .join(Minutes, Minutes.id == Assignment.minutes_id)
        .where(Assignment.lead_id.is_(None))
        .group_by(Decision.id, Minutes.id, *late.c)
        .order_by(late.c.newest.desc(), late.c.counts, Minutes.id, Decision.ordinal)
    )
    items = tuple(
        ItemLag(checkpoint_id, minutes_name(minutes), label_of(decision), counts, newest, count, total)
        for decision, minutes, checkpoint_id, counts, newest, count, total in rows
    )
    return await _with_names(session, mine, today, items) if items else ()


async def _with_names(session: AsyncSession, mine: ColumnElement[bool], today: date, items: Sequence[ItemLag]) -> Lag:
    few = [item.checkpoint_id for item in items[: 2 * SHOWN] if item.late <= NAMED]
    rows = await session.execute(
        select(Assignment.checkpoint_id, Organisation.short_name)
        .join(Organisation, Organisation.id == Assignment.organisation_id)
        .join(Minutes, Minutes.id == Assignment.minutes_id)
        .where(mine, late_on(today), Assignment.checkpoint_id.in_(few))
        .order_by(Organisation.short_name)
    )
    names: dict[int, tuple[str, ...]] = {}
    for checkpoint_id, name in rows:
        names[checkpoint_id] = (*names.get(checkpoint_id, ()), name)
    return tuple(replace(item, names=names.get(item.checkpoint_id, ())) for item in items)


async def due_by_item(
    session: AsyncSession, mine: ColumnElement[bool], today: date, last: date
) -> tuple[Progress, ...]:
    """Dates of items from today through `last` on which somebody still owes, earliest first."""
    owed = (
        select(Assignment.checkpoint_id, func.min(Assignment.control_date).label("counts"))
        .join(Minutes, Minutes.id == Assignment.minutes_id)
        .where(mine, OWES, Assignment.control_date >= today, Assignment.control_date <= last)
        .group_by(Assignment.checkpoint_id)
        .subquery()
    )
    handed_in = case((Assignment.state.in_((State.REPORTED, State.ACCEPTED)), 1), else_=0)
    rows = await session.execute(
        select(Decision, Minutes, owed.c.counts, func.sum(handed_in), func.count(Assignment.id))
        .join(Assignment, Assignment.decision_id == Decision.id)
        .join(Minutes, Minutes.id == Assignment.minutes_id)
        .join(owed, owed.c.checkpoint_id == Assignment.checkpoint_id)
        .where(mine, Assignment.state != State.CANCELLED, Assignment.lead_id.is_(None))
        .group_by(Decision.id, Minutes.id, Assignment.checkpoint_id, owed.c.counts)
        .order_by(owed.c.counts, Minutes.id, Decision.ordinal)
    )
    return tuple(
        Progress(minutes_name(minutes), label_of(decision), counts, reported, total)
        for decision, minutes, counts, reported, total in rows
    )
