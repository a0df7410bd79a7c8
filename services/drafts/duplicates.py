"""Items of a draft that ask what is on control already: found when a draft is loaded, decided one by one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, exists, false, func, not_, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Assignment, Decision, Likeness, Minutes, MinutesState
from domain.drafting import Draft, DraftItem, Duplicate
from domain.duplicates import MOST, Wording, duplicates_of, wording
from domain.lifecycle import FINAL, REPORTABLE
from domain.minutes.model import Requirement
from services.facts import ItemLabel, MinutesName, label_of, minutes_name

#: States of minutes whose near-duplicates matter: what is sent is sent.
ASKED_OF = frozenset({MinutesState.DRAFT, MinutesState.SCHEDULED})


@dataclass(frozen=True, slots=True)
class Other:
    """An item on control as a question about it names it; `due` is the next date."""

    id: int
    label: ItemLabel
    minutes: MinutesName
    text: str
    due: date | None


@dataclass(frozen=True, slots=True)
class Merged:
    """«Объединён»: those who have the other item already are not sent this one."""

    item_id: int
    other: Other
    organisations: int


async def find_duplicates(session: AsyncSession, minutes: Minutes, items: Sequence[DraftItem]) -> tuple[Duplicate, ...]:
    """Near-duplicates of the items of a draft that nobody has decided on, in the order of the items."""
    asked = [item for item in items if not item.left_out and item.form in REPORTABLE and item.organisations]
    if minutes.state not in ASKED_OF or minutes.parent_id is not None or not asked:
        return ()
    known = await _on_control(session, minutes)
    if not known:
        return ()
    decided = await _decided(session, [item.id for item in asked])
    pairs = {
        item.id: [other for other in found if (item.id, other) not in decided]
        for item in asked
        if (found := duplicates_of(wording(item.id, item.text, item.requirement), known))
    }
    who = await _organisations(session, {other for found in pairs.values() for other in found})
    return tuple(each for item in asked for each in _shared(item, pairs.get(item.id, ()), who, minutes.authority_id))


def _shared(
    item: DraftItem, others: Iterable[int], who: dict[int, set[int]], authority_id: int
) -> tuple[Duplicate, ...]:
    """Those that some organisation would have twice."""
    mine = set(item.organisations) - {authority_id}
    found = [Duplicate(item.id, other, tuple(sorted(mine & who[other]))) for other in others if mine & who[other]]
    return tuple(sorted(found, key=lambda each: -len(each.organisations))[:MOST])


async def _on_control(session: AsyncSession, minutes: Minutes) -> list[Wording]:
    """What the authority has on control now; another version of the same protocol is no duplicate of it."""
    is_open = exists().where(
        Assignment.decision_id == Decision.id,
        Assignment.state.not_in(FINAL),
        Assignment.form.in_(REPORTABLE),
    )
    rows = await session.execute(
        select(Decision.id, Decision.text, Decision.requirement)
        .join(Minutes, Minutes.id == Decision.minutes_id)
        .where(
            Minutes.authority_id == minutes.authority_id,
            Minutes.id != minutes.id,
            not_(_same_protocol(minutes)),
            is_open,
        )
        .order_by(Decision.id)
    )
    return [wording(id_, text, map(Requirement, requirement)) for id_, text, requirement in rows]


def _same_protocol(minutes: Minutes) -> ColumnElement[bool]:
    if minutes.number is None or minutes.day is None:
        return false()
    return and_(Minutes.number.is_not_distinct_from(minutes.number), Minutes.day.is_not_distinct_from(minutes.day))


async def _decided(session: AsyncSession, items: Sequence[int]) -> set[tuple[int, int]]:
    rows = await session.execute(select(Likeness.decision_id, Likeness.other_id).where(Likeness.decision_id.in_(items)))
    return {(item, other) for item, other in rows}


async def _organisations(session: AsyncSession, decisions: set[int]) -> dict[int, set[int]]:
    rows = await session.execute(
        select(Assignment.decision_id, Assignment.organisation_id)
        .where(Assignment.decision_id.in_(decisions), Assignment.state.not_in(FINAL))
        .distinct()
    )
    found: defaultdict[int, set[int]] = defaultdict(set)
    for decision_id, organisation_id in rows:
        found[decision_id].add(organisation_id)
    return found


async def name_others(session: AsyncSession, draft: Draft) -> tuple[dict[int, Other], tuple[Merged, ...]]:
    """The items that a draft's near-duplicates are about, by id; and what was merged already."""
    rows = await session.scalars(
        select(Likeness)
        .where(Likeness.decision_id.in_([item.id for item in draft.items]), Likeness.merged.is_(True))
        .order_by(Likeness.decision_id, Likeness.other_id)
    )
    merged: list[Likeness] = list(rows)
    wanted = {each.other_id for each in draft.duplicates} | {each.other_id for each in merged}
    others = await _others(session, wanted)
    return others, tuple(
        Merged(each.decision_id, others[each.other_id], len(each.organisations))
        for each in merged
        if each.other_id in others
    )


async def _others(session: AsyncSession, ids: set[int]) -> dict[int, Other]:
    if not ids:
        return {}
    rows = await session.execute(
        select(Decision, Minutes).join(Minutes, Minutes.id == Decision.minutes_id).where(Decision.id.in_(ids))
    )
    dates = await session.execute(
        select(Assignment.decision_id, func.min(Assignment.due_date))
        .where(Assignment.decision_id.in_(ids), Assignment.state.not_in(FINAL))
        .group_by(Assignment.decision_id)
    )
    dues: dict[int, date | None] = dict(dates.all())
    return {
        decision.id: Other(decision.id, label_of(decision), minutes_name(minutes), decision.text, dues.get(decision.id))
        for decision, minutes in rows
    }


async def further_bases(session: AsyncSession, decision_id: int) -> tuple[Other, ...]:
    """Items of minutes sent later that were merged into this one: its second basis."""
    ids = await session.scalars(
        select(Likeness.decision_id)
        .join(Decision, Decision.id == Likeness.decision_id)
        .join(Minutes, Minutes.id == Decision.minutes_id)
        .where(Likeness.other_id == decision_id, Likeness.merged.is_(True), Minutes.state == MinutesState.SENT)
        .order_by(Likeness.decision_id)
    )
    found = await _others(session, set(ids))
    return tuple(found[id_] for id_ in sorted(found))
