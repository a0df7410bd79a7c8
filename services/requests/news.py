"""Facts of the notices about requests beside reports, read when they are sent. None: no longer due."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.engine import Database
from db.models import Assignment, Dispute, Extension, Inquiry
from db.outbox import DueNotice
from domain.lifecycle import State
from domain.requests import DisputeOutcome, ExtensionOutcome
from services.assignments.access import controlled_path
from services.assignments.item_cards import ItemCard, load_item
from services.assignments.request_facts import ExtensionFacts, Line, extension_facts
from services.assignments.telling import still_judges
from services.recipients import still_represents
from services.requests.disputes import DisputeCard
from services.requests.disputes import load_card as load_dispute
from services.requests.granting import ExtensionCard
from services.requests.granting import load_card as load_extension
from services.requests.inquiries import Thread, load_thread


@dataclass(frozen=True, slots=True)
class ExtensionDecided:
    """More time was given or refused."""

    item: ItemCard
    extension: ExtensionFacts


@dataclass(frozen=True, slots=True)
class DisputeKept:
    """«Оставить»: the item stays, with the official's words."""

    item: ItemCard
    note: str


@dataclass(frozen=True, slots=True)
class Cancelled:
    """An item of the organisation has ended without a report; `reason` as the official chose it."""

    item: ItemCard
    reason: str
    rerouted: bool


@dataclass(frozen=True, slots=True)
class Rerouted:
    """An item was handed on to the organisation."""

    item: ItemCard


@dataclass(frozen=True, slots=True)
class Answered:
    """An official's answer, with the question it is to; `own`: the organisation asked it."""

    item: ItemCard
    question: str
    answer: Line
    own: bool


async def extension_in(db: Database, notice: DueNotice, now: datetime) -> ExtensionCard | None:
    """A request for more time, unless it is decided or its recipient controls no longer."""
    async with db.read() as session:
        row = await session.get(Extension, notice.subject_id)
        if row is None or row.outcome is not ExtensionOutcome.WAITING:
            return None
        if not await _judges(session, notice, row.assignment_id):
            return None
        return await load_extension(session, now, row, may_decide=True)


async def _judges(session: AsyncSession, notice: DueNotice, assignment_id: int) -> bool:
    return await still_judges(session, notice.account_id, await controlled_path(session, assignment_id))


async def extension_decided(db: Database, notice: DueNotice, now: datetime) -> ExtensionDecided | None:
    """What was decided about the time; nothing once the item is reported or ended."""
    async with db.read() as session:
        row = await session.get(Extension, notice.subject_id)
        if row is None or not await still_represents(session, notice):
            return None
        item = await load_item(session, row.assignment_id, now)
        decided = row.outcome in (ExtensionOutcome.GRANTED, ExtensionOutcome.REFUSED)
        return ExtensionDecided(item, extension_facts(row)) if decided else None


async def dispute_in(db: Database, notice: DueNotice, now: datetime) -> DisputeCard | None:
    """A dispute, unless it is decided or its recipient controls no longer."""
    async with db.read() as session:
        row = await session.get(Dispute, notice.subject_id)
        if row is None or row.outcome is not DisputeOutcome.WAITING:
            return None
        if not await _judges(session, notice, row.assignment_id):
            return None
        return await load_dispute(session, now, row, may_decide=True)


async def dispute_kept(db: Database, notice: DueNotice, now: datetime) -> DisputeKept | None:
    """«Пункт остаётся за Вами», unless something has happened to it since."""
    async with db.read() as session:
        row = await session.get(Dispute, notice.subject_id)
        if row is None or not await still_represents(session, notice):
            return None
        item = await load_item(session, row.assignment_id, now)
        return DisputeKept(item, row.note) if item.actions else None


async def cancelled(db: Database, notice: DueNotice, now: datetime) -> Cancelled | None:
    """An item nobody asks for any more, and why; handed on when another one follows from it."""
    async with db.read() as session:
        assignment = await session.get(Assignment, notice.subject_id)
        if assignment is None or not await still_represents(session, notice):
            return None
        if assignment.state is not State.CANCELLED:
            return None
        follows = await session.scalar(select(Assignment.id).where(Assignment.linked_from_id == assignment.id).limit(1))
        return Cancelled(await load_item(session, assignment.id, now), assignment.reason, follows is not None)


async def rerouted(db: Database, notice: DueNotice, now: datetime) -> Rerouted | None:
    """An item handed on to the organisation, unless it has ended meanwhile."""
    async with db.read() as session:
        assignment = await session.get(Assignment, notice.subject_id)
        if assignment is None or assignment.state is not State.ASSIGNED:
            return None
        if not await still_represents(session, notice):
            return None
        return Rerouted(await load_item(session, assignment.id, now))


async def question(db: Database, notice: DueNotice, _now: datetime) -> Thread | None:
    """A question, unless it is answered or its recipient controls no longer."""
    async with db.read() as session:
        row = await session.get(Inquiry, notice.subject_id)
        if row is None or row.answered_at is not None or not await _judges(session, notice, row.assignment_id):
            return None
        return await load_thread(session, await session.get_one(Assignment, row.assignment_id), may_answer=True)


async def answer(db: Database, notice: DueNotice, now: datetime) -> Answered | None:
    """An official's answer to the organisation's question, or to another one's about the same item."""
    async with db.read() as session:
        row = await session.get(Inquiry, notice.subject_id)
        if row is None or not await still_represents(session, notice):
            return None
        asked = await session.get_one(Assignment, row.assignment_id)
        own = asked.organisation_id == notice.organisation_id
        place = asked.id if own else await _their(session, asked, notice)
        if place is None:
            return None
        before = await session.scalar(
            select(Inquiry.text)
            .where(Inquiry.assignment_id == asked.id, Inquiry.is_question.is_(True), Inquiry.id < row.id)
            .order_by(Inquiry.id.desc())
            .limit(1)
        )
        line = Line(row.id, is_question=False, text=row.text, at=row.at, to_all=row.to_all, ours=own)
        return Answered(await load_item(session, place, now), before or "", line, own)


async def _their(session: AsyncSession, asked: Assignment, notice: DueNotice) -> int | None:
    """The assignment of the notice's organisation on the same decision."""
    return await session.scalar(
        select(Assignment.id)
        .where(Assignment.decision_id == asked.decision_id, Assignment.organisation_id == notice.organisation_id)
        .order_by(Assignment.id.desc())
        .limit(1)
    )
