"""Requests of people who came by the common link, or are not the director: an official decides."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.engine import Database
from db.models import Authority, JoinRequest, Membership, NoticeKind, Organisation, Person
from db.outbox import DueNotice
from domain.audit import AuditAction
from domain.errors import NotAllowed, WrongState
from domain.paging import Page, page_of
from domain.people import CONTROLLING, EXECUTING, Actor, Role
from services.audit import record_at
from services.context import Context
from services.deputies.acting import give
from services.joining.onboarding import enter
from services.outbox import accounts_of, accounts_of_person, notify
from services.tree import holds, one_at_a_time, under

PAGE = 10


@dataclass(frozen=True, slots=True)
class Request:
    """Who asks to represent which organisation; `represented_by` are the names of those who do already."""

    id: int
    person: str
    organisation_id: int
    organisation: str
    municipality: str
    says_director: bool
    created_at: datetime
    timezone: str
    represented_by: tuple[str, ...] = ()
    directors: tuple[str, ...] = ()  # of them those whom a new director replaces
    confirmed: bool | None = None
    acting_until: date | None = None  # a deputy asks to act for the director through this day


@dataclass(frozen=True, slots=True)
class RequestPage:
    """Requests that wait. «Подтвердить всех» takes those up to `last_id`: only what was there to be seen."""

    requests: tuple[Request, ...]
    page: Page
    total: int
    last_id: int


async def waiting(ctx: Context, page: int = 0) -> RequestPage:
    """A page of the requests to the actor's authorities, oldest first. Raises NotAllowed."""
    async with ctx.db.read() as session:
        found = await _load(session, _mine(ctx.actor) & JoinRequest.decided_at.is_(None))
    here = page_of(len(found), page, PAGE)
    last = found[-1].id if found else 0
    return RequestPage(here.cut(found), here, len(found), last)


async def count_waiting(ctx: Context) -> int:
    """How many requests wait for the actor; 0 for those who decide nothing."""
    return (await waiting(ctx)).total if ctx.actor.controls else 0


async def request(ctx: Context, request_id: int) -> Request:
    """One request as it stands. Raises NotAllowed, also where there is none."""
    async with ctx.db.read() as session:
        found = await _load(session, _mine(ctx.actor, request_id))
    if not found:
        raise NotAllowed
    return found[0]


async def decide(ctx: Context, request_id: int, *, confirm: bool) -> Request:
    """«Подтвердить» or «Отклонить». Raises NotAllowed, WrongState("request_decided") the second time."""
    async with ctx.db.write() as session:
        await one_at_a_time(session)
        row = await session.scalar(select(JoinRequest).join(Organisation, _AT).where(_mine(ctx.actor, request_id)))
        if row is None:
            raise NotAllowed
        if row.decided_at is not None:
            raise WrongState("request_decided", confirmed=row.confirmed)
        await _decide(session, ctx, row, confirm=confirm)
        return (await _load(session, JoinRequest.id == request_id))[0]


async def confirm_all(ctx: Context, last_id: int) -> int:
    """«Подтвердить всех (N)»: the waiting requests up to `last_id`; how many were confirmed now. Raises NotAllowed.

    Those who would replace a director, or claim a place with somebody else, or ask to act for the director, wait for
    a look of their own.
    """
    async with ctx.db.write() as session:
        await one_at_a_time(session)
        rows = await session.scalars(
            select(JoinRequest)
            .join(Organisation, _AT)
            .where(_mine(ctx.actor), JoinRequest.decided_at.is_(None), JoinRequest.id <= last_id)
            .order_by(JoinRequest.id)
        )
        found = [row for row in rows.all() if row.acting_until is None]
        confirmed = [row for row in found if not (row.says_director and await _replaces(session, row, found))]
        for row in confirmed:
            await _decide(session, ctx, row, confirm=True)
        return len(confirmed)


async def _replaces(session: AsyncSession, row: JoinRequest, others: Sequence[JoinRequest]) -> bool:
    """Whether confirming would cut a director off, or two claim one place: that is decided one by one."""
    rival = any(
        other is not row and other.says_director and other.organisation_id == row.organisation_id for other in others
    )
    return rival or bool(await accounts_of(session, row.organisation_id, (Role.DIRECTOR,)))


