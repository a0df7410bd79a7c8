"""Offices are kept by the version of their authority, and are right in every process."""

from datetime import date

from sqlalchemy import event

from db.engine import Database
from db.models import Authority
from services.offices import Office, load_offices, office_of
from services.organisations import settings_rules
from tests.people import ADMIN, make_authority

FRIDAY = date(2023, 10, 13)


async def office(db: Database) -> Office:
    async with db.read() as session:
        (found,) = (await load_offices(session)).values()
        assert await office_of(session, found.id) == found
        return found


def counted(db: Database) -> list[str]:
    """Statements from now on."""
    found: list[str] = []
    engine = db.engine.sync_engine
    event.listen(engine, "before_cursor_execute", lambda _connection, _cursor, text, *_rest: found.append(text))
    return found


async def test_what_another_process_changes_counts_here_at_once(db: Database) -> None:
    district = await make_authority(db)
    other = Database(db.url.render_as_string(hide_password=False))
    try:
        before = await office(other)
        assert before.calendar.is_working(FRIDAY)
        ctx = await district.context(ADMIN)
        await settings_rules.correct_day(ctx, FRIDAY, is_working=False)
        assert not (await office(other)).calendar.is_working(FRIDAY)
        await settings_rules.drop_day(ctx, FRIDAY)
        assert (await office(other)).calendar.is_working(FRIDAY)
        await settings_rules.set_rule(ctx, "summer_mode", settings_rules.NO)
        assert not (await office(other)).summer_mode
    finally:
        await other.close()


async def test_what_has_not_changed_is_not_read_again(db: Database) -> None:
    await make_authority(db)
    first = await office(db)
    statements = counted(db)
    assert await office(db) == first
    reads = [each for each in statements if each.startswith("SELECT")]
    assert len(reads) == 2, "the versions of all, the version of one"


async def test_a_writer_keeps_nothing_that_may_be_taken_back(db: Database) -> None:
    district = await make_authority(db)

    class TakenBackError(Exception):
        pass

    try:
        async with db.write() as session:
            (await session.get_one(Authority, district.authority_id)).day_ends = 15
            await session.flush()
            assert (await office_of(session, district.authority_id)).day_ends == 15
            raise TakenBackError
    except TakenBackError:
        pass
    async with db.write() as session:
        (await session.get_one(Authority, district.authority_id)).day_ends = 16
    assert (await office(db)).day_ends == 16
