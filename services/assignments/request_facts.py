"""What an organisation asks for beside its report, as cards show it: more time, another addressee, an answer."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import (
    DISPUTE_WAITS,
    EXTENSION_WAITS,
    QUESTION_WAITS,
    Assignment,
    Dispute,
    Extension,
    Inquiry,
)
from domain.requests import DisputeOutcome, ExtensionOutcome


@dataclass(frozen=True, slots=True)
class ExtensionFacts:
    """A request for more time; `due_before` is the date that counted when it was asked."""

    id: int
    assignment_id: int
    due_before: date
    wanted: date
    reason: str
    in_time: bool
    outcome: ExtensionOutcome
    granted: date | None
    note: str
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class DisputeFacts:
    """«Не относится к нам»: why, and what became of it."""

    id: int
    assignment_id: int
    reason: str
    outcome: DisputeOutcome
    note: str
    raised_at: datetime


@dataclass(frozen=True, slots=True)
class Line:
    """One message of a thread; `ours`: of this very item, not an answer to somebody else's question."""

    id: int
    is_question: bool
    text: str
    at: datetime
    to_all: bool
    ours: bool


def extension_facts(row: Extension) -> ExtensionFacts:
    return ExtensionFacts(
        id=row.id,
        assignment_id=row.assignment_id,
        due_before=row.due_before,
        wanted=row.wanted,
        reason=row.reason,
        in_time=row.in_time,
        outcome=row.outcome,
        granted=row.granted,
        note=row.note,
        asked_at=row.asked_at,
    )


def dispute_facts(row: Dispute) -> DisputeFacts:
    return DisputeFacts(row.id, row.assignment_id, row.reason, row.outcome, row.note, row.raised_at)


async def waiting_extension(session: AsyncSession, assignment_id: int) -> ExtensionFacts | None:
    """The request for more time that nobody has decided yet."""
    row = await session.scalar(select(Extension).where(Extension.assignment_id == assignment_id, EXTENSION_WAITS))
    return extension_facts(row) if row else None


async def waiting_dispute(session: AsyncSession, assignment_id: int) -> DisputeFacts | None:
    """The dispute that nobody has decided yet."""
    row = await session.scalar(select(Dispute).where(Dispute.assignment_id == assignment_id, DISPUTE_WAITS))
    return dispute_facts(row) if row else None


async def thread_lines(session: AsyncSession, assignment: Assignment) -> tuple[Line, ...]:
    """Everything said about an item: its own thread, and answers given to all addressees of the decision."""
    of_decision = select(Assignment.id).where(Assignment.decision_id == assignment.decision_id)
    rows = await session.scalars(
        select(Inquiry)
        .where(
            Inquiry.assignment_id.in_(of_decision),
            or_(Inquiry.assignment_id == assignment.id, Inquiry.to_all.is_(True)),
        )
        .order_by(Inquiry.at, Inquiry.id)
    )
    return tuple(
        Line(row.id, row.is_question, row.text, row.at, row.to_all, row.assignment_id == assignment.id) for row in rows
    )


async def unanswered_since(session: AsyncSession, assignments: tuple[int, ...]) -> dict[int, datetime]:
    """Assignments with a question that waits, and since when."""
    rows = await session.execute(
        select(Inquiry.assignment_id, func.min(Inquiry.at))
        .where(Inquiry.assignment_id.in_(assignments), QUESTION_WAITS)
        .group_by(Inquiry.assignment_id)
    )
    return dict(rows.all())
