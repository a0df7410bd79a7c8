"""Who gets a director's digest on a day, when; and those whom no step reminds: a rhythm of their own, Monday's sum."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from db.models import LED_BY_DEPUTY, Account, Authority, Membership, Notice, NoticeKind, Organisation
from domain.digest_days import Rhythm, comes_on
from domain.people import CONTROLLING, EXECUTING, HEADING
from domain.reminders import digest_moment
from services.offices import Minute, Office, OwnHours, office_over
from services.outbox import notify_rows
from services.tree import holds

_OTHER = aliased(Membership)
#: The person works for an authority too: their digest as an official says both.
_IS_OFFICIAL = (
    select(_OTHER.id)
    .join(Authority, Authority.organisation_id == _OTHER.organisation_id)
    .where(_OTHER.person_id == Membership.person_id, _OTHER.role.in_(CONTROLLING), _OTHER.ended_at.is_(None))
    .exists()
)


@dataclass(frozen=True, slots=True)
class DigestReader:
    """Somebody who answers for an organisation; `at` is the moment of their digest on `day`."""

    account_id: int
    person_id: int
    organisation_id: int
    at: datetime
    day: date

    @property
    def key(self) -> str:
        """One digest a person and day, whatever makes it due."""
        return digest_key(self.person_id, self.day)


def digest_key(person_id: int, day: date) -> str:
    """The name of a person's digest of a day."""
    return f"{person_id}:{day.isoformat()}"


async def load_readers(
    session: AsyncSession, where: ColumnElement[bool], now: datetime, office: Office, hours: OwnHours
) -> list[DigestReader]:
    """People of one office's organisations, except those whose digest as an official of this day says it all."""
    rows = await session.execute(_people(where))
    return [
        _reader(account, person, place, office, now, hours)
        for account, person, place, _, official in rows
        if not (official and comes_on(hours.rhythm(person, Rhythm.DAILY), office.today(now), office.calendar))
    ]


async def make_due(session: AsyncSession, now: datetime, readers: Iterable[DigestReader]) -> None:
    """Write their digests; one that is there stays."""
    by_moment: dict[tuple[datetime, date], list[tuple[int, int | None, str]]] = {}
    for each in readers:
        recipients = by_moment.setdefault((max(now, each.at), each.day), [])
        recipients.append((each.account_id, each.organisation_id, each.key))
    for (moment, day), rows in by_moment.items():
        await notify_rows(session, now, NoticeKind.DIGEST, rows, not_before=moment, day=day.isoformat())


async def make_rhythms_due(minute: Minute, hours: OwnHours) -> int:
    """Digests that no step makes due: of whoever has chosen a rhythm, and Monday's of heads whose deputy leads.

    Whether there is something to say is found on sending. Safe to repeat: one digest a person and day.
    """
    offices = [office for office in minute.offices.values() if office.is_open(minute.now, hours.opening(office))]
    mondays = any(_is_monday(office, minute.now) for office in offices)
    chosen = [person for person, rhythm in hours.rhythms.items() if rhythm is not Rhythm.TWICE]
    if not offices or not (chosen or mondays):
        return 0
    who: ColumnElement[bool] = Membership.person_id.in_(chosen)
    if mondays:
        who = or_(who, and_(LED_BY_DEPUTY, holds(HEADING)))
    async with minute.db.read() as session:
        readers = await _not_told(session, minute, hours, who)
    if readers:
        async with minute.db.write() as session:
            await make_due(session, minute.now, readers)
    return len(readers)


def _is_monday(office: Office, now: datetime) -> bool:
    return comes_on(Rhythm.MONDAYS, office.today(now), office.calendar)


async def _not_told(
    session: AsyncSession, minute: Minute, hours: OwnHours, who: ColumnElement[bool]
) -> list[DigestReader]:
    """Those whose day it is and who have no digest of today."""
    found: dict[str, DigestReader] = {}
    for account, person, place, path, official in await session.execute(_people(who)):
        office = office_over(minute.offices, path)
        if office is None or not office.is_open(minute.now, hours.opening(office)):
            continue
        rhythm = hours.rhythm(person, Rhythm.MONDAYS)
        if not official and comes_on(rhythm, office.today(minute.now), office.calendar):
            reader = _reader(account, person, place, office, minute.now, hours)
            found.setdefault(f"{NoticeKind.DIGEST}:{reader.key}:{account}", reader)
    told = await session.scalars(select(Notice.dedup_key).where(Notice.dedup_key.in_(tuple(found))))
    for key in told:
        del found[key]
    return list(found.values())


def _people(where: ColumnElement[bool]) -> Select[int, int, int, str, bool]:
    """Accounts of people who answer for organisations, with the place of each and whether the person is an official."""
    return (
        select(Account.id, Account.person_id, Membership.organisation_id, Organisation.path, _IS_OFFICIAL)
        .join(Membership, Membership.person_id == Account.person_id)
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .where(where, holds(EXECUTING))
        .order_by(Account.id, Membership.organisation_id)
    )


def _reader(account: int, person: int, place: int, office: Office, now: datetime, hours: OwnHours) -> DigestReader:
    today = office.today(now)
    at = digest_moment(today, hours.at(person, office.directors_at), office.zone)
    return DigestReader(account, person, place, at, today)
