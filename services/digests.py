"""What a digest says, found when it is sent: everything current at the organisations a person answers for."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Account, Assignment, Membership, Minutes, NoticeKind, Organisation, Person, ReminderStep
from db.outbox import DueNotice
from domain.calendar import WorkingCalendar
from domain.leading import is_summary_day
from domain.lifecycle import DATED, OWING, REPORTABLE, State
from domain.minutes.model import ControlForm
from domain.people import EXECUTING
from domain.reminders import Audience, StepKind
from domain.school_year import year_of_form
from services.context import Database
from services.facts import AssignmentFacts, MinutesName, assignments_query, load_assignments, minutes_name
from services.offices import OFFICIALS_AT, Office, office_of
from services.outbox import notify
from services.recipients import Crew, load_crews
from services.year_form import OpenForm, open_forms

#: Working days ahead that a digest shows.
HORIZON = 7
#: The date that counts: granted or for the rework; a year form has only its due date.
counts_on = func.coalesce(Assignment.control_date, Assignment.due_date)


class Section(StrEnum):
    """Where an item stands in a digest, in the order people read."""

    TODAY = "today"  # the due morning
    RETURNED = "returned"
    WEEK = "week"  # through Sunday
    SOON = "soon"  # within the horizon, or reminded of today
    OPENED = "opened"  # a new period of a repeating duty
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class DigestItem:
    """An item that asks for something; `counts` is its date, `aim` the last working day to do it on."""

    section: Section
    assignment: AssignmentFacts
    counts: date | None
    aim: date | None


@dataclass(frozen=True, slots=True)
class Unread:
    """Items of a protocol not yet acknowledged."""

    minutes: MinutesName
    items: int


@dataclass(frozen=True, slots=True)
class OrganisationDigest:
    """What is current at one organisation; `waiting` reports are with the authority."""

    id: int
    name: str
    items: tuple[DigestItem, ...]
    unread: tuple[Unread, ...]
    waiting: int
    forms: tuple[OpenForm, ...] = ()  # year forms to be reminded of, one line each


@dataclass(frozen=True, slots=True)
class Digest:
    """A person's digest of a day; `at` is local time."""

    at: datetime
    organisations: tuple[OrganisationDigest, ...]
    may_hand: bool = False  # the reader heads one of them and has a deputy: «Передать заместителю»


