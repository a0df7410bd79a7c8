"""Answering the lines of a year form, and sending it as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, delete
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import (
    Assignment,
    Decision,
    Evidence,
    Minutes,
    Report,
)
from domain.access import check_execute
from domain.errors import NotFound, WrongInput
from domain.minutes.model import ControlForm, Requirement
from domain.reports import EvidenceKind, ReportState
from services.assignment_rows import load_rows
from services.assignments.access import executed
from services.context import Context
from services.offices import office_of
from services.report_facts import load_evidence
from services.reports.collecting import Incoming, check_reportable, evidence_row
from services.reports.handing_in import hand_in_within
from services.reports.report_drafts import new_version
from services.reports.understanding import read_rows
from services.year.year_form import YearForm, latest, load_form, with_place


@dataclass(frozen=True, slots=True)
class Sent:
    """The form after «Отправить»: so many lines have been handed in now."""

    form: YearForm
    sent: int


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
        return await with_place(session, ctx, assignment)


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
        return await with_place(session, ctx, assignment)


async def _draft(session: AsyncSession, ctx: Context, assignment_id: int) -> tuple[Assignment, Report]:
    assignment = await executed(session, ctx, assignment_id)
    if assignment.form is not ControlForm.YEARLY:
        raise NotFound("item_not_found")
    check_reportable(assignment)
    draft = await latest(session, assignment_id, (ReportState.DRAFT,))
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
            draft = await latest(session, item.id, (ReportState.DRAFT,))
            draft = draft or await new_version(session, ctx, rows.assignment)  # the sum of those below is the answer
            draft.author_id = ctx.actor.person_id
            await hand_in_within(session, ctx, rows, draft, await load_evidence(session, draft.id))
        return Sent(await load_form(session, ctx, organisation_id, year), len(ready))
