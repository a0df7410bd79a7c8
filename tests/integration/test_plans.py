"""The guard of tests/plans.py can fail, on both databases: a walk through a table that grows is found."""

import pytest
from sqlalchemy import Select, func, select

from db.engine import Database
from db.models import Assignment, Notice, Organisation, Report
from tests.plans import Statements

WALKS: dict[str, Select[int]] = {
    "a whole table": select(func.length(Report.link)).where(Report.link != ""),
    "the whole index of a key": select(Report.id).where(Report.figure > 1).order_by(Report.id),
    "a whole index, to count it": select(func.count(Notice.id)),
    "a join by what has no index": select(Assignment.id).join(Report, Report.number == Assignment.version),
}


@pytest.mark.parametrize("what", WALKS)
async def test_a_walk_is_found(db: Database, what: str) -> None:
    assert await _complaints(db, WALKS[what])


async def test_rows_found_by_an_index_and_tables_that_stay_small_are_no_walk(db: Database) -> None:
    by_index = select(Report.id).where(Report.assignment_id == 1)
    small = select(Organisation.id).where(Organisation.email == "x")
    assert await _complaints(db, by_index, small) == []


async def _complaints(db: Database, *queries: Select[int]) -> list[str]:
    statements = Statements()
    statements.listen(db)
    async with db.read() as session:
        for query in queries:
            await session.execute(query)
    return await statements.walks(db)