async def digest(db: Database, notice: DueNotice, now: datetime) -> Digest | None:
    """Facts of a DIGEST; None when nothing is current or its day is over."""
    office = await on_its_day(db, notice, now)
    if office is None:
        return None
    async with db.read() as session:
        organisations = await _organisations(session, notice.account_id)
        ids = tuple(organisations)
        reader = await _reader(session, notice.account_id, ids, office, now)
        items = reader.items(await _items(session, ids, office, now))
        unread = reader.unread(await _unread(session, ids, office.midnight(now)))
        waiting = await _waiting(session, ids)
        forms = await _forms(session, reader.led(ids), office, now)
    parts = tuple(
        OrganisationDigest(
            id_,
            name,
            tuple(items.get(id_, ())),
            tuple(unread.get(id_, ())),
            waiting.get(id_, 0),
            tuple(form for form in forms if form.organisation_id == id_),
        )
        for id_, name in organisations.items()
        if id_ in items or id_ in unread or any(form.organisation_id == id_ for form in forms)
    )
    return Digest(now.astimezone(office.zone), parts, reader.may_hand) if parts else None


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom a digest is: «Кто ведёт» decides what of it is theirs; `whole`: today a head is told everything."""

    person_id: int
    crews: Mapping[int, Crew]
    whole: bool

    @property
    def may_hand(self) -> bool:
        return any(self.person_id in crew.heads and len(crew.accounts) > 1 for crew in self.crews.values())

    def items(self, found: dict[int, list[DigestItem]]) -> dict[int, list[DigestItem]]:
        kept = {
            place: [
                item
                for item in items
                if self._told(place, item.assignment.minutes.id, late=item.section is Section.OVERDUE)
            ]
            for place, items in found.items()
        }
        return {place: items for place, items in kept.items() if items}

    def unread(self, found: dict[int, list[Unread]]) -> dict[int, list[Unread]]:
        kept = {
            place: [each for each in protocols if self._told(place, each.minutes.id)]
            for place, protocols in found.items()
        }
        return {place: protocols for place, protocols in kept.items() if protocols}

    def led(self, organisations: Sequence[int]) -> tuple[int, ...]:
        """Organisations whose affairs in general the reader is told about."""
        return tuple(place for place in organisations if self._told(place, 0))

    def _told(self, organisation_id: int, minutes_id: int, *, late: bool = False) -> bool:
        crew = self.crews.get(organisation_id, Crew())
        if self.person_id in crew.leaders(minutes_id):
            return True
        return (self.whole or late) and self.person_id in crew.heads


async def _reader(
    session: AsyncSession, account_id: int, organisations: Sequence[int], office: Office, now: datetime
) -> Reader:
    person_id = await session.scalar(select(Account.person_id).where(Account.id == account_id))
    crews = await load_crews(session, organisations)
    return Reader(person_id or 0, crews, is_summary_day(office.today(now), office.calendar))


async def on_its_day(db: Database, notice: DueNotice, now: datetime) -> Office | None:
    """The office by whose clock a digest goes out now, or None.

    A digest that could not leave in its hours (an outage, a blocked chat) becomes the one of the next possible day:
    many of them become one, and none goes out at night.
    """
    if notice.organisation_id is None:
        return None
    async with db.read() as session:
        office = await office_of(session, notice.organisation_id)
        person = await session.scalar(
            select(Person).join(Account, Account.person_id == Person.id).where(Account.id == notice.account_id)
        )
    usual = office.directors_at if notice.kind is NoticeKind.DIGEST else OFFICIALS_AT
    chosen = person.digest_hour if person else None
    moment = office.may_send(now, usual if chosen is None else time(chosen))
    day = moment.date().isoformat()
    if notice.facts["day"] == day:
        return office
    async with db.write() as session:
        await notify(
            session,
            now,
            notice.kind,
            [notice.account_id],
            key=f"{person.id if person else 0}:{day}",
            organisation_id=notice.organisation_id,
            not_before=moment,
            day=day,
        )
    return None


async def _organisations(session: AsyncSession, account_id: int) -> dict[int, str]:
    """Short names by id, of the organisations the account's person answers for now."""
    query = (
        select(Organisation.id, Organisation.short_name)
        .join(Membership, Membership.organisation_id == Organisation.id)
        .join(Account, Account.person_id == Membership.person_id)
        .where(Account.id == account_id, Membership.role.in_(EXECUTING), Membership.ended_at.is_(None))
        .order_by(Organisation.short_name, Organisation.id)
        .distinct()
    )
    return dict((await session.execute(query)).all())


async def _items(
    session: AsyncSession, organisations: Sequence[int], office: Office, now: datetime
) -> dict[int, list[DigestItem]]:
    today = office.today(now)
    horizon = office.calendar.add_working_days(today, HORIZON)
    reminded = await _reminded(session, organisations, today, office.midnight(now))
    opened = {id_ for id_, steps in reminded.items() if steps == {StepKind.OPEN}}
    query = (
        assignments_query()
        .where(
            Assignment.organisation_id.in_(organisations),
            # a line of the year form is part of its form, until it comes back
            or_(Assignment.form.in_(DATED), Assignment.state == State.RETURNED),
            Assignment.form.in_(REPORTABLE),
            Assignment.state.in_(OWING),
            # nobody is reminded of being late while a request for more time waits
            ~and_(Assignment.extension_waits.is_(True), Assignment.control_date < today),
            or_(
                Assignment.id.in_(tuple(reminded)),
                and_(
                    Assignment.created_at < office.midnight(now),
                    or_(Assignment.state == State.RETURNED, counts_on <= horizon),
                ),
            ),
        )
        .order_by(counts_on, Assignment.id)
    )
    found: dict[int, list[DigestItem]] = {}
    for item in await load_assignments(session, query):
        found.setdefault(item.organisation_id, []).append(_shown(item, today, office.calendar, opened))
    return found


