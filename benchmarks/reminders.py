"""R1, R2: a morning of reminders among few and many planned steps, and a morning when everybody has one."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, select, update

from benchmarks.cpu import counted
from benchmarks.loops import VirtualClock, run, virtual_loop
from benchmarks.process import QuietSession, app_of, clock_here
from benchmarks.rows import Row, Sizes
from benchmarks.town import NOW, OFFICIAL, Town, town_of
from bot.app import App
from db.models import Membership, Notice, NoticeKind, NoticeState, ReminderStep
from db.outbox import WAITING
from services.offices import minute_at
from services.reminders import due_steps

#: 09:00 in Moscow, when directors are reminded.
FIRST_MORNING = NOW + timedelta(hours=23)
SECOND_MORNING = FIRST_MORNING + timedelta(days=1)
#: Due on the second morning; at such short notice the first one reminds of it too.
SOON = SECOND_MORNING.date()
LATER = date(2027, 5, 20)
ITEMS, STEPS = 20, 7
#: Items at each of so many schools are due: the same, however much is planned.
DUE_ITEMS, DUE_SCHOOLS = 5, 50


def measure(sizes: Sizes) -> Iterator[Row]:
    few, planned_few = run(_morning(sizes.small))
    many, planned_many = run(_morning(sizes.large))
    what = f"claim + finish of a due reminder, {planned_many} ÷ {planned_few} rows planned"
    yield Row("R1", what, many / few, 1.5, detail=f"{many * 1000:.2f} ÷ {few * 1000:.2f} CPU-ms")
    dropped, longest = run(_everybody(sizes.due))
    yield Row("R2", f"{sizes.due} due at once: dropped", dropped, 0)
    yield Row("R2", "longest turn of the loop meanwhile, CPU-ms", longest * 1000, 50)


async def _morning(rows: int) -> tuple[float, int]:
    """Processor time of one due step, from the tick to the digest marked as sent; and how many steps are planned."""
    async with town_of(max(DUE_SCHOOLS, rows // (ITEMS * STEPS))) as town:
        await town.send(await town.draft(ITEMS, LATER, number="planned"))
        await town.send(await town.draft(DUE_ITEMS, SOON, town.schools[:DUE_SCHOOLS], number="due"))
        await _leave_only_due(town)
        clock = clock_here()
        async with app_of(town, clock, QuietSession()) as app:
            await _reminded(app, clock, FIRST_MORNING)  # statements are made on their first use
            with counted() as spent:
                steps = await _reminded(app, clock, SECOND_MORNING)
        assert steps == DUE_ITEMS * DUE_SCHOOLS
        async with town.db.read() as session:
            return spent.seconds / steps, await session.scalar(select(func.count(ReminderStep.id))) or 0


async def _leave_only_due(town: Town) -> None:
    """The protocols have been delivered and read, and no official asks for a digest of everything."""
    async with town.db.write() as session:
        for change in (
            update(Notice).values(state=NoticeState.SENT),
            delete(ReminderStep).where((ReminderStep.step == "unread") | (ReminderStep.audience == "controller")),
            update(Membership).where(Membership.person_id == OFFICIAL).values(ended_at=NOW),
        ):
            await session.execute(change.execution_options(synchronize_session=False))


async def _reminded(app: App, clock: VirtualClock, moment: datetime) -> int:
    """Everything of a morning; how many steps it consumed."""
    await clock.sleep((moment - clock()).total_seconds())
    steps = await due_steps.due(await minute_at(app.db, clock()))
    while await app.delivery.deliver():
        pass
    return steps


async def _everybody(people: int) -> tuple[int, float]:
    """How many of those with a due step got no digest, and the longest turn of the loop."""
    async with town_of(people) as town:
        await town.send(await town.draft(1, SOON))
        await _leave_only_due(town)
        clock = clock_here()
        async with app_of(town, clock, QuietSession()) as app:
            virtual_loop().forget_turns()
            steps = await _reminded(app, clock, FIRST_MORNING)
            longest = virtual_loop().longest_turn
        digests = await _count(town, Notice.kind == NoticeKind.DIGEST, Notice.state == NoticeState.SENT)
        assert await _count(town, Notice.state.in_(WAITING)) == 0
        return people - min(steps, digests), longest


async def _count(town: Town, *conditions: Any) -> int:
    async with town.db.read() as session:
        return await session.scalar(select(func.count(Notice.id)).where(*conditions)) or 0
