"""«Кто отвечает»: with one responsible organisation the others contribute to its assignment and owe nothing."""

from collections.abc import Sequence

from sqlalchemy import select, true, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Assignment, Decision
from domain.lifecycle import FINAL, Answering
from domain.minutes.model import ControlForm

#: What a contributing assignment is: asked only to be read, never dated, so it is in no list of what is owed.
CONTRIBUTING = {
    "form": ControlForm.WORK,
    "due_date": None,
    "original_due_date": None,
    "control_date": None,
}


def contribute(assignment: Assignment, lead_id: int) -> None:
    """Make a fresh assignment a contribution to the one of the responsible organisation."""
    assignment.lead_id = lead_id
    for name, value in CONTRIBUTING.items():
        setattr(assignment, name, value)


async def responsible_of(session: AsyncSession, decision: Decision, checkpoint_id: int) -> int | None:
    """The assignment of the responsible organisation that others contribute to; None while everyone answers."""
    if decision.answering is not Answering.RESPONSIBLE or decision.lead_organisation_id is None:
        return None
    return await session.scalar(
        select(Assignment.id)
        .where(
            Assignment.checkpoint_id == checkpoint_id,
            Assignment.organisation_id == decision.lead_organisation_id,
            Assignment.lead_id.is_(None),
            Assignment.state.not_in(tuple(FINAL)),
        )
        .limit(1)
    )


async def has_contributors(session: AsyncSession, assignment_id: int) -> bool:
    """Whether others contribute to this assignment: without it nobody would answer for the item."""
    found = await session.scalar(
        select(Assignment.id).where(Assignment.lead_id == assignment_id, Assignment.state.not_in(tuple(FINAL))).limit(1)
    )
    return found is not None


async def hand_responsibility(session: AsyncSession, old: Assignment, fresh: Assignment) -> None:
    """The new organisation is the responsible one from now on: the others contribute to its assignment."""
    if not await has_contributors(session, old.id):
        return
    await session.execute(
        update(Assignment)
        .where(Assignment.lead_id == old.id, Assignment.state.not_in(tuple(FINAL)))
        .values(lead_id=fresh.id)
        .execution_options(synchronize_session=False)
    )
    (await session.get_one(Decision, old.decision_id)).lead_organisation_id = fresh.organisation_id


async def appoint_responsible(session: AsyncSession, minutes_id: int, only: Sequence[int] = ()) -> None:
    """Part of publishing, before steps are planned: the others of a decision with one responsible contribute.

    Where the responsible organisation is no addressee any more, everyone answers; the authority's own part stays.
    """
    decisions = await session.execute(
        select(Decision.id, Decision.lead_organisation_id).where(
            Decision.minutes_id == minutes_id,
            Decision.answering == Answering.RESPONSIBLE,
            Decision.lead_organisation_id.is_not(None),
            Decision.id.in_(only) if only else true(),
        )
    )
    for decision_id, organisation_id in decisions.all():
        leads = await session.execute(
            select(Assignment.checkpoint_id, Assignment.id).where(
                Assignment.decision_id == decision_id, Assignment.organisation_id == organisation_id
            )
        )
        for checkpoint_id, lead_id in leads.all():
            await session.execute(
                update(Assignment)
                .where(
                    Assignment.checkpoint_id == checkpoint_id,
                    Assignment.id != lead_id,
                    Assignment.organisation_id != Assignment.authority_id,
                )
                .values(lead_id=lead_id, **CONTRIBUTING)
                .execution_options(synchronize_session=False)
            )
