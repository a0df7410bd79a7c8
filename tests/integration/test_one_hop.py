"""SQLite in one hop: what it builds on, what it keeps, and that everything works without it."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import create_async_engine

from db import engine, one_hop
from db.engine import Database
from db.models import Person
from tests.database import sqlite_database

NOW = datetime(2026, 9, 1, 6, 0, tzinfo=UTC)


@pytest.fixture(params=["one hop", "without"])
async def either(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Database]:
    monkeypatch.setattr(engine, "create_async_engine", create_async_engine)  # engines of tests share their dialect
    if request.param == "without":
        monkeypatch.setattr(one_hop, "INNER_NAMES", ((Database, ("_no_such_name",)),))
    async with sqlite_database(tmp_path) as opened:
        assert (type(opened.engine.sync_engine.dialect.dbapi) is one_hop.OneHop) == (request.param == "one hop")
        yield opened


async def names(either: Database) -> list[str]:
    async with either.read() as session:
        return list(await session.scalars(select(Person.name).order_by(Person.id)))


def test_the_inner_names_it_builds_on_are_there() -> None:
    """With a newer library: give the file new names, or measure whether it still pays and delete it."""
    assert one_hop.missing_names() == ()


async def test_a_transaction_is_kept_whole_or_not_at_all(either: Database) -> None:
    async with either.write() as session:
        session.add(Person(id=1, name="а", created_at=NOW))
        await session.flush()
        session.add(Person(id=2, name="б", created_at=NOW))

    async def fails() -> None:
        async with either.write() as session:
            session.add(Person(id=3, name="в", created_at=NOW))
            await session.flush()
            session.add(Person(id=1, name="г", created_at=NOW))

    with pytest.raises(IntegrityError):
        await fails()
    assert await names(either) == ["а", "б"]


async def test_a_transaction_without_a_statement_leaves_nothing_behind(either: Database) -> None:
    for _ in range(3):
        async with either.write() as session:
            await session.connection()
    async with either.write() as session:
        session.add(Person(id=1, name="а", created_at=NOW))
    assert await names(either) == ["а"]


async def test_a_read_sees_one_moment(either: Database) -> None:
    async with either.read() as session:
        before = (await session.scalars(select(Person.name))).all()
        async with either.write() as other:
            other.add(Person(id=1, name="а", created_at=NOW))
        assert (await session.scalars(select(Person.name))).all() == before
    assert await names(either) == ["а"]


async def test_what_was_begun_is_rolled_back_when_a_connection_returns(either: Database) -> None:
    """Clean connections are not: that is one crossing less for every transaction."""
    async with either.engine.connect() as connection:
        dirty = await connection.get_raw_connection()
        await dirty.driver_connection.execute("BEGIN IMMEDIATE")  # type: ignore[union-attr]
    async with either.write() as session:
        session.add(Person(id=1, name="а", created_at=NOW))
    assert await names(either) == ["а"]
