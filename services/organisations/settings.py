"""Settings: of an authority its name, contact, time zone and working hours; of a person the hour of the digest."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from db.models import Authority, Organisation, Person
from domain.access import administers, check_admin
from domain.audit import AuditAction
from domain.digest_days import USUAL, Rhythm
from domain.errors import NotAllowed, WrongInput
from domain.people import CONTROLLING, EXECUTING, READING
from domain.plain_text import one_line
from domain.registry import make_short_name, search_key
from domain.registry.defaults import NAMELESS_AUTHORITY
from services.audit import record, record_at
from services.context import Context
from services.offices import OFFICIALS_AT, load_offices, office_over

LONGEST_NAME = 300
LONGEST_CONTACT = 200
#: The zones of Russia, west to east.
ZONES = (
    "Europe/Kaliningrad",
    "Europe/Moscow",
    "Europe/Samara",
    "Asia/Yekaterinburg",
    "Asia/Omsk",
    "Asia/Krasnoyarsk",
    "Asia/Irkutsk",
    "Asia/Yakutsk",
    "Asia/Vladivostok",
    "Asia/Magadan",
    "Asia/Kamchatka",
)
#: Hours in which messages may sound: (from, to).
HOURS = ((7, 19), (8, 18), (8, 20), (9, 18), (9, 20))


@dataclass(frozen=True, slots=True)
class AuthoritySettings:
    """What `/settings` shows; `now` is for the present local time."""

    authority_id: int
    letter_name: str
    is_named: bool
    contact: str
    timezone: str
    day_starts: int
    day_ends: int
    administers_it: bool
    controls: bool  # an official keeps the reasons for sending back
    now: datetime


def own_place(ctx: Context) -> int:
    """The authority the actor works for or looks into. Raises NotAllowed for others."""
    places = ctx.actor.organisations(READING)
    if not places:
        raise NotAllowed
    return places[0]


async def settings(ctx: Context) -> AuthoritySettings:
    """Settings of the actor's authority. Raises NotAllowed unless the actor works for one."""
    place = own_place(ctx)
    async with ctx.db.read() as session:
        return _shown(ctx, await session.get_one(Authority, place))


def _shown(ctx: Context, authority: Authority) -> AuthoritySettings:
    return AuthoritySettings(
        authority_id=authority.organisation_id,
        letter_name=authority.letter_name,
        is_named=authority.letter_name != NAMELESS_AUTHORITY,
        contact=authority.contact,
        timezone=authority.timezone,
        day_starts=authority.day_starts,
        day_ends=authority.day_ends,
        administers_it=administers(ctx.actor, authority.organisation_id),
        controls=authority.organisation_id in ctx.actor.organisations(CONTROLLING),
        now=ctx.now,
    )


async def set_name(ctx: Context, text: str) -> AuthoritySettings:
    """The authority's name as a letter would write it; the organisation is called so too.

    Raises NotAllowed unless the actor is its admin, WrongInput("name_empty" or "name_too_long").
    """
    name = one_line(text)
    if not any(letter.isalpha() for letter in name):
        raise WrongInput("name_empty")
    if len(name) > LONGEST_NAME:
        raise WrongInput("name_too_long", limit=LONGEST_NAME)
    return await _change(ctx, "name", letter_name=name)


async def set_contact(ctx: Context, text: str) -> AuthoritySettings:
    """The line «Проверит» of cards: who to ask and how. Raises as `set_name` (contact_empty, contact_too_long)."""
    contact = one_line(text)
    if not contact:
        raise WrongInput("contact_empty")
    if len(contact) > LONGEST_CONTACT:
        raise WrongInput("contact_too_long", limit=LONGEST_CONTACT)
    return await _change(ctx, "contact", contact=contact)


async def set_timezone(ctx: Context, timezone: str) -> AuthoritySettings:
    """One of ZONES. Raises NotAllowed, WrongInput("zone_unknown")."""
    if timezone not in ZONES:
        raise WrongInput("zone_unknown")
    return await _change(ctx, "timezone", timezone=timezone)


