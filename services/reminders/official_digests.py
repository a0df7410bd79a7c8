"""What an official's morning digest says, found when it is sent: what waits for them in the minutes they control."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import (
    EXTENSION_WAITS,
    IS_HANDED_IN,
    IS_REPORTED,
    OWES,
    QUESTION_WAITS,
    Account,
    Assignment,
    Decision,
    Extension,
    Inquiry,
    Membership,
    Minutes,
    MinutesState,
    Organisation,
    ReminderStep,
    Report,
    late_on,
)
from db.outbox import DueNotice
from domain.digest_days import Rhythm
from domain.leading import is_summary_day
from domain.lifecycle import REPORTABLE, State
from domain.people import CONTROLLING, OutOfReach
from domain.reminders import Audience, StepKind
from services.assignments.long_delays import terms_of, to_decide
from services.assignments.own_items import OwnDigest, load_own_digest
from services.assignments.waiting_requests import WaitingRequests, load_waiting_requests
from services.context import Database
from services.facts import ItemLabel
from services.offices import Office
from services.people.duties import theirs_to_control
from services.recipients import out_of_reach
from services.reminders.by_item import SHOWN, Lag, Progress, due_by_item, late_by_item
from services.reminders.digest_items import sunday
from services.reminders.digests import Digest, load_digest, on_its_day
from services.reminders.mornings import Morning, in_window, last_digest
from services.tree import holds


@dataclass(frozen=True, slots=True)
class Names:
    """Organisations in a list: those to be named, how many of all are new in it, how many there are."""

    named: tuple[str, ...] = ()
    new: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class OfficialDigest:
    """An official's digest of a day; `at` is local time, `since` the day of the last one.

    `whole`: the week begins, what is not new is listed too.
    """

    at: datetime
    since: date
    whole: bool
    to_check: int
    to_check_labels: tuple[ItemLabel, ...]  # of the items the reports are about
    overdue: Lag  # without what is to be decided
    behind: int  # organisations that are late with something
    this_week: tuple[Progress, ...]
    unread: Names  # organisations with items not acknowledged three days after sending
    unopened: tuple[str, ...]  # due today at short notice, and not acknowledged
    undelivered: tuple[tuple[str, OutOfReach], ...]  # organisation, why
    to_check_only: int | None = None  # the decision, when all reports to check are about one item
    requests: WaitingRequests = WaitingRequests()  # what organisations ask for beside reports
    own: OwnDigest = OwnDigest()  # items of the authority itself
    to_decide: Lag = ()  # late for long: extend, cancel or report up
    director: Digest | None = None  # of the organisation the official answers for as well


async def official_digest(db: Database, notice: DueNotice, now: datetime) -> OfficialDigest | None:
    """Facts of a CONTROL_DIGEST; None when there is nothing new for the official or its day is over.

    On the first working day of a week everything that waits is new. The official's minutes are those they control, and
    of their authorities those whose controller has left. Whoever answers for an organisation too is told of it here.
    """
    office = await on_its_day(db, notice, now)
    if office is None:
        return None
    async with db.read() as session:
        since = await last_digest(session, notice.account_id, office, now)
        morning = Morning(office, now, since, Rhythm.DAILY)
        mine = await _mine(session, notice.account_id)
        digest = await _load(session, notice.account_id, mine, morning)
        director = await load_digest(session, notice.account_id, office, now)
        if director or _is_due(digest, morning.today) or await _asked(session, mine, morning):
            return replace(digest, director=director)
    return None


async def _load(session: AsyncSession, account_id: int, mine: ColumnElement[bool], morning: Morning) -> OfficialDigest:
    office, today = morning.office, morning.today
    undelivered = await _undelivered(session, mine)
    decision = await _decision(session, office.id, today)
    return OfficialDigest(
        at=morning.now.astimezone(office.zone),
        since=morning.since.day,
        whole=is_summary_day(today, office.calendar),
        to_check=await _to_check(session, mine),
        to_check_labels=await _labels(session, mine),
        to_check_only=await _only_item(session, mine),
        requests=await load_waiting_requests(session, mine),
        own=await load_own_digest(session, account_id, sunday(today), _last_morning(office, today)),
        behind=await _behind(session, mine, today),
        overdue=await late_by_item(session, and_(mine, ~decision), today),
        to_decide=await late_by_item(session, and_(mine, decision), today),
        this_week=await due_by_item(session, mine, today, sunday(today)),
        unread=await _unread(session, mine, morning, set(undelivered)),
        unopened=tuple((await _listed_names(session, mine, morning, StepKind.SHORT, only_new=True)).values()),
        undelivered=tuple(undelivered.values()),
    )


def _is_due(digest: OfficialDigest, today: date) -> bool:
    """Whether there is something new by the days alone; a dispute is brought back every morning until it is decided."""
    waits = digest.to_check or digest.requests or digest.own or digest.overdue or digest.to_decide
    if digest.whole and (waits or digest.this_week):
        return True
    return bool(
        digest.requests.disputes.count
        or digest.own.asked_today
        or any(item.due_date and digest.since <= item.due_date <= today for item in digest.own.mine)
        or any(item.newest >= digest.since for item in digest.overdue)
        or any(each.counts == today for each in digest.this_week)
        or digest.unread.new
        or digest.unopened
    )


async def _asked(session: AsyncSession, mine: ColumnElement[bool], morning: Morning) -> bool:
    """Whether a report, a request or a question has come since the last digest, or an item is late for so long."""
    since = morning.since.moment
    come = [
        select(Report.id).join(Assignment).where(IS_HANDED_IN, Report.handed_in_at > since),
        select(Extension.id).join(Assignment).where(EXTENSION_WAITS, Extension.asked_at > since),
        select(Inquiry.id).join(Assignment).where(QUESTION_WAITS, Inquiry.at > since),
        select(ReminderStep.id)
        .join(Assignment)
        .where(late_on(morning.today), ReminderStep.step == str(StepKind.DECIDE), in_window(morning)),
    ]
    for query in come:
        found = query.join(Minutes, Minutes.id == Assignment.minutes_id).where(mine).limit(1)
        if await session.scalar(found) is not None:
            return True
    return False


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


async def _behind(session: AsyncSession, mine: ColumnElement[bool], today: date) -> int:
    query = (
        select(func.count(Assignment.organisation_id.distinct()))
        .join(Minutes, Minutes.id == Assignment.minutes_id)
        .where(mine, late_on(today))
    )
    return await session.scalar(query) or 0


async def _decision(session: AsyncSession, authority_id: int, today: date) -> ColumnElement[bool]:
    return to_decide(await terms_of(session, authority_id), today)


async def _listed_names(
    session: AsyncSession, mine: ColumnElement[bool], morning: Morning, kind: StepKind, *, only_new: bool = False
) -> dict[int, str]:
    """Organisations on the controller's list: a step put them there and they have still not acknowledged."""
    rows = await session.execute(
        select(Organisation.id, Organisation.short_name)
        .join(Assignment, Assignment.organisation_id == Organisation.id)
        .join(Minutes, Minutes.id == Assignment.minutes_id)
        .join(ReminderStep, ReminderStep.assignment_id == Assignment.id)
        .where(
            mine,
            OWES,
            Assignment.state == State.ASSIGNED,
            ReminderStep.audience == str(Audience.CONTROLLER),
            ReminderStep.step == str(kind),
            in_window(morning) if only_new else ReminderStep.day <= morning.today,
        )
        .order_by(Organisation.short_name)
        .distinct()
    )
    return dict(rows.all())


async def _unread(session: AsyncSession, mine: ColumnElement[bool], morning: Morning, unreached: set[int]) -> Names:
    """Who has not read for too long; those out of reach are told of apart. The new ones are named, on Mondays all."""
    listed = await _listed_names(session, mine, morning, StepKind.UNREAD)
    new = await _listed_names(session, mine, morning, StepKind.UNREAD, only_new=True) if listed else {}
    reached = listed.keys() - unreached
    said = listed if is_summary_day(morning.today, morning.calendar) else new
    names = tuple(name for id_, name in said.items() if id_ in reached)
    return Names(names, len(new.keys() & reached), len(reached))


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
