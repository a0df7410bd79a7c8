"""What «Направить» will do and how much it asks of each organisation in a year, in figures, before it does it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import (
    Assignment,
    Membership,
    Organisation,
)
from domain.drafting import Draft
from domain.lifecycle import DATED, State
from domain.lookup import natural_key
from domain.minutes.model import ControlForm
from domain.people import EXECUTING
from domain.school_year import NEW_YEAR_MONTH, school_year
from services.context import Context
from services.drafts.loading import as_sent, check_editable, load, owned
from services.drafts.new_version import correction_of
from services.offices import office_of
from services.tree import holds


@dataclass(frozen=True, slots=True)
class PlannedShare:
    """What organisations of one kind get: how many of them, and items by form (most per organisation)."""

    kind: str
    organisations: int
    report_dates: tuple[date, ...]  # dates of items with a report, earliest first
    forms: Counter[ControlForm]


@dataclass(frozen=True, slots=True)
class SendingPlan:
    """What «Направить» will do, shown before it."""

    draft: Draft
    shares: tuple[PlannedShare, ...]
    own_items: int  # for the authority itself: «исполнителей назначите Вы»
    organisations: int  # that get a message, or will when they connect
    not_connected: tuple[str, ...]  # short names of those nobody represents yet
    again: bool = False  # another version of these minutes has been sent before

    @property
    def through(self) -> frozenset[int]:
        """Organisations that authorities are to pass items down to."""
        return frozenset(place for item in self.draft.live if item.through for place in item.named)

    @property
    def passing(self) -> frozenset[int]:
        """Addressees of those items: the authorities that pass them down."""
        return frozenset(place for item in self.draft.live if item.through for place in item.organisations)


async def plan(ctx: Context, minutes_id: int) -> SendingPlan:
    """What would be sent to whom. Raises NotFound, NotAllowed."""
    async with ctx.db.read() as session:
        minutes = await owned(session, ctx, minutes_id)
        office = await office_of(session, minutes.authority_id)
        return await plan_of(session, as_sent(await load(session, minutes), office, ctx.now))


async def confirm(ctx: Context, minutes_id: int) -> SendingPlan:
    """The same of a draft, before «Направить» is pressed. Raises NotFound, NotAllowed, WrongState("minutes_sent" …)."""
    async with ctx.db.read() as session:
        minutes = await owned(session, ctx, minutes_id)
        check_editable(minutes)
        office = await office_of(session, minutes.authority_id)
        draft = await load(session, minutes)
        again = await correction_of(session, minutes, draft) is not None
        return replace(await plan_of(session, as_sent(draft, office, ctx.now)), again=again)


async def plan_of(session: AsyncSession, draft: Draft) -> SendingPlan:
    reached = {o for item in draft.live for o in item.organisations} - {draft.authority_id}
    rows = await session.execute(
        select(Organisation.id, Organisation.kind, Organisation.short_name)
        .where(Organisation.id.in_(reached))
        .order_by(Organisation.short_name)
    )
    kinds, names = {}, {}
    for organisation_id, kind, short_name in rows:
        kinds[organisation_id], names[organisation_id] = str(kind), short_name
    connected = set(
        await session.scalars(
            select(Membership.organisation_id).where(Membership.organisation_id.in_(reached), holds(EXECUTING))
        )
    )
    shares = _shares(draft, kinds)
    return SendingPlan(
        draft=draft,
        shares=shares,
        own_items=sum(draft.authority_id in item.organisations for item in draft.live),
        organisations=len(reached),
        not_connected=tuple(sorted((n for o, n in names.items() if o not in connected), key=natural_key)),
    )


def _shares(draft: Draft, kinds: Mapping[int, str]) -> tuple[PlannedShare, ...]:
    """By kind, the richest programme of one organisation: what «школы (7)» get."""
    programmes: dict[int, Counter[ControlForm]] = {organisation_id: Counter() for organisation_id in kinds}
    dates: dict[str, set[date]] = {kind: set() for kind in kinds.values()}
    for item in draft.live:
        for organisation_id, form in item.forms.items():
            if organisation_id in kinds:
                programmes[organisation_id][form] += 1
                dates[kinds[organisation_id]].update(item.dates if form in DATED else ())
    return tuple(
        PlannedShare(kind, len(members), tuple(sorted(dates[kind])), max(members, key=Counter.total))
        for kind in sorted(dates)
        if (members := [programmes[o] for o in kinds if kinds[o] == kind])
    )


async def answers_asked(
    session: AsyncSession, authority_id: int, organisations: Iterable[int], meeting: date
) -> dict[int, tuple[int, bool]]:
    """By organisation: dated answers asked for, and whether its year form has a line already.

    Of the school year of a meeting: from August on the coming one.
    """
    year = school_year(meeting)
    first, last = date(year, NEW_YEAR_MONTH, 1), date(year + 1, NEW_YEAR_MONTH, 1) - timedelta(days=1)
    rows = await session.execute(
        select(Assignment.organisation_id, Assignment.form, func.count(Assignment.id))
        .where(
            Assignment.authority_id == authority_id,
            Assignment.organisation_id.in_(tuple(organisations)),
            Assignment.state != State.CANCELLED,
            Assignment.due_date.between(first, last),
        )
        .group_by(Assignment.organisation_id, Assignment.form)
    )
    dated: defaultdict[int, int] = defaultdict(int)
    yearly: set[int] = set()
    for organisation_id, form, count in rows:
        if form in DATED:
            dated[organisation_id] += count
        elif form is ControlForm.YEARLY:
            yearly.add(organisation_id)
    return {each: (dated[each], each in yearly) for each in {*dated, *yearly}}
