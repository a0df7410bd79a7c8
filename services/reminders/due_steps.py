"""Due steps become digests: one a day per person, whatever was missed, on however many processes.

A step is consumed exactly once (claimed by UPDATE … RETURNING), in the transaction that makes the digests due and
writes the next «late» step. The words of a digest are found when it is sent: services/reminders/digests.py.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Account, Assignment, Membership, Notice, NoticeKind, Organisation
from domain.digest_days import USUAL, Rhythm, comes_on
from domain.lifecycle import OWING, State
from domain.people import CONTROLLING
from domain.reminders import ASK_TO_READ, Audience, StepKind, digest_moment, in_summer
from services.assignments.reminder_steps import PORTION, DueStep, claim, due_steps, not_too_early, write_next_late
from services.context import Database
from services.offices import OFFICIALS_AT, Minute, Office, OwnHours, load_own_hours, office_over
from services.outbox import notify_rows
from services.reminders import short_deadlines
from services.reminders.readers import digest_key, load_readers, make_due, make_rhythms_due
from services.tree import holds
from services.year.year_form_news import announce, opens_form

#: Organisations of one transaction.
ORGANISATIONS_AT_ONCE = 20


async def due(minute: Minute) -> int:
    """Make every digest due whose moment has come; returns how many steps and digests without a step were handled.

    Directors from the authority's hour (09:00), officials from 08:30, whoever has chosen another hour from then on, to
    the evening of a working day, by the clock and the calendar of the nearest authority; what was missed while the bot
    was off is made up for at the first such moment. Safe to repeat.
    """
    db, now, offices = minute.db, minute.now, minute.offices
    async with db.read() as session:
        hours = await load_own_hours(session, offices)
    in_offices = {office.id: office for office in offices.values() if office.is_open(now, hours.first(OFFICIALS_AT))}
    handled = await _brief_officials(db, now, in_offices, hours) + await _consume_controllers(db, now, in_offices)
    handled += await _remind_organisations(db, now, offices, hours)
    return handled + await make_rhythms_due(minute, hours)


# --- organisations -----------------------------------------------------------------------------------------------


async def _remind_organisations(db: Database, now: datetime, offices: Mapping[str, Office], hours: OwnHours) -> int:
    by_id = {office.id: office for office in offices.values()}
    handled = 0
    for office, organisations in (await _waiting(db, now, offices, hours)).values():
        for start in range(0, len(organisations), ORGANISATIONS_AT_ONCE):
            chunk = organisations[start : start + ORGANISATIONS_AT_ONCE]
            handled += await _remind(db, now, office, chunk, by_id, hours)
    return handled


async def _waiting(
    db: Database, now: datetime, offices: Mapping[str, Office], hours: OwnHours
) -> dict[int, tuple[Office, list[int]]]:
    """Organisations with due steps, by their office; only of offices that may send now."""
    open_now = {office.id: office for office in offices.values() if office.is_open(now, hours.opening(office))}
    if not open_now:
        return {}
    last = max(office.today(now) for office in open_now.values())
    query = (
        due_steps(Audience.ORGANISATION, last, Assignment.organisation_id, Organisation.path)
        .join(Organisation, Organisation.id == Assignment.organisation_id)
        .where(or_(*(not_too_early(now, office) for office in open_now.values())))
        .distinct()
        .order_by(Assignment.organisation_id)
    )
    found: dict[int, tuple[Office, list[int]]] = {}
    async with db.read() as session:
        for organisation_id, path in await session.execute(query):
            office = office_over(offices, path)
            if office and office.id in open_now:
                found.setdefault(office.id, (office, []))[1].append(organisation_id)
    return found


async def _remind(
    db: Database,
    now: datetime,
    office: Office,
    organisations: Sequence[int],
    offices: Mapping[int, Office],
    hours: OwnHours,
) -> int:
    """Consume what is due at some organisations, a transaction per portion."""
    today = office.today(now)
    where = and_(Assignment.organisation_id.in_(organisations), not_too_early(now, office))
    handled, portion = 0, PORTION
    while portion == PORTION:
        async with db.write() as session:
            claimed = await claim(session, now, Audience.ORGANISATION, today, where)
            await _make_due(session, now, office, claimed, hours)
            await announce(session, now, office, claimed, hours)
            await short_deadlines.tell(session, now, office, claimed)
            await write_next_late(session, claimed, today, offices)
        portion = len(claimed)
        handled += portion
    return handled


def disturbs(step: DueStep, now: datetime, office: Office) -> bool:
    """Whether a consumed step still has something to say; else it is consumed in silence.

    What was sent this morning has just been read in the protocol's own message; a period has no message of its own. In
    summer mode only due days disturb, whatever was planned before it was switched on.
    """
    today = office.today(now)
    if office.summer_mode and in_summer(today) and step.kind is not StepKind.DAY:
        return False
    if step.kind is StepKind.OPEN:
        return step.state in OWING and not opens_form(step)
    if step.created_at >= office.morning(now):
        return False
    if step.kind in ASK_TO_READ:
        return step.state is State.ASSIGNED
    is_late = step.counts is not None and step.counts < today
    return step.state in OWING and (step.kind is not StepKind.LATE or (is_late and not step.extension_waits))


async def _make_due(
    session: AsyncSession, now: datetime, office: Office, claimed: Sequence[DueStep], hours: OwnHours
) -> None:
    """One digest per person who answers for any of the organisations, at their hour; nobody there, nobody disturbed.

    Whoever wants digests on Mondays only is told on other days of due mornings and short deadlines.
    """
    disturbing = [step for step in claimed if disturbs(step, now, office)]
    urgent = {step.organisation_id for step in disturbing if step.kind in _URGENT}
    where = Membership.organisation_id.in_({step.organisation_id for step in disturbing})
    is_monday = comes_on(Rhythm.MONDAYS, office.today(now), office.calendar)
    readers = [
        reader
        for reader in await load_readers(session, where, now, office, hours)
        if is_monday or reader.organisation_id in urgent or hours.rhythm(reader.person_id, USUAL) is not Rhythm.MONDAYS
    ]
    await make_due(session, now, readers)


#: What is told whatever the rhythm.
_URGENT = frozenset({StepKind.DAY, StepKind.SHORT})


# --- officials ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Briefing:
    """An official who gets a digest today; `at` is its moment."""

    account_id: int
    office_id: int
    key: str
    at: datetime
    day: date


async def _brief_officials(db: Database, now: datetime, offices: Mapping[int, Office], hours: OwnHours) -> int:
    """A digest a day for every official of the open offices; whether it has anything to say is found on sending."""
    async with db.read() as session:
        found = await _not_briefed(session, now, offices, hours)
    by_moment: dict[tuple[date, datetime], list[tuple[int, int | None, str]]] = {}
    for each in found:
        by_moment.setdefault((each.day, max(now, each.at)), []).append((each.account_id, each.office_id, each.key))
    for (day, moment), recipients in by_moment.items():
        async with db.write() as session:
            kind = NoticeKind.CONTROL_DIGEST
            await notify_rows(session, now, kind, recipients, not_before=moment, day=day.isoformat())
    return len(found)


async def _not_briefed(
    session: AsyncSession, now: datetime, offices: Mapping[int, Office], hours: OwnHours
) -> list[_Briefing]:
    """Officials without a digest today, except those who joined after its moment."""
    officials = await session.execute(
        select(Account.id, Account.person_id, Membership.organisation_id, func.min(Membership.created_at))
        .join(Membership, Membership.person_id == Account.person_id)
        .where(Membership.organisation_id.in_(tuple(offices)), holds(CONTROLLING))
        .group_by(Account.id, Account.person_id, Membership.organisation_id)
        .order_by(Membership.organisation_id, Account.id)
    )
    found: dict[int, _Briefing] = {}
    for account, person, office_id, since in officials:
        office = offices[office_id]
        today = office.today(now)
        at = digest_moment(today, hours.at(person, OFFICIALS_AT), office.zone)
        if since < at and comes_on(hours.rhythm(person, Rhythm.DAILY), today, office.calendar):
            found.setdefault(account, _Briefing(account, office_id, digest_key(person, today), at, today))
    keys = {f"{NoticeKind.CONTROL_DIGEST}:{each.key}:{account}": account for account, each in found.items()}
    if keys:
        told = await session.scalars(select(Notice.dedup_key).where(Notice.dedup_key.in_(tuple(keys))))
        for key in told:
            del found[keys[key]]
    return list(found.values())


async def _consume_controllers(db: Database, now: datetime, offices: Mapping[int, Office]) -> int:
    """Steps for controllers only say what their digest of the day must show."""
    if not offices:
        return 0
    last = max(office.today(now) for office in offices.values())
    async with db.read() as session:
        waiting = await session.scalars(due_steps(Audience.CONTROLLER, last, Assignment.authority_id).distinct())
    handled = 0
    for authority_id in sorted(set(waiting) & offices.keys()):
        today, portion = offices[authority_id].today(now), PORTION
        while portion == PORTION:
            async with db.write() as session:
                where = Assignment.authority_id == authority_id
                portion = len(await claim(session, now, Audience.CONTROLLER, today, where))
            handled += portion
    return handled
