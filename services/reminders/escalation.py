"""«Решите: продлить, отменить, доложить»: long delays are put before the controller, then told upwards. Once each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, and_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Account, Assignment, Authority, Membership, NoticeKind, ReminderStep, late_on
from domain.audit import AuditAction
from domain.errors import WrongState
from domain.escalation import Terms
from domain.paging import Page, page_of
from domain.people import CONTROLLING, READING, Role
from domain.reminders import Audience, Step, StepKind, in_summer
from services.assignments.access import controlled
from services.assignments.long_delays import has_step, is_reported_up, late_at, terms_of, to_decide
from services.assignments.reminder_steps import write_steps
from services.audit import record
from services.context import Context
from services.facts import AssignmentFacts, assignments_query, load_assignments
from services.offices import OFFICIALS_AT, Minute, Office
from services.outbox import notify
from services.tree import authorities_of, holds

#: Items on one page of the list.
PAGE = 8
AUDIENCES = {
    StepKind.DECIDE: Audience.CONTROLLER,
    StepKind.HEAD: Audience.HEAD,
    StepKind.VIEWERS: Audience.VIEWERS,
}


@dataclass(frozen=True, slots=True)
class Undecided:
    """Items that wait for «продлить, отменить или доложить», the oldest first, a page."""

    items: tuple[AssignmentFacts, ...]
    total: int
    page: Page
    today: date


async def escalate(minute: Minute) -> int:
    """Write the steps that have come and tell heads and viewers; returns how many steps.

    In the hours of officials on a working day, not in the summer pause. Heads and viewers only where there are any:
    those marked later are told of what is late by then. Safe to repeat and to run at once in several processes.
    """
    now, waiting, written = minute.now, [], 0
    offices = [office for office in minute.offices.values() if _may_escalate(office, now)]
    if offices:
        async with minute.db.read() as session:
            told = await told_upwards(session, [office.id for office in offices])
            waiting = [office for office in offices if any((await _plan(session, office, now, told)).values())]
    for office in waiting:
        async with minute.db.write() as session:
            written += await _tell(session, office, now)
    return written


def _may_escalate(office: Office, now: datetime) -> bool:
    """Officials are at work, and it is not the summer pause of their authority."""
    return office.is_open(now, OFFICIALS_AT) and not (office.summer_mode and in_summer(office.today(now)))


_HEADS = and_(holds(READING), Membership.is_head.is_(True))
_VIEWERS = holds({Role.VIEWER})

#: Who is told upwards: (authority, kind of step) → accounts.
Told = Mapping[tuple[int, StepKind], tuple[int, ...]]


async def _plan(
    session: AsyncSession, office: Office, now: datetime, told: Told
) -> dict[StepKind, list[tuple[int, date]]]:
    """(assignment, day) of the steps that have come and are not written, by kind."""
    kinds = (StepKind.DECIDE, *(kind for kind in (StepKind.HEAD, StepKind.VIEWERS) if (office.id, kind) in told))
    return {kind: await _come(session, office.id, kind, office.terms, office.today(now)) for kind in kinds}


async def told_upwards(session: AsyncSession, authorities: Sequence[int]) -> Told:
    """Heads and viewers of authorities, in one read; a head who only looks is both."""
    rows = await session.execute(
        select(Membership.organisation_id, Membership.role, Membership.is_head, Account.id)
        .join(Account, Account.person_id == Membership.person_id)
        .where(Membership.organisation_id.in_(authorities), or_(_HEADS, _VIEWERS))
        .order_by(Account.id)
        .distinct()
    )
    found: dict[tuple[int, StepKind], tuple[int, ...]] = {}
    for authority_id, role, is_head, account in rows:
        kinds = [StepKind.HEAD] if is_head else []
        for kind in [*kinds, StepKind.VIEWERS] if role is Role.VIEWER else kinds:
            found[authority_id, kind] = (*found.get((authority_id, kind), ()), account)
    return found


async def _come(
    session: AsyncSession, authority_id: int, kind: StepKind, terms: Terms, today: date
) -> list[tuple[int, date]]:
    query = select(Assignment.id, Assignment.control_date).where(
        late_at(authority_id, today),
        Assignment.control_date <= terms.counts_by(kind, today),
        ~has_step(kind),
    )
    rows = await session.execute(query)
    return [(id_, terms.step_day(kind, counts)) for id_, counts in rows if counts is not None]


async def _tell(session: AsyncSession, office: Office, now: datetime) -> int:
    day, written = office.today(now).isoformat(), 0
    told = await told_upwards(session, [office.id])
    for kind, steps in (await _plan(session, office, now, told)).items():
        await _write(session, kind, steps, now)
        written += len(steps)
        if not steps or kind is StepKind.DECIDE:
            continue
        notice = NoticeKind.ESCALATED_LIST if kind is StepKind.VIEWERS else NoticeKind.ESCALATED
        await notify(
            session, now, notice, told[office.id, kind], key=f"{office.id}:{day}", organisation_id=office.id, day=day
        )
    return written


async def _write(session: AsyncSession, kind: StepKind, steps: Sequence[tuple[int, date]], now: datetime) -> None:
    """What goes to heads and viewers is told by its own notice: consumed at once."""
    by_day: dict[date, list[int]] = {}
    for id_, day in steps:
        by_day.setdefault(day, []).append(id_)
    for day, ids in by_day.items():
        await write_steps(session, ids, [Step(kind, AUDIENCES[kind], day)])
        if kind is not StepKind.DECIDE:
            mine = ReminderStep.assignment_id.in_(ids) & (ReminderStep.step == str(kind))
            await session.execute(
                update(ReminderStep)
                .where(mine, ReminderStep.consumed_at.is_(None))
                .values(consumed_at=now)
                .execution_options(synchronize_session=False)
            )


async def undecided(ctx: Context, page: int = 0) -> Undecided:
    """«Решите»: items of the actor's subtree that wait for a decision. Raises NotAllowed."""
    async with ctx.db.read() as session:
        authorities, zone = await authorities_of(session, ctx, CONTROLLING)
        today = ctx.today(zone)
        waits = [and_(late_at(each, today), to_decide(await terms_of(session, each), today)) for each in authorities]
        ids = [id_ for where in waits for id_ in await session.scalars(_by_age(where))]
        here = page_of(len(ids), page, PAGE)
        items = await _load(session, here.cut(ids))
        return Undecided(items, len(ids), here, today)


