"""Answers typed without any button: «1.2 14», «п. 1.1 не потребовалось», several lines at once.

A line that names one open item and holds exactly what it asks for is handed in at once; all lines in one transaction.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Assignment, Decision, Evidence, Report
from domain.answers import Answer, Piece, ShortForm, read_short_forms
from domain.errors import WrongState
from domain.lifecycle import REPORTABLE, State
from domain.minutes.model import Requirement
from domain.people import EXECUTING
from domain.reports import EvidenceKind, ReportState
from services.assignments.access import executed_rows
from services.context import Context
from services.facts import AssignmentFacts, ItemLabel, assignments_query, load_assignments
from services.reports.collecting import Collected, Incoming, current_draft, evidence_row
from services.reports.handing_in import HandedIn, handed_in_of
from services.reports.unprompted import COUNTS, Named, Question, ask_about, open_items, report_with, understood


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
    collected: Collected | None = None  # one line, and something is missing
    question: Question | None = None  # one line, and it may be meant otherwise


@dataclass(frozen=True, slots=True)
class _Meant:
    """A line with the items it may mean; `value`: it holds exactly what they ask for."""

    line: ShortForm
    items: tuple[AssignmentFacts, ...]
    complete: bool = False
    value: bool = False

    @property
    def sure(self) -> bool:
        return self.complete and len(self.items) == 1


async def typed(ctx: Context, incoming: Incoming) -> Typed | None:
    """Do what a text in short forms says; None when it is an ordinary text. Nothing is handed in twice.

    Raises WrongState when the item named is not open any more.
    """
    lines = read_short_forms(incoming.text) if incoming.kind is EvidenceKind.TEXT else ()
    if not lines:
        return None
    async with ctx.db.write() as session:
        if done := await _done_before(session, ctx, incoming.key):
            return Typed(handed_in=done)
        items = await open_items(session, ctx)
        meant = [_meant(ctx, line, items) for line in lines]
        if await _belongs_to_draft(session, ctx, meant):
            return None
        if len(meant) > 1:
            return await _several(session, ctx, incoming, meant)
        return await _one(session, ctx, incoming, meant[0], items)


async def _done_before(session: AsyncSession, ctx: Context, key: str) -> tuple[HandedIn, ...]:
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
    """Of the items a line names, those whose answer it holds; else all of them."""
    named = [item for item in items if _names(line, item)]
    answers = {item.id: _read(ctx, line, item) for item in named}
    exact = tuple(item for item in named if _is_value(answers[item.id], item))
    if exact:
        return _Meant(line, exact, complete=True, value=True)
    if not (line.named or line.dotted):
        return _Meant(line, ())
    free = tuple(item for item in named if answers[item.id].satisfies(item.requirement))
    return _Meant(line, free or tuple(named), complete=bool(free))


def _names(line: ShortForm, item: AssignmentFacts) -> bool:
    if line.minutes and line.minutes.lower() != (item.minutes.number or "").lower():
        return False
    return _labelled(line, item.label)


def _labelled(line: ShortForm, label: ItemLabel) -> bool:
    if line.question is not None and line.question != label.question:
        return False
    if line.bullet:
        return not label.number and str(label.bullet or "") == line.number
    return (label.number or "").rstrip(".)") == line.number


def _read(ctx: Context, line: ShortForm, item: AssignmentFacts) -> Answer:
    return understood([Piece(EvidenceKind.TEXT, line.rest)], item, ctx)


def _is_value(answer: Answer, item: AssignmentFacts) -> bool:
    return answer.not_needed or bool(answer.sent & (set(item.requirement) - {Requirement.ANSWER}))


async def _belongs_to_draft(session: AsyncSession, ctx: Context, meant: Sequence[_Meant]) -> bool:
    """While a report is collected, only a plain answer to another item is not a part of it."""
    draft = await session.scalar(current_draft(ctx))
    if draft is None:
        return False
    return not all(each.sure and each.value and each.items[0].id != draft.assignment_id for each in meant)


async def _one(
    session: AsyncSession, ctx: Context, incoming: Incoming, meant: _Meant, items: Sequence[AssignmentFacts]
) -> Typed | None:
    said = replace(incoming, text=meant.line.rest)
    if not meant.items:
        await _check_still_open(session, ctx, meant.line)
        return None
    if len(meant.items) > 1 or (meant.complete and not meant.value and not meant.line.named):
        named = Named(frozenset(item.id for item in meant.items))
        return Typed(question=await ask_about(session, ctx, said, items, named))
    found = await _report(session, ctx, said, meant.items[0])
    return Typed(handed_in=(found,)) if isinstance(found, HandedIn) else Typed(collected=found)


async def _several(session: AsyncSession, ctx: Context, incoming: Incoming, meant: Sequence[_Meant]) -> Typed | None:
    if not any(each.sure for each in meant):
        return None
    handed_in: list[HandedIn] = []
    unclear: list[Unclear] = []
    done: set[int] = set()
    for number, each in enumerate(meant):
        item = each.items[0] if each.items else None
        if not each.sure or item is None or item.id in done:
            unclear.append(Unclear(each.line, item, several=len(each.items) > 1))
            continue
        said = replace(incoming, key=f"{incoming.key}:{number}", text=each.line.rest)
        found = await _report(session, ctx, said, item)
        if isinstance(found, HandedIn):
            handed_in.append(found)
            done.add(item.id)
    return Typed(tuple(handed_in), tuple(unclear))


async def _report(session: AsyncSession, ctx: Context, said: Incoming, item: AssignmentFacts) -> HandedIn | Collected:
    rows = await executed_rows(session, ctx, item.id)
    return await report_with(session, ctx, rows, [evidence_row(ctx, said)])


async def _check_still_open(session: AsyncSession, ctx: Context, line: ShortForm) -> None:
    """An item that is named for certain but over, or with the official, is said so."""
    if not (line.named or line.dotted):
        return
    found = await load_assignments(
        session,
        assignments_query()
        .where(
            Assignment.organisation_id.in_(ctx.actor.organisations(EXECUTING)),
            Assignment.form.in_(REPORTABLE),
            Assignment.state.in_((State.REPORTED, State.ACCEPTED, State.CANCELLED)),
            Decision.number.in_((line.number, f"{line.number}.", f"{line.number})")),
        )
        .order_by(COUNTS.desc().nulls_last(), Assignment.id.desc()),
    )
    over = next((item for item in found if _names(line, item) and _is_value(_read(ctx, line, item), item)), None)
    if over is not None:
        raise WrongState(f"already_{over.state}")
