"""How the database finds the rows: no statement of a story walks through a table that grows with use.

Every distinct statement is explained once per process, on the database where it ran. SQLite plans without statistics;
PostgreSQL plans as if the tables were large (tests/large.py), and what walks all the same has no index to use.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from sqlalchemy import event

from db.engine import Database
from db.models import Base
from tests.large import plan_large

#: What does not grow with what people do, and why.
STEADY = {
    "authorities": "one row each",
    "organisations": "the registry: a row per school, set up once",
    "calendar_overrides": "days that an authority has set by hand",
    "organisation_groups": "what an authority has named",
    "group_organisations": "who is in them",
    "synonyms": "what an authority has answered about its own words",
    "synonym_organisations": "whom it has meant",
    "conversations": "a row per chat that types something now",
    "restores": "a row per restored backup",
    "alarms": "a row per sign that is not well now",
    "admissions": "a code that was shown lets in for some hours; older rows are deleted",
}
GROWING = frozenset(Base.metadata.tables) - STEADY.keys()
#: Partial indexes over what waits, goes on or is held now: however much was done before, a walk through them is short.
SHORT = frozenset(
    {
        "ix_assignments_overdue",  # what is owed
        "ix_assignments_reported",
        "ix_decisions_cascaded_from_id",  # passed down by authorities: few beside what is sent to schools
        "ix_decisions_repeating",
        "ix_disputes_waiting",
        "ix_evidence_to_store",
        "ix_extensions_waiting",
        "ix_inbox_set_aside",  # what has failed for good
        "ix_inbox_waiting",
        "ix_inquiries_waiting",
        "ix_join_requests_ending",
        "ix_join_requests_waiting",
        "ix_memberships_ending",
        "ix_memberships_role",  # roles held now: as many as the registry has people
        "ix_minutes_scheduled",
        "ix_outbox_set_aside",
        "ix_outbox_waiting",
        "ix_people_own_digests",
        "ix_reminder_steps_due",
        "ix_reports_handed_in",
        "uq_disputes_waiting",
        "uq_extensions_waiting",
        "uq_join_requests_open",
        "uq_memberships_current",
    }
)
#: Of one authority, which is often the only one, these are few too.
PARTIAL = frozenset(
    str(index.name)
    for table in Base.metadata.tables.values()
    for index in table.indexes
    if index.dialect_options["postgresql"]["where"] is not None
)
#: Index → its table.
TABLES = {str(index.name): table.name for table in Base.metadata.tables.values() for index in table.indexes}

_explained: set[str] = set()
_LIST = re.compile(r"\((?:\?|\$\d+(?:::\w+)?|'\w+'|\d+)(?:, (?:\?|\$\d+(?:::\w+)?|'\w+'|\d+))+\)")
_FINDS_ROWS = re.compile(r"^(SELECT|UPDATE|DELETE|WITH|INSERT[^;]*\bSELECT\b)")
_ALIAS = re.compile(r"\b(\w+) AS (\w+)")


class Statements:
    """Statements that this process has not explained yet, with the values they ran with."""

    def __init__(self) -> None:
        self._new: dict[str, tuple[str, Any]] = {}

    def listen(self, db: Database) -> None:
        event.listen(db.engine.sync_engine, "before_cursor_execute", self._keep)

    def _keep(self, connection: Any, _cursor: Any, statement: str, values: Any, _context: Any, many: bool) -> None:
        shape = f"{connection.dialect.name}: {_LIST.sub('(…)', statement)}"
        if shape not in _explained:
            _explained.add(shape)
            if _FINDS_ROWS.search(statement):
                first = values[0] if many and isinstance(values[0], tuple) else values
                self._new[shape] = (statement, tuple(first))

    async def walks(self, db: Database) -> list[str]:
        """A complaint for every walk through a growing table."""
        new, self._new = self._new, {}
        found: list[str] = []
        async with db.engine.connect() as connection:
            if not db.sqlite:
                await plan_large(connection, GROWING, SHORT)
            prefix = "EXPLAIN QUERY PLAN" if db.sqlite else "EXPLAIN (FORMAT JSON)"
            for statement, values in new.values():
                plan = (await connection.exec_driver_sql(f"{prefix} {statement}", values)).all()
                walked = _of_sqlite(statement, plan) if db.sqlite else _of_postgresql(plan)
                found += [_complaint(table, how, statement) for table, how in walked if table in GROWING]
        return found


def _complaint(table: str, how: str, statement: str) -> str:
    return (
        f"{table} grows with use and is walked through ({how}). Ask for its rows by an index, or make one "
        f"(db/models and a migration):\n{statement}"
    )


def _of_sqlite(statement: str, plan: Any) -> Iterator[tuple[str, str]]:
    names = {alias: table for table, alias in _ALIAS.findall(statement)}
    for *_, detail in plan:
        verb, _, rest = detail.partition(" ")
        name, *how = rest.split()
        of_one_authority = detail.endswith("(authority_id=?)") and names.get(name, name) == "assignments"
        if (verb == "SCAN" and SHORT.isdisjoint(how)) or (of_one_authority and PARTIAL.isdisjoint(how)):
            yield names.get(name, name), detail


def _of_postgresql(plan: Any) -> Iterator[tuple[str, str]]:
    found = plan[0][0]
    nodes = [each["Plan"] for each in (json.loads(found) if isinstance(found, str) else found)]
    while nodes:
        node = nodes.pop()
        nodes += node.get("Plans", ())
        index = node.get("Index Name", "")
        if node["Node Type"] == "Seq Scan" or (index and "Index Cond" not in node and index not in SHORT):
            yield node.get("Relation Name") or TABLES.get(index, index), f"{node['Node Type']} {index}".strip()
