"""The database and its models say the same, whichever way it was reached; both on SQLite and on PostgreSQL."""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, delete, func, inspect, select, text, update
from sqlalchemy.exc import DBAPIError

from db.engine import Database
from db.migrate import FOLDER, downgrade, head, migrate, upgrade
from db.models import Audit, Base, Membership, Minutes, NoticeKind, OrganisationGroup, Person
from domain.audit import AuditAction
from domain.people import Role
from services.amendments import amendments
from services.audit import record_at
from services.reports import resuming
from services.requests import rerouting
from tests.migrations.full import ROWS, everything, fill, schema
from tests.people import NOW, SCHOOLS, make_district
from tests.reminding import Item
from tests.reporting import BIRCH, DUE, OCTOBER, PINE, RIVER, SENT, make_office

#: The way back drops a table of the revision with its rows.
NEW_AND_EMPTY: dict[str, dict[str, Any]] = {
    "0009": {"restores": []},
    "0012": {"minutes_parts": []},
    "0017": {"alarms": []},
}
#: Planned anew when the product starts after the way up.
PLANS = {"reminder_steps"}
SCRIPTS = sorted(ScriptDirectory(str(FOLDER)).walk_revisions(), key=lambda script: script.revision)


async def changed(db: Database, *steps: tuple[Any, str]) -> None:
    """Run (upgrade or downgrade, revision) one after another."""
    async with db.migrating() as connection:
        for step, revision in steps:
            await connection.run_sync(step, revision)


async def differences(db: Database) -> list[Any]:
    async with db.engine.connect() as connection:
        return await connection.run_sync(_compare)


def _compare(connection: Connection) -> list[Any]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, Base.metadata))


def _left(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names())


async def test_every_migration_goes_down_and_up_again(db: Database) -> None:
    await changed(db, (downgrade, "base"))
    async with db.engine.connect() as connection:
        assert await connection.run_sync(_left) == {"alembic_version"}
    for script in SCRIPTS:
        back = str(script.down_revision or "base")
        await changed(db, (upgrade, script.revision), (downgrade, back), (upgrade, script.revision))
    assert await differences(db) == []


async def test_the_models_are_what_the_migrations_make(db: Database) -> None:
    """Alembic compares no checks, conditions of indexes or triggers: a database made of the models is compared too."""
    assert await differences(db) == []
    async with db.migrating() as connection:
        migrated = await connection.run_sync(schema)
        assert await connection.run_sync(_as_modelled) == migrated
    assert migrated.keys() == Base.metadata.tables.keys()


def _as_modelled(connection: Connection) -> dict[str, Any]:
    if connection.dialect.name == "sqlite":
        engine = create_engine("sqlite://")
        with engine.begin() as other:
            Base.metadata.create_all(other)
            return schema(other)
    connection.exec_driver_sql("CREATE SCHEMA modelled")
    connection.exec_driver_sql("SET LOCAL search_path TO modelled")
    Base.metadata.create_all(connection)
    made = schema(connection)
    connection.exec_driver_sql("DROP SCHEMA modelled CASCADE")
    connection.exec_driver_sql("SET LOCAL search_path TO public")
    return made


def test_the_newest_migration_is_found_without_alembic() -> None:
    """`head` reads file names, so that a start with nothing to do imports no alembic."""
    assert head() == ScriptDirectory(str(FOLDER)).get_current_head()
    assert [script.revision for script in SCRIPTS] == [Path(script.path).name[:4] for script in SCRIPTS]


async def test_a_full_database_keeps_every_row_down_and_up(db: Database) -> None:
    """Rows in every table: at every revision they are the same on the way up as they were on the way down."""
    async with db.migrating() as connection:
        await connection.run_sync(fill)
    seen: dict[str, Any] = {}
    for script in reversed(SCRIPTS):
        await changed(db, (downgrade, script.revision))
        seen[script.revision] = await told(db)
    assert all(len(rows) >= len(ROWS) for rows in seen[SCRIPTS[-1].revision].values())
    lost: dict[str, Any] = {}
    for script in SCRIPTS[1:]:
        await changed(db, (upgrade, script.revision))
        lost |= NEW_AND_EMPTY.get(script.revision, {})
        assert await told(db) == seen[script.revision] | lost
    assert await differences(db) == []
    assert await migrate(db) is False


async def told(db: Database) -> dict[str, Any]:
    async with db.engine.connect() as connection:
        return await connection.run_sync(everything)


async def test_a_migration_that_fails_leaves_what_was_there(db: Database) -> None:
    async with db.migrating() as connection:
        await connection.run_sync(fill)
    before = await told(db)

    async def fail() -> None:
        async with db.migrating() as connection:
            await connection.run_sync(downgrade, SCRIPTS[0].revision)
            raise KeyError("the process ends here")

    with pytest.raises(KeyError):
        await fail()
    assert await told(db) == before
    assert await migrate(db) is False
    assert await differences(db) == []


async def test_a_row_that_refers_to_nothing_stops_a_migration(db: Database) -> None:
    if not db.sqlite:
        return  # PostgreSQL looks at every row itself
    async with db.migrating() as connection:
        await connection.run_sync(fill)

    async def lose() -> None:
        async with db.migrating() as connection:
            await connection.execute(text("DELETE FROM people WHERE id = 1"))

    with pytest.raises(ValueError, match="refer to what is not there"):
        await lose()
    async with db.write() as session:
        assert await session.scalar(text("PRAGMA foreign_keys")) == 1
        assert await session.scalar(text("SELECT count(*) FROM people WHERE id = 1")) == 1


