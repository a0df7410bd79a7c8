"""Assignments, reports, evidence, reminder steps, audit."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    UniqueConstraint,
    and_,
    bindparam,
    func,
)
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Code, Id, Versioned, one_of, partial, written
from domain.lifecycle import OWING, State
from domain.minutes.model import ControlForm
from domain.reports import EvidenceKind, ReportState

OWING_SQL = "state IN ('assigned', 'acknowledged', 'returned')"
DATED_SQL = "form IN ('report', 'periodic')"
_OWING = tuple(state for state in State if state in OWING)


class Assignment(Versioned, Base):
    """Checkpoint × organisation × round: the unit of control."""

    __tablename__ = "assignments"
    __table_args__ = (
        one_of("state", State),
        CheckConstraint("round >= 1", name="round"),
        CheckConstraint("version >= 1", name="version"),
        CheckConstraint("lead_id != id", name="lead"),
        UniqueConstraint("checkpoint_id", "organisation_id", "round"),
        partial(
            "uq_assignments_not_final",
            "checkpoint_id",
            "organisation_id",
            where="state NOT IN ('accepted', 'cancelled')",
            unique=True,
        ),
        partial(
            "ix_assignments_overdue",
            "authority_id",
            "control_date",
            "organisation_id",
            "id",
            "extension_waits",
            "state",  # counts are made from the index alone: SQLite asks for it though every row of it fits
            where=OWING_SQL,
        ),
        partial("ix_assignments_dated", "authority_id", "due_date", where=DATED_SQL),
        Index("ix_assignments_organisation", "organisation_id", "state"),
        Index("ix_assignments_minutes", "minutes_id", "organisation_id"),
        Index("ix_assignments_decision", "decision_id"),
        partial("ix_assignments_reported", "authority_id", "decision_id", where="state = 'reported'"),
        partial("ix_assignments_yearly", "authority_id", "due_date", where="form = 'yearly'"),
        partial("ix_assignments_assignee", "assignee_id", where="assignee_id IS NOT NULL"),
        partial("ix_assignments_lead", "lead_id", where="lead_id IS NOT NULL"),
        partial("ix_assignments_linked_from", "linked_from_id", where="linked_from_id IS NOT NULL"),
    )
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id"))
    decision_id: Mapped[int] = mapped_column(ForeignKey("decisions.id"))
    checkpoint_id: Mapped[int] = mapped_column(ForeignKey("checkpoints.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    round: Mapped[int] = mapped_column(default=1)
    form: Mapped[ControlForm] = mapped_column(Code(ControlForm))
    state: Mapped[State] = mapped_column(Code(State))
    state_before: Mapped[State | None] = mapped_column(Code(State))  # where a handed-in report came from
    due_date: Mapped[date | None]  # the granted date
    original_due_date: Mapped[date | None]
    control_date: Mapped[date | None]  # what overdue is computed from: granted, or the date of the rework
    acknowledged_at: Mapped[datetime | None]
    handed_in_on: Mapped[date | None]  # the first hand-in that counts
    closed_at: Mapped[datetime | None]
    extension_waits: Mapped[bool] = mapped_column(default=False)  # asked in time, not decided: not overdue meanwhile
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))  # of the authority's own items
    lead_id: Mapped[int | None] = mapped_column(ForeignKey("assignments.id"))  # contributes to this one, owes nothing
    linked_from_id: Mapped[int | None] = mapped_column(ForeignKey("assignments.id"))
    reason: Mapped[str] = mapped_column(default="")  # why it was cancelled, handed on, or is asked for anew
    created_at: Mapped[datetime]


#: OWING_SQL as a condition. Written out, not bound: only then SQLite sees that the partial index fits.
OWES = Assignment.state.in_(bindparam("owing", _OWING, expanding=True, literal_execute=True))


#: The date that counts: granted or for the rework; a year form has only its due date.
DATE_THAT_COUNTS = func.coalesce(Assignment.control_date, Assignment.due_date)
#: DATED_SQL as a condition, in its very words.
IS_DATED = Assignment.form.in_(
    bindparam("dated", (ControlForm.REPORT, ControlForm.PERIODIC), expanding=True, literal_execute=True)
)
IS_REPORTED = written(Assignment.state, State.REPORTED)
IS_YEARLY = written(Assignment.form, ControlForm.YEARLY)
#: No request for more time made in time waits for a decision: such an item is not late meanwhile.
NOT_WAITING = Assignment.extension_waits.is_(False)


def past_on(today: date) -> ColumnElement[bool]:
    """Owed and past its date. Only dated forms of other organisations have a control date."""
    return and_(OWES, Assignment.control_date < today)


def late_on(today: date) -> ColumnElement[bool]:
    """«Просрочено» as a condition of queries; the rule itself is domain.lifecycle.is_overdue."""
    return and_(past_on(today), NOT_WAITING)


class Report(Base):
    """One version of an answer; a draft is a row from the first message on."""

    __tablename__ = "reports"
    __table_args__ = (
        one_of("state", ReportState),
        CheckConstraint("number >= 1", name="number"),
        UniqueConstraint("assignment_id", "number"),
        Index("ix_reports_author_state", "author_id", "state"),
        partial("ix_reports_handed_in", "assignment_id", where="state = 'handed_in'"),
        partial("ix_reports_begun", "touched_at", where="state = 'draft'"),
    )
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignments.id"))
    number: Mapped[int]  # 1, 2, …: version of the answer
    state: Mapped[ReportState] = mapped_column(Code(ReportState))
    author_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    entered_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))  # an official, for the organisation
    not_needed: Mapped[bool] = mapped_column(default=False)
    figure: Mapped[float | None]  # what the messages said, as read when handed in
    reference: Mapped[str] = mapped_column(default="")
    reference_day: Mapped[date | None]
    link: Mapped[str] = mapped_column(default="")
    corrects_id: Mapped[int | None] = mapped_column(Id)  # the version that stands until this one is sent
    touched_at: Mapped[datetime]
    handed_in_at: Mapped[datetime | None]
    counts_on: Mapped[date | None]  # the day this hand-in counts as: the first one when a rework came in time
    judged_at: Mapped[datetime | None]
    judged_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    return_reason: Mapped[str] = mapped_column(default="")
    what_to_do: Mapped[str] = mapped_column(default="")
    return_date: Mapped[date | None]


#: Begun and not sent, by somebody of the organisation itself.
IS_BEGUN = and_(written(Report.state, ReportState.DRAFT), Report.entered_by.is_(None))
#: Waits for the one who judges.
IS_HANDED_IN = written(Report.state, ReportState.HANDED_IN)


class Evidence(Base):
    """One message of a report. The file is copied to DATA_DIR by hash; the platform's id is only a cache.

    Without a report: sent without any button, waits for «К какому пункту?».
    """

    __tablename__ = "evidence"
    __table_args__ = (
        CheckConstraint("size >= 0", name="size"),
        CheckConstraint("attempts >= 0", name="attempts"),
        UniqueConstraint("report_id", "message_key"),
        Index("ix_evidence_sender", "sender_id", "message_key"),
        partial("uq_evidence_loose", "sender_id", "message_key", where="report_id IS NULL", unique=True),
        partial("ix_evidence_to_store", "id", where="sha256 IS NULL AND file_id IS NOT NULL AND failed = ''"),
    )
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    report_id: Mapped[int | None] = mapped_column(ForeignKey("reports.id"), index=True)
    sender_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    sent_at: Mapped[datetime | None]
    message_key: Mapped[str]  # chat:message – the same message counts once
    kind: Mapped[EvidenceKind] = mapped_column(Code(EvidenceKind))
    text: Mapped[str] = mapped_column(default="")
    file_id: Mapped[str | None]
    file_name: Mapped[str] = mapped_column(default="")
    mime: Mapped[str] = mapped_column(default="")
    size: Mapped[int] = mapped_column(default=0)
    sha256: Mapped[str | None]
    attempts: Mapped[int] = mapped_column(default=0)
    retry_at: Mapped[datetime | None]
    failed: Mapped[str] = mapped_column(default="")  # code when the copy was given up


class ReminderStep(Base):
    """A planned step: makes that day's digest due, sends nothing by itself."""

    __tablename__ = "reminder_steps"
    __table_args__ = (
        UniqueConstraint("assignment_id", "audience", "step", "day"),
        partial("ix_reminder_steps_due", "day", "id", where="consumed_at IS NULL"),
        partial("ix_reminder_steps_consumed", "consumed_at", where="consumed_at IS NOT NULL"),
    )
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignments.id"), index=True)
    audience: Mapped[str]
    step: Mapped[str]
    day: Mapped[date]
    consumed_at: Mapped[datetime | None]


class Audit(Base):
    """Append-only: who, when, what, from, to, why. Triggers refuse UPDATE and DELETE."""

    __tablename__ = "audit"
    __table_args__ = (
        Index("ix_audit_subject", "subject", "subject_id"),
        Index("ix_audit_person", "person_id"),
    )
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    at: Mapped[datetime]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))  # None: the product itself
    action: Mapped[str]
    subject: Mapped[str]
    subject_id: Mapped[int] = mapped_column(Id)
    from_state: Mapped[str] = mapped_column(default="")
    to_state: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)