def _shown(item: AssignmentFacts, today: date, calendar: WorkingCalendar, opened: Set[int]) -> DigestItem:
    counts = item.control_date or item.due_date
    if counts and item.id in opened and counts > calendar.add_working_days(today, HORIZON):
        return DigestItem(Section.OPENED, item, counts, calendar.previous_reminder_day(counts))
    if counts is None:
        return DigestItem(Section.RETURNED, item, None, None)
    aim = calendar.previous_reminder_day(counts)
    return DigestItem(_section(item, counts, aim, today), item, counts, aim)


def _section(item: AssignmentFacts, counts: date, aim: date, today: date) -> Section:
    if counts < today:
        return Section.OVERDUE if item.overdue(today) else Section.RETURNED
    if aim <= today:
        return Section.TODAY
    if item.state is State.RETURNED:
        return Section.RETURNED
    return Section.WEEK if counts <= sunday(today) else Section.SOON


def sunday(day: date) -> date:
    """The end of the day's week."""
    return day + timedelta(days=6 - day.weekday())


async def _forms(
    session: AsyncSession, organisations: Sequence[int], office: Office, now: datetime
) -> tuple[OpenForm, ...]:
    """Year forms that this day's steps remind of, or that are due within the horizon; of a late one once only."""
    today = office.today(now)
    reminded = await _reminded(session, organisations, today, office.midnight(now))
    places = await session.execute(
        select(Assignment.organisation_id, Assignment.due_date).where(
            Assignment.id.in_(tuple(reminded)), Assignment.form == ControlForm.YEARLY
        )
    )
    told = {(place, year_of_form(due)) for place, due in places if due}
    horizon = office.calendar.add_working_days(today, HORIZON)
    return tuple(
        form
        for form in await open_forms(session, organisations)
        if (form.organisation_id, form.year) in told or today <= form.due <= horizon
    )


async def _reminded(
    session: AsyncSession, organisations: Sequence[int], today: date, midnight: datetime
) -> dict[int, set[StepKind]]:
    """Assignments whose steps this day's digest consumes, also beyond the horizon, with those steps."""
    rows = await session.execute(
        select(ReminderStep.assignment_id, ReminderStep.step)
        .join(Assignment, Assignment.id == ReminderStep.assignment_id)
        .where(
            Assignment.organisation_id.in_(organisations),
            Assignment.state.in_(OWING),
            ReminderStep.audience == Audience.ORGANISATION,
            ReminderStep.step != StepKind.UNREAD,
            consumed_today(today, midnight),
        )
        .distinct()
    )
    found: dict[int, set[StepKind]] = {}
    for assignment_id, step in rows:
        found.setdefault(assignment_id, set()).add(StepKind(step))
    return found


def consumed_today(today: date, midnight: datetime) -> ColumnElement[bool]:
    """Condition: a step due by now that no digest of an earlier day has consumed."""
    return and_(
        ReminderStep.day <= today, or_(ReminderStep.consumed_at.is_(None), ReminderStep.consumed_at >= midnight)
    )


async def _unread(session: AsyncSession, organisations: Sequence[int], midnight: datetime) -> dict[int, list[Unread]]:
    """Protocols sent before today whose items nobody has acknowledged."""
    rows = await session.execute(
        select(Assignment.organisation_id, Minutes, func.count(Assignment.id))
        .join(Minutes, Minutes.id == Assignment.minutes_id)
        .where(
            Assignment.organisation_id.in_(organisations),
            Assignment.state == State.ASSIGNED,
            Assignment.created_at < midnight,
        )
        .group_by(Assignment.organisation_id, Minutes.id)
        .order_by(Minutes.id)
    )
    found: dict[int, list[Unread]] = {}
    for organisation_id, minutes, count in rows:
        found.setdefault(organisation_id, []).append(Unread(minutes_name(minutes), count))
    return found


async def _waiting(session: AsyncSession, organisations: Sequence[int]) -> dict[int, int]:
    rows = await session.execute(
        select(Assignment.organisation_id, func.count(Assignment.id))
        .where(Assignment.organisation_id.in_(organisations), Assignment.state == State.REPORTED)
        .group_by(Assignment.organisation_id)
    )
    return dict(rows.all())
