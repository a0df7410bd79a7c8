"""What every edit of a draft shares: the open transaction, its version, its audit row."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import (
    Addressee,
    AddresseeOrganisation,
    Assignment,
    Authority,
    Checkpoint,
    Decision,
    Minutes,
)
from domain.audit import AuditAction
from domain.doubts import asks_date
from domain.errors import WrongInput
from domain.lifecycle import REPORTABLE, default_acceptance
from domain.minutes.durations import day_of_month
from domain.minutes.model import ControlForm, Deadline, DeadlineKind, Item, Requirement
from domain.passing_down import check_own_date
from domain.periods import first_due
from domain.school_year import year_form_due
from domain.second_look import timed
from services.audit import record
from services.context import Context
from services.drafts.intake import add_checkpoints, checkpoint_dates, reach
from services.drafts.loading import decision_of, editable
from services.offices import year_dates
from services.subjects import found


class Editing:
    """An open edit of a draft: the session, the minutes row, and what to write about it."""

    def __init__(self, ctx: Context, session: AsyncSession, minutes: Minutes) -> None:
        self.ctx, self.session, self.minutes = ctx, session, minutes

    async def decision(self, decision_id: int) -> Decision:
        return await decision_of(self.session, self.minutes, decision_id)

    def note(self, field: str, decision_id: int | None = None) -> None:
        record(
            self.session,
            self.ctx,
            AuditAction.DRAFT_EDITED,
            "decision" if decision_id else "minutes",
            decision_id or self.minutes.id,
            field=field,
        )


@asynccontextmanager
async def editing(ctx: Context, minutes_id: int, version: int | None) -> AsyncIterator[Editing]:
    async with ctx.db.write() as session:
        yield Editing(ctx, session, await editable(session, ctx, minutes_id, version))


async def today_of(ctx: Context, session: AsyncSession, authority_id: int) -> date:
    return ctx.today((await session.get_one(Authority, authority_id)).timezone)


async def reach_anew(session: AsyncSession, addressee_id: int, organisations: tuple[int, ...]) -> None:
    await session.execute(delete(AddresseeOrganisation).where(AddresseeOrganisation.addressee_id == addressee_id))
    reach(session, addressee_id, organisations)


async def change_date(edit: Editing, decision: Decision, due: date | None, *, beside: tuple[date, ...] = ()) -> None:
    """Control an item by the day `due`, and by the days `beside` that it keeps; without a day it asks no report."""
    if due is not None and due < await today_of(edit.ctx, edit.session, edit.minutes.authority_id):
        raise WrongInput("date_past", date=due)
    if decision.cascaded_from_id is not None:
        check_own_date(due, (await edit.session.get_one(Assignment, decision.cascaded_from_id)).due_date)
    await edit.session.execute(delete(Checkpoint).where(Checkpoint.decision_id == decision.id))
    decision.open_doubts = [code for code in decision.open_doubts if not asks_date(code)]
    decision.deadline_rule = "set"
    if due is not None and decision.form not in REPORTABLE:
        decision.form = ControlForm.REPORT
        await _require_something(edit, decision)
    if due is None and decision.form in REPORTABLE:
        decision.form = ControlForm.WORK
    add_checkpoints(edit.session, decision, tuple(sorted({due, *beside})) if due else ())
    edit.note("date", decision.id)


async def give_deadline(edit: Editing, decision: Decision, deadline: Deadline) -> None:
    """A deadline of the document found later: the dates, and the form it suggests unless the official has set one."""
    phrases = await edit.session.scalars(select(Addressee.phrase).where(Addressee.decision_id == decision.id))
    whole = Item(decision.question, None, None, decision.text, deadline, tuple(phrases))
    item = timed(whole, deadline)
    decision.deadline_phrase, decision.deadline_kind = deadline.phrase, deadline.kind
    decision.deadline_rule, decision.recurrence = deadline.rule, deadline.recurrence
    kept = [code for code in decision.open_doubts if not asks_date(code)]
    decision.open_doubts = [*kept, *filter(None, (deadline.doubt, item.suggestion.doubt))]
    if decision.form_reason != "set":
        decision.form, decision.form_reason = item.suggestion.form, item.suggestion.reason
        decision.requirement = [str(code) for code in item.suggestion.requirement]
        await follow_requirement(edit, decision)
    await edit.session.execute(delete(Checkpoint).where(Checkpoint.decision_id == decision.id))
    authority = await edit.session.get_one(Authority, edit.minutes.authority_id)
    base = edit.minutes.day or edit.ctx.today(authority.timezone)
    add_checkpoints(edit.session, decision, checkpoint_dates(item, base, year_dates(authority)))


async def change_form(edit: Editing, decision: Decision, form: ControlForm) -> None:
    decision.form = form
    decision.form_reason = "set"
    decision.open_doubts = [code for code in decision.open_doubts if not asks_date(code)]
    if form in REPORTABLE:
        await _require_something(edit, decision)
    if form is ControlForm.YEARLY or form not in REPORTABLE:
        await edit.session.execute(delete(Checkpoint).where(Checkpoint.decision_id == decision.id))
        authority = await edit.session.get_one(Authority, edit.minutes.authority_id)
        base = edit.minutes.day or edit.ctx.today(authority.timezone)
        due = year_form_due(base, year_dates(authority))
        add_checkpoints(edit.session, decision, (due,) if form is ControlForm.YEARLY else ())
    edit.note("form", decision.id)


async def change_recurrence(edit: Editing, decision: Decision, recurrence: str) -> None:
    """How often a periodic item asks, with the end of its first period unless a date was named."""
    named = await edit.session.scalar(
        select(Checkpoint.id).where(Checkpoint.decision_id == decision.id, Checkpoint.due_date.is_not(None)).limit(1)
    )
    reckoned = decision.deadline_rule == DeadlineKind.RECURRING and recurrence != decision.recurrence
    decision.recurrence = recurrence
    if named is None or reckoned:
        await edit.session.execute(delete(Checkpoint).where(Checkpoint.decision_id == decision.id))
        authority = await edit.session.get_one(Authority, edit.minutes.authority_id)
        today = edit.ctx.today(authority.timezone)
        base = max(edit.minutes.day or today, today)
        first = first_due(recurrence, base, day_of_month(decision.deadline_phrase), dates=year_dates(authority))
        add_checkpoints(edit.session, decision, (first,))
        decision.deadline_rule = str(DeadlineKind.RECURRING)
    edit.note("recurrence", decision.id)


async def _require_something(edit: Editing, decision: Decision) -> None:
    """An item that asks a report without saying what takes any answer."""
    if decision.requirement:
        return
    decision.requirement = [str(Requirement.ANSWER)]
    await follow_requirement(edit, decision)


async def follow_requirement(edit: Editing, decision: Decision) -> None:
    """Acceptance by what is sent, or as the authority has set it for all its items; the official's choice stays."""
    if not decision.acceptance_set:
        authority = await edit.session.get_one(Authority, edit.minutes.authority_id)
        kept = frozenset(Requirement(code) for code in decision.requirement)
        decision.acceptance = default_acceptance(kept, authority.default_acceptance)


@asynccontextmanager
async def editing_item(ctx: Context, decision_id: int, version: int | None) -> AsyncIterator[tuple[Editing, Decision]]:
    async with ctx.db.write() as session:
        decision = await found(session, Decision, decision_id)
        minutes = await editable(session, ctx, decision.minutes_id, version)
        yield Editing(ctx, session, minutes), decision
