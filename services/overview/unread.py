"""«Кто не ознакомился»: organisations with items nobody there has acknowledged, by name, of one protocol or of all."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, func, select, true

from db.models import DATE_THAT_COUNTS, OWES, Assignment, Organisation
from domain.lifecycle import State
from domain.paging import Page, page_of
from domain.people import READING, OutOfReach
from services.context import Context
from services.facts import MinutesName
from services.overview.overdue import BY_MINUTES, subject
from services.recipients import out_of_reach
from services.tree import authorities_of

PAGE = 15


@dataclass(frozen=True, slots=True)
class UnreadRow:
    """One organisation; `reach`: why no message gets there, None when it does."""

    organisation: str
    items: int
    nearest: date | None
    reach: OutOfReach | None
    phone: str  # of the organisation


@dataclass(frozen=True, slots=True)
class UnreadList:
    """A page of them; `only`: of this protocol, whose name is `minutes`."""

    rows: tuple[UnreadRow, ...]
    total: int
    page: Page
    only: int
    minutes: MinutesName | None
    controls: bool


async def unread(ctx: Context, only: int = 0, page: int = 0) -> UnreadList:
    """A page of who has not read. Raises NotAllowed for anybody but people of an authority, NotFound."""
    return await _load(ctx, only, page)


async def whole(ctx: Context, only: int = 0) -> UnreadList:
    """All of them. Raises as `unread`."""
    return await _load(ctx, only, None)


async def _load(ctx: Context, only: int, page: int | None) -> UnreadList:
    async with ctx.db.read() as session:
        authorities, _ = await authorities_of(session, ctx, READING)
        named = await subject(session, ctx, BY_MINUTES, only) if only else ""
        where = and_(
            Assignment.authority_id.in_(authorities),
            Assignment.organisation_id != Assignment.authority_id,
            OWES,
            Assignment.state == State.ASSIGNED,
            Assignment.minutes_id == only if only else true(),
        )
        total = await session.scalar(select(func.count(Assignment.organisation_id.distinct())).where(where)) or 0
        here = page_of(total, page or 0, PAGE)
        query = _by_organisation(where)
        rows = (await session.execute(query if page is None else query.offset(here.offset).limit(here.size))).all()
        reach = await out_of_reach(session, {id_ for id_, *_ in rows})
    found = tuple(UnreadRow(name, items, nearest, reach.get(id_), phone) for id_, name, phone, items, nearest in rows)
    return UnreadList(found, total, here, only, named if isinstance(named, MinutesName) else None, ctx.actor.controls)


def _by_organisation(where: ColumnElement[bool]) -> Select[int, str, str, int, date | None]:
    return (
        select(
            Organisation.id,
            Organisation.short_name,
            Organisation.phone,
            func.count(Assignment.id),
            func.min(DATE_THAT_COUNTS),
        )
        .join(Assignment, Assignment.organisation_id == Organisation.id)
        .where(where)
        .group_by(Organisation.id)
        .order_by(Organisation.short_name, Organisation.id)
    )
