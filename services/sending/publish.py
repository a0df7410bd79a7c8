"""«Направить»: a draft becomes assignments, reminder steps and notices in one transaction."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import (
    IS_SCHEDULED,
    Account,
    Assignment,
    Minutes,
    MinutesState,
    NoticeKind,
)
from domain.audit import AuditAction
from domain.doubts import open_doubts
from domain.drafting import Draft
from domain.errors import WrongState
from services.audit import record, record_at
from services.context import Context
from services.drafts.holders import leave_to_holders
from services.drafts.loading import as_sent, editable, load, owned
from services.drafts.sending_plans import SendingPlan, plan_of
from services.offices import Minute, office_of
from services.outbox import notify, notify_rows
from services.recipients import load_crews
from services.sending.assigning import assign
from services.sending.passing_more import earlier_part, move_into, tell_added

MORNING_HOUR = 9


async def send(ctx: Context, minutes_id: int, version: int) -> SendingPlan:
    """Send the draft out now.

    Raises WrongState("doubts_open" | "nobody_addressed" | "everybody_has_it") and as `editable` does.
    """
    async with ctx.db.write() as session:
        minutes = await editable(session, ctx, minutes_id, version)
        office = await office_of(session, minutes.authority_id)
        draft = await _ready(session, minutes, office.today(ctx.now))
        minutes.controller_id, minutes.original_kept = ctx.actor.person_id, draft.keeps_original
        result = await plan_of(session, as_sent(draft, office, ctx.now))
        sent = await _publish_or_add(session, minutes, ctx.now, ctx.actor.person_id)
        return replace(result, draft=replace(draft, id=sent))


async def schedule(ctx: Context, minutes_id: int, version: int) -> datetime:
    """Send on the next working morning at 09:00 of the authority. Returns the moment.

    Raises as `send` does, and WrongState("past_by_morning") when a date will have passed by then.
    """
    async with ctx.db.write() as session:
        minutes = await editable(session, ctx, minutes_id, version)
        office = await office_of(session, minutes.authority_id)
        local = ctx.now.astimezone(office.zone)
        first = local.date() if local.hour < MORNING_HOUR else local.date() + timedelta(days=1)
        day = office.calendar.next_working(first)
        draft = await _ready(session, minutes, local.date())
        if open_doubts(draft, day):
            raise WrongState("past_by_morning", day=day)
        minutes.controller_id = ctx.actor.person_id
        minutes.state = MinutesState.SCHEDULED
        minutes.send_at = datetime(day.year, day.month, day.day, MORNING_HOUR, tzinfo=office.zone)
        record(session, ctx, AuditAction.MINUTES_SCHEDULED, "minutes", minutes.id)
        return minutes.send_at


async def unschedule(ctx: Context, minutes_id: int) -> None:
    """Take back «Утром в 09:00»: the draft can be edited again. Raises WrongState once it is sent."""
    async with ctx.db.write() as session:
        minutes = await owned(session, ctx, minutes_id)
        if minutes.state is not MinutesState.SCHEDULED:
            raise WrongState(f"minutes_{minutes.state}")
        minutes.state = MinutesState.DRAFT
        minutes.send_at = None
        record(session, ctx, AuditAction.MINUTES_UNSCHEDULED, "minutes", minutes.id)


async def send_scheduled(minute: Minute) -> int:
    """Send out every draft whose morning has come; returns how many. One transaction each."""
    db, now = minute.db, minute.now
    async with db.read() as session:
        due = (await session.scalars(select(Minutes.id).where(IS_SCHEDULED, Minutes.send_at <= now))).all()
    for minutes_id in due:
        async with db.write() as session:
            minutes = await session.get_one(Minutes, minutes_id)
            if minutes.state is MinutesState.SCHEDULED:
                minutes.original_kept = (await load(session, minutes)).keeps_original
                await _send_scheduled(session, minutes, now)
    return len(due)


async def _send_scheduled(session: AsyncSession, minutes: Minutes, now: datetime) -> None:
    """What others have passed down to everybody since the evening is a draft again: nobody gets it twice."""
    try:
        await _publish_or_add(session, minutes, now, minutes.controller_id)
    except WrongState:
        minutes.state, minutes.send_at = MinutesState.DRAFT, None
        record_at(session, now, None, AuditAction.MINUTES_UNSCHEDULED, "minutes", minutes.id)
        return
    await _tell_controller(session, minutes, now)


async def _tell_controller(session: AsyncSession, minutes: Minutes, now: datetime) -> None:
    accounts = await session.scalars(select(Account.id).where(Account.person_id == minutes.controller_id))
    await notify(session, now, NoticeKind.SENT, accounts.all(), key=str(minutes.id), minutes_id=minutes.id)


async def _ready(session: AsyncSession, minutes: Minutes, today: date) -> Draft:
    draft = await load(session, minutes)
    doubts = open_doubts(draft, today)
    if doubts:
        raise WrongState("doubts_open", count=len(doubts))
    if not any(item.organisations for item in draft.live):
        raise WrongState("everybody_has_it" if any(item.already for item in draft.live) else "nobody_addressed")
    return draft


async def _publish_or_add(session: AsyncSession, minutes: Minutes, now: datetime, person_id: int) -> int:
    """Send minutes out, or add their items to what was passed down of the same protocol; returns the sent minutes.

    Raises WrongState("everybody_has_it").
    """
    if not await leave_to_holders(session, minutes):
        raise WrongState("everybody_has_it")
    earlier = await earlier_part(session, minutes)
    if earlier is None:
        await _publish(session, minutes, now, person_id)
        return minutes.id
    moved = await move_into(session, minutes, earlier, now, person_id)
    await assign(session, earlier, now, person_id, moved)
    await tell_added(session, earlier, moved, now)
    return earlier.id


async def _publish(session: AsyncSession, minutes: Minutes, now: datetime, person_id: int) -> None:
    await assign(session, minutes, now, person_id)
    await _announce(session, minutes, now)
    minutes.state = MinutesState.SENT
    minutes.sent_at = now
    count = await session.scalar(select(func.count(Assignment.id)).where(Assignment.minutes_id == minutes.id))
    record_at(session, now, person_id, AuditAction.MINUTES_SENT, "minutes", minutes.id, assignments=count)


async def _announce(session: AsyncSession, minutes: Minutes, now: datetime) -> None:
    """One notice per organisation and each of those who lead its affairs."""
    reached = await session.scalars(
        select(Assignment.organisation_id)
        .where(Assignment.minutes_id == minutes.id, Assignment.organisation_id != minutes.authority_id)
        .distinct()
        .order_by(Assignment.organisation_id)
    )
    crews = await load_crews(session, reached.all())
    pairs = [(place, account) for place, crew in crews.items() for account in crew.recipients(minutes.id)]
    await notify_rows(session, now, NoticeKind.PROTOCOL, _keys(minutes.id, pairs), minutes_id=minutes.id)


def _keys(minutes_id: int, pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int, str]]:
    return [(account, organisation, f"{minutes_id}:{organisation}") for organisation, account in pairs]
