"""Which period of a repeating duty is to be opened next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, func, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import (
    IS_PERIODIC,
    Addressee,
    AddresseeOrganisation,
    Assignment,
    Checkpoint,
    Decision,
    Minutes,
    MinutesState,
    Organisation,
)
from domain.calendar import moved
from domain.lifecycle import DATED, State
from domain.minutes.durations import day_of_month
from domain.minutes.model import ControlForm
from domain.periods import RECURRENCES, Period, following
from services.offices import Office, office_of


@dataclass(frozen=True, slots=True)
class Opening:
    """The next checkpoint of a decision and the periods that are too late to ask for."""

    decision: Decision
    minutes: Minutes
    office: Office
    period: Period
    skipped: tuple[str, ...]


#: Forms whose first checkpoint repeats.
REPEATING = (
    IS_PERIODIC,
    Decision.recurrence.in_(RECURRENCES),
    Decision.left_out.is_(False),
    Decision.ended_at.is_(None),
)


def repeats(decision: Decision, minutes: Minutes) -> bool:
    """Whether the decision goes on asking for a report every period."""
    return (
        minutes.state is MinutesState.SENT
        and decision.form is ControlForm.PERIODIC
        and decision.recurrence in RECURRENCES
        and not decision.left_out
        and decision.ended_at is None
    )


async def due_openings(session: AsyncSession, now: datetime, only: Sequence[int] = ()) -> list[Opening]:
    """What is to be opened now, one period of each decision."""
    rows = await session.execute(_repeating().where(Decision.id.in_(only) if only else true()))
    decisions = rows.all()
    if not decisions:
        return []
    checkpoints: dict[int, list[Checkpoint]] = {}
    found = select(Checkpoint).where(Checkpoint.decision_id.in_([decision.id for decision, _ in decisions]))
    regular = func.coalesce(Checkpoint.regular_due, Checkpoint.due_date)
    for checkpoint in await session.scalars(found.order_by(regular, Checkpoint.id)):
        if checkpoint.due_date is not None:
            checkpoints.setdefault(checkpoint.decision_id, []).append(checkpoint)
    offices: dict[int, Office] = {}
    openings = []
    for decision, minutes in decisions:
        if minutes.authority_id not in offices:
            offices[minutes.authority_id] = await office_of(session, minutes.authority_id)
        opening = _next(decision, minutes, offices[minutes.authority_id], checkpoints.get(decision.id, []), now)
        if opening is not None and await still_addressed(session, decision.id):
            openings.append(opening)
    return openings


def _repeating() -> Select[Decision, Minutes]:
    return (
        select(Decision, Minutes)
        .join(Minutes, Minutes.id == Decision.minutes_id)
        .where(Minutes.state == MinutesState.SENT, *REPEATING)
        .order_by(Decision.id)
    )


def _next(
    decision: Decision, minutes: Minutes, office: Office, checkpoints: Sequence[Checkpoint], now: datetime
) -> Opening | None:
    """The first period after the last checkpoint that has started and whose date has not passed."""
    if not checkpoints or minutes.sent_at is None:
        return None
    last, today = checkpoints[-1], office.today(now)
    due = _regular(last)
    if due is None:
        return None
    period = Period(last.key, last.opens_on or due, due)
    sent_on, day = office.today(minutes.sent_at), _day(decision, checkpoints)
    skipped: list[str] = []
    while True:
        period = following(decision.recurrence, period, day_of_month=day, sent_on=sent_on)
        if period.opens_on > today:
            return None
        if decision.recurrence == "daily" and not office.calendar.is_working(period.due):
            continue
        if moved(period.due, office.day_off_rule, office.calendar, period.opens_on) >= today:
            return Opening(decision, minutes, office, period, tuple(skipped))
        skipped.append(period.code)


def _regular(checkpoint: Checkpoint) -> date | None:
    """The date by which the periods go on: a correction moves one period, not the rest."""
    return checkpoint.regular_due or checkpoint.due_date


def _day(decision: Decision, checkpoints: Sequence[Checkpoint]) -> int | None:
    """The day of the month that a short month may have cut off: as written, or as the official has set it."""
    if decision.deadline_rule == "set":
        return max(due.day for due in map(_regular, checkpoints) if due)
    return day_of_month(decision.deadline_phrase)


async def still_addressed(session: AsyncSession, decision_id: int) -> dict[int, tuple[ControlForm, datetime | None]]:
    """Organisations that the next period asks, with their form and since when they know of it.

    Those whose last assignment of the decision was not cancelled (a new one after re-routing included), and addressees
    added since who never had one; all of them still active.
    """
    found: dict[int, tuple[ControlForm, datetime | None]] = {}
    left: set[int] = set()
    before = await session.scalars(
        select(Assignment).where(Assignment.decision_id == decision_id).order_by(Assignment.id)
    )
    for row in before:
        known = found.get(row.organisation_id)
        found[row.organisation_id] = (row.form, row.acknowledged_at or (known[1] if known else None))
        (left.add if row.state is State.CANCELLED else left.discard)(row.organisation_id)
    form = func.coalesce(func.min(Addressee.form), func.min(Decision.form))
    added = await session.execute(
        select(AddresseeOrganisation.organisation_id, form)
        .join(Addressee, Addressee.id == AddresseeOrganisation.addressee_id)
        .join(Decision, Decision.id == Addressee.decision_id)
        .where(Decision.id == decision_id)
        .group_by(AddresseeOrganisation.organisation_id)
    )
    for place, own_form in added:
        found.setdefault(place, (ControlForm(own_form or ControlForm.PERIODIC), None))
    active = await session.scalars(
        select(Organisation.id).where(Organisation.id.in_(found), Organisation.active).order_by(Organisation.id)
    )
    return {place: found[place] for place in active if place not in left and found[place][0] in DATED}
