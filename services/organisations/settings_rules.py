"""Rules of an authority that are chosen from ready values: checking, reminders, days off, school year, names."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Authority, CalendarOverride, Organisation
from domain.access import administers, check_admin
from domain.audit import AuditAction
from domain.calendar import DayOffRule
from domain.errors import WrongInput
from domain.lifecycle import Acceptance
from domain.school_year import MonthDay
from services.audit import record
from services.context import Context
from services.organisations.settings import own_place

YES, NO, NONE = "yes", "no", "none"


@dataclass(frozen=True, slots=True)
class Rule:
    """One setting: the codes offered for it, and how a code becomes a value."""

    codes: tuple[str, ...]
    value: Callable[[str], Any]
    code: Callable[[Any], str] = str
    typed: bool = False  # other codes may be typed


def _numbers(*values: int) -> Rule:
    return Rule(tuple(map(str, values)), int)


def _switch() -> Rule:
    return Rule((YES, NO), lambda code: code == YES, lambda value: YES if value else NO)


def _days(*codes: str) -> Rule:
    return Rule(codes, lambda code: MonthDay.parse(code).code, typed=True)


#: By column of `authorities`.
RULES: Mapping[str, Rule] = {
    "checking_days": _numbers(1, 2, 3, 5, 7, 10),
    "default_acceptance": Rule(
        (NONE, *map(str, Acceptance)),
        lambda code: None if code == NONE else Acceptance(code),
        lambda value: NONE if value is None else str(value),
    ),
    "most_extensions": _numbers(0, 1, 2, 3, 5),
    "digest_hour": _numbers(8, 9, 10, 11, 12),
    "unread_after": _numbers(1, 2, 3, 5),
    "decide_after": _numbers(7, 14, 21, 30),
    "head_after": _numbers(3, 5, 7, 10),
    "viewers_after": _numbers(7, 10, 14, 20),
    "summer_mode": _switch(),
    "saturdays": _switch(),
    "day_off_rule": Rule(tuple(map(str, DayOffRule)), DayOffRule),
    "school_year_ends": _days("05-25", "05-31", "06-10", "06-30"),
    "year_form_opens": _days("01-12", "05-05", "05-13", "05-20"),
    "year_form_due": _days("01-20", "05-25", "05-31", "06-10"),
    "privacy": _switch(),
}


@dataclass(frozen=True, slots=True)
class CorrectedDay:
    """A day that the authority works or rests against the production calendar."""

    day: date
    is_working: bool
    note: str


@dataclass(frozen=True, slots=True)
class AuthorityRules:
    """All rules as codes, by name, and the corrected days from today on."""

    codes: Mapping[str, str]
    days: tuple[CorrectedDay, ...]
    administers_it: bool
    today: date


async def rules(ctx: Context) -> AuthorityRules:
    """Rules of the actor's authority. Raises NotAllowed unless the actor works for one."""
    place = own_place(ctx)
    async with ctx.db.read() as session:
        authority = await session.get_one(Authority, place)
        today = ctx.today(authority.timezone)
        rows = await session.scalars(
            select(CalendarOverride)
            .where(CalendarOverride.authority_id == place, CalendarOverride.day >= today)
            .order_by(CalendarOverride.day)
        )
        return AuthorityRules(
            codes={name: rule.code(getattr(authority, name)) for name, rule in RULES.items()},
            days=tuple(CorrectedDay(row.day, row.is_working, row.note) for row in rows),
            administers_it=administers(ctx.actor, place),
            today=today,
        )


async def set_rule(ctx: Context, name: str, code: str) -> None:
    """Choose a value of a rule; it holds for what is planned from now on, hours and names at once.

    Raises NotAllowed unless the actor is the authority's admin, WrongInput("setting_unknown"),
    WrongInput("form_dates_crossed") when the year form would open after its day.
    """
    rule = RULES.get(name)
    if rule is None or not (code in rule.codes or rule.typed):
        raise WrongInput("setting_unknown")
    try:
        value = rule.value(code)
    except ValueError:
        raise WrongInput("setting_unknown") from None
    place = own_place(ctx)
    async with ctx.db.write() as session:
        authority = await session.get_one(Authority, place)
        check_admin(ctx.actor, (await session.get_one(Organisation, place)).path)
        before = getattr(authority, name)
        setattr(authority, name, value)
        if authority.year_form_opens > authority.year_form_due:
            raise WrongInput("form_dates_crossed")
        if before != value:
            facts = {"what": name, "before": rule.code(before), "after": rule.code(value)}
            record(session, ctx, AuditAction.SETTINGS_CHANGED, "organisation", place, **facts)


async def correct_day(ctx: Context, day: date, note: str = "", *, is_working: bool) -> None:
    """Make a day working or off, against the production calendar; set again, it changes.

    Raises NotAllowed unless the actor is the authority's admin, WrongInput("date_past").
    """
    place = own_place(ctx)
    async with ctx.db.write() as session:
        authority = await session.get_one(Authority, place)
        check_admin(ctx.actor, (await session.get_one(Organisation, place)).path)
        if day < ctx.today(authority.timezone):
            raise WrongInput("date_past", date=day)
        row = CalendarOverride(authority_id=place, day=day, is_working=is_working, note=note[:LONGEST_NOTE])
        await session.merge(row)
        await _calendar_changed(session, place)
        _note_day(session, ctx, place, day, YES if is_working else NO)


async def drop_day(ctx: Context, day: date) -> None:
    """The day is again what the production calendar says. Raises NotAllowed; a day that is not there is fine."""
    place = own_place(ctx)
    async with ctx.db.write() as session:
        check_admin(ctx.actor, (await session.get_one(Organisation, place)).path)
        row = await session.get(CalendarOverride, (place, day))
        if row is not None:
            await session.delete(row)
            await _calendar_changed(session, place)
            _note_day(session, ctx, place, day, NONE)


LONGEST_NOTE = 100


async def _calendar_changed(session: AsyncSession, place: int) -> None:
    """Calendars are remembered by the version of their authority (services/offices.py)."""
    newer = update(Authority).where(Authority.organisation_id == place).values(version=Authority.version + 1)
    await session.execute(newer)


def _note_day(session: Any, ctx: Context, place: int, day: date, code: str) -> None:
    record(
        session,
        ctx,
        AuditAction.SETTINGS_CHANGED,
        "organisation",
        place,
        what="calendar",
        day=day.isoformat(),
        after=code,
    )