async def test_an_id_of_a_button_is_never_used_twice(db: Database) -> None:
    """The last row is deleted: the next one gets another id, on a database that was migrated with its rows."""
    await changed(db, (downgrade, "0004"))
    async with db.write() as session:
        await session.execute(
            text(
                "INSERT INTO organisations (id, path, name, short_name, search_key, kind, municipality, "
                "groups, synonyms, head_name, email, active, lead, version) "
                "VALUES (7, '7.', 'а', 'а', 'а', 'school', '', '[]', '[]', '', '', true, 'both', 1)"
            )
        )
    await migrate(db)
    group = {"authority_id": 7, "created_at": NOW}
    async with db.write() as session:
        session.add(OrganisationGroup(name="а", **group))
    for name in ("б", "в"):
        async with db.write() as session:
            last = await session.scalar(select(func.max(OrganisationGroup.id)))
            await session.execute(delete(OrganisationGroup))
            session.add(row := OrganisationGroup(name=name, **group))
            await session.flush()
            assert last is not None
            assert row.id > last


async def test_the_audit_stays_append_only_after_the_stairs(db: Database) -> None:
    await changed(db, (downgrade, "base"), (upgrade, "head"))
    await make_district(db, organisations=SCHOOLS)
    async with db.read() as session:
        assert await session.scalar(select(Audit.id).limit(1)) is not None
    for spoiling in (Base.metadata.tables["audit"].delete(), Base.metadata.tables["audit"].update().values(action="x")):
        with pytest.raises(DBAPIError, match="append-only"):
            async with db.write() as session:
                await session.execute(spoiling)


async def test_reasons_that_only_the_audit_knew_become_facts(db: Database) -> None:
    """Of what was cancelled, handed on and resumed, of a deputy who was kept, of corrections still to be told."""
    office = await make_office(
        db, Item("1.1", DUE, organisations=(BIRCH, RIVER)), Item("1.2", DUE, organisations=(BIRCH,))
    )
    who, first, second = await office.official(), await office.item(), await office.item("1.1", RIVER)
    await rerouting.reroute_assignment(who, second.id, second.version, office.district.organisations[PINE], "не туда")
    await office.accepts((await office.reports()).report.id)
    await resuming.resume(who, first.id, "нет подписи")
    other = await office.item("1.2")
    await amendments.change_text(who, other.decision_id, await _version(db, office.minutes_id), "Иначе.", "ошибка")
    await rerouting.cancel_assignment(who, other.id, (await office.item("1.2")).version, "не нужно")
    await _keep_a_deputy(db, other.organisation_id)
    async with db.write() as session:
        await session.execute(update(Minutes).values(original_kept=None))  # of minutes of before it is not known
    before = await _rows_of(db)
    assert {row.reason for row in before["assignments"]} == {"", "не туда", "нет подписи", "не нужно"}
    assert [row.facts["reason"] for row in before["outbox"] if row.kind == NoticeKind.CORRECTED] == ["ошибка"]
    down = next(str(each.down_revision) for each in SCRIPTS if Path(each.path).stem.endswith("_reasons"))
    await changed(db, (downgrade, down), (upgrade, "head"))
    assert await _rows_of(db) == before


async def _rows_of(db: Database) -> dict[str, Sequence[Any]]:
    async with db.read() as session:
        return {
            table.name: (await session.execute(select(table).order_by(*table.primary_key.columns))).all()
            for table in Base.metadata.sorted_tables
            if table.name not in PLANS
        }


async def _version(db: Database, minutes_id: int) -> int:
    async with db.read() as session:
        return (await session.get_one(Minutes, minutes_id)).version


async def _keep_a_deputy(db: Database, organisation_id: int) -> None:
    async with db.write() as session:
        person = Person(name="Павел Дуб", created_at=SENT)
        session.add(person)
        await session.flush()
        held = {"person_id": person.id, "organisation_id": organisation_id, "role": Role.DEPUTY}
        session.add(Membership(**held, created_at=SENT, kept_at=OCTOBER))
        subject = (AuditAction.DEPUTY_KEPT, "organisation", organisation_id)
        record_at(session, OCTOBER, None, *subject, member=person.id)


async def test_a_database_made_by_the_first_text_of_0001_gets_what_it_lacks(db: Database) -> None:
    """Its text was edited once after it had been committed; the edit was this column and nothing else."""
    await changed(db, (downgrade, "0001"))
    async with db.write() as session:
        await session.execute(text("ALTER TABLE checkpoints DROP COLUMN regular_due"))
    assert await migrate(db) is True
    assert await differences(db) == []


def test_released_migrations_are_not_edited() -> None:
    """An edited one leaves older databases behind. Write a new one, and add its number and hash here in its commit."""
    assert {path.name[:4]: sha256(path.read_bytes()).hexdigest()[:16] for path in FOLDER.glob("versions/*.py")} == {
        "0001": "e956c96a76cf2639",
        "0002": "9903f69020946ab5",
        "0003": "eab16a347fb45b35",
        "0004": "6450e5cd8a08ccc9",
        "0005": "aef6221f817cb038",
        "0006": "a487ecd4d6868abe",
        "0007": "3ba3569727a0018c",
        "0008": "b1709f29f898db97",
        "0009": "69605348dade0c12",
        "0010": "e4e810e63dfcb6ea",
        "0011": "b0edced1c179318d",
        "0012": "ae24a95083df0e6d",
        "0013": "aa347734043da948",
        "0014": "c3dba19528132922",
        "0015": "a74438be85f2ad71",
        "0016": "cdf8201998dea83c",
        "0017": "b5e8684f8b0b40b3",
        "0018": "44d3a8a646cebfef",
        "0019": "95419dea86ac6df4",
        "0020": "69cb4ed571b1832b",
    }
