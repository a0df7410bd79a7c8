"""«Возобновить контроль»: an acceptance was a mistake; the item is asked for once more."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from db.engine import Database
from db.models import Assignment, NoticeKind
from db.outbox import DueNotice
from domain.audit import AuditAction
from domain.errors import WrongInput, WrongState
from domain.lifecycle import DATED, OWING, Action, Side, State, next_state, possible
from domain.plain_text import one_line
from services.assignments.access import controlled
from services.assignments.controlled_items import ControlledItem, is_newest, load_controlled_item
from services.assignments.item_cards import ItemCard
from services.assignments.reminder_steps import replan
from services.assignments.telling import tell_organisation
from services.audit import record_assigned, record_change
from services.context import Context
from services.facts import load_assignment
from services.offices import office_of
from services.recipients import still_represents
from services.report_facts import latest_report

#: Working days offered for the new date.
DAYS = (3, 5, 10)
LONGEST_REASON = 300


@dataclass(frozen=True, slots=True)
class Resuming:
    """An accepted item and the date it would be asked for again."""

    case: ControlledItem
    due: date


@dataclass(frozen=True, slots=True)
class Resumed:
    """Told to the organisation: its item is on control again, and why."""

    card: ItemCard
    reason: str


async def plan_resume(ctx: Context, assignment_id: int, days: int) -> Resuming:
    """The screen before: what is resumed and until when. Raises NotFound, NotAllowed, WrongState."""
    async with ctx.db.read() as session:
        assignment = await controlled(session, ctx, assignment_id)
        await _check(session, assignment)
        return Resuming(
            await load_controlled_item(session, ctx, assignment_id), await _due(session, ctx, assignment, days)
        )


async def resume(ctx: Context, assignment_id: int, reason: str, *, days: int = DAYS[0]) -> ControlledItem:
    """Ask for an accepted item once more: a new assignment of the next round, due in `days` working days.

    The accepted one stays final with its report and its place in the statistics: for the discipline both count,
    each on its own date, so that figures of a period that was reported never change afterwards.
    Raises WrongInput("reason_missing" | "reason_long"), WrongState("already_<state>" | "already_resumed"),
    NotFound, NotAllowed.
    """
    why = one_line(reason)
    if not any(map(str.isalnum, why)):
        raise WrongInput("reason_missing")
    if len(why) > LONGEST_REASON:
        raise WrongInput("reason_long", most=LONGEST_REASON)
    async with ctx.db.write() as session:
        before = await controlled(session, ctx, assignment_id)
        await _check(session, before)
        due = await _due(session, ctx, before, days)
        again = Assignment(
            **{name: getattr(before, name) for name in _KEPT},
            round=before.round + 1,
            state=State.ACKNOWLEDGED,  # they have read it long ago; only the answer is asked anew
            acknowledged_at=ctx.now,
            due_date=due,
            original_due_date=due,
            control_date=due if before.form in DATED and before.organisation_id != before.authority_id else None,
            linked_from_id=before.id,
            reason=why,
            created_at=ctx.now,
        )
        session.add(again)
        await session.flush()
        _audit(session, ctx, before, again, why)
        await replan(session, again, ctx.now)
        await tell_organisation(session, ctx.now, NoticeKind.RESUMED, again, again.id)
        return await load_controlled_item(session, ctx, again.id)


_KEPT = ("authority_id", "minutes_id", "decision_id", "checkpoint_id", "organisation_id", "form", "assignee_id")


async def _check(session: AsyncSession, assignment: Assignment) -> None:
    next_state(Action.RESUME, assignment.state)
    if not await is_newest(session, assignment):
        raise WrongState("already_resumed")


async def _due(session: AsyncSession, ctx: Context, assignment: Assignment, days: int) -> date:
    office = await office_of(session, assignment.authority_id)
    return office.calendar.add_working_days(office.today(ctx.now), days)


def _audit(session: AsyncSession, ctx: Context, before: Assignment, again: Assignment, reason: str) -> None:
    record_change(session, ctx, before, AuditAction.CONTROL_RESUMED, before.state, reason=reason, next=again.id)
    record_assigned(session, ctx.now, ctx.actor.person_id, again, reason=reason, linked_from=before.id)


async def resumed(db: Database, notice: DueNotice, now: datetime) -> Resumed | None:
    """«Контроль возобновлён», while an answer is still owed."""
    async with db.read() as session:
        item = await load_assignment(session, notice.subject_id or 0)
        if item.state not in OWING or not await still_represents(session, notice):
            return None
        again = await session.get_one(Assignment, item.id)
        return Resumed(
            ItemCard(
                item,
                possible(item.state, Side.EXECUTOR, item.form),
                await latest_report(session, item.id),
                now.astimezone(ZoneInfo(item.authority.timezone)).date(),
            ),
            again.reason,
        )
