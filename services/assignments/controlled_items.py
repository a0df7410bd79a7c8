"""One assignment as its controller sees it: where it stands and what may be done about it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Assignment
from domain.access import check_read, may_control
from domain.lifecycle import Action, Side, possible
from domain.passing_down import PassedDown
from services.assignments.access import controlled_path
from services.assignments.long_delays import is_reported_up
from services.assignments.passed_down import load_passed_down
from services.assignments.request_facts import (
    DisputeFacts,
    ExtensionFacts,
    thread_lines,
    unanswered_since,
    waiting_dispute,
    waiting_extension,
)
from services.context import Context
from services.facts import AssignmentFacts, load_assignment
from services.report_facts import ReportFacts, latest_report


@dataclass(frozen=True, slots=True)
class ControlledItem:
    """An assignment with what its controller may do now; `report` is the version handed in last."""

    assignment: AssignmentFacts
    actions: tuple[Action, ...]
    report: ReportFacts | None
    today: date
    extension: ExtensionFacts | None = None  # a request for more time that waits
    dispute: DisputeFacts | None = None  # «Не относится к нам» that waits
    said: int = 0  # messages in the thread
    asked: bool = False  # one of them waits for an answer
    passed_down: PassedDown | None = None  # how it stands further down, in numbers


async def controlled_item(ctx: Context, assignment_id: int) -> ControlledItem:
    """The card of one assignment for those who control or read it. Raises NotFound, NotAllowed."""
    async with ctx.db.read() as session:
        path = await controlled_path(session, assignment_id)
        check_read(ctx.actor, path)
        return await load_controlled_item(session, ctx, assignment_id, may_act=may_control(ctx.actor, path))


async def load_controlled_item(
    session: AsyncSession, ctx: Context, assignment_id: int, *, may_act: bool = True
) -> ControlledItem:
    """The same inside a transaction that has checked the rights."""
    item = await load_assignment(session, assignment_id)
    today = ctx.today(item.authority.timezone)
    return ControlledItem(
        assignment=item,
        actions=await _actions(session, item, today) if may_act else (),
        report=await latest_report(session, assignment_id),
        today=today,
        extension=await waiting_extension(session, assignment_id),
        dispute=await waiting_dispute(session, assignment_id),
        said=len(await thread_lines(session, await session.get_one(Assignment, assignment_id))),
        asked=bool(await unanswered_since(session, (assignment_id,))),
        passed_down=(await load_passed_down(session, [assignment_id], today)).get(assignment_id),
    )


async def _actions(session: AsyncSession, item: AssignmentFacts, today: date) -> tuple[Action, ...]:
    """What the lifecycle allows; control of an old round is not resumed a second time."""
    found = possible(item.state, Side.CONTROLLER, item.form)
    if not item.overdue(today) or await is_reported_up(session, item.id):
        found = tuple(action for action in found if action is not Action.REPORT_UP)
    if Action.RESUME in found and not await is_newest(session, await session.get_one(Assignment, item.id)):
        return tuple(action for action in found if action is not Action.RESUME)
    return found


async def is_newest(session: AsyncSession, assignment: Assignment) -> bool:
    """Whether no later round of the same duty exists."""
    newest = await session.scalar(
        select(func.max(Assignment.round)).where(
            Assignment.checkpoint_id == assignment.checkpoint_id,
            Assignment.organisation_id == assignment.organisation_id,
        )
    )
    return newest == assignment.round
