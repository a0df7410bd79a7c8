"""Repeating duties: the next checkpoint of a decision when its period starts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, func, select, true
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import (
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
from domain.lifecycle import DATED, Answering, State
from domain.minutes.durations import day_of_month
from domain.minutes.model import ControlForm
from domain.periods import RECURRENCES, Period, following, period_of
from domain.reminders import StepKind
from services.answering import contribute
from services.audit import record
from services.context import Database
from services.offices import Office, office_of
from services.steps import steps_for, write_steps

#: Forms whose first checkpoint repeats.
REPEATING = (
    Decision.form == ControlForm.PERIODIC,
    Decision.recurrence.in_(RECURRENCES),
    Decision.left_out.is_(False),
    Decision.ended_at.is_(None),
)


@dataclass(frozen=True, slots=True)
class Opening:
    """The next checkpoint of a decision and the periods that are too late to ask for."""

    decision: Decision
    minutes: Minutes
    office: Office
    period: Period
    skipped: tuple[str, ...]


def repeats(decision: Decision, minutes: Minutes) -> bool:
    """Whether the decision goes on asking for a report every period."""
    return (
        minutes.state is MinutesState.SENT
        and decision.form is ControlForm.PERIODIC
        and decision.recurrence in RECURRENCES
        and not decision.left_out
        and decision.ended_at is None
    )


async def name_periods(session: AsyncSession, minutes_id: int, only: Sequence[int] = ()) -> None:
    """Part of publishing: the first checkpoint of a repeating decision is called by its period.

    A decision with several dates keeps a number where two of them would fall into one period.
    """
    rows = await session.execute(
        select(Checkpoint, Decision.recurrence)
        .join(Decision, Decision.id == Checkpoint.decision_id)
        .where(
            Decision.minutes_id == minutes_id,
            Decision.id.in_(only) if only else true(),
            *REPEATING,
            Checkpoint.due_date.is_not(None),
        )
        .order_by(Checkpoint.due_date)
    )
    taken: set[tuple[int, str]] = set()
    for checkpoint, recurrence in rows.all():
        period = period_of(recurrence, checkpoint.due_date or date.max)
        if (checkpoint.decision_id, period.code) not in taken:
            taken.add((checkpoint.decision_id, period.code))
            checkpoint.key, checkpoint.opens_on = period.code, period.opens_on
    await session.flush()


async def open_due(db: Database, now: datetime) -> int:
    """Open every period that has started; returns how many checkpoints were made. One transaction each.

    After downtime the periods whose reports can still be handed in on time are opened, at least the current one; those
    whose date has passed meanwhile are left out, and the audit row of the next one names them. Two processes at once
    make one checkpoint: the key of a period is unique for its decision.
    """
    async with db.read() as session:
        waiting = [opening.decision.id for opening in await _openings(session, now)]
    made = 0
    while waiting:
        async with db.write() as session:
            opened = [await _open(session, now, each) for each in await _openings(session, now, waiting[:1])]
        made += sum(opened)
        async with db.read() as session:
            again = any(opened) and await _openings(session, now, waiting[:1])
        waiting = waiting if again else waiting[1:]
    return made


async def _openings(session: AsyncSession, now: datetime, only: Sequence[int] = ()) -> list[Opening]:
    """What is to be opened now, one period of each decision."""
    rows = await session.execute(_repeating().where(Decision.id.in_(only) if only else true()))
    decisions = rows.all()
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
        if opening is not None and await _addressed(session, decision.id):
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


async def _open(session: AsyncSession, now: datetime, opening: Opening) -> int:
    """Checkpoint, assignments, steps and audit of one period; 0 when another process was first."""
    checkpoint_id = await _insert_checkpoint(session, opening)
    if checkpoint_id is None:
        return 0
    period, office, decision = opening.period, opening.office, opening.decision
    due = moved(period.due, office.day_off_rule, office.calendar, office.today(now))
    assignments = [
        _assignment(opening, checkpoint_id, due, place, form, acknowledged_at, now)
        for place, (form, acknowledged_at) in (await _addressed(session, decision.id)).items()
    ]
    session.add_all(assignments)
    await session.flush()
    await _follow_lead(session, decision, assignments)
    await _plan(session, opening, assignments, now)
    record(
        session,
        now,
        None,
        "period_opened",
        "decision",
        decision.id,
        period=period.code,
        assignments=len(assignments),
        skipped=list(opening.skipped),
    )
    for each in assignments:
        record(session, now, None, "assigned", "assignment", each.id, to_state=str(each.state), period=period.code)
    return 1


async def _insert_checkpoint(session: AsyncSession, opening: Opening) -> int | None:
    sqlite = session.get_bind().dialect.name == "sqlite"
    insert = sqlite_insert if sqlite else postgresql_insert
    statement = (
        insert(Checkpoint)
        .values(
            decision_id=opening.decision.id,
            key=opening.period.code,
            due_date=opening.period.due,
            opens_on=opening.period.opens_on,
            as_written=opening.decision.deadline_phrase,
        )
        .on_conflict_do_nothing(index_elements=["decision_id", "key"])
        .returning(Checkpoint.id)
    )
    return await session.scalar(statement)


async def _addressed(session: AsyncSession, decision_id: int) -> dict[int, tuple[ControlForm, datetime | None]]:
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


def _assignment(
    opening: Opening,
    checkpoint_id: int,
    due: date,
    place: int,
    form: ControlForm,
    acknowledged_at: datetime | None,
    now: datetime,
) -> Assignment:
    """Whoever has read the decision once need not acknowledge every period of it."""
    minutes = opening.minutes
    return Assignment(
        authority_id=minutes.authority_id,
        minutes_id=minutes.id,
        decision_id=opening.decision.id,
        checkpoint_id=checkpoint_id,
        organisation_id=place,
        round=1,
        form=form,
        state=State.ACKNOWLEDGED if acknowledged_at else State.ASSIGNED,
        due_date=due,
        original_due_date=due,
        control_date=None if place == minutes.authority_id else due,
        acknowledged_at=acknowledged_at,
        created_at=now,
    )


async def _follow_lead(session: AsyncSession, decision: Decision, assignments: Sequence[Assignment]) -> None:
    """With one responsible organisation the others contribute to its assignment, in every period."""
    if decision.answering is not Answering.LEAD:
        return
    lead = next((each for each in assignments if each.organisation_id == decision.lead_organisation_id), None)
    for each in assignments:
        if lead is not None and each is not lead:
            contribute(each, lead.id)
    await session.flush()


async def _plan(session: AsyncSession, opening: Opening, assignments: Sequence[Assignment], now: datetime) -> None:
    """Steps of the new assignments. The opening is told in the digest of its day; a week is too short for that."""
    office, period, decision = opening.office, opening.period, opening.decision
    short = decision.recurrence in ("daily", "weekly")
    by_date: dict[tuple[ControlForm, date | None, State], list[int]] = {}
    for each in assignments:
        if each.organisation_id != each.authority_id and each.lead_id is None:
            by_date.setdefault((each.form, each.due_date, each.state), []).append(each.id)
    for (form, due, state), ids in by_date.items():
        opens_on = None if short else period.opens_on
        steps = steps_for(office, form, decision.requirement, due, office.today(now), opens_on=opens_on)
        unread = state is State.ASSIGNED
        await write_steps(session, ids, [step for step in steps if unread or step.kind is not StepKind.UNREAD])
