"""«Кто просрочил?» reads the index made for it, however many items are closed or due later."""

from typing import Any

from sqlalchemy import event

from db.engine import Database
from services.overview.overdue import overdue
from tests.people import OFFICIAL, make_district


async def test_overdue_items_are_found_by_their_own_index(db: Database) -> None:
    if not db.sqlite:
        return  # plans of PostgreSQL depend on how much is there
    ctx = await (await make_district(db)).context(OFFICIAL)
    asked: list[tuple[str, Any]] = []

    def keep(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        asked.append((statement, parameters))

    event.listen(db.engine.sync_engine, "before_cursor_execute", keep)
    await overdue(ctx)
    event.remove(db.engine.sync_engine, "before_cursor_execute", keep)
    [counts] = [each for each in asked if "count(assignments.id)" in each[0]]  # who is late, who asks for time
    async with db.engine.connect() as connection:
        plan = (await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {counts[0]}", counts[1])).all()
        assert any("USING COVERING INDEX ix_assignments_overdue" in str(row) for row in plan), plan
