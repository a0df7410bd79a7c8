"""S2: the first page of «Кто просрочил?» with few and with many assignments, beside its statements on the driver."""

import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from sqlalchemy import event, insert, literal, select, update

from benchmarks.cpu import cheapest, cheapest_async
from benchmarks.loops import run
from benchmarks.rows import Row, Sizes
from benchmarks.town import AUTHORITY, NOW, OFFICIAL, Town, town_of
from db.models import Assignment, Checkpoint, Decision, Organisation
from domain.lifecycle import State
from domain.minutes.model import ControlForm
from services.context import Context
from services.overview.overdue import overdue

ITEMS = 20
#: Three overdue items at each of so many schools, however many there are; of the others three of four are closed,
#: the rest is due later. A page shows about twenty items.
LATE_ITEMS, LATE_SCHOOLS = 3, 60
DUE = NOW.date() + timedelta(days=20)
TODAY = NOW + timedelta(days=40)

Statement = tuple[str, Any]


def measure(sizes: Sizes) -> Iterator[Row]:
    few, _ = run(_page(sizes.small, sizes.rounds))
    many, bare = run(_page(sizes.large, sizes.rounds))
    what = f"overdue page at {sizes.large} ÷ at {sizes.small} assignments"
    yield Row("S2", what, many / few, 1.5, detail=f"{many * 1000:.1f} ÷ {few * 1000:.1f} CPU-ms")
    detail = f"beside {bare * 1000:.1f} CPU-ms"
    yield Row("S2", "overdue page ÷ its statements on the bare driver", many / bare, 4, detail=detail)


async def _page(assignments: int, rounds: int) -> tuple[float, float]:
    """Processor time of one page, and of its statements without us."""
    async with town_of(max(1, assignments // ITEMS)) as town:
        await _assign(town)
        ctx = await town.context(OFFICIAL, TODAY)
        statements = await _statements(town, ctx)
        ours = await cheapest_async(lambda: overdue(ctx), rounds)
        connection = sqlite3.connect(str(town.db.url.database))
        bare = cheapest(lambda: [connection.execute(*each).fetchall() for each in statements], rounds)
        connection.close()
        return ours, bare


async def _assign(town: Town) -> None:
    """Every item at every school, with few of them overdue."""
    minutes_id = await town.draft(ITEMS, DUE)
    values = {
        "authority_id": literal(AUTHORITY),
        "minutes_id": literal(minutes_id),
        "decision_id": Decision.id,
        "checkpoint_id": Checkpoint.id,
        "organisation_id": Organisation.id,
        "round": literal(1),
        "form": literal(str(ControlForm.REPORT)),
        "state": literal(str(State.ACCEPTED)),
        "due_date": Checkpoint.due_date,
        "control_date": Checkpoint.due_date,
        "created_at": literal(NOW, Assignment.created_at.type),
        "version": literal(1),
    }
    rows = (
        select(*values.values())
        .join_from(Decision, Checkpoint, Checkpoint.decision_id == Decision.id)
        .join(Organisation, Organisation.id != AUTHORITY)
        .order_by(Organisation.id, Decision.id)
    )
    later = (
        update(Assignment).where(Assignment.id % 4 == 0).values(state=State.ASSIGNED, control_date=DUE.replace(2027))
    )
    overdue_ones = (Assignment.id <= LATE_SCHOOLS * ITEMS) & (Assignment.id % ITEMS < LATE_ITEMS)
    late = update(Assignment).where(overdue_ones).values(state=State.ASSIGNED, control_date=DUE)
    async with town.db.write() as session:
        await session.execute(insert(Assignment).from_select(list(values), rows))
        for change in (later, late):
            await session.execute(change.execution_options(synchronize_session=False))


async def _statements(town: Town, ctx: Context) -> list[Statement]:
    """What one page asks the database."""
    found: list[Statement] = []

    def keep(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        found.append((statement, parameters))

    event.listen(town.db.engine.sync_engine, "before_cursor_execute", keep)
    page = await overdue(ctx)
    event.remove(town.db.engine.sync_engine, "before_cursor_execute", keep)
    assert 0 < page.items <= LATE_ITEMS * LATE_SCHOOLS
    return [each for each in found if each[0].startswith("SELECT")]
