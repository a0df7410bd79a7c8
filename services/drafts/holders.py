"""Who has a duty already: it exists once at every level, however often and from wherever it is passed down.

Source of the rule: design, «Down and up a tree».
"""

from collections.abc import Iterable, Mapping

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Addressee, AddresseeOrganisation, Assignment, Decision, Minutes
from domain.lifecycle import State
from services.tree import one_at_a_time


async def load_holders(session: AsyncSession, assignments: Iterable[int]) -> dict[int, frozenset[int]]:
    """By assignment: the organisations that have its duty, above, beside and below it; cancelled ones do not count."""
    first = await _first_dates(session, assignments)
    have = await _having(session, set(first.values()))
    return {assignment: frozenset(have.get(checkpoint, ())) for assignment, checkpoint in first.items()}


async def _first_dates(session: AsyncSession, assignments: Iterable[int]) -> dict[int, int]:
    """By assignment: the checkpoint with which its duty began at the very top."""
    place = {one: one for one in assignments}  # where the way up has led so far
    found: dict[int, int] = {}
    while place:
        rows = await session.execute(
            select(Assignment.id, Assignment.checkpoint_id, Decision.cascaded_from_id)
            .join(Decision, Decision.id == Assignment.decision_id)
            .where(Assignment.id.in_(set(place.values())))
        )
        steps = {assignment: (checkpoint, upper) for assignment, checkpoint, upper in rows}
        found |= {one: steps[at][0] for one, at in place.items() if at in steps and steps[at][1] is None}
        place = {one: upper for one, at in place.items() if at in steps and (upper := steps[at][1]) is not None}
    return found


async def _having(session: AsyncSession, checkpoints: set[int]) -> dict[int, set[int]]:
    """By such a checkpoint: organisations with an assignment of it, and of all that was passed down from those."""
    columns = select(Assignment.id, Assignment.organisation_id, Assignment.state)
    rows = await session.execute(
        columns.add_columns(Assignment.checkpoint_id).where(Assignment.checkpoint_id.in_(checkpoints))
    )
    level = {id_: (checkpoint, place, state) for id_, place, state, checkpoint in rows}
    found: dict[int, set[int]] = {}
    while level:
        for checkpoint, place, state in level.values():
            if state is not State.CANCELLED:
                found.setdefault(checkpoint, set()).add(place)
        below = await session.execute(
            columns.add_columns(Decision.cascaded_from_id)
            .join(Decision, Decision.id == Assignment.decision_id)
            .where(Decision.cascaded_from_id.in_(tuple(level)))
        )
        level = {id_: (level[upper][0], place, state) for id_, place, state, upper in below if upper is not None}
    return found


async def holders_of_items(session: AsyncSession, minutes: Minutes) -> Mapping[int, frozenset[int]]:
    """By assignment that the items of a draft are passed down from; for an authority's own minutes nothing is read."""
    if minutes.parent_id is None:
        return {}
    rows = await session.scalars(
        select(Decision.cascaded_from_id).where(
            Decision.minutes_id == minutes.id, Decision.cascaded_from_id.is_not(None)
        )
    )
    return await load_holders(session, [upper for upper in rows.all() if upper is not None])


async def leave_to_holders(session: AsyncSession, minutes: Minutes) -> bool:
    """Part of a transaction: whoever has an item already gets no second one; whether anybody is left.

    An item that nobody is left for is left out. Of minutes of an authority's own nothing changes.
    """
    if minutes.parent_id is None:
        return True
    await one_at_a_time(session)  # two colleagues may pass the same item down in one moment
    have = await holders_of_items(session, minutes)
    rows = await session.scalars(select(Decision).where(Decision.minutes_id == minutes.id))
    anybody = False
    for decision in rows.all():
        addressees = select(Addressee.id).where(Addressee.decision_id == decision.id)
        reached = AddresseeOrganisation.addressee_id.in_(addressees)
        known = have.get(decision.cascaded_from_id or 0, frozenset())
        await session.execute(
            delete(AddresseeOrganisation).where(reached, AddresseeOrganisation.organisation_id.in_(known))
        )
        left = await session.scalar(select(AddresseeOrganisation.organisation_id).where(reached).limit(1))
        decision.left_out = decision.left_out or left is None
        anybody = anybody or not decision.left_out
    await session.flush()
    return anybody
