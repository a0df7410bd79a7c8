"""Answers typed without any button: «1.2 14», «п. 1.1 не потребовалось», several lines at once.

A line that names one open item and holds exactly what it asks for is handed in at once; all lines in one transaction.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Evidence, Report
from domain.answers import Answer, Piece, ShortForm, is_question
from domain.minutes.model import Requirement
from domain.reports import EvidenceKind, ReportState
from services.assignments.access import executed_rows
from services.context import Context
from services.facts import AssignmentFacts, ItemLabel
from services.reports.collecting import Collected, Incoming, evidence_row
from services.reports.handing_in import HandedIn, handed_in_of
from services.reports.unprompted import report_with, understood


@dataclass(frozen=True, slots=True)
class Unclear:
    """A line that could not be handed in: no such item (None), several of them, or not what it asks for."""

    line: ShortForm
    item: AssignmentFacts | None = None
    several: bool = False


@dataclass(frozen=True, slots=True)
class Typed:
    """What became of typed lines."""

    handed_in: tuple[HandedIn, ...] = ()
    unclear: tuple[Unclear, ...] = ()
    collected: Collected | None = None  # a line of an item whose report is being collected


@dataclass(frozen=True, slots=True)
class _Meant:
    """A line with the items it names; `complete`: it is all that the only one of them asks for."""

    line: ShortForm
    items: tuple[AssignmentFacts, ...]
    complete: bool = False


async def done_before(session: AsyncSession, ctx: Context, key: str) -> tuple[HandedIn, ...]:
    """What this very message handed in, when it is delivered twice."""
    reports = await session.scalars(
        select(Report.id)
        .join(Evidence, Evidence.report_id == Report.id)
        .where(
            Evidence.sender_id == ctx.actor.person_id,
            or_(Evidence.message_key == key, Evidence.message_key.startswith(f"{key}:")),
            Report.author_id == ctx.actor.person_id,
            Report.state.in_((ReportState.HANDED_IN, ReportState.ACCEPTED)),
        )
        .order_by(Report.id)
    )
    return tuple([await handed_in_of(session, report_id) for report_id in reports.all()])


def _meant(ctx: Context, line: ShortForm, items: Sequence[AssignmentFacts]) -> _Meant:
    named = tuple(item for item in items if names(ctx, line, item))
    complete = len(named) == 1 and read_line(ctx, line, named[0]).satisfies(named[0].requirement)
    return _Meant(line, named, complete and not is_question(line.rest))


def names(ctx: Context, line: ShortForm, item: AssignmentFacts) -> bool:
    """Whether a number written in a message is that of an item; a bare «5 …» only when it holds its answer."""
    if line.minutes and line.minutes.lower() != (item.minutes.number or "").lower():
        return False
    if not _labelled(line, item.label):
        return False
    return line.named or line.dotted or is_value(read_line(ctx, line, item), item)


def _labelled(line: ShortForm, label: ItemLabel) -> bool:
    if line.question is not None and line.question != label.question:
        return False
    if line.bullet:
        return not label.number and str(label.bullet or "") == line.number
    return (label.number or "").rstrip(".)") == line.number


def read_line(ctx: Context, line: ShortForm, item: AssignmentFacts) -> Answer:
    """What a line says about an item."""
    return understood([Piece(EvidenceKind.TEXT, line.rest)], item, ctx)


def is_value(answer: Answer, item: AssignmentFacts) -> bool:
    """Whether it is exactly what the item asks for, rather than any words."""
    return answer.not_needed or bool(answer.sent & (set(item.requirement) - {Requirement.ANSWER}))


async def hand_in_lines(
    session: AsyncSession,
    ctx: Context,
    incoming: Incoming,
    lines: Sequence[ShortForm],
    items: Sequence[AssignmentFacts],
) -> Typed | None:
    """Part of a transaction: each line that is the whole answer to the one item it names; None when none is."""
    meant = [_meant(ctx, line, items) for line in lines]
    if not any(each.complete for each in meant):
        return None
    handed_in: list[HandedIn] = []
    collected: Collected | None = None
    unclear: list[Unclear] = []
    done: set[int] = set()
    for number, each in enumerate(meant):
        item = each.items[0] if each.items else None
        if not each.complete or item is None or item.id in done:
            unclear.append(Unclear(each.line, item, several=len(each.items) > 1))
            continue
        said = replace(incoming, key=f"{incoming.key}:{number}", text=each.line.rest)
        found = await report_line(session, ctx, said, item)
        done.add(item.id)
        if isinstance(found, HandedIn):
            handed_in.append(found)
        else:
            collected = found
    return Typed(tuple(handed_in), tuple(unclear), collected)


async def report_line(
    session: AsyncSession, ctx: Context, said: Incoming, item: AssignmentFacts
) -> HandedIn | Collected:
    """Part of a transaction: the message begins the item's report, handed in when nothing is missing."""
    rows = await executed_rows(session, ctx, item.id)
    return await report_with(session, ctx, rows, [evidence_row(ctx, said)])
