"""«Задать вопрос»: a thread on an item; an answer may go to all addressees of the decision."""

from dataclasses import dataclass

from sqlalchemy import and_, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import (
    QUESTION_WAITS,
    Assignment,
    Inquiry,
    Notice,
    NoticeKind,
)
from domain.access import check_execute, may_control, may_execute, may_read
from domain.audit import AuditAction
from domain.errors import WrongInput
from domain.lifecycle import OPEN, Action, next_state
from services.assignments.access import controlled, controlled_path, executed
from services.assignments.request_facts import Line, thread_lines
from services.assignments.telling import tell_controllers, tell_organisation
from services.audit import record_change
from services.context import Context
from services.facts import AssignmentFacts, load_assignment
from services.reports.loose import taken_words

#: Characters of one message.
LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Thread:
    """What was said about an item; `may_answer`: the actor controls it, else they answer for the organisation."""

    assignment: AssignmentFacts
    lines: tuple[Line, ...]
    may_answer: bool
    may_ask: bool
    addressees: int  # organisations with this item open, itself included

    @property
    def waits(self) -> bool:
        """Whether the last word is a question."""
        own = [line for line in self.lines if line.ours]
        return bool(own) and own[-1].is_question


def _cleaned(text: str) -> str:
    cleaned = text.strip()
    if not any(map(str.isalnum, cleaned)):
        raise WrongInput("message_empty")
    if len(cleaned) > LONGEST:
        raise WrongInput("message_too_long", limit=LONGEST)
    return cleaned


async def offer(ctx: Context, assignment_id: int) -> AssignmentFacts:
    """The item about to be asked about. Raises NotFound, NotAllowed, WrongState."""
    async with ctx.db.read() as session:
        assignment = await executed(session, ctx, assignment_id)
        next_state(Action.ASK, assignment.state)
        return await load_assignment(session, assignment_id)


async def ask(ctx: Context, assignment_id: int, text: str) -> Thread:
    """Put a question. Raises NotFound, NotAllowed, WrongState, WrongInput("message_empty" | "message_too_long")."""
    async with ctx.db.write() as session:
        assignment = await executed(session, ctx, assignment_id, lock=True)
        return await _ask(session, ctx, assignment, text)


async def ask_unprompted(ctx: Context, assignment_id: int, first: int) -> Thread:
    """«Это вопрос»: words sent without any button become a question on the item. Raises as `ask`, and Stale."""
    async with ctx.db.write() as session:
        assignment = await executed(session, ctx, assignment_id, lock=True)
        return await _ask(session, ctx, assignment, await taken_words(session, ctx, first))


async def _ask(session: AsyncSession, ctx: Context, assignment: Assignment, text: str) -> Thread:
    said = _cleaned(text)
    next_state(Action.ASK, assignment.state)
    row = Inquiry(assignment_id=assignment.id, author_id=ctx.actor.person_id, at=ctx.now, is_question=True, text=said)
    session.add(row)
    await session.flush()
    _audit(session, ctx, assignment, row)
    await tell_controllers(session, ctx.now, NoticeKind.QUESTION, assignment, row.id)
    return await load_thread(session, assignment, may_answer=False)


def _audit(session: AsyncSession, ctx: Context, assignment: Assignment, row: Inquiry) -> None:
    action = AuditAction.QUESTION_ASKED if row.is_question else AuditAction.QUESTION_ANSWERED
    record_change(session, ctx, assignment, action, assignment.state, inquiry=row.id, to_all=row.to_all)


async def thread(ctx: Context, assignment_id: int) -> Thread:
    """«Переписка» of either side. Raises NotFound, NotAllowed."""
    async with ctx.db.read() as session:
        path = await controlled_path(session, assignment_id)
        assignment = await session.get_one(Assignment, assignment_id)
        if not may_read(ctx.actor, path):
            check_execute(ctx.actor, assignment.organisation_id)
        return await load_thread(
            session,
            assignment,
            may_answer=may_control(ctx.actor, path),
            may_ask=may_execute(ctx.actor, assignment.organisation_id),
        )


async def load_thread(
    session: AsyncSession, assignment: Assignment, *, may_answer: bool, may_ask: bool = True
) -> Thread:
    """The same inside a transaction that has checked the rights."""
    count = select(func.count(func.distinct(Assignment.organisation_id))).where(
        Assignment.decision_id == assignment.decision_id,
        Assignment.organisation_id != Assignment.authority_id,
        Assignment.state.in_(OPEN),
    )
    return Thread(
        assignment=await load_assignment(session, assignment.id),
        lines=await thread_lines(session, assignment),
        may_answer=may_answer,
        may_ask=may_ask and not may_answer and assignment.state in OPEN,
        addressees=await session.scalar(count) or 0,
    )


async def answer(ctx: Context, assignment_id: int, text: str, *, to_all: bool = False) -> Thread:
    """Answer everything asked about the item; `to_all`: every organisation with this item open is told.

    Raises NotFound, NotAllowed, WrongInput("message_empty" | "message_too_long").
    """
    said = _cleaned(text)
    async with ctx.db.write() as session:
        assignment = await controlled(session, ctx, assignment_id)
        row = Inquiry(
            assignment_id=assignment.id,
            author_id=ctx.actor.person_id,
            at=ctx.now,
            is_question=False,
            text=said,
            to_all=to_all,
        )
        session.add(row)
        asked = await session.scalars(
            update(Inquiry)
            .where(Inquiry.assignment_id == assignment.id, QUESTION_WAITS)
            .values(answered_at=ctx.now)
            .returning(Inquiry.author_id)
        )
        authors = frozenset(asked)
        await session.flush()
        _audit(session, ctx, assignment, row)
        for each in await _told(session, assignment, to_all=to_all):
            await tell_organisation(session, ctx.now, NoticeKind.ANSWER, each, row.id, asked=authors)
        return await load_thread(session, assignment, may_answer=True)


async def _told(session: AsyncSession, assignment: Assignment, *, to_all: bool) -> tuple[Assignment, ...]:
    """The asker's assignment, then one open one of each other addressee."""
    if not to_all:
        return (assignment,)
    others = and_(
        Assignment.decision_id == assignment.decision_id,
        Assignment.organisation_id != Assignment.authority_id,
        Assignment.state.in_(OPEN),
    )
    rows = await session.scalars(select(Assignment).where(others).order_by(Assignment.id))
    found = {assignment.organisation_id: assignment}
    for row in rows:
        found.setdefault(row.organisation_id, row)
    return tuple(found.values())


async def asked_in(ctx: Context, message_id: int) -> int | None:
    """The item whose question stands in a message of the actor's chat; None for any other message."""
    async with ctx.db.read() as session:
        return await session.scalar(
            select(Inquiry.assignment_id)
            .join(Notice, Notice.subject_id == Inquiry.id)
            .where(
                Notice.kind == NoticeKind.QUESTION,
                Notice.account_id == ctx.actor.account_id,
                Notice.message_id == str(message_id),
            )
        )
