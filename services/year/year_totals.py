"""«Годовой итог» as the official sees it: totals of every line, who has not handed in, «Напомнить»."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import (
    IS_YEARLY,
    Assignment,
    Authority,
    Decision,
    Minutes,
    MinutesState,
    Notice,
    NoticeKind,
    Organisation,
)
from domain.access import own_authority
from domain.audit import AuditAction
from domain.errors import NotFound
from domain.lifecycle import OWING
from domain.organisations import OrganisationKind
from domain.school_year import form_span, year_of_form
from services.audit import record
from services.context import Context
from services.facts import ItemLabel, MinutesName, label_of, minutes_name
from services.organisations.group_members import load_groups
from services.organisations.settings import own_place
from services.recipients import load_crews, out_of_reach
from services.reports.totals import Given, Totals, add_up, by_group, by_kind, load_given
from services.year.year_form import of_year
from services.year.year_form_news import tell


@dataclass(frozen=True, slots=True)
class LineTotals:
    """One yearly item: what its organisations have given, in all, by kind and by named group."""

    minutes: MinutesName
    label: ItemLabel
    text: str
    whole: Totals
    kinds: Mapping[OrganisationKind, Totals]
    groups: Mapping[str, Totals]
    given: tuple[Given, ...]


@dataclass(frozen=True, slots=True)
class YearTotals:
    """The year forms of an authority's organisations; `missing`: who still owes how many lines."""

    year: int
    due: date
    lines: tuple[LineTotals, ...]
    organisations: Mapping[int, str]
    missing: Mapping[int, int]
    years: tuple[int, ...]  # school years that have a form
    today: date
    controls: bool

    @property
    def full(self) -> int:
        return len(self.organisations) - len(self.missing)


async def years_of(session: AsyncSession, authority_id: int) -> tuple[int, ...]:
    """School years in which the authority asks for a year form, earliest first."""
    days = await session.scalars(
        select(Assignment.due_date)
        .where(
            Assignment.authority_id == authority_id,
            Assignment.organisation_id != Assignment.authority_id,
            IS_YEARLY,
            Assignment.due_date.is_not(None),
        )
        .distinct()
    )
    return tuple(sorted({year_of_form(day) for day in days if day}))


async def totals(ctx: Context, year: int = 0) -> YearTotals:
    """Totals of a school year, 0 for the latest there is. Raises NotAllowed, NotFound("year_form_empty")."""
    place = own_place(ctx)
    async with ctx.db.read() as session:
        return await _totals(session, ctx, place, year)


async def _totals(session: AsyncSession, ctx: Context, place: int, year: int) -> YearTotals:
    authority = await session.get_one(Authority, place)
    years = await years_of(session, place)
    if not years or (year and year not in years):
        raise NotFound("year_form_empty")
    year = year or years[-1]
    mine = and_(Assignment.authority_id == place, Assignment.organisation_id != place, *of_year(year))
    rows = await session.execute(
        select(Decision, Minutes)
        .join(Minutes, Minutes.id == Decision.minutes_id)
        .where(Decision.id.in_(select(Assignment.decision_id).where(mine)), Minutes.state == MinutesState.SENT)
        .order_by(Minutes.id, Decision.ordinal)
    )
    first, last = form_span(year)
    groups = await load_groups(session, place)
    found = []
    for decision, minutes in rows.all():
        given = [g for g in await load_given(session, decision.id) if g.due_date and first <= g.due_date <= last]
        sums = add_up(given), by_kind(given), by_group(given, groups)
        found.append(LineTotals(minutes_name(minutes), label_of(decision), decision.text, *sums, tuple(given)))
    names = await session.execute(
        select(Organisation.id, Organisation.short_name)
        .where(Organisation.id.in_(select(Assignment.organisation_id).where(mine)))
        .order_by(Organisation.short_name)
    )
    due = await session.scalar(select(func.max(Assignment.due_date)).where(mine))
    return YearTotals(
        year=year,
        due=due or last,
        lines=tuple(found),
        organisations=dict(names.all()),
        missing=await _missing(session, place, year),
        years=years,
        today=ctx.today(authority.timezone),
        controls=ctx.actor.controls,
    )


async def _missing(session: AsyncSession, place: int, year: int) -> dict[int, int]:
    rows = await session.execute(
        select(Assignment.organisation_id, func.count(Assignment.id))
        .join(Organisation, Organisation.id == Assignment.organisation_id)
        .where(
            Assignment.authority_id == place,
            Assignment.organisation_id != place,
            *of_year(year),
            Assignment.state.in_(OWING),
        )
        .group_by(Assignment.organisation_id, Organisation.short_name)
        .order_by(Organisation.short_name)
    )
    return dict(rows.all())


@dataclass(frozen=True, slots=True)
class FormReminder:
    """What «Напомнить» does: how many organisations it reaches, and how many it cannot."""

    year: int
    organisations: int
    not_reached: int


async def plan_reminder(ctx: Context, year: int) -> FormReminder:
    """Whom «Напомнить» would reach. Raises NotAllowed for anybody but an official."""
    place = own_authority(ctx.actor)
    async with ctx.db.read() as session:
        return (await _plan(session, ctx, place, year))[0]


async def _plan(session: AsyncSession, ctx: Context, place: int, year: int) -> tuple[FormReminder, list[int], str]:
    authority = await session.get_one(Authority, place)
    today = ctx.today(authority.timezone).isoformat()
    missing = await _missing(session, place, year)
    lost = await out_of_reach(session, set(missing))
    told = await session.scalars(
        select(Notice.organisation_id).where(
            Notice.kind == NoticeKind.YEAR_FORM,
            Notice.organisation_id.in_(tuple(missing)),
            Notice.dedup_key.like(f"{NoticeKind.YEAR_FORM}:%:{year}:{today}:%"),
        )
    )
    reached = sorted(set(missing) - set(lost) - set(told))
    return FormReminder(year, len(reached), len(lost)), reached, today


async def remind(ctx: Context, year: int) -> FormReminder:
    """«Напомнить» to those who have not handed in: one message a day each. Raises NotAllowed."""
    place = own_authority(ctx.actor)
    async with ctx.db.write() as session:
        result, reached, today = await _plan(session, ctx, place, year)
        for organisation_id, crew in (await load_crews(session, reached)).items():
            key = f"{organisation_id}:{year}:{today}"
            await tell(session, ctx.now, crew.recipients(), organisation_id, year, key=key, reminder=True)
        if reached:
            record(session, ctx, AuditAction.YEAR_FORM_REMINDED, "organisation", place, told=result.organisations)
        return result
