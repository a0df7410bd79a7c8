"""«Кто отвечает»: with one responsible organisation the others contribute to its assignment and owe nothing."""

from collections.abc import Sequence

from sqlalchemy import select, true, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Assignment, Decision
from domain.lifecycle import Answering
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


async def appoint_leads(session: AsyncSession, minutes_id: int, only: Sequence[int] = ()) -> None:
    """Part of publishing, before steps are planned: the others of a decision with one responsible contribute.

    Where the responsible organisation is no addressee any more, everyone answers; the authority's own part stays.
    """
    decisions = await session.execute(
        select(Decision.id, Decision.lead_organisation_id).where(
            Decision.minutes_id == minutes_id,
            Decision.answering == Answering.LEAD,
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
