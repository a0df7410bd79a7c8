"""Decisions become assignments of organisations, with their reminder steps and audit, in a few statements."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, func, insert, literal, select, true, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from db.models import (
    Addressee,
    AddresseeOrganisation,
    Assignment,
    Audit,
    Checkpoint,
    Decision,
    Minutes,
    ReminderStep,
)
from domain.audit import AuditAction
from domain.lifecycle import DATED, State
from domain.minutes.model import ControlForm
from domain.reminders import Step
from services.assignments.reminder_steps import steps_for
from services.assignments.responsible import appoint_responsible
from services.offices import Office, office_of
from services.year.periods import name_periods


async def assign(
    session: AsyncSession, minutes: Minutes, now: datetime, person_id: int, only: Sequence[int] = ()
) -> None:
    """Part of a transaction: decisions of minutes (`only` these, or all) become assignments, steps and audit.

    Whom to tell is the caller's concern.
    """
    office = await office_of(session, minutes.authority_id)
    await _write_assignments(session, minutes, now, only)
    await appoint_responsible(session, minutes.id, only)
    await _move_days_off(session, minutes, office, now, only)
    await _plan_reminders(session, minutes, office, now, only)
    await _audit(session, minutes, now, person_id, only)


async def _write_assignments(session: AsyncSession, minutes: Minutes, now: datetime, only: Sequence[int]) -> None:
    """Checkpoint × organisation in one statement; an organisation reached twice gets one assignment."""
    await name_periods(session, minutes.id, only)
    form = func.coalesce(func.min(Addressee.form), Decision.form)
    dated = and_(form.in_([str(f) for f in DATED]), AddresseeOrganisation.organisation_id != minutes.authority_id)
    rows = (
        select(
            literal(minutes.authority_id),
            literal(minutes.id),
            Decision.id,
            Checkpoint.id,
            AddresseeOrganisation.organisation_id,
            literal(1),
            form,
            literal(str(State.ASSIGNED)),
            Checkpoint.due_date,
            Checkpoint.due_date,
            case((dated, Checkpoint.due_date), else_=None),
            literal(now, Assignment.created_at.type),
            literal(1),
        )
        .select_from(Decision)
        .join(Checkpoint, Checkpoint.decision_id == Decision.id)
        .join(Addressee, Addressee.decision_id == Decision.id)
        .join(AddresseeOrganisation, AddresseeOrganisation.addressee_id == Addressee.id)
        .where(Decision.minutes_id == minutes.id, Decision.left_out.is_(False), _among(Decision.id, only))
        .group_by(Decision.id, Checkpoint.id, AddresseeOrganisation.organisation_id)
        .order_by(Decision.ordinal, Checkpoint.id, AddresseeOrganisation.organisation_id)
    )
    columns = [
        "authority_id", "minutes_id", "decision_id", "checkpoint_id", "organisation_id", "round", "form", "state",
        "due_date", "original_due_date", "control_date", "created_at", "version",
    ]  # fmt: skip
    await session.execute(insert(Assignment).from_select(columns, rows))


async def _move_days_off(
    session: AsyncSession, minutes: Minutes, office: Office, now: datetime, only: Sequence[int]
) -> None:
    """Where the authority has said so, a date on a day off moves; the checkpoint keeps it as it was written."""
    where = and_(Assignment.minutes_id == minutes.id, Assignment.form.in_(DATED), _among(Assignment.decision_id, only))
    for written in (await session.scalars(select(Assignment.due_date).where(where).distinct())).all():
        due = office.counts(written, now) if written else None
        if written is None or due == written:
            continue
        counts = case((Assignment.control_date.is_not(None), due), else_=None)
        await session.execute(
            update(Assignment)
            .where(where, Assignment.due_date == written)
            .values(due_date=due, original_due_date=due, control_date=counts)
            .execution_options(synchronize_session=False)
        )


def _among(column: InstrumentedAttribute[int], only: Sequence[int]) -> ColumnElement[bool]:
    """Condition: one of `only`, or any when none are named."""
    return column.in_(only) if only else true()


async def _plan_reminders(
    session: AsyncSession, minutes: Minutes, office: Office, now: datetime, only: Sequence[int]
) -> None:
    """One INSERT … SELECT per step of a plan: items of one form, date and time to prepare share their plan."""
    groups = await session.execute(
        select(Assignment.checkpoint_id, Assignment.form, Assignment.due_date, Decision.requirement)
        .join(Decision, Decision.id == Assignment.decision_id)
        .where(Assignment.minutes_id == minutes.id, _among(Assignment.decision_id, only))
        .group_by(Assignment.checkpoint_id, Assignment.form, Assignment.due_date, Decision.id)
    )
    plans: dict[tuple[Step, ...], dict[ControlForm, list[int]]] = {}
    for checkpoint_id, form, due, requirement in groups.all():
        steps = steps_for(office, form, requirement, due, office.today(now), at=now)
        plans.setdefault(steps, {}).setdefault(form, []).append(checkpoint_id)
    for steps, by_form in plans.items():
        for form, checkpoints in by_form.items():
            await _write_steps(session, minutes, steps, form, checkpoints)


async def _write_steps(
    session: AsyncSession, minutes: Minutes, steps: Iterable[Step], form: ControlForm, checkpoints: Sequence[int]
) -> None:
    for step in steps:
        rows = select(Assignment.id, literal(str(step.audience)), literal(str(step.kind)), literal(step.day)).where(
            Assignment.checkpoint_id.in_(checkpoints),
            Assignment.form == form,
            Assignment.organisation_id != minutes.authority_id,
        )
        await session.execute(insert(ReminderStep).from_select(["assignment_id", "audience", "step", "day"], rows))


async def _audit(session: AsyncSession, minutes: Minutes, now: datetime, person_id: int, only: Sequence[int]) -> None:
    rows = select(
        literal(now, Audit.at.type),
        literal(person_id),
        literal(str(AuditAction.ASSIGNED)),
        literal("assignment"),
        Assignment.id,
        literal(""),
        literal(str(State.ASSIGNED)),
        literal(""),
        literal({}, Audit.facts.type),
    ).where(Assignment.minutes_id == minutes.id, _among(Assignment.decision_id, only))
    columns = ["at", "person_id", "action", "subject", "subject_id", "from_state", "to_state", "reason", "facts"]
    await session.execute(insert(Audit).from_select(columns, rows))
