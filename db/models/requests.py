"""What organisations ask for beside their reports: more time, another addressee, an answer."""

from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    and_,
    literal_column,
)
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Code, Id, one_of, partial, written
from domain.lifecycle import State
from domain.requests import DisputeOutcome, ExtensionOutcome


class Extension(Base):
    """«Просить о продлении»: a record beside the state."""

    __tablename__ = "extensions"
    __table_args__ = (
        one_of("outcome", ExtensionOutcome),
        CheckConstraint("wanted > due_before", name="wanted"),
        partial("uq_extensions_waiting", "assignment_id", where="outcome = 'waiting'", unique=True),
        Index("ix_extensions_assignment", "assignment_id"),
        Index("ix_extensions_asked_by", "asked_by"),
        partial("ix_extensions_waiting", "id", where="outcome = 'waiting'"),
    )
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignments.id"))
    asked_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    asked_at: Mapped[datetime]
    due_before: Mapped[date]  # the date that counted when it was asked
    wanted: Mapped[date]
    reason: Mapped[str]
    in_time: Mapped[bool]
    outcome: Mapped[ExtensionOutcome] = mapped_column(Code(ExtensionOutcome), default=ExtensionOutcome.WAITING)
    granted: Mapped[date | None]
    note: Mapped[str] = mapped_column(default="")  # why refused
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


EXTENSION_WAITS = written(Extension.outcome, ExtensionOutcome.WAITING)


class Dispute(Base):
    """«Не относится к нам»."""

    __tablename__ = "disputes"
    __table_args__ = (
        one_of("outcome", DisputeOutcome),
        partial("uq_disputes_waiting", "assignment_id", where="outcome = 'waiting'", unique=True),
        Index("ix_disputes_assignment", "assignment_id"),
        Index("ix_disputes_raised_by", "raised_by"),
        partial("ix_disputes_waiting", "id", where="outcome = 'waiting'"),
    )
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignments.id"))
    raised_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    raised_at: Mapped[datetime]
    state_before: Mapped[State] = mapped_column(Code(State))
    reason: Mapped[str]
    outcome: Mapped[DisputeOutcome] = mapped_column(Code(DisputeOutcome), default=DisputeOutcome.WAITING)
    note: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


DISPUTE_WAITS = written(Dispute.outcome, DisputeOutcome.WAITING)


class Inquiry(Base):
    """One message of the thread on an item: «Задать вопрос» and its answers."""

    __tablename__ = "inquiries"
    __table_args__ = (
        Index("ix_inquiries_assignment", "assignment_id"),
        Index("ix_inquiries_author", "author_id"),
        partial("ix_inquiries_waiting", "assignment_id", where="is_question IS true AND answered_at IS NULL"),
    )
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignments.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]
    is_question: Mapped[bool]  # from the organisation; False: the official's answer
    text: Mapped[str]
    to_all: Mapped[bool] = mapped_column(default=False)  # the answer went to all addressees of the decision
    answered_at: Mapped[datetime | None]


#: In the words of its partial index.
QUESTION_WAITS = and_(Inquiry.is_question.is_(literal_column("true")), Inquiry.answered_at.is_(None))
