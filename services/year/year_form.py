"""«Годовой итог»: the yearly lines of all protocols of one organisation and school year are one form.

Nothing is stored for the form itself: its lines are assignments, its answers report drafts. Anybody of the organisation
goes on where another has stopped.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import ColumnElement, and_, delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import (
    IS_YEARLY,
    Assignment,
    Decision,
    Evidence,
    Minutes,
    Organisation,
    Report,
)
from domain.access import check_execute
from domain.answers import Answer
from domain.errors import NotFound, WrongInput
from domain.lifecycle import OWING, State
from domain.minutes.model import ControlForm, Requirement
from domain.passing_down import PassedDown, with_totals
from domain.reports import EvidenceKind, ReportState
from domain.school_year import form_span, year_of_form
from services.assignment_rows import load_rows
from services.assignments.access import executed
from services.assignments.passed_down import load_passed_down
from services.context import Context
from services.facts import AssignmentFacts, assignments_query, load_assignments
from services.offices import office_of
from services.report_facts import load_evidence
from services.reports.collecting import Incoming, check_reportable, evidence_row
from services.reports.handing_in import hand_in_within
from services.reports.report_drafts import new_version
from services.reports.understanding import read_rows


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the form; `said` is what was written, `files` how many files came with it."""

    assignment: AssignmentFacts
    answer: Answer | None
    said: str = ""
    files: int = 0
    summed: bool = False  # the number is the sum of those below, nobody has written one

    @property
    def open(self) -> bool:
        """Whether an answer is still owed."""
        return self.assignment.state in OWING

    @property
    def ready(self) -> bool:
        """Whether it can be sent: answered, and understood as far as something certain is asked."""
        return self.open and self.answer is not None and self.answer.satisfies(self.assignment.requirement)


@dataclass(frozen=True, slots=True)
class YearForm:
    """The form of one organisation for the school year that starts in `year`."""

    organisation_id: int
    organisation: str
    year: int
    due: date
    lines: tuple[Line, ...]
    today: date

    @property
    def ready(self) -> int:
        return sum(line.ready for line in self.lines)

    @property
    def left(self) -> int:
        return sum(line.open for line in self.lines)

    def next_open(self, after: int = -1) -> int | None:
        """The place of the next line without an answer, going round; None when all have one."""
        places = [*range(after + 1, len(self.lines)), *range(after + 1)]
        return next((place for place in places if self.lines[place].open and not self.lines[place].ready), None)


@dataclass(frozen=True, slots=True)
class Sent:
    """The form after «Отправить»: so many lines have been handed in now."""

    form: YearForm
    sent: int


def of_year(year: int) -> tuple[ColumnElement[bool], ...]:
    """Conditions: yearly lines of the school year that starts in `year`."""
    first, last = form_span(year)
    return (
        IS_YEARLY,
        Assignment.state != State.CANCELLED,
        Assignment.due_date.between(first, last),
    )


async def form(ctx: Context, organisation_id: int, year: int) -> YearForm:
    """The form with what has been answered so far. Raises NotAllowed, NotFound when there are no lines."""
    check_execute(ctx.actor, organisation_id)
    async with ctx.db.read() as session:
        return await load_form(session, ctx, organisation_id, year)


async def is_line(ctx: Context, assignment_id: int) -> bool:
    """Whether an item of the actor's organisation is a line of a year form. Raises NotFound, NotAllowed."""
    async with ctx.db.read() as session:
        assignment = await executed(session, ctx, assignment_id)
        return assignment.form is ControlForm.YEARLY and assignment.due_date is not None


async def form_of(ctx: Context, assignment_id: int) -> tuple[YearForm, int]:
    """The form that holds an item, and its place there. Raises NotFound, NotAllowed."""
    async with ctx.db.read() as session:
        assignment = await executed(session, ctx, assignment_id)
        return await _with_place(session, ctx, assignment)


