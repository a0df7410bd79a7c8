"""PostgreSQL's tables as they are after years: it plans by how much there is, and in a test there is next to nothing.

Every table stands once more in a schema of its own, with one row, so that it has a page, and with what the planner is
to believe written by hand. So a plan depends on the statement and the indexes, and on nothing that a test has left.
"""

from collections.abc import Collection

from sqlalchemy import CheckConstraint, Column, Date, ForeignKeyConstraint, MetaData, Table, text
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.schema import CreateSchema

from db.models import Base

SCHEMA = "large"
#: Rows of a table that grows with use, and of one that does not.
MANY, FEW = 1_000_000, 1_000
#: So many rows of a table speak of the same row of another one that grows.
OF_ONE = 10
#: A join looks its rows up one by one, or walks: of a million rows in one page a merge of two walks looks cheap.
PLANNING = (f"search_path = {SCHEMA}", "enable_seqscan = off", "enable_hashjoin = off", "enable_mergejoin = off")

_SIZES = text(
    "UPDATE pg_class SET reltuples = size, relpages = 1 FROM unnest(cast(:names AS text[]), cast(:sizes AS int[])) "
    "AS believed(name, size) WHERE relname = name AND relnamespace = cast(:schema AS regnamespace)"
)
_NOTHING = ", ".join(f"stakind{n}, staop{n}, stacoll{n}" for n in range(1, 6))
_VALUES = text(
    f"INSERT INTO pg_statistic (starelid, staattnum, stainherit, stanullfrac, stawidth, stadistinct, {_NOTHING}) "
    f"SELECT attrelid, attnum, false, 0, 8, values, {', '.join(['0'] * 15)} FROM pg_attribute "
    "JOIN unnest(cast(:tables AS text[]), cast(:columns AS text[]), cast(:values AS float4[])) "
    "AS believed(place, name, values) ON attrelid = cast(place AS regclass) AND attname = name"
)


async def plan_large(connection: AsyncConnection, growing: Collection[str], short: Collection[str]) -> None:
    """Plan as if the tables `growing` and all their indexes but `short` were large, until the transaction ends."""
    if not await connection.run_sync(lambda sync: sync.dialect.has_schema(sync, SCHEMA)):
        await _make(connection, growing, short)
        await connection.commit()
    for setting in PLANNING:
        await connection.exec_driver_sql(f"SET LOCAL {setting}")


async def _make(connection: AsyncConnection, growing: Collection[str], short: Collection[str]) -> None:
    """Tables with the same indexes, which take one row of nothing, and what is to be believed of them."""
    metadata = MetaData(schema=SCHEMA)
    tables = [_like(table, metadata) for table in Base.metadata.sorted_tables]
    await connection.execute(CreateSchema(SCHEMA))
    await connection.run_sync(metadata.create_all)
    sizes: dict[str, int] = {}
    values: list[tuple[str, str, float]] = []
    for table in tables:
        key = {each.name: "'2000-01-01'" if isinstance(each.type, Date) else "'1'" for each in table.primary_key}
        names, some = ", ".join(key), ", ".join(key.values())
        await connection.exec_driver_sql(f"INSERT INTO {table} ({names}) VALUES ({some})")
        size = sizes[table.name] = MANY if table.name in growing else FEW
        sizes |= {str(index.name): 1 if index.name in short else size for index in table.indexes}
        values += [(str(table), each.name, _values(each, size, growing)) for each in table.columns if _refers(each)]
    await connection.execute(_SIZES, {"names": [*sizes], "sizes": [*sizes.values()], "schema": SCHEMA})
    places, columns, counts = zip(*values, strict=True)
    await connection.execute(_VALUES, {"tables": [*places], "columns": [*columns], "values": [*counts]})


def _like(table: Table, metadata: MetaData) -> Table:
    copy = table.to_metadata(metadata)
    for constraint in [*copy.constraints]:
        if isinstance(constraint, CheckConstraint | ForeignKeyConstraint):
            copy.constraints.remove(constraint)
    for column in copy.columns:
        column.nullable, column.autoincrement = bool(not column.primary_key), False
    return copy


def _refers(column: Column[object]) -> bool:
    """Whether the column says of which row of another table something is."""
    return column.name.endswith("_id")


def _values(column: Column[object], size: int, growing: Collection[str]) -> float:
    """How many rows are spoken of."""
    original = Base.metadata.tables[column.table.name].columns[column.name]
    few = any(key.column.table.name not in growing for key in original.foreign_keys)
    return min(FEW, size) if few else size / OF_ONE
