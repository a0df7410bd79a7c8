"""Reports begun and not sent are recalled: at 16:00 of the same day, on the eve, on the morning after an evening."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import and_, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import DATE_THAT_COUNTS, Account, Assignment, Membership, Notice, NoticeKind, Organisation, Report
from domain.reminders import digest_moment
from services.offices import Minute, Office, load_own_hours, office_over
from services.outbox import notify
from services.reminders.begun_reports import TOLD_AT, evening_before, unsent
from services.reminders.readers import DigestReader, load_readers, make_due

#: What was begun so long ago is not recalled on the eve either.
KEPT = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class _Begun:
    report_id: int
    touched_at: datetime
    counts: date | None
    account_id: int
    person_id: int
    organisation_id: int
    office: Office


async def recall(minute: Minute) -> int:
    """Tell of reports begun and not sent; returns how many. Costs nothing in working hours before 16:00.

    From 16:00 of a working day: of what was begun that day, and of what is due next; once a day each. From then until
    the next morning: whoever begins one gets a digest that morning.
    """
    if not any(_is_after_hours(office, minute.now) for office in minute.offices.values()):
        return 0
    async with minute.db.read() as session:
        begun = [each for each in await _load(session, minute) if _is_after_hours(each.office, minute.now)]
        today = await _not_told(session, [each for each in begun if _is_told_today(each, minute.now)], minute.now)
        readers = await _readers(session, minute, [each for each in begun if _is_of_evening(each, minute.now)])
    for each in today:
        async with minute.db.write() as session:
            await notify(
                session,
                minute.now,
                NoticeKind.BEGUN,
                [each.account_id],
                key=_key(each, minute.now),
                organisation_id=each.organisation_id,
                subject_id=each.report_id,
            )
    if readers:
        async with minute.db.write() as session:
            await make_due(session, minute.now, readers)
    return len(today) + len(readers)


def _is_after_hours(office: Office, now: datetime) -> bool:
    return office.is_open(now, TOLD_AT) or not office.is_open(now, office.directors_at)


async def _load(session: AsyncSession, minute: Minute) -> list[_Begun]:
    rows = await session.execute(
        select(Report.id, Report.touched_at, DATE_THAT_COUNTS, Account.id, Account.person_id, Organisation.id)
        .add_columns(Organisation.path)
        .join(Assignment, Assignment.id == Report.assignment_id)
        .join(Organisation, Organisation.id == Assignment.organisation_id)
        .join(Account, Account.person_id == Report.author_id)
        .where(unsent(minute.now - KEPT, minute.now))
        .order_by(Report.id, Account.id)
    )
    return [
        _Begun(report_id, touched_at, counts, account, person, place, office)
        for report_id, touched_at, counts, account, person, place, path in rows
        if (office := office_over(minute.offices, path))
    ]


def _is_told_today(begun: _Begun, now: datetime) -> bool:
    office = begun.office
    if not office.is_open(now, TOLD_AT):
        return False
    hour = digest_moment(office.today(now), TOLD_AT, office.zone)
    if office.midnight(now) <= begun.touched_at < hour:
        return True
    return begun.counts is not None and office.today(now) == _eve(begun.counts, office)


def _key(begun: _Begun, now: datetime) -> str:
    return f"{begun.report_id}:{begun.office.today(now).isoformat()}"


async def _not_told(session: AsyncSession, begun: Sequence[_Begun], now: datetime) -> list[_Begun]:
    keys = {f"{NoticeKind.BEGUN}:{_key(each, now)}:{each.account_id}": each for each in begun}
    return [keys[key] for key in keys.keys() - await _known(session, keys)]


async def _known(session: AsyncSession, keys: Collection[str]) -> set[str]:
    if not keys:
        return set()
    return set(await session.scalars(select(Notice.dedup_key).where(Notice.dedup_key.in_(tuple(keys)))))


def _is_of_evening(begun: _Begun, now: datetime) -> bool:
    since, until = evening_before(begun.office, _next_morning(begun.office, now))
    return since <= begun.touched_at < until


async def _readers(session: AsyncSession, minute: Minute, begun: Sequence[_Begun]) -> list[DigestReader]:
    """Whose digest of the next morning is to be made due."""
    if not begun:
        return []
    hours = await load_own_hours(session, minute.offices)
    found: dict[str, DigestReader] = {}
    for office in {each.office.id: each.office for each in begun}.values():
        theirs = [each for each in begun if each.office.id == office.id]
        morning = digest_moment(_next_morning(office, minute.now), office.directors_at, office.zone)
        who = and_(
            Membership.person_id.in_({each.person_id for each in theirs}),
            Membership.organisation_id.in_({each.organisation_id for each in theirs}),
        )
        for reader in await load_readers(session, who, morning, office, hours):
            found.setdefault(f"{NoticeKind.DIGEST}:{reader.key}:{reader.account_id}", reader)
    return [found[key] for key in found.keys() - await _known(session, found)]


def _next_morning(office: Office, now: datetime) -> date:
    """The first working day whose digests are still to come."""
    today = office.today(now)
    is_over = now >= digest_moment(today, office.directors_at, office.zone)
    return office.calendar.next_reminder_day(today + timedelta(days=1) if is_over else today)


def _eve(counts: date, office: Office) -> date:
    """The working day before the last one on which it can be sent in time."""
    last = office.calendar.previous_reminder_day(counts)
    return office.calendar.previous_reminder_day(last - timedelta(days=1))
