"""Messages sent without any button: kept first, then «К какому пункту?».

A message is a row of evidence without a report. Messages that follow within half an hour join the same question; the
question is named by the first of them, so its buttons answer for weeks and after restarts.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import delete, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import DATE_THAT_COUNTS, Assignment, Evidence, Report
from domain.answers import Answer, Piece, understand, without_number
from domain.errors import Stale, WrongInput, WrongState
from domain.lifecycle import OWING, REPORTABLE, State
from domain.minutes.model import ControlForm, Requirement
from domain.paging import PAGE, Page, page_of
from domain.people import EXECUTING
from domain.reports import EvidenceKind, ReportState
from services.assignment_rows import AssignmentRows
from services.assignments.access import executed_rows
from services.context import Context
from services.facts import AssignmentFacts, AssignmentsQuery, assignments_query, load_assignments
from services.report_facts import EvidenceFacts, evidence_facts, load_evidence
from services.reports.collecting import MOST_EVIDENCE, Collected, Incoming, check_reportable, collected_of, evidence_row
from services.reports.handing_in import HandedIn, hand_in_within, handed_in_with
from services.reports.loose import group_of, standing
from services.reports.report_drafts import begun, own_draft
from services.reports.understanding import read_report, requirement_of

#: What nobody has asked to send for so long is erased.
KEPT = timedelta(days=30)
#: Items offered at once.
LIKELY = 3


@dataclass(frozen=True, slots=True)
class Named:
    """Items that a card names: themselves, or whole protocols of an organisation."""

    items: frozenset[int] = frozenset()
    shares: frozenset[tuple[int, int]] = frozenset()  # (minutes, organisation)
    reminder: bool = False  # a list of items: a digest, «Мои пункты»

    def __contains__(self, item: AssignmentFacts) -> bool:
        return item.id in self.items or (item.minutes.id, item.organisation_id) in self.shares

    def __bool__(self) -> bool:
        return bool(self.items or self.shares)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question is about: items that marks have named, or with none all that are open."""

    items: frozenset[int] = frozenset()
    by_value: bool = True  # what the words say may narrow them
    question_first: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """«К какому пункту?»: what came and the likely items. Without pieces: the messages are in a report already."""

    first: int
    pieces: tuple[EvidenceFacts, ...]
    likely: tuple[AssignmentFacts, ...]
    open: int  # items that the messages could be for
    today: date
    answer: Answer = Answer()  # what was understood for the only likely item
    organisations: int = 1  # that the items belong to
    question_first: bool = False  # the words rather ask something
    named: bool = False  # a mark has named the likely items

    @property
    def may_ask(self) -> bool:
        """Whether «Это вопрос» makes sense: words, and nothing but words."""
        return all(piece.kind == EvidenceKind.TEXT for piece in self.pieces)

    @property
    def single(self) -> AssignmentFacts | None:
        return self.likely[0] if len(self.likely) == 1 else None


@dataclass(frozen=True, slots=True)
class Choices:
    """«Другой»: every open item, a page."""

    first: int
    items: tuple[AssignmentFacts, ...]
    page: Page
    today: date


async def open_items(session: AsyncSession, ctx: Context) -> tuple[AssignmentFacts, ...]:
    """Items of the actor's organisations that wait for an answer, nearest first.

    Of several dates of one item those that have come, and the next one.
    """
    found = await load_assignments(session, _open(ctx).order_by(DATE_THAT_COUNTS.asc().nulls_last(), Assignment.id))
    taken: set[tuple[int, int]] = set()
    shown: list[AssignmentFacts] = []
    for item in found:
        place, counts = (item.decision_id, item.organisation_id), item.control_date or item.due_date
        ahead = counts is None or counts >= ctx.today(item.authority.timezone)
        if not ahead or place not in taken:
            shown.append(item)
        if ahead:
            taken.add(place)
    return tuple(shown)


def _open(ctx: Context) -> AssignmentsQuery:
    return assignments_query().where(
        Assignment.organisation_id.in_(ctx.actor.organisations(EXECUTING)),
        Assignment.state.in_((*OWING, State.DISPUTED)),
        Assignment.form.in_(REPORTABLE),
        Assignment.lead_id.is_(None),
    )


async def ask_about(
    session: AsyncSession, ctx: Context, incoming: Incoming, items: Sequence[AssignmentFacts], asked: Asked
) -> Question:
    """Part of a transaction: the message is kept, the question made of everything that belongs together."""
    await session.execute(
        delete(Evidence).where(
            Evidence.report_id.is_(None),
            Evidence.sender_id == ctx.actor.person_id,
            Evidence.sent_at < ctx.now - KEPT,
        )
    )
    known = await session.scalar(
        select(Evidence)
        .where(Evidence.sender_id == ctx.actor.person_id, Evidence.message_key == incoming.key)
        .order_by(Evidence.report_id.is_(None).desc())
        .limit(1)
    )
    if known is not None and known.report_id is not None:
        return Question(0, (), (), len(items), ctx.now.date())  # delivered twice, answered meanwhile
    row = known or evidence_row(ctx, incoming)
    group = await standing(session, ctx, row)
    if known is None:
        if len(group) > MOST_EVIDENCE:
            raise WrongInput("evidence_too_many", most=MOST_EVIDENCE)
        session.add(row)
        await session.flush()
    return question_about(ctx, group, items, asked)