async def _with_place(session: AsyncSession, ctx: Context, assignment: Assignment) -> tuple[YearForm, int]:
    if assignment.form is not ControlForm.YEARLY or assignment.due_date is None:
        raise NotFound("item_not_found")
    found = await load_form(session, ctx, assignment.organisation_id, year_of_form(assignment.due_date))
    place = next((n for n, line in enumerate(found.lines) if line.assignment.id == assignment.id), 0)
    return found, place


async def load_form(session: AsyncSession, ctx: Context, organisation_id: int, year: int) -> YearForm:
    """Part of a transaction that has checked the rights."""
    items = await load_assignments(
        session,
        assignments_query()
        .where(Assignment.organisation_id == organisation_id, *of_year(year))
        .order_by(Minutes.id, Decision.ordinal, Assignment.id),
    )
    items = tuple({item.decision_id: item for item in items}.values())  # of several rounds the newest
    if not items:
        raise NotFound("year_form_empty")
    today = (await office_of(session, organisation_id)).today(ctx.now)
    below = await load_passed_down(session, [item.id for item in items], today)
    lines = [_with_sum(await _line(session, item, today), below.get(item.id)) for item in items]
    due = max(item.due_date for item in items if item.due_date)
    return YearForm(organisation_id, items[0].organisation, year, due, tuple(lines), today)


async def _line(session: AsyncSession, item: AssignmentFacts, today: date) -> Line:
    """The draft of a line that is open, whoever has begun it; else the version handed in."""
    states = (ReportState.DRAFT,) if item.state in OWING else (ReportState.HANDED_IN, ReportState.ACCEPTED)
    report = await _latest(session, item.id, states)
    if report is None:
        return Line(item, None)
    if report.not_needed:
        return Line(item, Answer(not_needed=True))
    rows = await load_evidence(session, report.id)
    if not rows:
        return Line(item, None)
    decision = await session.get_one(Decision, item.decision_id)
    said = " ".join(row.text for row in rows if row.text)
    files = sum(row.kind is not EvidenceKind.TEXT for row in rows)
    return Line(item, read_rows(rows, decision, today), said, files)


def _with_sum(line: Line, below: PassedDown | None) -> Line:
    """An open line with the sum of the numbers below, once everybody there has answered."""
    if not line.open or below is None or not below.whole:
        return line
    before = line.answer or Answer()
    answer = with_totals(before, line.assignment.requirement, below)
    return line if answer == before else replace(line, answer=answer, summed=True)


async def _latest(session: AsyncSession, assignment_id: int, states: Sequence[ReportState]) -> Report | None:
    report: Report | None = await session.scalar(
        select(Report)
        .where(Report.assignment_id == assignment_id, Report.state.in_(states))
        .order_by(Report.touched_at.desc(), Report.id.desc())
        .limit(1)
    )
    return report


async def answer(ctx: Context, assignment_id: int, incoming: Incoming) -> tuple[YearForm, int]:
    """Write the answer to a line, instead of an earlier one unless both together say it; a file is added.

    The same message counts once. Returns the form and the line's place. Raises NotFound, NotAllowed, WrongState when
    the line is sent already.
    """
    async with ctx.db.write() as session:
        assignment, draft = await _draft(session, ctx, assignment_id)
        rows = await load_evidence(session, draft.id)
        if incoming.key not in {row.message_key for row in rows}:
            if incoming.kind is EvidenceKind.TEXT:
                decision = await session.get_one(Decision, assignment.decision_id)
                await _replace_text(session, ctx, draft, rows, incoming, decision)
            session.add(evidence_row(ctx, incoming, draft.id))
        draft.not_needed = False
        await session.flush()
        return await _with_place(session, ctx, assignment)


