"""«Показать, что увидит директор»: the messages a draft would send, one organisation of each kind."""

from collections.abc import Iterator
from datetime import date

from db.models import Authority
from domain.drafting import Draft, DraftItem
from domain.lifecycle import DATED, State
from services.assignments.shares import Share
from services.context import Context
from services.drafts.loading import as_sent, load, owned
from services.drafts.phrases import Directory, load_directory
from services.facts import AssignmentFacts, AuthorityFacts, ItemLabel, MinutesName, authority_facts
from services.offices import office_of


async def shares(ctx: Context, minutes_id: int) -> tuple[Share, ...]:
    """What one organisation of each kind, the one with most items, would get. Raises NotFound, NotAllowed."""
    async with ctx.db.read() as session:
        minutes = await owned(session, ctx, minutes_id)
        draft = await load(session, minutes)
        directory = await load_directory(session, minutes.authority_id)
        authority = authority_facts(await session.get_one(Authority, minutes.authority_id))
        office = await office_of(session, minutes.authority_id)
    draft = as_sent(draft, office, ctx.now)
    today = ctx.today(authority.timezone)
    name = MinutesName(draft.id, draft.number, draft.day, draft.single)
    return tuple(
        Share(name, authority, o, directory.names[o], tuple(_items(draft, o, directory.names[o], authority)), today)
        for o in _samples(draft, directory)
    )


def draft_share(
    draft: Draft, directory: Directory, authority: AuthorityFacts, organisation_id: int, today: date
) -> Share:
    """What one organisation would get of a draft."""
    name = directory.names[organisation_id]
    items = tuple(_items(draft, organisation_id, name, authority))
    return Share(
        MinutesName(draft.id, draft.number, draft.day, draft.single), authority, organisation_id, name, items, today
    )


def _samples(draft: Draft, directory: Directory) -> list[int]:
    """The organisation of each kind that gets most."""
    counts: dict[int, int] = {}
    for item in draft.live:
        for organisation_id in item.organisations:
            counts[organisation_id] = counts.get(organisation_id, 0) + 1
    best: dict[str, int] = {}
    for organisation_id, count in counts.items():
        kind = directory.kinds.get(organisation_id)
        if kind is None or organisation_id == draft.authority_id:
            continue
        if kind not in best or count > counts[best[kind]]:
            best[kind] = organisation_id
    return list(best.values())


def _items(draft: Draft, organisation_id: int, name: str, authority: AuthorityFacts) -> Iterator[AssignmentFacts]:
    for item in draft.live:
        if organisation_id in item.organisations:
            for due in item.dates or (None,):
                yield _assignment(draft, item, organisation_id, name, authority, due)


def _assignment(
    draft: Draft, item: DraftItem, organisation_id: int, name: str, authority: AuthorityFacts, due: date | None
) -> AssignmentFacts:
    form = item.forms[organisation_id]
    return AssignmentFacts(
        id=0,
        version=0,
        state=State.ASSIGNED,
        form=form,
        organisation_id=organisation_id,
        organisation=name,
        minutes=MinutesName(draft.id, draft.number, draft.day, draft.single),
        decision_id=item.id,
        label=ItemLabel(item.question, item.number, item.bullet, item.names_question, item.under),
        text=item.text,
        due_date=due,
        control_date=due if form in DATED else None,
        requirement=item.requirement,
        not_needed_allowed=item.not_needed_allowed,
        acceptance=item.acceptance,
        acknowledged_at=None,
        handed_in_on=None,
        closed_at=None,
        authority=authority,
    )
