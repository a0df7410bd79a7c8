"""What organisations ask for and nobody has decided: counts for menus and digests, the next one to decide."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import (
    DISPUTE_WAITS,
    EXTENSION_WAITS,
    QUESTION_WAITS,
    Assignment,
    Dispute,
    Extension,
    Inquiry,
    Minutes,
    Organisation,
)
from domain.errors import NotAllowed
from domain.people import CONTROLLING
from services.context import Context
from services.tree import authorities_of

#: So many are named; the rest is counted.
NAMED = 3


class RequestKind(StrEnum):
    """What is asked for."""

    EXTENSION = "extension"
    DISPUTE = "dispute"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class NamedRequest:
    """One of them in a list: who, until when (of an extension), in what words."""

    organisation: str
    wanted: date | None
    text: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many of one kind wait, and the first few."""

    count: int = 0
    first: tuple[NamedRequest, ...] = ()


@dataclass(frozen=True, slots=True)
class WaitingRequests:
    """Everything that waits beside reports. Questions are counted by item."""

    extensions: Waiting = Waiting()
    disputes: Waiting = Waiting()
    questions: Waiting = Waiting()

    def __bool__(self) -> bool:
        return bool(self.total)

    @property
    def total(self) -> int:
        return self.extensions.count + self.disputes.count + self.questions.count


def _select(kind: RequestKind, *columns: Any) -> Select[Any]:
    """A select over what waits of one kind, with its assignment, organisation and minutes."""
    table: type[Extension | Dispute | Inquiry]
    if kind is RequestKind.EXTENSION:
        table, waits = Extension, EXTENSION_WAITS
    elif kind is RequestKind.DISPUTE:
        table, waits = Dispute, DISPUTE_WAITS
    else:
        table, waits = Inquiry, QUESTION_WAITS
    return (
        select(*columns)
        .select_from(table)
        .join(Assignment, Assignment.id == table.assignment_id)
        .join(Organisation, Organisation.id == Assignment.organisation_id)
        .join(Minutes, Minutes.id == Assignment.minutes_id)
        .where(waits)
    )


async def load_waiting_requests(session: AsyncSession, where: ColumnElement[bool]) -> WaitingRequests:
    """What waits under a condition on assignments and their minutes."""
    return WaitingRequests(
        extensions=await _rows(session, where, RequestKind.EXTENSION, Extension.wanted, Extension.reason, Extension.id),
        disputes=await _rows(session, where, RequestKind.DISPUTE, None, Dispute.reason, Dispute.id),
        questions=await _questions(session, where),
    )


async def _rows(
    session: AsyncSession, where: ColumnElement[bool], kind: RequestKind, wanted: Any, text: Any, order: Any
) -> Waiting:
    count = await session.scalar(_select(kind, func.count(order)).where(where)) or 0
    if not count:
        return Waiting()
    columns = [Organisation.short_name, text, *([wanted] if wanted is not None else [])]
    rows = await session.execute(_select(kind, *columns).where(where).order_by(order).limit(NAMED))
    return Waiting(count, tuple(NamedRequest(row[0], row[2] if wanted is not None else None, row[1]) for row in rows))


async def _questions(session: AsyncSession, where: ColumnElement[bool]) -> Waiting:
    """Several questions on one item are one thread to answer; its first question is named."""
    threads = (
        _select(RequestKind.QUESTION, func.min(Inquiry.id).label("first")).where(where).group_by(Inquiry.assignment_id)
    ).subquery()
    count = await session.scalar(select(func.count()).select_from(threads)) or 0
    rows = await session.execute(
        select(Organisation.short_name, Inquiry.text)
        .join(Assignment, Assignment.organisation_id == Organisation.id)
        .join(Inquiry, Inquiry.assignment_id == Assignment.id)
        .where(Inquiry.id.in_(select(threads.c.first)))
        .order_by(Inquiry.id)
        .limit(NAMED)
    )
    return Waiting(count, tuple(NamedRequest(name, None, text) for name, text in rows))


async def waiting_requests(ctx: Context) -> WaitingRequests:
    """What waits for the actor in the authorities they control. Raises NotAllowed for anybody else."""
    async with ctx.db.read() as session:
        return await load_waiting_requests(session, await _mine(session, ctx))


async def count_waiting_requests(ctx: Context) -> WaitingRequests:
    """The same for a menu: nothing for those who control nothing."""
    if not ctx.actor.controls:
        return WaitingRequests()
    try:
        return await waiting_requests(ctx)
    except NotAllowed:  # an official of a place that is no authority
        return WaitingRequests()


async def _mine(session: AsyncSession, ctx: Context) -> ColumnElement[bool]:
    authorities, _ = await authorities_of(session, ctx, CONTROLLING)
    return Assignment.authority_id.in_(authorities)


async def next_request(ctx: Context, kind: RequestKind, after: int = 0) -> tuple[int, int] | None:
    """The next one after `after`, then from the start, and how many wait: (id, count); None when none does.

    The id is of the extension or the dispute; of questions, of the assignment they are about. Raises NotAllowed.
    """
    if not ctx.actor.controls:
        raise NotAllowed
    column = {
        RequestKind.EXTENSION: Extension.id,
        RequestKind.DISPUTE: Dispute.id,
        RequestKind.QUESTION: Inquiry.assignment_id,
    }[kind]
    async with ctx.db.read() as session:
        query = _select(kind, column).where(await _mine(session, ctx)).group_by(column).order_by(column)
        ids = list(await session.scalars(query))
    if not ids:
        return None
    return next((each for each in ids if each > after), ids[0]), len(ids)
