"""What an official's morning digest says, found when it is sent: what waits for them in the minutes they control."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import (
    IS_HANDED_IN,
    IS_REPORTED,
    OWES,
    Account,
    Assignment,
    Decision,
    Membership,
    Minutes,
    MinutesState,
    Organisation,
    ReminderStep,
    Report,
    late_on,
)
from db.outbox import DueNotice
from domain.lifecycle import REPORTABLE, State
from domain.people import CONTROLLING, OutOfReach
from domain.reminders import Audience, StepKind
from services.assignments.long_delays import terms_of, to_decide
from services.assignments.own_items import OwnDigest, load_own_digest
from services.assignments.waiting_requests import WaitingRequests, load_waiting_requests
from services.context import Database
from services.facts import (
    AssignmentFacts,
    ItemLabel,
    MinutesName,
    assignments_query,
    label_of,
    load_assignments,
    minutes_name,
)
from services.offices import Office
from services.people.duties import theirs_to_control
from services.recipients import out_of_reach
from services.reminders.digest_items import consumed_today, sunday
from services.reminders.digests import on_its_day
from services.tree import holds

#: Lines of one section; the rest is counted.
SHOWN = 3


@dataclass(frozen=True, slots=True)
class Progress:
    """How many organisations have reported on one date of an item; `counts` is the earliest date still owed."""

    minutes: MinutesName
    label: ItemLabel
    counts: date
    reported: int
    total: int


@dataclass(frozen=True, slots=True)
class Lag:
    """Overdue: the first few, and the numbers of all."""

    first: tuple[AssignmentFacts, ...]
    items: int
    organisations: int


@dataclass(frozen=True, slots=True)
class OfficialDigest:
    """An official's digest of a day; `at` is local time."""

    at: datetime
    to_check: int
    to_check_labels: tuple[ItemLabel, ...]  # of the items the reports are about
    overdue: Lag
    this_week: tuple[Progress, ...]
    unread: tuple[str, ...]  # organisations with items not acknowledged three days after sending
    undelivered: tuple[tuple[str, OutOfReach], ...]  # organisation, why
    progress: tuple[Progress, ...]  # of items with somebody overdue
    to_check_only: int | None = None  # the decision, when all reports to check are about one item
    requests: WaitingRequests = WaitingRequests()  # what organisations ask for beside reports
    own: OwnDigest = OwnDigest()  # items of the authority itself
    to_decide: Lag = Lag((), 0, 0)  # late for long: extend, cancel or report up


async def official_digest(db: Database, notice: DueNotice, now: datetime) -> OfficialDigest | None:
    """Facts of a CONTROL_DIGEST; None when nothing waits for the official or its day is over.

    The official's minutes are those they control, and of their authorities those whose controller has left.
    """
    office = await on_its_day(db, notice, now)
    if office is None:
        return None
    today, midnight = office.today(now), office.midnight(now)
    async with db.read() as session:
        mine = await _mine(session, notice.account_id)
        unread = await _unread(session, mine, today)
        undelivered = await _undelivered(session, mine)
        dated = await _dated(session, mine, today)
        digest = OfficialDigest(
            at=now.astimezone(office.zone),
            to_check=await _to_check(session, mine),
            to_check_labels=await _labels(session, mine),
            to_check_only=await _only_item(session, mine),
            requests=await load_waiting_requests(session, mine),
            own=await load_own_digest(session, notice.account_id, sunday(today), _last_morning(office, today)),
            overdue=await _overdue(session, mine, today, aside=await _decision(session, office.id, today)),
            to_decide=await _to_decide(session, mine, office.id, today),
            this_week=tuple(each for each in dated if each.counts >= today),
            unread=tuple(name for id_, name in unread.items() if id_ not in undelivered),
            undelivered=tuple(undelivered.values()),
            progress=tuple(each for each in dated if each.counts < today),
        )
        news = digest.unread and await _is_new(session, mine, today, midnight)
    waits = digest.to_check or digest.requests or digest.own or digest.overdue.items
    return digest if waits or digest.this_week or news else None


def _last_morning(office: Office, today: date) -> datetime:
    """The start of the last working day before this one: what went out since is asked about this morning."""
    before = office.calendar.previous_working(today - timedelta(days=1))
    return datetime.combine(before, time(0), office.zone)


async def _mine(session: AsyncSession, account_id: int) -> ColumnElement[bool]:
    """Condition on assignments and their minutes; without a present role it holds for none."""
    person_id = await session.scalar(select(Account.person_id).where(Account.id == account_id))
    authorities = await session.scalars(
        select(Membership.organisation_id).where(Membership.person_id == person_id, holds(CONTROLLING))
    )
    return and_(
        Assignment.authority_id.in_(tuple(authorities)),
        Assignment.organisation_id != Assignment.authority_id,
        Minutes.state == MinutesState.SENT,
        theirs_to_control(person_id),
    )


async def _to_check(session: AsyncSession, mine: ColumnElement[bool]) -> int:
    query = (
        select(func.count(Report.id))
        .join(Assignment, Assignment.id == Report.assignment_id)
        .join(Minutes, Minutes.id == Assignment.minutes_id)
        .where(mine, IS_HANDED_IN)
    )
    return await session.scalar(query) or 0


async def _labels(session: AsyncSession, mine: ColumnElement[bool]) -> tuple[ItemLabel, ...]:
    query = (
        select(
            Decision.question, Decision.number, Decision.bullet, Decision.names_question, Decision.under, Decision.id
        )
        .join(Assignment, Assignment.decision_id == Decision.id)
        .join(Minutes, Minutes.id == Assignment.minutes_id)
        .where(mine, IS_REPORTED)
        .order_by(Decision.id)
        .distinct()
        .limit(SHOWN + 1)
    )
    return tuple(ItemLabel(*row[:-1]) for row in (await session.execute(query)))


