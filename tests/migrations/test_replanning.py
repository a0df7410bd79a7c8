"""An older database: what its ladder has planned is planned anew when the product starts."""

from datetime import date

import pytest
from sqlalchemy import func, select, text

from db.engine import Database
from db.migrate import downgrade, migrate
from db.models import ReminderStep
from domain.lifecycle import State
from domain.minutes.model import Requirement
from services.reminders import replanning
from services.reminders.replanning import replan_marked
from tests.migrations.test_migrations import changed
from tests.people import SCHOOLS, make_district
from tests.reminding import Item, assignment_of, at, change, send_minutes, steps_of

BIRCH = SCHOOLS[0]
ITEMS = [
    Item("1", date(2023, 10, 18), requirement=(Requirement.FILE,)),
    Item("2", date(2023, 9, 27)),
    Item("3", date(2023, 11, 24)),
]


async def test_steps_of_the_older_ladder_are_planned_anew(db: Database) -> None:
    district = await make_district(db, at("2023-08-28 07:00"), organisations=SCHOOLS, directors=(BIRCH,))
    await send_minutes(district, at("2023-09-25 12:00"), ITEMS)
    place = district.organisations[BIRCH]
    await change(db, await assignment_of(db, "2", place), state=State.ACKNOWLEDGED)
    await changed(db, (downgrade, "0009"))
    async with db.write() as session:  # as the older ladder had it: the working day before, the day after, no «soon»
        first = (await assignment_of(db, "1", place)).id
        await session.execute(
            text(f"UPDATE reminder_steps SET day = '2023-10-20' WHERE step = 'late' AND assignment_id = {first}")
        )
        await session.execute(
            text(
                "INSERT INTO reminder_steps (assignment_id, audience, step, day, consumed_at) VALUES "
                f"({first}, 'organisation', 'eve', '2023-10-17', NULL), "
                f"({first}, 'organisation', 'eve', '2023-09-20', '2023-09-20 06:00:00.000000')"
            )
        )
    assert await migrate(db) is True
    now = at("2023-09-29 10:00")
    assert await replan_marked(db, now) == len(ITEMS)
    assert await steps_of(db, await assignment_of(db, "1", place)) == [
        ("20.09", "soon", True),
        ("05.10", "unread", False),
        ("09.10", "week", False), ("16.10", "week", False), ("18.10", "day", False), ("19.10", "late", False),
    ]  # fmt: skip
    assert await steps_of(db, await assignment_of(db, "2", place)) == [("02.10", "late", False)]
    assert [step for step in await steps_of(db, await assignment_of(db, "3", place)) if step[1] != "unread"] == [
        ("20.11", "week", False), ("23.11", "soon", False), ("24.11", "day", False), ("27.11", "late", False),
    ]  # fmt: skip
    assert await replan_marked(db, now) == 0


async def test_a_kill_between_two_portions_loses_nothing(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replanning, "PORTION", 2)
    district = await make_district(db, at("2023-08-28 07:00"), organisations=SCHOOLS, directors=(BIRCH,))
    await send_minutes(district, at("2023-09-25 12:00"), ITEMS)
    await changed(db, (downgrade, "0010"))
    await migrate(db)
    with monkeypatch.context() as killed:
        killed.setattr(replanning, "_remind_to_read", _fails)
        with pytest.raises(KeyError):
            await replan_marked(db, at("2023-09-29 10:00"))
    async with db.read() as session:
        marked = select(func.count(ReminderStep.id)).where(ReminderStep.step == "replan")
        assert await session.scalar(marked) == len(ITEMS), "a portion is one transaction"
    assert await replan_marked(db, at("2023-09-29 10:00")) == len(ITEMS)
    async with db.read() as session:
        assert await session.scalar(marked) == 0
        late = select(func.count(ReminderStep.id)).where(ReminderStep.step == "late")
        assert await session.scalar(late) == len(ITEMS)


async def _fails(*_: object) -> None:
    raise KeyError("the process ends here")
