"""«Отменить» after sending: an item for one or for all, everything for one organisation, the whole protocol.

What was reported meanwhile stays in the history; final states are never touched.
"""

from collections.abc import Sequence

from sqlalchemy import select

from db.models import Assignment
from domain.amendments import ChangeKind
from domain.errors import WrongState
from domain.lifecycle import FINAL
from domain.minutes.model import ControlForm
from services.amendments.amending import Amending, amending, minutes_of_decision
from services.amendments.amendments import open_of
from services.context import Context
from services.requests.endings import cancel_alone


async def cancel_item(ctx: Context, decision_id: int, version: int, reason: str) -> int:
    """Cancel an item for everybody who still has it; returns how many organisations are told.

    Raises WrongState("nothing_to_cancel"), WrongInput("why_empty"), NotFound, NotAllowed, Stale.
    """
    async with amending(ctx, await minutes_of_decision(ctx, decision_id), version, reason) as amend:
        await end_item(amend, decision_id)
        return len(amend.told)


async def end_item(amend: Amending, decision_id: int) -> int:
    """Part of a correction. Raises WrongState("nothing_to_cancel")."""
    decision = await amend.decision(decision_id)
    if decision.form is ControlForm.PERIODIC:
        decision.ended_at = amend.ctx.now  # no further periods
    return await _end(amend, await open_of(amend, decision_id))


async def cancel_for_organisation(
    ctx: Context, minutes_id: int, version: int, organisation_id: int, reason: str
) -> int:
    """Cancel everything of a protocol for one organisation. Raises as `cancel_item` does."""
    async with amending(ctx, minutes_id, version, reason) as amend:
        theirs = [each for each in await _open(amend) if each.organisation_id == organisation_id]
        await _end(amend, theirs)
        return len(amend.told)


async def cancel_minutes(ctx: Context, minutes_id: int, version: int, reason: str) -> int:
    """Cancel the whole protocol. Raises as `cancel_item` does."""
    async with amending(ctx, minutes_id, version, reason) as amend:
        for decision_id in {each.decision_id for each in await _open(amend)}:
            decision = await amend.decision(decision_id)
            if decision.form is ControlForm.PERIODIC:
                decision.ended_at = amend.ctx.now
        await _end(amend, await _open(amend))
        return len(amend.told)


async def _open(amend: Amending) -> list[Assignment]:
    query = select(Assignment).where(Assignment.minutes_id == amend.minutes.id, Assignment.state.not_in(FINAL))
    return list(await amend.session.scalars(query.order_by(Assignment.id)))


async def end_for(amend: Amending, decision_id: int, organisations: Sequence[int]) -> int:
    """Part of a correction: an item no longer addresses these organisations. Nothing open is fine.

    Raises WrongInput("leads_others") for the one that answers for those who stay.
    """
    gone = [each for each in await open_of(amend, decision_id) if each.organisation_id in organisations]
    return await _end(amend, gone) if gone else 0


async def _end(amend: Amending, assignments: Sequence[Assignment]) -> int:
    if not assignments:
        raise WrongState("nothing_to_cancel")
    # Those who contribute before whoever answers for them: that one never goes from under the others.
    for assignment in sorted(assignments, key=lambda one: one.lead_id is None):
        await cancel_alone(amend.session, amend.ctx, assignment, amend.reason, tell=False)
    for decision_id in dict.fromkeys(each.decision_id for each in assignments):
        whose = [each.organisation_id for each in assignments if each.decision_id == decision_id]
        amend.tell(whose, ChangeKind.CANCELLED, decision_id)
    return len(assignments)