async def _only_item(session: AsyncSession, mine: ColumnElement[bool]) -> int | None:
    items = await session.scalars(
        select(Assignment.decision_id)
        .join(Minutes, Minutes.id == Assignment.minutes_id)
        .where(mine, IS_REPORTED)
        .distinct()
        .limit(2)
    )
    found = items.all()
    return found[0] if len(found) == 1 else None


async def _to_decide(session: AsyncSession, mine: ColumnElement[bool], authority_id: int, today: date) -> Lag:
    """Late for long, by the settings of the office whose digest it is."""
    return await _overdue(session, and_(mine, await _decision(session, authority_id, today)), today)


async def _decision(session: AsyncSession, authority_id: int, today: date) -> ColumnElement[bool]:
    return to_decide(await terms_of(session, authority_id), today)


async def _overdue(
    session: AsyncSession, mine: ColumnElement[bool], today: date, aside: ColumnElement[bool] | None = None
) -> Lag:
    """All in numbers; the first few by name, without those named in a section of their own (`aside`)."""
    late = and_(mine, late_on(today))
    counts = await session.execute(
        select(func.count(Assignment.id), func.count(func.distinct(Assignment.organisation_id)))
        .join(Minutes, Minutes.id == Assignment.minutes_id)
        .where(late)
    )
    items, organisations = counts.one()
    named = late if aside is None else and_(late, ~aside)
    first = assignments_query().where(named).order_by(Assignment.control_date, Assignment.id).limit(SHOWN)
    return Lag(await load_assignments(session, first), items, organisations)


async def _dated(session: AsyncSession, mine: ColumnElement[bool], today: date) -> tuple[Progress, ...]:
    """Dates of items through this Sunday on which somebody still owes, earliest first."""
    owed = (
        select(Assignment.checkpoint_id, func.min(Assignment.control_date).label("counts"))
        .join(Minutes, Minutes.id == Assignment.minutes_id)
        .where(mine, OWES, Assignment.control_date <= sunday(today))
        # a date on which everybody else has reported and the rest has asked for time is not behind
        .where(~and_(Assignment.extension_waits.is_(True), Assignment.control_date < today))
        .group_by(Assignment.checkpoint_id)
        .subquery()
    )
    handed_in = case((Assignment.state.in_((State.REPORTED, State.ACCEPTED)), 1), else_=0)
    rows = await session.execute(
        select(Decision, Minutes, owed.c.counts, func.sum(handed_in), func.count(Assignment.id))
        .join(Assignment, Assignment.decision_id == Decision.id)
        .join(Minutes, Minutes.id == Assignment.minutes_id)
        .join(owed, owed.c.checkpoint_id == Assignment.checkpoint_id)
        .where(mine, Assignment.state != State.CANCELLED, Assignment.lead_id.is_(None))
        .group_by(Decision.id, Minutes.id, Assignment.checkpoint_id, owed.c.counts)
        .order_by(owed.c.counts, Minutes.id, Decision.ordinal)
    )
    return tuple(
        Progress(minutes_name(minutes), label_of(decision), counts, reported, total)
        for decision, minutes, counts, reported, total in rows
    )


def _listed(mine: ColumnElement[bool]) -> ColumnElement[bool]:
    """Items on the controller's list: a step put them there and they are still not acknowledged."""
    return and_(
        mine,
        OWES,
        Assignment.state == State.ASSIGNED,
        ReminderStep.assignment_id == Assignment.id,
        ReminderStep.audience == str(Audience.CONTROLLER),
        ReminderStep.step == str(StepKind.UNREAD),
    )


async def _unread(session: AsyncSession, mine: ColumnElement[bool], today: date) -> dict[int, str]:
    rows = await session.execute(
        select(Organisation.id, Organisation.short_name)
        .join(Assignment, Assignment.organisation_id == Organisation.id)
        .join(Minutes, Minutes.id == Assignment.minutes_id)
        .join(ReminderStep, ReminderStep.assignment_id == Assignment.id)
        .where(_listed(mine), ReminderStep.day <= today)
        .order_by(Organisation.short_name)
        .distinct()
    )
    return dict(rows.all())


async def _is_new(session: AsyncSession, mine: ColumnElement[bool], today: date, midnight: datetime) -> bool:
    """Whether the list of those who have not read has grown since the last working day."""
    query = (
        select(ReminderStep.id)
        .join(Assignment, Assignment.id == ReminderStep.assignment_id)
        .join(Minutes, Minutes.id == Assignment.minutes_id)
        .where(_listed(mine), consumed_today(today, midnight))
        .limit(1)
    )
    return await session.scalar(query) is not None


async def _undelivered(session: AsyncSession, mine: ColumnElement[bool]) -> dict[int, tuple[str, OutOfReach]]:
    """Organisations that owe something and cannot be reached."""
    asked = and_(OWES, or_(Assignment.state == State.ASSIGNED, Assignment.form.in_(REPORTABLE)))
    rows = await session.execute(
        select(Organisation.id, Organisation.short_name)
        .join(Assignment, Assignment.organisation_id == Organisation.id)
        .join(Minutes, Minutes.id == Assignment.minutes_id)
        .where(mine, asked)
        .order_by(Organisation.short_name)
        .distinct()
    )
    names: Sequence[tuple[int, str]] = rows.all()
    reach = await out_of_reach(session, {id_ for id_, _ in names})
    return {id_: (name, reach[id_]) for id_, name in names if id_ in reach}
