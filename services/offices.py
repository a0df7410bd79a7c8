"""Authorities by whose clock everything lives: zone, working calendar, the hours of digests."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from db.engine import Database
from db.models import OWN_DIGESTS, Authority, CalendarOverride, Membership, Organisation, Person
from domain.calendar import DayOffRule, WorkingCalendar, moved
from domain.digest_days import Rhythm
from domain.escalation import Terms
from domain.people import CONTROLLING
from domain.reminders import UNREAD_AFTER, Hours, digest_moment, may_send_at
from domain.school_year import STANDARD, MonthDay, YearDates
from services.tree import holds

#: When a director's digest comes where the authority has set no other hour.
DIRECTORS_AT = time(9)
#: When an official's morning digest comes unless they have chosen another hour.
OFFICIALS_AT = time(8, 30)


@dataclass(frozen=True, slots=True)
class Office:
    """One authority; it and the organisations below it, down to the next office, live by its clock."""

    id: int
    version: int  # of the authority, as read
    zone: ZoneInfo
    calendar: WorkingCalendar
    day_starts: int  # hours
    day_ends: int
    terms: Terms  # of long delays
    directors_at: time = DIRECTORS_AT  # of digests, unless a person has chosen another hour
    summer_mode: bool = True
    unread_after: int = UNREAD_AFTER  # reminder days
    day_off_rule: DayOffRule = DayOffRule.KEEP
    dates: YearDates = STANDARD

    def today(self, now: datetime) -> date:
        return now.astimezone(self.zone).date()

    def counts(self, written: date, now: datetime) -> date:
        """The day that counts for a written date: one on a day off moves where the authority has said so."""
        return moved(written, self.day_off_rule, self.calendar, self.today(now))

    def midnight(self, now: datetime) -> datetime:
        """The start of its day."""
        return digest_moment(self.today(now), time(0), self.zone)

    def morning(self, now: datetime) -> datetime:
        """When its day starts to sound: what was sent since has been heard, what came at night has not."""
        return digest_moment(self.today(now), time(self.day_starts), self.zone)

    def may_send(self, now: datetime, at: time) -> datetime:
        """When a digest due at `at` may go out: now, between `at` and the evening of a working day, or the next one."""
        return may_send_at(now, self.zone, Hours(at, time(self.day_ends)), self.calendar)

    def is_night(self, now: datetime) -> bool:
        """Whether messages come without sound now: outside the hours the authority has set."""
        return not self.day_starts <= now.astimezone(self.zone).hour < self.day_ends

    def is_open(self, now: datetime, at: time) -> bool:
        return self.may_send(now, at) <= now


async def load_offices(session: AsyncSession) -> dict[str, Office]:
    """All authorities by their places in the tree, in one read as long as none of them has changed."""
    # An outer join begins with the authorities, which are few.
    rows = await session.execute(
        select(Organisation.path, Authority.organisation_id, Authority.version).outerjoin_from(
            Authority, Organisation, Organisation.id == Authority.organisation_id
        )
    )
    places = {path: (authority_id, version) for path, authority_id, version in rows}
    offices = await _in_versions(session, dict(places.values()))
    return {path: offices[authority_id] for path, (authority_id, _) in places.items()}


@dataclass(frozen=True, slots=True)
class Minute:
    """The first argument of a use case that time starts: the moment, on which database, by whose clocks."""

    db: Database
    now: datetime
    offices: Mapping[str, Office]  # by their places in the tree


async def minute_at(db: Database, now: datetime) -> Minute:
    """A minute with all offices as they are now."""
    async with db.read() as session:
        return Minute(db, now, await load_offices(session))


def office_over(offices: Mapping[str, Office], path: str) -> Office | None:
    """The nearest office at or above a place in the tree."""
    return offices.get(max((place for place in offices if path.startswith(place)), key=len, default=""))


_AT = aliased(Organisation)


def nearest_authority(place: ColumnElement[int]) -> Select[int, int]:
    """Id and version of the authority by whose clock an organisation lives, for `office_in_version`."""
    return (
        select(Authority.organisation_id, Authority.version)
        .join(_AT, _AT.id == Authority.organisation_id)
        .join(Organisation, Organisation.path.startswith(_AT.path))
        .where(Organisation.id == place)
        .order_by(func.length(_AT.path).desc())
        .limit(1)
    )


_NEAREST = nearest_authority(bindparam("place"))  # made once


async def office_of(session: AsyncSession, organisation_id: int) -> Office:
    """The office by whose clock an organisation lives, in one read as long as its authority has not changed."""
    authority_id, version = (await session.execute(_NEAREST, {"place": organisation_id})).one()
    return await office_in_version(session, authority_id, version)


async def office_in_version(session: AsyncSession, authority_id: int, version: int) -> Office:
    """The office of an authority that was just read: no read as long as it has not changed."""
    return (await _in_versions(session, {authority_id: version}))[authority_id]


async def _in_versions(session: AsyncSession, versions: Mapping[int, int]) -> dict[int, Office]:
    """Offices by id. Kept by the version of their authority, which every setting and every corrected day raises.

    Another process that changes one raises its version in the database, which is where `versions` come from. A writer
    keeps nothing: what it has read may still be taken back.
    """
    kept: dict[int, Office] = session.info["kept"]
    found = {id_: kept[id_] for id_, version in versions.items() if id_ in kept and kept[id_].version == version}
    if missing := versions.keys() - found.keys():
        read = await _read(session, missing)
        found |= read
        if session.info["keeps"]:
            kept |= read
    return found


async def _read(session: AsyncSession, ids: Collection[int]) -> dict[int, Office]:
    authorities = (await session.scalars(select(Authority).where(Authority.organisation_id.in_(ids)))).all()
    days = await session.execute(
        select(CalendarOverride.authority_id, CalendarOverride.day, CalendarOverride.is_working).where(
            CalendarOverride.authority_id.in_(ids)
        )
    )
    overrides: dict[int, dict[date, bool]] = {}
    for authority_id, day, is_working in days:
        overrides.setdefault(authority_id, {})[day] = is_working
    return {each.organisation_id: _office(each, overrides.get(each.organisation_id, {})) for each in authorities}


def _office(authority: Authority, overrides: Mapping[date, bool]) -> Office:
    return Office(
        id=authority.organisation_id,
        version=authority.version,
        zone=ZoneInfo(authority.timezone),
        calendar=WorkingCalendar(overrides, authority.saturdays),
        day_starts=authority.day_starts,
        day_ends=authority.day_ends,
        directors_at=time(authority.digest_hour),
        summer_mode=authority.summer_mode,
        unread_after=authority.unread_after,
        terms=Terms(authority.decide_after, authority.head_after, authority.viewers_after),
        day_off_rule=authority.day_off_rule,
        dates=year_dates(authority),
    )


def year_dates(authority: Authority) -> YearDates:
    """The dates of every school year as an authority has set them."""
    stored = (authority.school_year_ends, authority.year_form_opens, authority.year_form_due)
    return YearDates(*map(MonthDay.parse, stored))


@dataclass(frozen=True, slots=True)
class OwnHours:
    """Hours and rhythms that people have chosen for their digests, by person."""

    chosen: Mapping[int, time]
    earliest: Mapping[int, time]  # of those who answer for organisations, by office
    rhythms: Mapping[int, Rhythm]

    def at(self, person_id: int, usual: time) -> time:
        return self.chosen.get(person_id, usual)

    def rhythm(self, person_id: int, usual: Rhythm) -> Rhythm:
        return self.rhythms.get(person_id, usual)

    def first(self, usual: time) -> time:
        """The earliest hour of anybody: from then on somebody's digest may be due."""
        return min(usual, *self.chosen.values()) if self.chosen else usual

    def opening(self, office: Office) -> time:
        """When the first director's digest of an office goes out: its steps are due then."""
        return min(office.directors_at, self.earliest.get(office.id, office.directors_at))


async def load_own_hours(session: AsyncSession, offices: Mapping[str, Office]) -> OwnHours:
    """Chosen hours and rhythms of everybody, in one read that begins with them: few people choose."""
    rows = await session.execute(
        select(Person.id, Person.digest_hour, Person.rhythm, Membership.role, Organisation.path)
        .outerjoin(Membership, (Membership.person_id == Person.id) & holds())
        .outerjoin(Organisation, Organisation.id == Membership.organisation_id)
        .where(OWN_DIGESTS)
    )
    chosen: dict[int, time] = {}
    earliest: dict[int, time] = {}
    rhythms: dict[int, Rhythm] = {}
    for person_id, hour, rhythm, role, path in rows:
        if rhythm is not None:
            rhythms[person_id] = rhythm
        if hour is None or path is None:
            continue
        chosen[person_id] = time(hour)
        office = office_over(offices, path)
        if office and role not in CONTROLLING:
            earliest[office.id] = min(time(hour), earliest.get(office.id, time(hour)))
    return OwnHours(chosen, earliest, rhythms)