def question_about(ctx: Context, rows: Sequence[Evidence], items: Sequence[AssignmentFacts], asked: Asked) -> Question:
    """The question that a group of messages puts."""
    pieces = [Piece(row.kind, row.text) for row in rows]
    pool = [item for item in items if item.id in asked.items] or list(items)
    scores = {item.id: _fit(pieces, item, ctx) for item in pool}
    # «14» is meant for an item that asks for a figure; a file may be sent for any.
    if asked.by_value and all(piece.kind is EvidenceKind.TEXT for piece in pieces):
        best = max(scores.values())
        pool = [item for item in pool if scores[item.id] == best]
    # A year form is asked for in its own time: a dated item comes first.
    pool.sort(key=lambda item: (item.form is ControlForm.YEARLY, item.state is not State.RETURNED, -scores[item.id]))
    return Question(
        first=rows[0].id,
        pieces=tuple(evidence_facts(row) for row in rows),
        likely=tuple(pool[:LIKELY]),
        open=len(items),
        today=ctx.today(items[0].authority.timezone),
        answer=understood(pieces, pool[0], ctx) if len(pool) == 1 else Answer(),
        organisations=len({item.organisation_id for item in items}),
        question_first=asked.question_first,
        named=bool(asked.items),
    )


def understood(pieces: Sequence[Piece], item: AssignmentFacts, ctx: Context) -> Answer:
    """What messages say, were they for this item."""
    today, number = ctx.today(item.authority.timezone), item.label.number or ""
    pieces = [Piece(piece.kind, without_number(piece.text, number)) for piece in pieces]
    return understand(pieces, item.requirement, today, not_needed_allowed=item.not_needed_allowed)


def _fit(pieces: Sequence[Piece], item: AssignmentFacts, ctx: Context) -> int:
    """2: exactly what the item asks for; 1: it takes any answer; 0: it asks for something else."""
    answer, asked = understood(pieces, item, ctx), set(item.requirement) or {Requirement.ANSWER}
    if answer.not_needed or answer.sent & (asked - {Requirement.ANSWER}):
        return 2
    if Requirement.ANSWER not in asked:
        return 0
    return 1 if all(piece.kind is EvidenceKind.TEXT for piece in pieces) and _is_value(pieces, ctx) else 2


def _is_value(pieces: Sequence[Piece], ctx: Context) -> bool:
    """A figure, requisites or an address: rather for an item that asks for just that."""
    values = frozenset({Requirement.NUMBER, Requirement.REFERENCE, Requirement.LINK})
    return bool(understand(pieces, values, ctx.now.date()).sent & values)


async def choices(ctx: Context, first: int, page: int = 0) -> Choices:
    """«Другой»: all open items. Raises Stale when the messages are sent or dropped already."""
    async with ctx.db.read() as session:
        if not await group_of(session, ctx, first):
            raise Stale
        items = await open_items(session, ctx)
    here = page_of(len(items), page, PAGE)
    today = ctx.today(items[0].authority.timezone) if items else ctx.now.date()
    return Choices(first, here.cut(items), here, today)


async def send(ctx: Context, first: int, assignment_id: int) -> HandedIn | Collected:
    """The messages become the report of an item; handed in at once when what was asked for is there.

    Pressed again, it shows the same. Raises NotFound, NotAllowed, Stale, WrongState.
    """
    async with ctx.db.write() as session:
        rows = await executed_rows(session, ctx, assignment_id)
        messages = await group_of(session, ctx, first)
        if not messages:
            return await _sent_before(session, ctx, first, rows)
        return await report_with(session, ctx, rows, messages)


async def report_with(
    session: AsyncSession, ctx: Context, rows: AssignmentRows, messages: Iterable[Evidence]
) -> HandedIn | Collected:
    """Part of a transaction: a new report of these messages, handed in when it holds what was asked for."""
    assignment = rows.assignment
    report = await own_draft(session, ctx, assignment.id)
    if report is None or report.corrects_id is None:
        check_reportable(assignment)
    waits = report is not None and bool(await load_evidence(session, report.id))
    if report is None:
        report = await begun(session, ctx, assignment)
    report.touched_at = ctx.now
    for message in messages:
        message.report_id = report.id
        session.add(message)
    await session.flush()
    evidence = await load_evidence(session, report.id)
    # What was collected before waits for «Отправить отчёт», and so does what joins it.
    if (
        not waits
        and report.corrects_id is None
        and read_report(ctx, report, rows, evidence).satisfies(requirement_of(rows.decision))
    ):
        return await hand_in_within(session, ctx, rows, report, evidence)
    return await collected_of(session, ctx, rows, report, evidence)


async def _sent_before(session: AsyncSession, ctx: Context, first: int, rows: AssignmentRows) -> HandedIn | Collected:
    report = await session.scalar(
        select(Report)
        .join(Evidence, Evidence.report_id == Report.id)
        .where(
            Evidence.id == first,
            Report.assignment_id == rows.assignment.id,
            or_(Report.author_id == ctx.actor.person_id, Evidence.sender_id == ctx.actor.person_id),
        )
    )
    if report is None or report.state in (ReportState.WITHDRAWN, ReportState.RETURNED):
        raise Stale
    if report.state is ReportState.DRAFT:
        return await collected_of(session, ctx, rows, report)
    return await handed_in_with(session, rows, report, await load_evidence(session, report.id))


async def drop(ctx: Context, first: int) -> None:
    """«Это не отчёт»: the messages are erased. Pressed again, it changes nothing; sent ones stay.

    Raises WrongState("answer_sent_already").
    """
    async with ctx.db.write() as session:
        rows = await group_of(session, ctx, first)
        row = await session.get(Evidence, first)
        if row is not None and row.sender_id == ctx.actor.person_id and row.report_id is not None:
            raise WrongState("answer_sent_already")
        for each in rows:
            await session.delete(each)
