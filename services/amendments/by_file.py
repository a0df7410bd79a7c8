"""A corrected version of sent minutes applied to them: what differs, part by part, for exactly those concerned."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Assignment, Checkpoint, Decision, Minutes, MinutesState
from domain.amendments import ChangeKind
from domain.audit import AuditAction
from domain.difference import Difference, Part
from domain.doubts import open_doubts
from domain.drafting import Draft, DraftItem
from domain.errors import Stale, WrongState
from domain.lifecycle import FINAL
from services.amendments.amending import Amending, begin
from services.amendments.amendments import add_organisations, move_checkpoint, open_of, set_text
from services.amendments.cancellations import end_for, end_item
from services.audit import record
from services.context import Context
from services.drafts.editing import today_of
from services.drafts.loading import editable, load, owned
from services.drafts.new_version import Correction, correction_of
from services.sending.assigning import assign

#: So many parts can be ticked one by one: a button's number holds their marks.
TICKABLE = 40


@dataclass(frozen=True, slots=True)
class FilePlan:
    """What applying the chosen parts does: `organisations` read a clarification, `doubts` are to be answered first."""

    draft: Draft
    correction: Correction
    skip: int
    chosen: tuple[Part, ...]
    organisations: int
    doubts: int


async def plan_file(ctx: Context, minutes_id: int, skip: int) -> FilePlan:
    """Before it is done. Raises NotFound, NotAllowed, Stale when nothing is corrected, WrongState("minutes_…")."""
    async with ctx.db.read() as session:
        minutes = await owned(session, ctx, minutes_id)
        if minutes.state is not MinutesState.DRAFT:
            raise WrongState(f"minutes_{minutes.state}")
        draft, correction = await _correction(session, minutes)
        chosen = correction.difference.chosen(skip)
        concerned = await _concerned(session, chosen)
        doubts = _doubts(draft, chosen, await today_of(ctx, session, minutes.authority_id))
        return FilePlan(draft, correction, skip, chosen, len(concerned - {minutes.authority_id}), doubts)


async def _correction(session: AsyncSession, minutes: Minutes) -> tuple[Draft, Correction]:
    draft = await load(session, minutes)
    correction = await correction_of(session, minutes, draft)
    if correction is None:
        raise Stale
    return draft, correction


async def _concerned(session: AsyncSession, parts: Sequence[Part]) -> set[int]:
    """Organisations that get something new, or still have what changes or goes."""
    known = [part.before.id for part in parts if part.before]
    rows = await session.scalars(
        select(Assignment.organisation_id)
        .where(Assignment.decision_id.in_(known), Assignment.state.not_in(FINAL))
        .distinct()
    )
    fresh = {o for part in parts if part.after and part.comes for o in part.after.organisations}
    added = {
        o
        for part in parts
        if part.after and part.before and "addressees" in part.fields
        for o in set(part.after.organisations) - set(part.before.organisations)
    }
    return {*rows, *fresh, *added}


def _doubts(draft: Draft, parts: Sequence[Part], today: date) -> int:
    """Questions about what will be applied; the rest of the new version is not sent."""
    concerned = {part.after.id for part in parts if part.after}
    items = tuple(item for item in draft.items if item.id in concerned)
    return len(open_doubts(replace(draft, items=items), today))


async def apply_file(ctx: Context, minutes_id: int, version: int, skip: int, reason: str) -> int:
    """Apply the parts not marked in `skip` to the sent minutes; the draft is put away. Returns the minutes' id.

    Raises WrongState("nothing_chosen" | "doubts_open"), WrongInput("why_empty") and as `editable` does.
    """
    async with ctx.db.write() as session:
        minutes = await editable(session, ctx, minutes_id, version)
        draft, correction = await _correction(session, minutes)
        chosen = correction.difference.chosen(skip)
        if not chosen:
            raise WrongState("nothing_chosen")
        doubts = _doubts(draft, chosen, await today_of(ctx, session, minutes.authority_id))
        if doubts:
            raise WrongState("doubts_open", count=doubts)
        amend = await begin(session, ctx, correction.earlier_id, None, reason)
        fresh = [part.after.id for part in chosen if part.after and part.comes]
        await _take_over(amend, correction.difference, fresh)
        for part in chosen:
            await _apply(amend, part)
        await _publish(amend, fresh)
        await amend.done()
        minutes.state = MinutesState.DELETED
        record(
            session,
            ctx,
            AuditAction.MINUTES_MERGED,
            "minutes",
            minutes.id,
            reason=reason,
            earlier=correction.earlier_id,
        )
        return correction.earlier_id


async def _take_over(amend: Amending, found: Difference, fresh: Sequence[int]) -> None:
    """New items move to the sent minutes, at the places of the new version; what went keeps its neighbour."""
    session, minutes = amend.session, amend.minutes
    query = select(Decision.id).where(Decision.minutes_id == minutes.id).order_by(Decision.ordinal)
    old = list(await session.scalars(query))
    order = _order(old, found, fresh)
    rows = {row.id: row for row in await session.scalars(select(Decision).where(Decision.id.in_(order)))}
    for sign in (-1, 1):  # by way of places below zero: a place is unique at every moment
        for place, decision_id in enumerate(order, 1):
            rows[decision_id].minutes_id, rows[decision_id].ordinal = minutes.id, sign * place
        await session.flush()


def _order(old: Sequence[int], found: Difference, fresh: Sequence[int]) -> list[int]:
    """Ids in the order of the new version; an old item that is not in it stays behind the one before it."""
    pairs = {new: before for before, new in found.pairs}
    wanted = [each if each in fresh else pairs[each] for each in found.order if each in fresh or each in pairs]
    for place, decision_id in enumerate(old):
        if decision_id not in wanted:
            at = wanted.index(old[place - 1]) + 1 if place else 0
            wanted.insert(at, decision_id)
    return wanted


async def _apply(amend: Amending, part: Part) -> None:
    """What becomes of an item that was sent."""
    if part.before is None:
        return
    decision = await amend.decision(part.before.id)
    if part.after is None or part.replaces:
        if await open_of(amend, decision.id):
            await end_item(amend, decision.id)
        return
    if "text" in part.fields:
        await set_text(amend, decision, part.after.text)
    if "date" in part.fields:
        await _apply_dates(amend, decision, part.after)
    if "addressees" in part.fields:
        before, after = set(part.before.organisations), set(part.after.organisations)
        await end_for(amend, decision.id, sorted(before - after))
        await add_organisations(amend, decision, sorted(after - before))


async def _apply_dates(amend: Amending, decision: Decision, after: DraftItem) -> None:
    """Dates are paired in order. A first date asks for a report where none was asked."""
    if after.form is not decision.form:
        decision.form, decision.acceptance = after.form, after.acceptance
        decision.requirement = [str(code) for code in after.requirement]
        for assignment in await open_of(amend, decision.id):
            assignment.form = after.form
            amend.audit(AuditAction.FORM_CHANGED, "assignment", assignment.id, form=str(after.form))
    query = select(Checkpoint).where(Checkpoint.decision_id == decision.id).order_by(Checkpoint.due_date, Checkpoint.id)
    for checkpoint, due in zip(list(await amend.session.scalars(query)), sorted(after.dates), strict=False):
        if checkpoint.due_date != due:
            await move_checkpoint(amend, checkpoint, due)


async def _publish(amend: Amending, fresh: Sequence[int]) -> None:
    """New items become assignments; who has nothing of these minutes yet gets the whole message."""
    if not fresh:
        return
    known = set(
        await amend.session.scalars(
            select(Assignment.organisation_id).where(Assignment.minutes_id == amend.minutes.id).distinct()
        )
    )
    await assign(amend.session, amend.minutes, amend.ctx.now, amend.ctx.actor.person_id, fresh)
    rows = await amend.session.execute(
        select(Assignment.decision_id, Assignment.organisation_id)
        .where(Assignment.decision_id.in_(fresh))
        .distinct()
        .order_by(Assignment.decision_id, Assignment.organisation_id)
    )
    for decision_id, organisation_id in rows:
        if organisation_id in known:
            amend.tell([organisation_id], ChangeKind.NEW, decision_id)
        elif organisation_id != amend.minutes.authority_id:
            amend.first_time.add(organisation_id)