async def _replace_text(
    session: AsyncSession, ctx: Context, draft: Report, rows: Sequence[Evidence], incoming: Incoming, decision: Decision
) -> None:
    """«№ 2», then «14.11.2026»: kept when only together they are the whole answer."""
    office = await office_of(session, (await session.get_one(Minutes, decision.minutes_id)).authority_id)
    today = office.today(ctx.now)
    fresh = evidence_row(ctx, incoming, draft.id)
    asked = tuple(map(Requirement, decision.requirement))
    alone = read_rows([fresh], decision, today).satisfies(asked)
    both = read_rows([*rows, fresh], decision, today).satisfies(asked)
    if alone or not both:
        texts = Evidence.report_id == draft.id, Evidence.kind == EvidenceKind.TEXT
        await session.execute(delete(Evidence).where(and_(*texts)))


async def not_needed(ctx: Context, assignment_id: int) -> tuple[YearForm, int]:
    """«Не потребовалось» as the answer to a line.

    Raises WrongInput("not_needed_refused"), NotFound, NotAllowed, WrongState when the line is sent already.
    """
    async with ctx.db.write() as session:
        assignment, draft = await _draft(session, ctx, assignment_id)
        if not (await session.get_one(Decision, assignment.decision_id)).not_needed_allowed:
            raise WrongInput("not_needed_refused")
        await session.execute(delete(Evidence).where(Evidence.report_id == draft.id))
        draft.not_needed = True
        await session.flush()
        return await _with_place(session, ctx, assignment)


async def _draft(session: AsyncSession, ctx: Context, assignment_id: int) -> tuple[Assignment, Report]:
    assignment = await executed(session, ctx, assignment_id)
    if assignment.form is not ControlForm.YEARLY:
        raise NotFound("item_not_found")
    check_reportable(assignment)
    draft = await _latest(session, assignment_id, (ReportState.DRAFT,))
    draft = draft or await new_version(session, ctx, assignment)
    draft.author_id, draft.touched_at = ctx.actor.person_id, ctx.now
    return assignment, draft


async def send(ctx: Context, organisation_id: int, year: int) -> Sent:
    """«Отправить»: every line with an answer is handed in, in one transaction; the rest stays to be filled in.

    Pressed again, it sends what has been answered since. Raises NotAllowed, NotFound,
    WrongInput("year_form_unanswered") when nothing can be sent.
    """
    check_execute(ctx.actor, organisation_id)
    async with ctx.db.write() as session:
        before = await load_form(session, ctx, organisation_id, year)
        ready = [line.assignment for line in before.lines if line.ready]
        if not ready and before.left:
            raise WrongInput("year_form_unanswered")
        for item in ready:
            rows = await load_rows(session, item.id)
            draft = await _latest(session, item.id, (ReportState.DRAFT,))
            draft = draft or await new_version(session, ctx, rows.assignment)  # the sum of those below is the answer
            draft.author_id = ctx.actor.person_id
            await hand_in_within(session, ctx, rows, draft, await load_evidence(session, draft.id))
        return Sent(await load_form(session, ctx, organisation_id, year), len(ready))


@dataclass(frozen=True, slots=True)
class OpenForm:
    """A form with lines that are still owed, for lists."""

    organisation_id: int
    organisation: str
    year: int
    left: int
    due: date


async def open_forms(session: AsyncSession, organisations: Sequence[int]) -> tuple[OpenForm, ...]:
    """Forms of organisations that are not handed in, earliest first."""
    rows = await session.execute(
        select(Organisation.id, Organisation.short_name, Assignment.due_date, func.count(Assignment.id))
        .join(Assignment, Assignment.organisation_id == Organisation.id)
        .where(
            Assignment.organisation_id.in_(organisations),
            IS_YEARLY,
            Assignment.state.in_(OWING),
            Assignment.due_date.is_not(None),
        )
        .group_by(Organisation.id, Organisation.short_name, Assignment.due_date)
        .order_by(Organisation.id, Assignment.due_date)
    )
    found: dict[tuple[int, int], OpenForm] = {}
    for place, name, due, left in rows:
        if due is None:
            continue
        year = year_of_form(due)
        before = found.get((place, year))
        found[place, year] = OpenForm(place, name, year, left + (before.left if before else 0), due)
    return tuple(found.values())
