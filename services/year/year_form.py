"""«Годовой итог»: the yearly lines of all protocols of one organisation and school year are one form.

Nothing is stored for the form itself: its lines are assignments, its answers report drafts. Anybody of the organisation
goes on where another has stopped.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import (
    IS_YEARLY,
    Assignment,
    Decision,
    Minutes,
    Organisation,
    Report,
)
from domain.access import check_execute
from domain.answers import Answer
from domain.errors import NotFound
from domain.lifecycle import OWING, State
from domain.minutes.model import ControlForm
from domain.passing_down import PassedDown, with_totals
from domain.reports import EvidenceKind, ReportState
from domain.school_year import form_span, year_of_form
from services.assignments.access import executed
from services.assignments.passed_down import load_passed_down
from services.context import Context
from services.facts import AssignmentFacts, assignments_query, load_assignments
from services.offices import office_of
from services.report_facts import load_evidence
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
        return await with_place(session, ctx, assignment)


async def with_place(session: AsyncSession, ctx: Context, assignment: Assignment) -> tuple[YearForm, int]:
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
    report = await latest(session, item.id, states)
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


async def latest(session: AsyncSession, assignment_id: int, states: Sequence[ReportState]) -> Report | None:
    report: Report | None = await session.scalar(
        select(Report)
        .where(Report.assignment_id == assignment_id, Report.state.in_(states))
        .order_by(Report.touched_at.desc(), Report.id.desc())
        .limit(1)
    )
    return report


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
