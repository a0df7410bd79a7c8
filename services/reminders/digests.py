"""What a digest says, found when it is sent: everything current at the organisations a person answers for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Account, Membership, NoticeKind, Organisation, Person
from db.outbox import DueNotice
from domain.leading import is_summary_day
from domain.people import EXECUTING
from services.context import Database
from services.offices import OFFICIALS_AT, Office, office_of
from services.outbox import notify
from services.recipients import Crew, load_crews
from services.reminders.digest_items import (
    DigestItem,
    Section,
    Unread,
    count_waiting_reports,
    current_items,
    forms_to_recall,
    unread_minutes,
)
from services.tree import holds
from services.year.year_form import OpenForm


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
        items = reader.items(await current_items(session, ids, office, now))
        unread = reader.unread(await unread_minutes(session, ids, office.midnight(now)))
        waiting = await count_waiting_reports(session, ids)
        forms = await forms_to_recall(session, reader.led(ids), office, now)
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
        .where(Account.id == account_id, holds(EXECUTING))
        .order_by(Organisation.short_name, Organisation.id)
        .distinct()
    )
    return dict((await session.execute(query)).all())
