"""A database with rows in every table, and what of it is compared before and after a migration."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Double,
    Inspector,
    MetaData,
    Table,
    inspect,
    select,
)

from db.models import Base
from db.models.base import Code, UtcDateTime

ROWS = (1, 2, 3)
#: Rules of a table that a value made up of its number would break.
SAID: dict[str, dict[str, Any]] = {
    "authorities": {"day_starts": 8, "day_ends": 20},
    "decisions": {"part": None},  # a way back drops it
    "extensions": {"due_before": date(2026, 1, 1)},
    "invitations": {"created_at": datetime(2026, 1, 1, tzinfo=UTC)},
    "assignments": {"lead_id": None, "reason": ""},  # a way back leaves the reason to the audit, which has none here
    "minutes": {"warnings": [], "original_kept": True},
    "reports": {"corrects_id": None},
    "memberships": {"kept_at": None},
    "people": {"rhythm": None},
    "likenesses": {"other_id": 4},
    "likeness_organisations": {"other_id": 4},
    "organisations": {"parent_id": None, "phone": ""},
    "registry_uploads": {"skipped": []},
}


def fill(connection: Connection) -> None:
    """Rows 1, 2, 3 in every table; each refers to the row of its own number."""
    connection.execute(Base.metadata.tables["organisations"].insert(), [_row("organisations", 4)])
    connection.execute(Base.metadata.tables["people"].insert(), [_row("people", 4)])
    for table in Base.metadata.sorted_tables:
        connection.execute(table.insert(), [_row(table.name, number) for number in ROWS])
        if table.name == "minutes":
            connection.execute(table.insert(), [_row("minutes", 4)])
        if table.name == "decisions":
            connection.execute(table.insert(), [_row("decisions", 4)])


def _row(table: str, number: int) -> dict[str, Any]:
    columns = Base.metadata.tables[table].columns
    return {column.name: _value(column, number) for column in columns} | SAID.get(table, {})


def _value(column: Column[Any], number: int) -> Any:
    kind = column.type
    if isinstance(kind, Code):
        members = list(kind.kind)
        return members[number % len(members)]
    if isinstance(kind, UtcDateTime | DateTime):
        return datetime(2026, 9, number, 6, tzinfo=UTC)
    if isinstance(kind, Date):
        return date(2026, 9, number)
    if isinstance(kind, Boolean):
        return number % 2 == 0
    if isinstance(kind, Double) or str(kind) in ("FLOAT", "DOUBLE"):
        return number + 0.5
    if kind.python_type is int:
        return number
    if kind.python_type is str:
        return f"{column.name} {number}"
    return [number]


def everything(connection: Connection) -> dict[str, list[dict[str, Any]]]:
    """All rows of all tables as they are there, whatever the models say."""
    found = {}
    for name in inspect(connection).get_table_names():
        table = Table(name, MetaData(), autoload_with=connection)
        rows = [dict(row) for row in connection.execute(select(table)).mappings()]
        found[name] = sorted(rows, key=str)
    found.pop("alembic_version")
    return found


def schema(connection: Connection) -> dict[str, Any]:
    """Columns, keys, constraints and indexes with their conditions, as the database tells them."""
    inspector = inspect(connection)
    names = [name for name in inspector.get_table_names() if name != "alembic_version"]
    return {name: _table(connection, inspector, name) for name in names}


def _table(connection: Connection, inspector: Inspector, name: str) -> dict[str, Any]:
    told: dict[str, Any] = {
        "columns": sorted((each["name"], str(each["type"]), each["nullable"]) for each in inspector.get_columns(name)),
        "key": inspector.get_pk_constraint(name),
        "unique": sorted((each["name"], each["column_names"]) for each in inspector.get_unique_constraints(name)),
        "foreign": sorted(
            (each["name"], each["constrained_columns"], each["referred_table"], each["options"])
            for each in inspector.get_foreign_keys(name)
        ),
        "checks": sorted((each["name"], each["sqltext"]) for each in inspector.get_check_constraints(name)),
        "indexes": sorted(
            (each["name"], each["column_names"], each["unique"], str(_where(each)))
            for each in inspector.get_indexes(name)
        ),
    }
    if connection.dialect.name == "sqlite":
        query = "SELECT sql FROM sqlite_master WHERE name = ? OR (type = 'trigger' AND tbl_name = ?) ORDER BY type"
        texts = [row[0] for row in connection.exec_driver_sql(query, (name, name))]
        told["used once"] = "AUTOINCREMENT" in texts[0]
        told["triggers"] = texts[1:]
    return told


def _where(index: Any) -> str:
    options = index.get("dialect_options", {})
    return str(options.get("sqlite_where", options.get("postgresql_where", "")))
