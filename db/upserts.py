"""INSERT … ON CONFLICT for both databases, whose statements SQLAlchemy keeps in two modules."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, cast

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Base

Insert = sqlite.Insert | postgresql.Insert


def insert_ignore(session: AsyncSession, table: type[Base], known_by: Sequence[str] | None = None) -> Insert:
    """An INSERT that leaves alone what is there already: by these columns, or by any unique key."""
    return _ignoring(session.get_bind().dialect.name, table, tuple(known_by) if known_by else None)


@cache  # making a statement costs as much as running it
def _ignoring(dialect: str, table: type[Base], known_by: tuple[str, ...] | None) -> Insert:
    return _insert(dialect, table).on_conflict_do_nothing(index_elements=known_by)


def upsert(session: AsyncSession, table: type[Base], row: Mapping[str, Any], known_by: Sequence[str]) -> Insert:
    """An INSERT of one row that overwrites the one known by these columns."""
    return (
        _insert(session.get_bind().dialect.name, table)
        .values(**row)
        .on_conflict_do_update(index_elements=known_by, set_=dict(row))
    )


def _insert(dialect: str, table: type[Base]) -> Insert:
    insert = sqlite.insert if dialect == "sqlite" else postgresql.insert
    return insert(cast("Table", table.__table__))