@dataclass(frozen=True, slots=True)
class Answer:
    """What the applicant is told."""

    organisation: str
    confirmed: bool


async def open_request(db: Database, notice: DueNotice, _now: datetime) -> Request | None:
    """Facts of a request's notice; none once it is decided, or for whoever decides nothing there any more."""
    async with db.read() as session:
        row = await session.get(JoinRequest, notice.subject_id)
        if row is None or row.decided_at is not None:
            return None
        if notice.account_id not in await accounts_of(session, row.authority_id, CONTROLLING):
            return None
        return (await _load(session, JoinRequest.id == row.id))[0]


async def answer(db: Database, notice: DueNotice, _now: datetime) -> Answer | None:
    """Facts of the applicant's notice."""
    async with db.read() as session:
        found = await _load(session, JoinRequest.id == notice.subject_id)
    return next((Answer(each.organisation, bool(each.confirmed)) for each in found), None)


_AT = Organisation.id == JoinRequest.authority_id


def _mine(actor: Actor, request_id: int | None = None) -> ColumnElement[bool]:
    if not actor.controls:
        raise NotAllowed
    mine = under(actor.paths(CONTROLLING))
    return mine if request_id is None else mine & (JoinRequest.id == request_id)


async def _decide(session: AsyncSession, ctx: Context, row: JoinRequest, *, confirm: bool) -> None:
    row.decided_at, row.decided_by, row.confirmed = ctx.now, ctx.actor.person_id, confirm
    by = ctx.actor.person_id
    if confirm and row.acting_until is not None:
        organisation = await session.get_one(Organisation, row.organisation_id)
        await give(session, ctx, organisation, row.person_id, row.acting_until)
    elif confirm:
        role = Role.DIRECTOR if row.says_director else Role.DEPUTY
        await enter(session, ctx, row.person_id, row.organisation_id, role, by)
    else:
        record_at(
            session, ctx.now, by, AuditAction.REQUEST_REFUSED, "organisation", row.organisation_id, request=row.id
        )
    if not confirm or row.acting_until is None:  # who acts is told through which day, by its own notice
        kind = NoticeKind.JOIN_CONFIRMED if confirm else NoticeKind.JOIN_REFUSED
        accounts = await accounts_of_person(session, row.person_id)
        await notify(session, ctx.now, kind, accounts, key=str(row.id), subject_id=row.id)
    await session.flush()


async def _load(session: AsyncSession, condition: ColumnElement[bool]) -> list[Request]:
    place = Organisation.__table__.alias("place")
    query = (
        select(JoinRequest, Person.name, place.c.short_name, place.c.municipality, Authority.timezone)
        .join(Organisation, _AT)
        .join(Authority, Authority.organisation_id == JoinRequest.authority_id)
        .join(place, place.c.id == JoinRequest.organisation_id)
        .join(Person, Person.id == JoinRequest.person_id)
        .where(condition)
        .order_by(JoinRequest.id)
    )
    rows = (await session.execute(query)).all()
    names = await _representatives(session, {row.organisation_id for row, *_ in rows})
    return [
        Request(
            id=row.id,
            person=person,
            organisation_id=row.organisation_id,
            organisation=short_name,
            municipality=municipality,
            says_director=row.says_director,
            created_at=row.created_at,
            timezone=timezone,
            represented_by=tuple(dict.fromkeys(name for name, _ in names.get(row.organisation_id, ()))),
            directors=tuple(name for name, role in names.get(row.organisation_id, ()) if role is Role.DIRECTOR),
            confirmed=row.confirmed,
            acting_until=row.acting_until,
        )
        for row, person, short_name, municipality, timezone in rows
    ]


async def _representatives(session: AsyncSession, organisations: set[int]) -> dict[int, list[tuple[str, Role]]]:
    query = (
        select(Membership.organisation_id, Person.name, Membership.role)
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.organisation_id.in_(organisations), holds(EXECUTING))
        .order_by(Membership.id)
    )
    found: dict[int, list[tuple[str, Role]]] = {}
    for organisation_id, name, role in await session.execute(query):
        found.setdefault(organisation_id, []).append((name, role))
    return found
