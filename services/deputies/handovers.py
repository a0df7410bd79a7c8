"""«Передать заместителю»: one protocol, against the standing rule; and «Вернуть себе»."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.engine import Database
from db.models import Assignment, Handover, Minutes, NoticeKind, Organisation, Person
from db.outbox import DueNotice
from domain.access import check_head
from domain.audit import AuditAction
from domain.errors import NotFound, WrongState
from domain.lifecycle import FINAL
from domain.people import HEADING, Role
from services.assignments.shares import Share, load_share
from services.audit import record
from services.context import Context
from services.deputies.deputies import Deputy
from services.facts import MinutesName, minutes_name
from services.outbox import accounts_of_person, notify
from services.recipients import Crew, crew_of

PAGE = 8


@dataclass(frozen=True, slots=True)
class Offer:
    """To whom a protocol may be handed; `given_to` once it is done, `unreachable`: they have stopped the bot."""

    minutes: MinutesName
    organisation_id: int
    deputies: tuple[Deputy, ...]
    given_to: str = ""


@dataclass(frozen=True, slots=True)
class Protocols:
    """Protocols with something open that the actor leads: which of them to hand over."""

    rows: tuple[tuple[MinutesName, int, str], ...]  # minutes, organisation, its name


@dataclass(frozen=True, slots=True)
class Handed:
    """To the deputy: the protocol is theirs to lead, as its message; or to whoever led it until it was taken back."""

    share: Share
    by: str
    taken_back: bool = False


async def hand_over(ctx: Context, minutes_id: int, organisation_id: int, person_id: int = 0) -> Offer:
    """The whole protocol to a deputy: at once when there is one, else `person_id` says who.

    With several deputies and no `person_id` nothing changes: the offer lists them. Raises NotAllowed,
    NotFound("minutes_not_found" or "member_gone"), WrongState("no_deputy").
    """
    check_head(ctx.actor, organisation_id)
    async with ctx.db.write() as session:
        minutes = await _concerning(session, minutes_id, organisation_id)
        deputies = await _deputies(session, ctx, organisation_id)
        offer = Offer(minutes_name(minutes), organisation_id, deputies)
        if not deputies:
            raise WrongState("no_deputy")
        if not person_id and len(deputies) > 1:
            return offer
        chosen = next((each for each in deputies if each.person_id == (person_id or each.person_id)), None)
        if chosen is None:
            raise NotFound("member_gone")
        if await _give(session, ctx, minutes, organisation_id, chosen.person_id):
            await _tell(session, ctx, minutes, organisation_id, chosen.person_id)
        return Offer(offer.minutes, organisation_id, deputies, chosen.name)


async def take_back(ctx: Context, minutes_id: int, organisation_id: int) -> Offer:
    """«Вернуть себе»: the standing rule holds again, or the actor leads where it would not let them.

    Raises NotAllowed, NotFound("minutes_not_found").
    """
    check_head(ctx.actor, organisation_id)
    async with ctx.db.write() as session:
        minutes = await _concerning(session, minutes_id, organisation_id)
        me = ctx.actor.person_id
        before = (await crew_of(session, organisation_id)).leaders(minutes_id)
        if me not in before:
            row = await session.get(Handover, (minutes_id, organisation_id))
            if row is not None:
                await session.delete(row)
                await session.flush()
            if me not in (await crew_of(session, organisation_id)).leaders(minutes_id):
                session.add(_row(ctx, minutes_id, organisation_id, me))
                await session.flush()
            _note(session, ctx, AuditAction.TAKEN_BACK, minutes, organisation_id, me)
            for person in before:
                await _tell(session, ctx, minutes, organisation_id, person, taken_back=True)
        return Offer(minutes_name(minutes), organisation_id, await _deputies(session, ctx, organisation_id))


async def protocols(ctx: Context) -> Protocols:
    """What the actor may hand over from a digest: protocols they lead with something open, newest first."""
    organisations = ctx.actor.organisations(HEADING)
    async with ctx.db.read() as session:
        rows = await session.execute(
            select(Minutes, Assignment.organisation_id, Organisation.short_name)
            .join(Assignment, Assignment.minutes_id == Minutes.id)
            .join(Organisation, Organisation.id == Assignment.organisation_id)
            .where(Assignment.organisation_id.in_(organisations), Assignment.state.not_in(tuple(FINAL)))
            .group_by(Minutes.id, Assignment.organisation_id, Organisation.short_name)
            .order_by(Minutes.id.desc(), Assignment.organisation_id)
        )
        crews = {organisation: await crew_of(session, organisation) for organisation in organisations}
        mine = [
            (minutes_name(minutes), organisation, name)
            for minutes, organisation, name in rows
            if ctx.actor.person_id in crews[organisation].leaders(minutes.id)
        ]
    return Protocols(tuple(mine[:PAGE]))


async def _concerning(session: AsyncSession, minutes_id: int, organisation_id: int) -> Minutes:
    concerned = await session.scalar(
        select(Assignment.id)
        .where(Assignment.minutes_id == minutes_id, Assignment.organisation_id == organisation_id)
        .limit(1)
    )
    if concerned is None:
        raise NotFound("minutes_not_found")
    return await session.get_one(Minutes, minutes_id)


async def _deputies(session: AsyncSession, ctx: Context, organisation_id: int) -> tuple[Deputy, ...]:
    """Those who can take it now, the one who acts for the director included."""
    crew: Crew = await crew_of(session, organisation_id)
    able = [
        seat.person_id
        for seat in crew.seats
        if seat.role in (Role.DEPUTY, Role.ACTING) and seat.reachable and seat.person_id != ctx.actor.person_id
    ]
    names = dict((await session.execute(select(Person.id, Person.name).where(Person.id.in_(able)))).all())
    return tuple(Deputy(person_id, names[person_id]) for person_id in dict.fromkeys(able))


def _row(ctx: Context, minutes_id: int, organisation_id: int, person_id: int) -> Handover:
    return Handover(
        minutes_id=minutes_id,
        organisation_id=organisation_id,
        person_id=person_id,
        handed_by=ctx.actor.person_id,
        at=ctx.now,
    )


async def _give(session: AsyncSession, ctx: Context, minutes: Minutes, organisation_id: int, person_id: int) -> bool:
    """Whether anything has changed."""
    row = await session.get(Handover, (minutes.id, organisation_id))
    if row is not None and row.person_id == person_id:
        return False
    if row is not None:
        row.person_id, row.handed_by, row.at = person_id, ctx.actor.person_id, ctx.now
    else:
        session.add(_row(ctx, minutes.id, organisation_id, person_id))
    await session.flush()
    _note(session, ctx, AuditAction.HANDED_OVER, minutes, organisation_id, person_id)
    return True


def _note(
    session: AsyncSession, ctx: Context, action: AuditAction, minutes: Minutes, organisation_id: int, person_id: int
) -> None:
    record(session, ctx, action, "minutes", minutes.id, organisation=organisation_id, member=person_id)


async def _tell(
    session: AsyncSession,
    ctx: Context,
    minutes: Minutes,
    organisation_id: int,
    person_id: int,
    *,
    taken_back: bool = False,
) -> None:
    await notify(
        session,
        ctx.now,
        NoticeKind.HANDED_OVER,
        await accounts_of_person(session, person_id),
        key=f"{minutes.id}:{organisation_id}:{ctx.now.isoformat()}",
        organisation_id=organisation_id,
        minutes_id=minutes.id,
        subject_id=ctx.actor.person_id,
        taken_back=taken_back,
    )


async def handed(db: Database, notice: DueNotice, now: datetime) -> Handed | None:
    """Facts of HANDED_OVER; none when the protocol is led otherwise by now."""
    async with db.read() as session:
        if notice.minutes_id is None or notice.organisation_id is None or notice.subject_id is None:
            return None
        crew = await crew_of(session, notice.organisation_id)
        person_id = crew.person_of(notice.account_id)
        taken_back = bool(notice.facts.get("taken_back"))
        leads = person_id in crew.leaders(notice.minutes_id)
        if not person_id or leads is taken_back:
            return None
        share = await load_share(session, notice.minutes_id, notice.organisation_id, now)
        by = await session.get(Person, notice.subject_id)
    return Handed(share, by.name if by else "", taken_back) if share else None
