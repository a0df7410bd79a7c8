"""Organisations of an authority as its people look through them: counts, lists, search, one card."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Account, Membership, Organisation, Person
from domain.access import may_control
from domain.errors import NotAllowed
from domain.lookup import find, natural_key
from domain.organisations import OrganisationKind
from domain.paging import ONLY, Page, page_of
from domain.people import READING, Actor
from domain.registry import search_key
from services.context import Context
from services.people.officials import Member, members
from services.tree import authority_over, holds, readable, represented, under

PAGE = 10
MOST_FOUND = 20


@dataclass(frozen=True, slots=True)
class Line:
    """An organisation in a list; `connected` when somebody represents it in the bot."""

    id: int
    name: str
    connected: bool
    municipality: str = ""
    phone: str = ""


class Everyone(StrEnum):
    """Lists that are not of one kind of organisation; a button carries which."""

    ALL = "all"
    MISSING = "out"  # «Не в боте»


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the list `of` a kind, of all, of those not in the bot; `query`: what was typed."""

    lines: tuple[Line, ...]
    page: Page
    total: int
    of: OrganisationKind | Everyone = Everyone.ALL
    query: str = ""
    controls: bool = False


@dataclass(frozen=True, slots=True)
class Summary:
    """`/orgs`: counts by kind, how many nobody represents, how many accounts cannot be reached."""

    kinds: tuple[tuple[OrganisationKind, int], ...]
    total: int
    missing: int
    undelivered: int
    may_load: bool


@dataclass(frozen=True, slots=True)
class OrganisationCard:
    """One organisation and its people."""

    id: int
    name: str
    short_name: str
    kind: OrganisationKind
    municipality: str
    parent: str
    groups: tuple[str, ...]
    head_name: str
    email: str
    phone: str
    members: tuple[Member, ...]
    controls: bool
    may_remove: bool


def _scope(actor: Actor) -> ColumnElement[bool]:
    """Organisations below the authorities the actor reads, those authorities themselves left out."""
    if not actor.paths(READING):
        raise NotAllowed
    return under(actor.paths(READING)) & Organisation.id.not_in(actor.organisations(READING)) & Organisation.active


async def summary(ctx: Context) -> Summary:
    """Counts of the actor's subtree. Raises NotAllowed."""
    query = select(Organisation.kind, represented()).where(_scope(ctx.actor))
    async with ctx.db.read() as session:
        rows = (await session.execute(query)).all()
        silent = len((await session.execute(of_unreachable(ctx.actor))).all())
    kinds = Counter(kind for kind, _ in rows)
    return Summary(
        kinds=tuple((kind, kinds[kind]) for kind in OrganisationKind if kinds[kind]),
        total=len(rows),
        missing=sum(1 for _, connected in rows if not connected),
        undelivered=silent,
        may_load=ctx.actor.controls,
    )


async def listing(ctx: Context, of: OrganisationKind | Everyone = Everyone.ALL, page: int = 0) -> Listing:
    """A page of the actor's organisations in the order people count. Raises NotAllowed."""
    condition = _scope(ctx.actor)
    if of is Everyone.MISSING:
        condition &= ~represented()
    elif of is not Everyone.ALL:
        condition &= Organisation.kind == of
    async with ctx.db.read() as session:
        lines = await organisation_lines(session, condition)
    here = page_of(len(lines), page, PAGE)
    return Listing(here.cut(lines), here, len(lines), of, controls=ctx.actor.controls)


async def organisation_lines(session: AsyncSession, condition: ColumnElement[bool]) -> list[Line]:
    """Lines of the organisations under `condition`, in the order people count."""
    query = select(
        Organisation.id, Organisation.short_name, represented(), Organisation.municipality, Organisation.phone
    )
    lines = [Line(*row) for row in (await session.execute(query.where(condition)))]
    return sorted(lines, key=lambda line: natural_key(line.name))


async def search(ctx: Context, text: str) -> Listing:
    """Organisations of the actor that a few typed words mean, misspelt ones included. Raises NotAllowed."""
    async with ctx.db.read() as session:
        lines = await search_lines(session, _scope(ctx.actor), text)
    return Listing(tuple(lines[:MOST_FOUND]), ONLY, len(lines), query=text)


async def search_lines(session: AsyncSession, condition: ColumnElement[bool], text: str) -> list[Line]:
    """Lines of the organisations under `condition` that the typed words mean."""
    keys = (await session.execute(select(Organisation.id, Organisation.search_key).where(condition))).all()
    ids = find(search_key(text), keys)
    return await organisation_lines(session, Organisation.id.in_(ids)) if ids else []


async def card(ctx: Context, organisation_id: int) -> OrganisationCard:
    """One organisation with its people. Raises NotAllowed, also where there is none."""
    async with ctx.db.read() as session:
        row = await readable(session, ctx.actor, organisation_id)
        parent = await session.get(Organisation, row.parent_id) if row.parent_id else None
        people = await members(session, row.id, ctx.actor)
        nameless = (await authority_over(session, row.path)).privacy
    if nameless:
        people = tuple(replace(member, name="") for member in people)
    may_control_it = may_control(ctx.actor, row.path)
    return OrganisationCard(
        id=row.id,
        name=row.name,
        short_name=row.short_name,
        kind=row.kind,
        municipality=row.municipality,
        parent=parent.short_name if parent else "",
        groups=tuple(row.groups),
        head_name="" if nameless else row.head_name,
        email=row.email,
        phone=row.phone,
        members=people,
        controls=may_control_it and row.id not in ctx.actor.organisations(READING),
        may_remove=may_control_it and row.id not in ctx.actor.organisations(READING),
    )


def of_unreachable(actor: Actor) -> Select[int, str, str, datetime | None, str]:
    return (
        select(
            Organisation.id,
            Organisation.short_name,
            Person.name,
            Account.unreachable_at,
            Account.unreachable_reason,
        )
        .join(Membership, Membership.organisation_id == Organisation.id)
        .join(Person, Person.id == Membership.person_id)
        .join(Account, Account.person_id == Person.id)
        .where(_scope(actor), holds(), Account.unreachable_at.is_not(None))
        .distinct()
    )
