"""«Объединить» or «Направить»: what becomes of an item that asks what is on control already."""

from sqlalchemy import select

from db.models import Addressee, AddresseeOrganisation, Likeness
from domain.drafting import DoubtKind
from domain.errors import Stale
from services.audit import record
from services.context import Context
from services.drafts.doubts import doubt_at
from services.drafts.editing import Editing, editing, reach_anew


async def answer_alike(ctx: Context, minutes_id: int, version: int, place: int, *, merge: bool) -> None:
    """Answer the doubt at `place`; merged, the item is not sent to those who have the other one.

    An item that nobody is left for is left out. Both items are audited. Raises as `editable` does.
    """
    async with editing(ctx, minutes_id, version) as edit:
        doubt = await doubt_at(ctx, edit.session, edit.minutes, place)
        if doubt.kind is not DoubtKind.ALIKE:
            raise Stale
        (item,) = doubt.items
        edit.session.add(
            Likeness(
                decision_id=item,
                other_id=doubt.other,
                merged=merge,
                organisations=list(doubt.organisations) if merge else [],
                decided_by=ctx.actor.person_id,
                decided_at=ctx.now,
            )
        )
        edit.note("merged_with" if merge else "kept_apart", item)
        if merge:
            await _leave_to_other(edit, item, doubt.organisations)
            person = ctx.actor.person_id
            record(edit.session, ctx.now, person, "second_basis", "decision", doubt.other, decision=item)


async def _leave_to_other(edit: Editing, decision_id: int, organisations: tuple[int, ...]) -> None:
    rows = await edit.session.execute(
        select(Addressee.id, AddresseeOrganisation.organisation_id)
        .outerjoin(AddresseeOrganisation, AddresseeOrganisation.addressee_id == Addressee.id)
        .where(Addressee.decision_id == decision_id)
    )
    left: dict[int, list[int]] = {}
    for addressee_id, organisation_id in rows:
        kept = left.setdefault(addressee_id, [])
        if organisation_id is not None and organisation_id not in organisations:
            kept.append(organisation_id)
    for addressee_id, kept in left.items():
        await reach_anew(edit.session, addressee_id, tuple(kept))
    if not any(left.values()):
        (await edit.decision(decision_id)).left_out = True
