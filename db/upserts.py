"""INSERT … ON CONFLICT for both databases, whose statements SQLAlchemy keeps in two modules."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Base

Insert = sqlite.Insert | postgresql.Insert


def insert_ignore(session: AsyncSession, table: type[Base], known_by: Sequence[str] | None = None) -> Insert:
    """An INSERT that leaves alone what is there already: by these columns, or by any unique key."""
    return _insert(session, table).on_conflict_do_nothing(index_elements=known_by)


def upsert(session: AsyncSession, table: type[Base], row: Mapping[str, Any], known_by: Sequence[str]) -> Insert:
    """An INSERT of one row that overwrites the one known by these columns."""
    return _insert(session, table).values(**row).on_conflict_do_update(index_elements=known_by, set_=dict(row))


def _insert(session: AsyncSession, table: type[Base]) -> Insert:
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    return insert(table)
