"""«Направить»: a draft becomes assignments, reminder steps and notices in one transaction."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, case, func, insert, literal, select, true, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from db.models import (
    Account,
    Addressee,
    AddresseeOrganisation,
    Assignment,
    Audit,
    Authority,
    Checkpoint,
    Decision,
    Membership,
    Minutes,
    MinutesState,
    NoticeKind,
    Organisation,
    ReminderStep,
)
from domain.calendar import moved
from domain.drafting import Draft, open_doubts
from domain.errors import WrongState
from domain.lifecycle import DATED, State
from domain.lookup import natural_key
from domain.minutes.model import ControlForm
from domain.people import EXECUTING
from domain.reminders import Step
from services.answering import appoint_leads
from services.audit import record
from services.calendars import calendar_of
from services.context import Context, Database
from services.drafts import as_sent, editable, load, owned
from services.editing import today_of
from services.offices import office_of
from services.outbox import notify, notify_rows
from services.passing import earlier_part, move_into, tell_added
from services.periods import name_periods
from services.recipients import load_crews
from services.steps import steps_for

MORNING_HOUR = 9


@dataclass(frozen=True, slots=True)
class Share:
    """What organisations of one kind get: how many of them, and items by form (most per organisation)."""

    kind: str
    organisations: int
    report_dates: tuple[date, ...]  # dates of items with a report, earliest first
    forms: Counter[ControlForm]


@dataclass(frozen=True, slots=True)
class Plan:
    """What «Направить» will do, shown before it."""

    draft: Draft
    shares: tuple[Share, ...]
    own_items: int  # for the authority itself: «исполнителей назначите Вы»
    organisations: int  # that get a message, or will when they connect
    not_connected: tuple[str, ...]  # short names of those nobody represents yet

    @property
    def through(self) -> frozenset[int]:
        """Organisations that authorities are to pass items down to."""
        return frozenset(place for item in self.draft.live if item.through for place in item.named)

    @property
    def passing(self) -> frozenset[int]:
        """Addressees of those items: the authorities that pass them down."""
        return frozenset(place for item in self.draft.live if item.through for place in item.organisations)


async def plan(ctx: Context, minutes_id: int) -> Plan:
    """What would be sent to whom. Raises NotFound, NotAllowed."""
    async with ctx.db.read() as session:
        minutes = await owned(session, ctx, minutes_id)
        office = await office_of(session, minutes.authority_id)
        return await _plan(session, as_sent(await load(session, minutes), office, ctx.now))


async def _plan(session: AsyncSession, draft: Draft) -> Plan:
    reached = {o for item in draft.live for o in item.organisations} - {draft.authority_id}
    rows = await session.execute(
        select(Organisation.id, Organisation.kind, Organisation.short_name)
        .where(Organisation.id.in_(reached))
        .order_by(Organisation.short_name)
    )
    kinds, names = {}, {}
    for organisation_id, kind, short_name in rows:
        kinds[organisation_id], names[organisation_id] = str(kind), short_name
    connected = set(
        await session.scalars(
            select(Membership.organisation_id).where(
                Membership.organisation_id.in_(reached),
                Membership.role.in_(EXECUTING),
                Membership.ended_at.is_(None),
            )
        )
    )
    shares = _shares(draft, kinds)
    return Plan(
        draft=draft,
        shares=shares,
        own_items=sum(draft.authority_id in item.organisations for item in draft.live),
        organisations=len(reached),
        not_connected=tuple(sorted((n for o, n in names.items() if o not in connected), key=natural_key)),
    )


def _shares(draft: Draft, kinds: Mapping[int, str]) -> tuple[Share, ...]:
    """By kind, the richest programme of one organisation: what «школы (7)» get."""
    programmes: dict[int, Counter[ControlForm]] = {organisation_id: Counter() for organisation_id in kinds}
    dates: dict[str, set[date]] = {kind: set() for kind in kinds.values()}
    for item in draft.live:
        for organisation_id, form in item.forms.items():
            if organisation_id in kinds:
                programmes[organisation_id][form] += 1
                dates[kinds[organisation_id]].update(item.dates if form in DATED else ())
    return tuple(
        Share(kind, len(members), tuple(sorted(dates[kind])), max(members, key=Counter.total))
        for kind in sorted(dates)
        if (members := [programmes[o] for o in kinds if kinds[o] == kind])
    )


async def send(ctx: Context, minutes_id: int, version: int) -> Plan:
    """Send the draft out now. Raises WrongState("doubts_open" | "nobody_addressed") and as `editable` does."""
    async with ctx.db.write() as session:
        minutes = await editable(session, ctx, minutes_id, version)
        draft = await _ready(session, minutes, await today_of(ctx, session, minutes.authority_id))
        minutes.controller_id = ctx.actor.person_id
        office = await office_of(session, minutes.authority_id)
        result = await _plan(session, as_sent(draft, office, ctx.now))
        sent = await _publish_or_add(session, minutes, ctx.now, ctx.actor.person_id)
        return replace(result, draft=replace(draft, id=sent))


async def schedule(ctx: Context, minutes_id: int, version: int) -> datetime:
    """Send on the next working morning at 09:00 of the authority. Returns the moment.

    Raises as `send` does, and WrongState("past_by_morning") when a date will have passed by then.
    """
    async with ctx.db.write() as session:
        minutes = await editable(session, ctx, minutes_id, version)
        authority = await session.get_one(Authority, minutes.authority_id)
        zone = ZoneInfo(authority.timezone)
        local = ctx.now.astimezone(zone)
        first = local.date() if local.hour < MORNING_HOUR else local.date() + timedelta(days=1)
        day = (await calendar_of(session, minutes.authority_id)).next_working(first)
        draft = await _ready(session, minutes, local.date())
        if open_doubts(draft, day):
            raise WrongState("past_by_morning", day=day)
        minutes.controller_id = ctx.actor.person_id
        minutes.state = MinutesState.SCHEDULED
        minutes.send_at = datetime(day.year, day.month, day.day, MORNING_HOUR, tzinfo=zone)
        record(session, ctx.now, ctx.actor.person_id, "minutes_scheduled", "minutes", minutes.id)
        return minutes.send_at


async def unschedule(ctx: Context, minutes_id: int) -> None:
    """Take back «Утром в 09:00»: the draft can be edited again. Raises WrongState once it is sent."""
    async with ctx.db.write() as session:
        minutes = await owned(session, ctx, minutes_id)
        if minutes.state is not MinutesState.SCHEDULED:
            raise WrongState(f"minutes_{minutes.state}")
        minutes.state = MinutesState.DRAFT
        minutes.send_at = None
        record(session, ctx.now, ctx.actor.person_id, "minutes_unscheduled", "minutes", minutes.id)


async def send_scheduled(db: Database, now: datetime) -> int:
    """Send out every draft whose morning has come; returns how many. One transaction each."""
    async with db.read() as session:
        due = (
            await session.scalars(
                select(Minutes.id).where(Minutes.state == MinutesState.SCHEDULED, Minutes.send_at <= now)
            )
        ).all()
    for minutes_id in due:
        async with db.write() as session:
            minutes = await session.get_one(Minutes, minutes_id)
            if minutes.state is MinutesState.SCHEDULED:
                await _publish_or_add(session, minutes, now, minutes.controller_id)
                await _tell_controller(session, minutes, now)
    return len(due)


async def _tell_controller(session: AsyncSession, minutes: Minutes, now: datetime) -> None:
    accounts = await session.scalars(select(Account.id).where(Account.person_id == minutes.controller_id))
    await notify(session, now, NoticeKind.SENT, accounts.all(), key=str(minutes.id), minutes_id=minutes.id)


async def _ready(session: AsyncSession, minutes: Minutes, today: date) -> Draft:
    draft = await load(session, minutes)
    doubts = open_doubts(draft, today)
    if doubts:
        raise WrongState("doubts_open", count=len(doubts))
    if not any(item.organisations for item in draft.live):
        raise WrongState("nobody_addressed")
    return draft


async def _publish_or_add(session: AsyncSession, minutes: Minutes, now: datetime, person_id: int) -> int:
    """Send minutes out, or add their items to what was passed down of the same protocol; returns the sent minutes."""
    earlier = await earlier_part(session, minutes)
    if earlier is None:
        await _publish(session, minutes, now, person_id)
        return minutes.id
    moved = await move_into(session, minutes, earlier, now, person_id)
    await add_decisions(session, earlier, moved, now, person_id)
    await tell_added(session, earlier, moved, now)
    return earlier.id


async def _publish(session: AsyncSession, minutes: Minutes, now: datetime, person_id: int) -> None:
    await _assign(session, minutes, now)
    await _plan_reminders(session, minutes, now)
    await _announce(session, minutes, now)
    minutes.state = MinutesState.SENT
    minutes.sent_at = now
    count = await session.scalar(select(func.count(Assignment.id)).where(Assignment.minutes_id == minutes.id))
    record(session, now, person_id, "minutes_sent", "minutes", minutes.id, assignments=count)
    await _audit_assignments(session, minutes, now, person_id)


async def add_decisions(
    session: AsyncSession, minutes: Minutes, decisions: Sequence[int], now: datetime, person_id: int
) -> None:
    """Part of a transaction: decisions added to minutes that are sent already become assignments, steps and audit.

    Whom to tell is the caller's concern.
    """
    await _assign(session, minutes, now, decisions)
    await _plan_reminders(session, minutes, now, decisions)
    await _audit_assignments(session, minutes, now, person_id, decisions)


async def _assign(session: AsyncSession, minutes: Minutes, now: datetime, only: Sequence[int] = ()) -> None:
    """Checkpoint × organisation in one statement; an organisation reached twice gets one assignment."""
    await name_periods(session, minutes.id, only)
    form = func.coalesce(func.min(Addressee.form), Decision.form)
    dated = and_(form.in_([str(f) for f in DATED]), AddresseeOrganisation.organisation_id != minutes.authority_id)
    rows = (
        select(
            literal(minutes.authority_id),
            literal(minutes.id),
            Decision.id,
            Checkpoint.id,
            AddresseeOrganisation.organisation_id,
            literal(1),
            form,
            literal(str(State.ASSIGNED)),
            Checkpoint.due_date,
            Checkpoint.due_date,
            case((dated, Checkpoint.due_date), else_=None),
            literal(now, Assignment.created_at.type),
            literal(1),
        )
        .select_from(Decision)
        .join(Checkpoint, Checkpoint.decision_id == Decision.id)
        .join(Addressee, Addressee.decision_id == Decision.id)
        .join(AddresseeOrganisation, AddresseeOrganisation.addressee_id == Addressee.id)
        .where(Decision.minutes_id == minutes.id, Decision.left_out.is_(False), _among(Decision.id, only))
        .group_by(Decision.id, Checkpoint.id, AddresseeOrganisation.organisation_id)
        .order_by(Decision.ordinal, Checkpoint.id, AddresseeOrganisation.organisation_id)
    )
    columns = [
        "authority_id", "minutes_id", "decision_id", "checkpoint_id", "organisation_id", "round", "form", "state",
        "due_date", "original_due_date", "control_date", "created_at", "version",
    ]  # fmt: skip
    await session.execute(insert(Assignment).from_select(columns, rows))
    await appoint_leads(session, minutes.id, only)
    await _move_days_off(session, minutes, now, only)


async def _move_days_off(session: AsyncSession, minutes: Minutes, now: datetime, only: Sequence[int]) -> None:
    """Where the authority has said so, a date on a day off moves; the checkpoint keeps it as it was written."""
    office = await office_of(session, minutes.authority_id)
    where = and_(Assignment.minutes_id == minutes.id, Assignment.form.in_(DATED), _among(Assignment.decision_id, only))
    for written in (await session.scalars(select(Assignment.due_date).where(where).distinct())).all():
        due = moved(written, office.day_off_rule, office.calendar, office.today(now)) if written else None
        if written is None or due == written:
            continue
        counts = case((Assignment.control_date.is_not(None), due), else_=None)
        await session.execute(
            update(Assignment)
            .where(where, Assignment.due_date == written)
            .values(due_date=due, original_due_date=due, control_date=counts)
            .execution_options(synchronize_session=False)
        )


def _among(column: InstrumentedAttribute[int], only: Sequence[int]) -> ColumnElement[bool]:
    """Condition: one of `only`, or any when none are named."""
    return column.in_(only) if only else true()


async def _plan_reminders(session: AsyncSession, minutes: Minutes, now: datetime, only: Sequence[int] = ()) -> None:
    """One INSERT … SELECT per step of a plan: items of one form, date and time to prepare share their plan."""
    office = await office_of(session, minutes.authority_id)
    groups = await session.execute(
        select(Assignment.checkpoint_id, Assignment.form, Assignment.due_date, Decision.requirement)
        .join(Decision, Decision.id == Assignment.decision_id)
        .where(Assignment.minutes_id == minutes.id, _among(Assignment.decision_id, only))
        .group_by(Assignment.checkpoint_id, Assignment.form, Assignment.due_date, Decision.id)
    )
    plans: dict[tuple[Step, ...], dict[ControlForm, list[int]]] = {}
    for checkpoint_id, form, due, requirement in groups.all():
        steps = steps_for(office, form, requirement, due, office.today(now))
        plans.setdefault(steps, {}).setdefault(form, []).append(checkpoint_id)
    for steps, by_form in plans.items():
        for form, checkpoints in by_form.items():
            await _write_steps(session, minutes, steps, form, checkpoints)


async def _write_steps(
    session: AsyncSession, minutes: Minutes, steps: Iterable[Step], form: ControlForm, checkpoints: Sequence[int]
) -> None:
    for step in steps:
        rows = select(Assignment.id, literal(str(step.audience)), literal(str(step.kind)), literal(step.day)).where(
            Assignment.checkpoint_id.in_(checkpoints),
            Assignment.form == form,
            Assignment.organisation_id != minutes.authority_id,
        )
        await session.execute(insert(ReminderStep).from_select(["assignment_id", "audience", "step", "day"], rows))


async def _announce(session: AsyncSession, minutes: Minutes, now: datetime) -> None:
    """One notice per organisation and each of those who lead its affairs."""
    reached = await session.scalars(
        select(Assignment.organisation_id)
        .where(Assignment.minutes_id == minutes.id, Assignment.organisation_id != minutes.authority_id)
        .distinct()
        .order_by(Assignment.organisation_id)
    )
    crews = await load_crews(session, reached.all())
    pairs = [(place, account) for place, crew in crews.items() for account in crew.recipients(minutes.id)]
    await notify_rows(session, now, NoticeKind.PROTOCOL, _keys(minutes.id, pairs), minutes_id=minutes.id)


def _keys(minutes_id: int, pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int, str]]:
    return [(account, organisation, f"{minutes_id}:{organisation}") for organisation, account in pairs]


async def _audit_assignments(
    session: AsyncSession, minutes: Minutes, now: datetime, person_id: int, only: Sequence[int] = ()
) -> None:
    rows = select(
        literal(now, Audit.at.type),
        literal(person_id),
        literal("assigned"),
        literal("assignment"),
        Assignment.id,
        literal(""),
        literal(str(State.ASSIGNED)),
        literal(""),
        literal({}, Audit.facts.type),
    ).where(Assignment.minutes_id == minutes.id, _among(Assignment.decision_id, only))
    columns = ["at", "person_id", "action", "subject", "subject_id", "from_state", "to_state", "reason", "facts"]
    await session.execute(insert(Audit).from_select(columns, rows))
