"""The question of June: what becomes of items «постоянно» that nobody reports on. Once a year to every official."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, exists, extract, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Account, Assignment, Checkpoint, Decision, Membership, Minutes, MinutesState, Notice, NoticeKind
from db.outbox import DueNotice
from domain.access import own_authority
from domain.audit import AuditAction
from domain.lifecycle import OPEN
from domain.minutes.model import ControlForm, DeadlineKind
from domain.people import CONTROLLING
from domain.school_year import first_working_day_of_june
from services.audit import record
from services.context import Context, Database
from services.facts import ItemLabel, MinutesName, label_of, minutes_name
from services.offices import OFFICIALS_AT, Minute, Office
from services.outbox import notify
from services.people.duties import theirs_to_control
from services.requests.endings import cancel
from services.tree import holds

JUNE = 6


@dataclass(frozen=True, slots=True)
class OpenEnded:
    """An item without a date that is still open at so many organisations."""

    decision_id: int
    minutes: MinutesName
    label: ItemLabel
    text: str
    organisations: int


@dataclass(frozen=True, slots=True)
class OpenEndedQuestion:
    """All open-ended items of one official that nobody has decided on this year."""

    items: tuple[OpenEnded, ...]

    @property
    def organisations(self) -> int:
        """The most that one item concerns."""
        return max((item.organisations for item in self.items), default=0)


async def ask(minute: Minute) -> int:
    """On the first working day of June, or the first one after it that month, ask every official who has such items.

    Returns how many were asked now. Once a year each, on however many processes.
    """
    due = [office for office in minute.offices.values() if _is_time(office, minute.now)]
    if not due:
        return 0
    async with minute.db.read() as session:
        waiting = [each for office in due for each in await _not_asked(session, office, minute.now)]
    for account, key, office_id in waiting:
        async with minute.db.write() as session:
            await notify(session, minute.now, NoticeKind.JUNE, [account], key=key, organisation_id=office_id)
    return len(waiting)


def _is_time(office: Office, now: datetime) -> bool:
    today = office.today(now)
    first = first_working_day_of_june(today.year, office.calendar)
    return today.month == JUNE and today >= first and office.is_open(now, OFFICIALS_AT)


async def _not_asked(session: AsyncSession, office: Office, now: datetime) -> list[tuple[int, str, int]]:
    year = office.today(now).year
    officials = await session.execute(
        select(Account.id, Account.person_id)
        .join(Membership, Membership.person_id == Account.person_id)
        .where(Membership.organisation_id == office.id, holds(CONTROLLING))
        .distinct()
        .order_by(Account.id)
    )
    keys = {f"{NoticeKind.JUNE}:{year}:{person}:{account}": (account, person) for account, person in officials}
    told = set(await session.scalars(select(Notice.dedup_key).where(Notice.dedup_key.in_(tuple(keys)))))
    found = []
    for key, (account, person) in keys.items():
        if key not in told and await _items(session, person, office.id, office.today(now)):
            found.append((account, f"{year}:{person}", office.id))
    return found


async def question(db: Database, notice: DueNotice, now: datetime) -> OpenEndedQuestion | None:
    """Facts of a JUNE; None when everything is decided or the person works for the authority no more."""
    async with db.read() as session:
        person = await session.scalar(
            select(Account.person_id)
            .join(Membership, Membership.person_id == Account.person_id)
            .where(
                Account.id == notice.account_id,
                Membership.organisation_id == notice.organisation_id,
                holds(CONTROLLING),
            )
            .limit(1)
        )
        items = await _items(session, person, notice.organisation_id or 0, now.date()) if person else ()
    return OpenEndedQuestion(items) if items else None


async def _items(session: AsyncSession, person_id: int, authority_id: int, today: date) -> tuple[OpenEnded, ...]:
    rows = await session.execute(
        select(Decision, Minutes, func.count(Assignment.id))
        .join(Minutes, Minutes.id == Decision.minutes_id)
        .join(Assignment, Assignment.decision_id == Decision.id)
        .where(
            Minutes.authority_id == authority_id,
            theirs_to_control(person_id),
            *_open_ended(today),
            Assignment.state.in_(OPEN),
            Assignment.organisation_id != Assignment.authority_id,
        )
        .group_by(Decision.id, Minutes.id)
        .order_by(Minutes.id, Decision.ordinal)
    )
    return tuple(
        OpenEnded(decision.id, minutes_name(minutes), label_of(decision), decision.text, count)
        for decision, minutes, count in rows
    )


def _open_ended(today: date) -> tuple[ColumnElement[bool], ...]:
    """For work without a date, or «к сведению» that is written as going on; not decided on this year."""
    going_on = and_(Decision.form == ControlForm.INFORMATION, Decision.deadline_kind == DeadlineKind.ONGOING)
    dated = exists().where(Checkpoint.decision_id == Decision.id, Checkpoint.due_date.is_not(None))
    return (
        Minutes.state == MinutesState.SENT,
        or_(Decision.form == ControlForm.WORK, going_on),
        ~dated,
        Decision.ended_at.is_(None),
        or_(Decision.kept_on.is_(None), extract("year", Decision.kept_on) < today.year),
    )


async def open_items(ctx: Context) -> OpenEndedQuestion:
    """The items the actor has still to decide on. Raises NotAllowed for anybody but an official."""
    place = own_authority(ctx.actor)
    async with ctx.db.read() as session:
        return OpenEndedQuestion(await _items(session, ctx.actor.person_id, place, ctx.now.date()))


async def keep(ctx: Context, decisions: Sequence[int], *, agenda: bool = False) -> tuple[OpenEnded, ...]:
    """«Оставить», or with `agenda` «В повестку»: not asked about again this year. Returns those concerned.

    Decisions that are not the actor's to decide on, or are decided already, are left alone. Raises NotAllowed.
    """
    place = own_authority(ctx.actor)
    async with ctx.db.write() as session:
        items = await _chosen(session, ctx, place, decisions)
        for item in items:
            decision = await session.get_one(Decision, item.decision_id)
            decision.kept_on = ctx.now.date()
            action = AuditAction.OPEN_ENDED_AGENDA if agenda else AuditAction.OPEN_ENDED_KEPT
            record(session, ctx, action, "decision", item.decision_id)
        return items


async def cancel_items(ctx: Context, decisions: Sequence[int], reason: str) -> tuple[OpenEnded, ...]:
    """«Отменить как текущую работу»: the decisions end at all their organisations, in silence: nothing was owed.

    A transaction for each decision, so that pressed again it goes on where it stopped. Returns those concerned.
    Raises NotAllowed.
    """
    place = own_authority(ctx.actor)
    async with ctx.db.read() as session:
        items = await _chosen(session, ctx, place, decisions)
    for item in items:
        async with ctx.db.write() as session:
            if not await _chosen(session, ctx, place, [item.decision_id]):
                continue
            decision = await session.get_one(Decision, item.decision_id)
            decision.ended_at = ctx.now
            rows = await session.scalars(
                select(Assignment).where(Assignment.decision_id == decision.id, Assignment.state.in_(OPEN))
            )
            for assignment in rows.all():
                await cancel(session, ctx, assignment, reason, tell=False, quiet=True)
            record(session, ctx, AuditAction.OPEN_ENDED_CANCELLED, "decision", decision.id, reason=reason)
    return items


async def _chosen(session: AsyncSession, ctx: Context, place: int, decisions: Sequence[int]) -> tuple[OpenEnded, ...]:
    items = await _items(session, ctx.actor.person_id, place, ctx.now.date())
    return tuple(item for item in items if item.decision_id in decisions)
