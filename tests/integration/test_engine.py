"""The engine keeps its promises on the real databases."""

import asyncio
from datetime import UTC, datetime

import pytest
from sqlalchemy import event, select, text
from sqlalchemy.exc import DBAPIError

from db.engine import Database, in_transaction
from db.models import Audit, Organisation, Person
from domain.audit import AuditAction
from domain.errors import Stale
from domain.organisations import OrganisationKind
from services.audit import record_at

NOW = datetime(2026, 9, 1, 6, 0, tzinfo=UTC)


def school(name: str = "Школа") -> Organisation:
    return Organisation(
        id=1, name=name, short_name="Школа", search_key="школа", kind=OrganisationKind.SCHOOL, path="1."
    )


async def test_concurrent_writers_lose_nothing(db: Database) -> None:
    """SQLite's take turns; PostgreSQL's meet at the version, and whoever was second is told so."""
    async with db.write() as session:
        session.add(school(name="0"))

    async def add_one() -> None:
        async with db.write() as session:
            organisation = await session.get_one(Organisation, 1)
            await asyncio.sleep(0)
            organisation.name = str(int(organisation.name) + 1)

    ended = await asyncio.gather(*(add_one() for _ in range(10)), return_exceptions=True)
    done = ended.count(None)
    assert done == (10 if db.sqlite else len(ended) - sum(isinstance(each, Stale) for each in ended))
    async with db.read() as session:
        assert (await session.get_one(Organisation, 1)).name == str(done)


async def test_busy_chats_do_not_open_connections_again_and_again(db: Database) -> None:
    if not db.sqlite:
        return
    opened: list[object] = []
    event.listen(db.engine.sync_engine, "connect", lambda connection, _record: opened.append(connection))

    async def read(everybody: asyncio.Barrier) -> None:
        async with db.read() as session:
            await session.execute(text("SELECT 1"))
            await everybody.wait()

    for _ in range(3):
        everybody = asyncio.Barrier(16)
        await asyncio.gather(*(read(everybody) for _ in range(16)))
    assert len(opened) == 16


async def test_the_audit_cannot_be_changed(db: Database) -> None:
    async with db.write() as session:
        record_at(session, NOW, None, AuditAction.RENAMED, "thing", 1)
    for verb in ("UPDATE audit SET action = 'x'", "DELETE FROM audit"):
        with pytest.raises(DBAPIError, match="append-only"):
            async with db.write() as session:
                await session.execute(text(verb))
    async with db.read() as session:
        assert (await session.scalars(select(Audit.action))).all() == [AuditAction.RENAMED]


async def test_an_error_of_the_database_names_nobody(db: Database) -> None:
    """It is logged with its statement; logs hold ids, not people."""

    async def write() -> None:
        async with db.write() as session:
            await session.execute(text("INSERT INTO people (id, name) VALUES (1, :name)"), {"name": "Лесной Пётр"})

    with pytest.raises(DBAPIError) as refused:
        await write()
    assert "Лесной" not in str(refused.value)


async def test_a_stale_version_is_refused(db: Database) -> None:
    async def rename_what_another_has_changed() -> None:
        async with db.write() as session:
            organisation = await session.get_one(Organisation, 1)
            await session.execute(text("UPDATE organisations SET version = version + 1"))
            organisation.name = "Лицей"

    async with db.write() as session:
        session.add(school())
    with pytest.raises(Stale):
        await rename_what_another_has_changed()


async def test_a_naive_time_is_refused_and_times_come_back_aware(db: Database) -> None:
    async with db.write() as session:
        session.add(Person(id=1, name="А", created_at=NOW))
    async with db.read() as session:
        assert (await session.get_one(Person, 1)).created_at == NOW
    with pytest.raises(Exception, match="naive"):
        async with db.write() as session:
            session.add(Person(id=2, name="Б", created_at=NOW.replace(tzinfo=None)))


async def test_the_flag_tells_when_a_transaction_is_open(db: Database) -> None:
    assert not in_transaction.get()
    async with db.write():
        assert in_transaction.get()
    assert not in_transaction.get()