async def set_hours(ctx: Context, day_starts: int, day_ends: int) -> AuthoritySettings:
    """Hours in which messages may sound, one of HOURS. Raises NotAllowed, WrongInput("hours_unknown")."""
    if (day_starts, day_ends) not in HOURS:
        raise WrongInput("hours_unknown")
    return await _change(ctx, "hours", day_starts=day_starts, day_ends=day_ends)


async def _change(ctx: Context, what: str, **values: Any) -> AuthoritySettings:
    place = own_place(ctx)
    async with ctx.db.write() as session:
        authority = await session.get_one(Authority, place)
        organisation = await session.get_one(Organisation, place)
        check_admin(ctx.actor, organisation.path)
        for name, value in values.items():
            setattr(authority, name, value)
        if "letter_name" in values:
            call(organisation, values["letter_name"])
        record(session, ctx, AuditAction.SETTINGS_CHANGED, "organisation", place, what=what)
        await session.flush()
        return _shown(ctx, authority)


def call(organisation: Organisation, name: str) -> None:
    """Give an organisation another full name, with the short one and the search key that follow from it."""
    organisation.name = name
    organisation.short_name = make_short_name(name)
    organisation.search_key = search_key(f"{organisation.short_name} {name}")


#: Hours somebody may choose, all within everybody's working day.
DIGEST_HOURS = (8, 9, 10, 11, 12)


@dataclass(frozen=True, slots=True)
class OwnSettings:
    """`digest_hour`: chosen, or None; `usual` is when the digest comes then, "9:00"; `rhythm`: chosen or usual."""

    name: str
    represents: tuple[str, ...]
    digest_hour: int | None
    usual: str
    rhythm: Rhythm


async def own_settings(ctx: Context) -> OwnSettings:
    """The actor's own_settings settings. Raises NotAllowed for somebody who is nobody here."""
    if not ctx.actor.known:
        raise NotAllowed
    async with ctx.db.read() as session:
        person = await session.get_one(Person, ctx.actor.person_id)
        offices = await load_offices(session)
        names = await session.scalars(
            select(Organisation.short_name)
            .where(Organisation.id.in_(ctx.actor.organisations(EXECUTING)))
            .order_by(Organisation.id)
        )
        paths = ctx.actor.paths(EXECUTING)
        office = office_over(offices, paths[0]) if paths else None
        at = office.directors_at if office and not ctx.actor.controls else OFFICIALS_AT
        rhythm = person.rhythm or (Rhythm.DAILY if ctx.actor.controls else USUAL)
        return OwnSettings(person.name, tuple(names), person.digest_hour, f"{at.hour}:{at.minute:02}", rhythm)


async def set_digest_hour(ctx: Context, hour: int | None) -> None:
    """Choose when the own_settings digest comes; None: as the authority has it. Takes effect with the next morning.

    Raises NotAllowed, WrongInput("hours_unknown").
    """
    if hour is not None and hour not in DIGEST_HOURS:
        raise WrongInput("hours_unknown")
    if not ctx.actor.known:
        raise NotAllowed
    async with ctx.db.write() as session:
        person = await session.get_one(Person, ctx.actor.person_id)
        person.digest_hour = hour
        record_at(session, ctx.now, person.id, AuditAction.DIGEST_HOUR_SET, "person", person.id, hour=hour)


async def set_rhythm(ctx: Context, code: str) -> None:
    """Choose how often the own digest comes. Takes effect with the next morning.

    Raises NotAllowed, WrongInput("setting_unknown").
    """
    if code not in list(Rhythm):
        raise WrongInput("setting_unknown")
    if not ctx.actor.known:
        raise NotAllowed
    async with ctx.db.write() as session:
        person = await session.get_one(Person, ctx.actor.person_id)
        person.rhythm = Rhythm(code)
        record_at(session, ctx.now, person.id, AuditAction.RHYTHM_SET, "person", person.id, rhythm=code)