def _by_age(where: ColumnElement[bool]) -> Select[int]:
    return select(Assignment.id).where(where).order_by(Assignment.control_date, Assignment.id)


async def _load(session: AsyncSession, ids: Sequence[int]) -> tuple[AssignmentFacts, ...]:
    query = assignments_query().where(Assignment.id.in_(ids)).order_by(Assignment.control_date, Assignment.id)
    return await load_assignments(session, query)


async def report_up(ctx: Context, assignment_id: int, version: int) -> int:
    """«Доложить руководителю» now; returns how many are told.

    Raises WrongState("not_late" | "reported_up" | "no_head" | "only_head_is_you"), NotFound, NotAllowed, Stale.
    """
    async with ctx.db.write() as session:
        assignment = await controlled(session, ctx, assignment_id, version)
        zone = (await session.get_one(Authority, assignment.authority_id)).timezone
        today = ctx.today(zone)
        late = await session.scalar(select(Assignment.id).where(Assignment.id == assignment_id, late_on(today)))
        if late is None or assignment.control_date is None:
            raise WrongState("not_late")
        if await is_reported_up(session, assignment_id):
            raise WrongState("reported_up")
        told = await _others(session, ctx, assignment.authority_id)
        await _write(session, StepKind.HEAD, [(assignment.id, today)], ctx.now)
        record(session, ctx, AuditAction.REPORTED_UP, "assignment", assignment.id)
        key = f"{assignment.id}:{today.isoformat()}"
        await notify(
            session,
            ctx.now,
            NoticeKind.REPORTED_UP,
            told,
            key=key,
            organisation_id=assignment.authority_id,
            minutes_id=assignment.minutes_id,
            subject_id=assignment.id,
        )
        return len(told)


async def _others(session: AsyncSession, ctx: Context, authority_id: int) -> tuple[int, ...]:
    heads = (await told_upwards(session, [authority_id])).get((authority_id, StepKind.HEAD), ())
    if not heads:
        raise WrongState("no_head")
    others = tuple(account for account in heads if account != ctx.actor.account_id)
    if not others:
        raise WrongState("only_head_is_you")
    return others
