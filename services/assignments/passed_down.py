"""What came of items that were passed down: «n из m» and sums for those above, never whose answer it is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Select, and_, exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from db.models import (
    IS_GATHERED,
    Account,
    Assignment,
    Decision,
    Membership,
    Minutes,
    MinutesState,
    Notice,
    NoticeKind,
    Organisation,
    Report,
    late_on,
)
from db.outbox import DueNotice
from domain.access import check_execute
from domain.errors import WrongState
from domain.lifecycle import OWING, REPORTABLE, State
from domain.minutes.model import ControlForm
from domain.organisations import OrganisationKind
from domain.passing_down import Lower, PassedDown, one_of, sum_up
from domain.people import CONTROLLING, EXECUTING
from domain.reports import ReportState
from services.assignment_rows import AssignmentRows
from services.context import Context, Database
from services.facts import AssignmentFacts, load_assignment
from services.offices import Minute, office_of
from services.outbox import accounts_of_person, notify
from services.recipients import load_crews
from services.tree import holds


@dataclass(frozen=True, slots=True)
class Gathered:
    """An authority's item whose organisations have all answered: it may report upward."""

    assignment: AssignmentFacts
    passed_down: PassedDown
    may_report: bool  # the recipient answers for the authority


#: The item above, the checkpoint, the organisation; how it stands there; its report.
_LowerRows = Select[int | None, int, int, ControlForm, State, OrganisationKind, bool, Report]


async def load_passed_down(session: AsyncSession, assignments: Iterable[int], today: date) -> dict[int, PassedDown]:
    """How items stand that were passed down from these assignments; those not passed down are left out.

    Of several rounds of one organisation the last counts.
    """
    rows = await session.execute(_lower(today).where(Decision.cascaded_from_id.in_(tuple(assignments))))
    newest: dict[int, dict[tuple[int, int], Lower]] = {}
    for upper, checkpoint, organisation, form, state, kind, late, report in rows:
        newest.setdefault(upper or 0, {})[checkpoint, organisation] = Lower(
            form,
            state,
            kind,
            late=bool(late),
            figure=report.figure if report else None,
            reference=bool(report and report.reference),
            link=bool(report and report.link),
            not_needed=bool(report and report.not_needed),
        )
    return {upper: sum_up(_by_organisation(found)) for upper, found in newest.items()}


def _by_organisation(found: Mapping[tuple[int, int], Lower]) -> Iterable[Lower]:
    """Organisations are counted, not copies: what was passed down twice before it was refused counts once."""
    copies: dict[int, list[Lower]] = {}
    for (_, organisation), lower in found.items():
        copies.setdefault(organisation, []).append(lower)
    return map(one_of, copies.values())


def _lower(today: date) -> _LowerRows:
    """Assignments passed down, each with the report that stands, of which there is one at most."""
    stands = and_(
        Report.assignment_id == Assignment.id, Report.state.in_((ReportState.HANDED_IN, ReportState.ACCEPTED))
    )
    return (
        select(
            Decision.cascaded_from_id,
            Assignment.checkpoint_id,
            Assignment.organisation_id,
            Assignment.form,
            Assignment.state,
            Organisation.kind,
            late_on(today),
            Report,
        )
        .join(Assignment, Assignment.decision_id == Decision.id)
        .join(Organisation, Organisation.id == Assignment.organisation_id)
        .outerjoin(Report, stands)
        .order_by(Assignment.round, Report.number.asc().nulls_first())
    )


async def below_of(session: AsyncSession, rows: AssignmentRows, now: datetime) -> PassedDown | None:
    """How an item stands further down; None, without a read, for one that was never passed down."""
    if not rows.has_below:
        return None
    today = now.astimezone(ZoneInfo(rows.authority.timezone)).date()
    found = (await load_passed_down(session, [rows.assignment.id], today)).get(rows.assignment.id)
    return found if found and found.total else None


async def children(session: AsyncSession, assignment_id: int) -> tuple[Assignment, ...]:
    """Open assignments of the organisations below, passed down from this one: what ends with it.

    Part of a transaction; those passed further down follow from each of them.
    """
    rows = await session.scalars(
        select(Assignment)
        .join(Decision, Decision.id == Assignment.decision_id)
        .where(
            Decision.cascaded_from_id == assignment_id,
            Assignment.state.in_((*OWING, State.REPORTED, State.DISPUTED)),
        )
        .order_by(Assignment.id)
    )
    return tuple(rows.all())


