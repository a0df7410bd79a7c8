"""What a digest says, found when it is sent: what has a step or is new at the organisations a person answers for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Account, Membership, NoticeKind, Organisation, Person
from db.outbox import DueNotice
from domain.digest_days import USUAL
from domain.leading import is_summary_day
from domain.people import EXECUTING
from services.context import Database
from services.offices import OFFICIALS_AT, Office, office_of
from services.outbox import notify
from services.recipients import Crew, load_crews
from services.reminders.digest_items import (
    Current,
    DigestItem,
    Section,
    Unread,
    count_waiting_reports,
    current,
    forms_to_recall,
    load_steps,
    named_items,
    unread_minutes,
)
from services.reminders.mornings import Morning, last_digest
from services.tree import holds
from services.year.year_form import OpenForm


@dataclass(frozen=True, slots=True)
class OrganisationDigest:
    """What is said of one organisation; `rest`, `rest_late`: on control beside what is named; `waiting`: handed in."""

    id: int
    name: str
    items: tuple[DigestItem, ...]
    unread: tuple[Unread, ...] = ()
    waiting: int = 0
    forms: tuple[OpenForm, ...] = ()  # year forms to be reminded of, one line each
    rest: int = 0
    rest_late: int = 0


@dataclass(frozen=True, slots=True)
class Digest:
    """A person's digest of a day; `at` is local time."""

    at: datetime
    organisations: tuple[OrganisationDigest, ...]
    may_hand: bool = False  # the reader heads one of them and has a deputy: «Передать заместителю»


async def digest(db: Database, notice: DueNotice, now: datetime) -> Digest | None:
    """Facts of a DIGEST; None when there is neither a step nor news or its day is over."""
    office = await on_its_day(db, notice, now)
    if office is None:
        return None
    async with db.read() as session:
        return await load_digest(session, notice.account_id, office, now)


async def load_digest(session: AsyncSession, account_id: int, office: Office, now: datetime) -> Digest | None:
    """The part of whoever answers for organisations; None when there is nothing to say or nobody answered for."""
    organisations = await _organisations(session, account_id)
    if not organisations:
        return None
    ids = tuple(organisations)
    person = await session.scalar(
        select(Person).join(Account, Account.person_id == Person.id).where(Account.id == account_id)
    )
    rhythm = (person and person.rhythm) or USUAL
    morning = Morning(office, now, await last_digest(session, account_id, office, now), rhythm)
    crews = await load_crews(session, ids)
    reader = Reader(person.id if person else 0, crews, is_summary_day(morning.today, office.calendar))
    steps = await load_steps(session, ids, morning)
    items = reader.items(await named_items(session, ids, reader.person_id, morning, steps))
    unread = reader.unread(await unread_minutes(session, ids, morning))
    forms = await forms_to_recall(session, reader.led(ids), steps)
    told = items.keys() | unread.keys() | {form.organisation_id for form in forms}
    if not told:
        return None
    waiting = await count_waiting_reports(session, ids)
    rest = reader.rest(await current(session, ids, morning), items)
    parts = [
        OrganisationDigest(
            id_,
            name,
            tuple(items.get(id_, ())),
            tuple(unread.get(id_, ())),
            waiting.get(id_, 0),
            tuple(form for form in forms if form.organisation_id == id_),
            *rest.get(id_, (0, 0)),
        )
        for id_, name in organisations.items()
        if id_ in told
    ]
    return Digest(now.astimezone(office.zone), tuple(parts), reader.may_hand)


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
        """A head who does not lead: the due morning of what nobody has touched, what is late for the first time."""
        kept = {
            place: [
                item
                for item in items
                if item.section is Section.BEGUN
                or self._told(
                    place,
                    item.assignment.minutes.id,
                    anyway=item.section is Section.OVERDUE or (item.section is Section.TODAY and item.untouched),
                )
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

    def rest(
        self, found: Mapping[int, Sequence[Current]], named: Mapping[int, Sequence[DigestItem]]
    ) -> dict[int, tuple[int, int]]:
        """By organisation: how much is on control beside what is named, and how much of that is late."""
        rest = {}
        for place, protocols in found.items():
            theirs = [each for each in protocols if self._told(place, each.minutes_id, anyway=True)]
            items = named.get(place, ())
            late = sum(item.section is Section.OVERDUE for item in items)
            rest[place] = (
                max(0, sum(each.items for each in theirs) - len(items)),
                max(0, sum(each.late for each in theirs) - late),
            )
        return rest

    def _told(self, organisation_id: int, minutes_id: int, *, anyway: bool = False) -> bool:
        crew = self.crews.get(organisation_id, Crew())
        if self.person_id in crew.leaders(minutes_id):
            return True
        return (self.whole or anyway) and self.person_id in crew.heads


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
