"""Steps as rows: due, consumed once, the next «late» one written, replanned when a date changes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, or_, select, true, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import DATE_THAT_COUNTS, Assignment, Decision, ReminderStep
from db.upserts import insert_ignore
from domain.lifecycle import FINAL, State
from domain.minutes.model import ControlForm, Requirement
from domain.reminders import ASK_TO_READ, SHORT_AT, Audience, Step, StepKind, next_late, plan_steps
from domain.school_year import form_opens
from services.offices import Office, office_of

#: Steps consumed in one transaction: what a tap may have to wait behind.
PORTION = 250


@dataclass(frozen=True, slots=True)
class DueStep:
    """A consumed step with its assignment as it is now; `counts` is the date that counts."""

    kind: StepKind
    assignment_id: int
    organisation_id: int
    authority_id: int
    minutes_id: int
    state: State
    counts: date | None
    created_at: datetime
    form: ControlForm
    extension_waits: bool  # more time was asked for in time: nobody is late until it is decided


def not_too_early(now: datetime, office: Office) -> ColumnElement[bool]:
    """Condition: a short deadline sent today waits for its hour; nothing else does."""
    if now.astimezone(office.zone).time() >= SHORT_AT:
        return true()
    return or_(ReminderStep.step != str(StepKind.SHORT), Assignment.created_at < office.midnight(now))


def due_steps(audience: Audience, day: date, *columns: Any) -> Any:
    """A select of columns of due steps and their assignments."""
    waiting = and_(ReminderStep.consumed_at.is_(None), ReminderStep.day <= day, ReminderStep.audience == str(audience))
    return (
        select(*columns)
        .select_from(ReminderStep)
        .join(Assignment, Assignment.id == ReminderStep.assignment_id)
        .where(waiting)
    )


async def claim(
    session: AsyncSession, now: datetime, audience: Audience, day: date, where: ColumnElement[bool]
) -> list[DueStep]:
    """Consume a portion of the due steps; two processes never get the same one."""
    ids = (
        due_steps(audience, day, ReminderStep.id)
        .where(where)
        .order_by(ReminderStep.day, ReminderStep.id)
        .limit(PORTION)
        .with_for_update(skip_locked=True, of=ReminderStep)
    )
    statement = (
        update(ReminderStep)
        .where(ReminderStep.id.in_(ids.scalar_subquery()))
        .values(consumed_at=now)
        .returning(ReminderStep.assignment_id, ReminderStep.step)
        .execution_options(synchronize_session=False)
    )
    claimed = (await session.execute(statement)).all()
    found = await session.execute(
        select(
            Assignment.id,
            Assignment.organisation_id,
            Assignment.authority_id,
            Assignment.minutes_id,
            Assignment.state,
            DATE_THAT_COUNTS,
            Assignment.created_at,
            Assignment.form,
            Assignment.extension_waits,
        ).where(Assignment.id.in_({assignment_id for assignment_id, _ in claimed}))
    )
    assignments = {row[0]: row for row in found}
    return [DueStep(StepKind(step), *assignments[assignment_id]) for assignment_id, step in claimed]


async def write_next_late(
    session: AsyncSession, consumed: Iterable[DueStep], today: date, offices: Mapping[int, Office]
) -> None:
    """The chain goes on until the item is final, also while a report waits or nobody is connected.

    A year form is reminded of once after its day: it is never overdue.
    """
    days: dict[int, date] = {}
    rows = []
    for step in consumed:
        if step.kind is not StepKind.LATE or step.state in FINAL or step.counts is None:
            continue
        if step.form is ControlForm.YEARLY:
            continue
        place = step.authority_id
        if place not in days:
            office = offices[step.authority_id]
            days[place] = next_late(today, office.calendar, summer_mode=office.summer_mode)
        rows.append(_row(step.assignment_id, Audience.ORGANISATION, StepKind.LATE, days[place]))
    await _insert(session, rows)


async def replan(session: AsyncSession, assignment: Assignment, now: datetime, *, unread: bool = False) -> None:
    """Part of a transaction that gave an assignment another date: its steps from now on aim at that one.

    `unread`: a new assignment, which is reminded of until it is acknowledged.
    """
    await replan_all(session, [assignment], now, unread=unread)


async def replan_all(
    session: AsyncSession, assignments: Sequence[Assignment], now: datetime, *, unread: bool = False
) -> None:
    """The same for many: those of one decision, form and date share their plan."""
    groups: dict[tuple[int, int, ControlForm, date | None], list[int]] = {}
    for each in assignments:
        counts = each.control_date or each.due_date
        groups.setdefault((each.authority_id, each.decision_id, each.form, counts), []).append(each.id)
    for (authority_id, decision_id, form, counts), ids in groups.items():
        office = await office_of(session, authority_id)
        decision = await session.get_one(Decision, decision_id)
        steps = steps_for(office, form, decision.requirement, counts, office.today(now), at=now if unread else None)
        await session.execute(
            delete(ReminderStep).where(
                ReminderStep.assignment_id.in_(ids),
                ReminderStep.consumed_at.is_(None),
                ReminderStep.step != StepKind.UNREAD,
            )
        )
        await write_steps(session, ids, [step for step in steps if unread or step.kind not in ASK_TO_READ])


async def remind_later(session: AsyncSession, where: ColumnElement[bool], today: date, office: Office) -> None:
    """Part of a reminder by hand: it stands in place of the next «late» step of the assignments it is about."""
    next_one = next_late(today, office.calendar, summer_mode=office.summer_mode)
    after_it = next_late(next_one, office.calendar, summer_mode=office.summer_mode)
    about = select(Assignment.id).where(where)
    await session.execute(
        update(ReminderStep)
        .where(
            ReminderStep.assignment_id.in_(about),
            ReminderStep.consumed_at.is_(None),
            ReminderStep.step == str(StepKind.LATE),
            ReminderStep.day <= next_one,
        )
        .values(day=after_it)
        .execution_options(synchronize_session=False)
    )


async def drop_steps(session: AsyncSession, assignment_id: int) -> None:
    """Nobody is reminded of what is over."""
    await session.execute(
        delete(ReminderStep).where(ReminderStep.assignment_id == assignment_id, ReminderStep.consumed_at.is_(None))
    )


async def write_steps(session: AsyncSession, assignments: Iterable[int], steps: Sequence[Step]) -> None:
    """The same steps for several assignments; one that exists stays."""
    await _insert(session, [_row(id_, step.audience, step.kind, step.day) for id_ in assignments for step in steps])


def steps_for(
    office: Office,
    form: ControlForm,
    requirement: Sequence[str],
    due: date | None,
    sent_on: date,
    *,
    opens_on: date | None = None,
    at: datetime | None = None,
) -> tuple[Step, ...]:
    """The plan of one kind of assignments by the settings of the authority that controls them.

    `opens_on`: the first day of a period; of a year form it follows from its date. `at`: the moment of the sending,
    None when it is over.
    """
    if form is ControlForm.YEARLY and due is not None:
        opens_on = form_opens(due, office.dates)
    return plan_steps(
        form=form,
        requirement=tuple(Requirement(code) for code in requirement),
        due=due,
        sent_on=sent_on,
        calendar=office.calendar,
        summer_mode=office.summer_mode,
        unread_after=office.unread_after,
        opens_on=opens_on,
        before_short=at is not None and at.astimezone(office.zone).time() < SHORT_AT,
    )


def _row(assignment_id: int, audience: Audience, kind: StepKind, day: date) -> dict[str, Any]:
    return {"assignment_id": assignment_id, "audience": str(audience), "step": str(kind), "day": day}


async def _insert(session: AsyncSession, rows: list[dict[str, Any]]) -> None:
    if rows:
        await session.execute(insert_ignore(session, ReminderStep), rows)