async def gathered(ctx: Context, assignment_id: int) -> Gathered:
    """What an authority may report upward about an item. Raises NotFound, NotAllowed, WrongState("not_passed_down")."""
    async with ctx.db.read() as session:
        item = await load_assignment(session, assignment_id)
        check_execute(ctx.actor, item.organisation_id)
        found = await load_passed_down(session, [assignment_id], ctx.today(item.authority.timezone))
    if assignment_id not in found:
        raise WrongState("not_passed_down")
    return Gathered(item, found[assignment_id], may_report=True)


# --- the notice --------------------------------------------------------------------------------------------------


async def offer_reports(minute: Minute) -> int:
    """Tell authorities once whose organisations have all answered an item; returns how many items. Safe to repeat."""
    db, now = minute.db, minute.now
    async with db.read() as session:
        waiting = await _not_offered(session)
        done = []
        for assignment_id, organisation_id in waiting:
            office = await office_of(session, organisation_id)
            found = await load_passed_down(session, [assignment_id], office.today(now))
            if assignment_id in found and found[assignment_id].done:
                done.append(assignment_id)
    for assignment_id in done:
        async with db.write() as session:
            await _offer(session, assignment_id, now)
    return len(done)


async def _not_offered(session: AsyncSession) -> list[tuple[int, int]]:
    """Items still owed upward with something sent down and nobody told yet that all is in."""
    child, open_child = aliased(Assignment), (State.ASSIGNED, State.RETURNED, State.REPORTED, State.DISPUTED)
    waits = exists().where(child.decision_id == Decision.id, child.state.in_(open_child))
    is_sent = exists().where(Minutes.id == Decision.minutes_id, Minutes.state == MinutesState.SENT)
    all_in = select(Decision.cascaded_from_id).where(Decision.cascaded_from_id.is_not(None), is_sent, ~waits)
    later, of = aliased(Assignment), aliased(Decision)
    passed_later = (
        exists()
        .where(later.decision_id == of.id, of.cascaded_from_id == Assignment.id, later.created_at > Notice.created_at)
        .correlate(Assignment, Notice)
    )
    told = exists().where(IS_GATHERED, Notice.subject_id == Assignment.id, ~passed_later)
    rows = await session.execute(
        select(Assignment.id, Assignment.organisation_id).where(
            Assignment.id.in_(all_in), Assignment.state.in_(OWING), Assignment.form.in_(REPORTABLE), ~told
        )
    )
    return [(assignment_id, organisation_id) for assignment_id, organisation_id in rows]


async def _offer(session: AsyncSession, assignment_id: int, now: datetime) -> None:
    """To those who answer for the authority, and to whoever passed the item down."""
    assignment = await session.get_one(Assignment, assignment_id)
    crews = await load_crews(session, [assignment.organisation_id])
    accounts = {each for crew in crews.values() for each in crew.recipients(assignment.minutes_id)}
    controllers = await session.scalars(
        select(Minutes.controller_id)
        .join(Decision, Decision.minutes_id == Minutes.id)
        .where(Decision.cascaded_from_id == assignment_id)
        .distinct()
    )
    for person_id in controllers.all():
        accounts |= set(await accounts_of_person(session, person_id))
    reached = await session.scalar(
        select(func.count(Assignment.id))
        .join(Decision, Decision.id == Assignment.decision_id)
        .where(Decision.cascaded_from_id == assignment_id)
    )
    await notify(
        session,
        now,
        NoticeKind.GATHERED,
        sorted(accounts),
        key=f"{assignment_id}:{reached}",
        organisation_id=assignment.organisation_id,
        minutes_id=assignment.minutes_id,
        subject_id=assignment_id,
    )


async def all_in(db: Database, notice: DueNotice, now: datetime) -> Gathered | None:
    """Facts of the notice; none once the item is reported, or for whoever has left the authority."""
    async with db.read() as session:
        if notice.subject_id is None:
            return None
        item = await load_assignment(session, notice.subject_id)
        roles = set(
            await session.scalars(
                select(Membership.role)
                .join(Account, Account.person_id == Membership.person_id)
                .where(Account.id == notice.account_id, Membership.organisation_id == item.organisation_id, holds())
            )
        )
        if item.state not in OWING or not roles & (EXECUTING | CONTROLLING):
            return None
        office = await office_of(session, item.organisation_id)
        found = await load_passed_down(session, [item.id], office.today(now))
    if item.id not in found or not found[item.id].done:
        return None
    return Gathered(item, found[item.id], may_report=bool(roles & EXECUTING))
