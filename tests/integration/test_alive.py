"""Whether another process lives: what a dead one had on the way goes out at once, a living one's is left alone."""

from datetime import timedelta

from sqlalchemy import text

from db.alive import Alive
from db.engine import Database
from services.delivery import delivery as outbox
from tests.post import NOON, plant_town, post

#: Cuts whoever holds a lock of this database.
CUT = text(
    "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND pid <> pg_backend_pid()"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)


def another(db: Database) -> Database:
    return Database(db.url.render_as_string(hide_password=False))


async def test_only_who_is_alone_frees_leases(db: Database) -> None:
    other = another(db)
    first, second, third = Alive(db), Alive(other), Alive(other)
    try:
        assert await first.begin()
        assert not await second.begin()
        await first.end()
        assert not await third.begin(), "the second lives on"
        await second.end()
        await third.end()
        assert await first.begin()
    finally:
        for each in (first, second, third):
            await each.end()
        await other.close()


async def test_what_was_on_the_way_is_free_and_what_waits_for_its_time_is_not(db: Database) -> None:
    await plant_town(db, directors=2)
    for account in (1, 2):
        await post(db, account, f"слова {account}")
    first, second = await outbox.lease(db, NOON, timedelta(seconds=90), 2)
    later = NOON + timedelta(minutes=10)
    await outbox.again(db, second, later, "TelegramNetworkError", counted=False)
    assert await outbox.free_leases(db) == 1
    assert [each.id for each in await outbox.lease(db, NOON, timedelta(seconds=90), 9)] == [first.id]


async def test_a_lock_that_was_cut_is_taken_again(db: Database) -> None:
    """On PostgreSQL; a file has no connection that could be cut, and renewing its lock does no harm."""
    other = another(db)
    first, second = Alive(db), Alive(other)
    try:
        assert await first.begin()
        if not db.sqlite:
            async with other.engine.connect() as connection:
                await connection.execute(CUT)
        await first.renew()
        assert not await second.begin()
    finally:
        await first.end()
        await second.end()
        await other.close()
