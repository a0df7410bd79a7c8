"""Corrections after sending: the text of an item, its date, one more organisation. One transaction each."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import func, select

from db.models import Addressee, Assignment, Checkpoint, Decision
from domain.amendments import ChangeKind, moved_control, moved_due
from domain.audit import AuditAction
from domain.errors import WrongInput, WrongState
from domain.lifecycle import DATED, FINAL, State
from domain.minutes.model import ControlForm
from domain.passing_down import check_own_date
from services.amendments.amending import Amending, amending, minutes_of_assignment, minutes_of_decision
from services.assignments.closing_requests import close_extension
from services.assignments.reminder_steps import replan_all
from services.assignments.responsible import contribute, responsible_of
from services.audit import record_assigned
from services.context import Context
from services.drafts.holders import load_holders
from services.drafts.intake import reach
from services.subjects import found


async def change_text(ctx: Context, decision_id: int, version: int, text: str, reason: str) -> int:
    """Correct the text of an item that was sent; returns how many organisations are told.

    Raises WrongInput("text_empty" | "why_empty"), NotFound, NotAllowed, Stale, WrongState.
    """
    async with amending(ctx, await minutes_of_decision(ctx, decision_id), version, reason) as amend:
        await set_text(amend, await amend.decision(decision_id), text)
        return len(amend.told)


async def set_text(amend: Amending, decision: Decision, text: str) -> None:
    """Part of a correction. Raises WrongInput("text_empty")."""
    cleaned = text.strip()
    if not any(map(str.isalnum, cleaned)):
        raise WrongInput("text_empty")
    decision.text = cleaned
    amend.audit(AuditAction.TEXT_CHANGED, "decision", decision.id)
    amend.tell([each.organisation_id for each in await open_of(amend, decision.id)], ChangeKind.TEXT, decision.id)


async def change_date(ctx: Context, checkpoint_id: int, version: int, due: date, reason: str) -> int:
    """Move one date of an item for everybody who still has it; returns how many organisations are told.

    Raises WrongInput("date_past" | "why_empty" | "same_date"), NotFound, NotAllowed, Stale, WrongState.
    """
    async with ctx.db.read() as session:
        checkpoint = await found(session, Checkpoint, checkpoint_id)
    async with amending(ctx, await minutes_of_decision(ctx, checkpoint.decision_id), version, reason) as amend:
        await move_checkpoint(amend, await amend.session.get_one(Checkpoint, checkpoint_id), due)
        return len(amend.told)


async def move_checkpoint(amend: Amending, checkpoint: Checkpoint, due: date) -> None:
    """Part of a correction. Raises WrongInput("date_past" | "same_date")."""
    decision = await amend.decision(checkpoint.decision_id)
    await _check_new_date(amend, decision, checkpoint.due_date, due)
    before = await _counts(amend, decision, checkpoint.due_date) if checkpoint.due_date else None
    if decision.form is ControlForm.PERIODIC:
        checkpoint.regular_due = checkpoint.regular_due or checkpoint.due_date
    checkpoint.due_date = due
    due = await _counts(amend, decision, due)
    query = select(Assignment).where(
        Assignment.checkpoint_id == checkpoint.id, Assignment.state.not_in(FINAL), Assignment.lead_id.is_(None)
    )
    moved = [
        (each, moved_due(each.due_date, before=before, after=due, state=each.state))
        for each in await amend.session.scalars(query.order_by(Assignment.id))
    ]
    await _move(amend, checkpoint.decision_id, [(each, new) for each, new in moved if new != each.due_date])


async def change_date_of_one(ctx: Context, assignment_id: int, version: int, due: date, reason: str) -> int:
    """Give one organisation another date; the others keep theirs. Raises as `change_date` does."""
    async with amending(ctx, await minutes_of_assignment(ctx, assignment_id), version, reason) as amend:
        assignment = await amend.session.get_one(Assignment, assignment_id)
        if assignment.state in FINAL:
            raise WrongState(f"already_{assignment.state}")
        decision = await amend.decision(assignment.decision_id)
        await _check_new_date(amend, decision, assignment.due_date, due)
        await _move(amend, decision.id, [(assignment, await _counts(amend, decision, due))])
        return len(amend.told)


async def _counts(amend: Amending, decision: Decision, written: date) -> date:
    """As at sending: the date of a report moves off a day off where the authority has said so."""
    return (await amend.office()).counts(written, amend.ctx.now) if decision.form in DATED else written


async def _check_new_date(amend: Amending, decision: Decision, before: date | None, due: date) -> None:
    if decision.cascaded_from_id is not None:
        check_own_date(due, (await amend.session.get_one(Assignment, decision.cascaded_from_id)).due_date)
    if due < await amend.today():
        raise WrongInput("date_past", date=due)
    if due == before:
        raise WrongInput("same_date", date=due)


async def _move(amend: Amending, decision_id: int, moved: Sequence[tuple[Assignment, date]]) -> None:
    """The original date is kept; a request for more time that waits is answered by the new date."""
    for assignment, due in moved:
        before = assignment.due_date
        assignment.due_date = due
        assignment.original_due_date = assignment.original_due_date or before or due
        if assignment.form in DATED and assignment.organisation_id != assignment.authority_id:
            assignment.control_date = moved_control(assignment.control_date, due, assignment.state)
        await close_extension(amend.session, amend.ctx, assignment)
        dates = {"before": before.isoformat() if before else "", "after": due.isoformat()}
        amend.audit(AuditAction.DATE_CHANGED, "assignment", assignment.id, **dates)
        amend.tell([assignment.organisation_id], ChangeKind.DATE, decision_id, **dates)
    await amend.session.flush()
    theirs = [each for each, _ in moved if each.organisation_id != each.authority_id]
    await replan_all(amend.session, [each for each in theirs if each.state is not State.DISPUTED], amend.ctx.now)


async def add_addressees(
    ctx: Context, decision_id: int, version: int, organisations: Sequence[int], reason: str
) -> int:
    """Send an item to more organisations; returns how many get it.

    Raises WrongInput("already_addressed" | "dates_past" | "why_empty"), NotFound, NotAllowed, Stale, WrongState.
    """
    async with amending(ctx, await minutes_of_decision(ctx, decision_id), version, reason) as amend:
        added = await add_organisations(amend, await amend.decision(decision_id), organisations)
        if not added:
            raise WrongInput("already_addressed")
        return len(added)


async def add_organisations(amend: Amending, decision: Decision, organisations: Iterable[int]) -> list[int]:
    """Part of a correction: those who have the item open, or from elsewhere, are left as they are; returns the others.

    Raises WrongInput("dates_past") when no date of the item is ahead.
    """
    have = await _having(amend, decision)
    wanted = [each for each in dict.fromkeys(organisations) if each not in have]
    if not wanted:
        return []
    checkpoints = await _ahead(amend, decision)
    known = await _concerned(amend)
    addressee = Addressee(decision_id=decision.id, phrase="", settled=True)
    amend.session.add(addressee)
    await amend.session.flush()
    reach(amend.session, addressee.id, tuple(wanted))
    fresh = [await _assign(amend, decision, each, place) for each in checkpoints for place in wanted]
    await amend.session.flush()
    for assignment in fresh:
        record_assigned(amend.session, amend.ctx.now, amend.ctx.actor.person_id, assignment, reason=amend.reason)
    theirs = [each for each in fresh if each.organisation_id != each.authority_id]
    await replan_all(amend.session, theirs, amend.ctx.now, unread=True)
    amend.first_time |= {place for place in wanted if place not in known and place != amend.minutes.authority_id}
    amend.tell((place for place in wanted if place in known), ChangeKind.ADDED, decision.id)
    return wanted


async def _having(amend: Amending, decision: Decision) -> set[int]:
    """Who has the item open by these minutes, and who has it by what was passed down or came from above."""
    open_here = await open_of(amend, decision.id)
    rows = await amend.session.scalars(
        select(Assignment.organisation_id).where(Assignment.decision_id == decision.id).distinct()
    )
    here = set(rows)
    found = await load_holders(amend.session, [each.id for each in open_here])
    return {each.organisation_id for each in open_here} | {o for have in found.values() for o in have} - here


async def _ahead(amend: Amending, decision: Decision) -> list[Checkpoint]:
    today = await amend.today()
    rows = await amend.session.scalars(
        select(Checkpoint).where(Checkpoint.decision_id == decision.id).order_by(Checkpoint.id)
    )
    found = [each for each in rows if each.due_date is None or each.due_date >= today]
    if not found:
        raise WrongInput("dates_past")
    return found


async def _concerned(amend: Amending) -> set[int]:
    """Organisations that these minutes have ever been sent to."""
    query = select(Assignment.organisation_id).where(Assignment.minutes_id == amend.minutes.id).distinct()
    return set(await amend.session.scalars(query))


async def _assign(amend: Amending, decision: Decision, checkpoint: Checkpoint, organisation_id: int) -> Assignment:
    """A first round, or the one after the last that ended."""
    rounds = await amend.session.scalar(
        select(func.max(Assignment.round)).where(
            Assignment.checkpoint_id == checkpoint.id, Assignment.organisation_id == organisation_id
        )
    )
    dated = decision.form in DATED and organisation_id != amend.minutes.authority_id
    due = await _counts(amend, decision, checkpoint.due_date) if checkpoint.due_date else None
    assignment = Assignment(
        authority_id=amend.minutes.authority_id,
        minutes_id=amend.minutes.id,
        decision_id=decision.id,
        checkpoint_id=checkpoint.id,
        organisation_id=organisation_id,
        round=(rounds or 0) + 1,
        form=decision.form,
        state=State.ASSIGNED,
        due_date=due,
        original_due_date=due,
        control_date=due if dated else None,
        created_at=amend.ctx.now,
    )
    lead_id = await responsible_of(amend.session, decision, checkpoint.id)
    if lead_id is not None:
        contribute(assignment, lead_id)
    amend.session.add(assignment)
    return assignment


async def open_of(amend: Amending, decision_id: int) -> list[Assignment]:
    """Assignments of a decision that are not final."""
    query = select(Assignment).where(Assignment.decision_id == decision_id, Assignment.state.not_in(FINAL))
    return list(await amend.session.scalars(query.order_by(Assignment.id)))
