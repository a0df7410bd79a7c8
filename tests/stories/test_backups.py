"""A backup is made while people work, checked, put back; old buttons go on working, lost ones say so."""

import asyncio
import tarfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, text

from db.copies import LEAP
from db.models import Assignment, Minutes, Notice, NoticeKind, Restore
from domain.errors import BackupRefused
from services.files import FileStore
from services.upkeep import backups, restoring
from services.upkeep.archive import new_key
from services.upkeep.checking import RULES, check
from services.upkeep.vault import Vault
from tests.stories.protocols import protocol
from tests.stories.town import SCHOOLS, Town, make_town
from tests.story import Story


async def sent(town: Town, number: int) -> None:
    await town.official.uploads(protocol(number, 2).encode(), f"протокол {number}.txt")
    await town.official.taps("Направить")
    await town.official.taps(r"Направить \d.*")


def vault(story: Story, tmp_path: Path, **options: Any) -> Vault:
    return Vault(tmp_path / "backups", story.folder / "evidence", **options)


async def assignments(story: Story) -> int:
    async with story.db.read() as session:
        return await session.scalar(select(func.count(Assignment.id))) or 0


@pytest.mark.both_databases
@pytest.mark.own_database
async def test_a_lost_machine_is_replaced_by_its_backup(story: Story, tmp_path: Path) -> None:
    """Made in the middle of work; after the restore buttons of before it work, later ones say what has happened."""
    town = await make_town(story, SCHOOLS)
    director = town.directors[SCHOOLS[0]]
    await sent(town, 8)
    await director.taps("Пункт 1.1")
    await director.taps("Исполнено")
    await director.sends_photo()
    await story.advance(minutes=5)

    done, _ = await asyncio.gather(
        backups.make(story.db, vault(story, tmp_path), story.clock()), town.official.sends("/orgs")
    )
    await story.advance(minutes=5)
    await sent(town, 9)  # lost with the machine
    lost = director.screen.id
    before = await assignments(story)
    await story.advance(minutes=5)
    await story.restore(done.path)

    assert await assignments(story) < before
    assert [each.ids for each in await check(story.db, FileStore(story.folder / "evidence")) if each.ids] == []
    later = next(message for message in director.received if message.id == lost)
    director.person.taps("Ознакомлен(а)", on=later)
    await story.settle()
    director.sees("восстановлен из резервной копии")
    async with story.db.read() as session:
        assert await session.scalar(select(Minutes.id).where(Minutes.number == "9")) is None

    await director.taps("Отправить отчёт", on="Получено")  # begun before the backup
    director.sees("получен")
    await sent(town, 10)
    async with story.db.read() as session:
        numbers = (await session.execute(select(Minutes.number, Minutes.id))).all()
    assert dict(numbers)["10"] > LEAP, "an id of the lost time was given out again"


@pytest.mark.both_databases
async def test_every_night_has_one_backup_and_the_oldest_go(story: Story, tmp_path: Path) -> None:
    await make_town(story, SCHOOLS[:1])
    chosen = vault(story, tmp_path, keep=3)
    made = [
        await backups.make_nightly(story.db, chosen, story.clock() + timedelta(hours=hours)) for hours in range(120)
    ]
    assert len([each for each in made if each]) == 6  # on the first day at once: there was none yet
    assert len(backups.kept(chosen)) == 3
    with tarfile.open(backups.kept(chosen)[0]) as archive:
        assert archive.getnames()[:2] == ["manifest.json", "database"]
    assert backups.kept(chosen)[0].stat().st_mode & 0o777 == 0o600


async def test_nights_without_a_backup_are_told_once(story: Story, tmp_path: Path) -> None:
    """The place is taken by a file; once it is free, the next try makes the backup."""
    town = await make_town(story, SCHOOLS[:1])
    story.expect_error("the backup failed")
    (tmp_path / "backups").write_text("in the way")
    story.backups = str(tmp_path / "backups")
    await story.restart()
    await story.advance(days=3, hours=1)
    town.official.sees("Резервная копия не сделана", "Последняя копия: ещё ни одной", "/backup")
    assert await told(story) == 1

    (tmp_path / "backups").unlink()
    await town.official.sends("/backup")
    town.official.sees("Резервная копия готова и проверена", "не зашифрована")
    await story.advance(hours=2)
    assert await told(story) == 1


async def told(story: Story) -> int:
    async with story.db.read() as session:
        return len((await session.scalars(select(Notice.id).where(Notice.kind == NoticeKind.BACKUP_FAILED))).all())


async def test_help_names_backups_to_who_makes_them(story: Story) -> None:
    town = await make_town(story, SCHOOLS[:1], SCHOOLS[:1])
    await town.official.sends("/help")
    town.official.sees("/backup — резервная копия сейчас")
    await town.directors[SCHOOLS[0]].sends("/help")
    town.directors[SCHOOLS[0]].does_not_see("/backup")


async def test_only_the_admin_of_the_whole_makes_backups(story: Story, tmp_path: Path) -> None:
    town = await make_town(story, SCHOOLS[:1])
    director = town.directors[SCHOOLS[0]]
    await director.sends("/backup")
    director.sees("Это действие Вам недоступно")
    await town.official.sends("/backup")
    town.official.sees("Резервные копии выключены")
    assert not (tmp_path / "backups").exists()


async def test_an_encrypted_backup_opens_with_its_key_only(story: Story, tmp_path: Path) -> None:
    town = await make_town(story, SCHOOLS[:1])
    (public, secret), (_, another) = new_key(), new_key()
    done = await backups.make(story.db, vault(story, tmp_path, key=public), story.clock())
    assert done.path.suffix == ".age"
    assert [path.name for path in done.path.parent.iterdir()] == [done.path.name], "the plain form is left lying about"
    for identity, code in (("", "restore_key_needed"), (another, "restore_key_wrong"), ("abc", "restore_key_wrong")):
        with pytest.raises(BackupRefused, match=code):
            await put_back(done.path, tmp_path / code, identity)
    await story.restore(done.path, secret)
    await town.official.sends("/org Берёзовская")
    town.official.sees("МКОУ Берёзовская СОШ")


async def put_back(file: Path, folder: Path, identity: str = "") -> None:
    await asyncio.to_thread(folder.mkdir, exist_ok=True)
    now = datetime(2026, 9, 2, tzinfo=UTC)
    await restoring.restore(file, folder, f"sqlite+aiosqlite:///{folder / 'kontrol.db'}", now, identity)


async def test_what_is_no_whole_backup_of_ours_is_refused(story: Story, tmp_path: Path) -> None:
    """A cut file, another file, a place that is in use; each leaves the place as it was, so that it can be repeated."""
    await make_town(story, SCHOOLS[:1])
    done = await backups.make(story.db, vault(story, tmp_path), story.clock())
    whole = done.path.read_bytes()
    for name, content in (("cut", whole[: len(whole) // 2]), ("words", b"not an archive"), ("empty", b"")):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(BackupRefused, match="archive_damaged"):
            await put_back(tmp_path / name, tmp_path / "place")
    with pytest.raises(BackupRefused, match="archive_missing"):
        await put_back(tmp_path / "nothing", tmp_path / "place")
    assert not (tmp_path / "place" / "kontrol.db").exists()
    await put_back(done.path, tmp_path / "place")
    with pytest.raises(BackupRefused, match="restore_not_empty"):
        await put_back(done.path, tmp_path / "place")


async def test_a_damaged_evidence_file_is_noticed(story: Story, tmp_path: Path) -> None:
    town = await make_town(story, SCHOOLS[:1])
    director = town.directors[SCHOOLS[0]]
    await sent(town, 8)
    await director.taps("Пункт 1.1")
    await director.taps("Исполнено")
    await director.sends_photo()
    await director.taps("Отправить отчёт")
    await story.advance(minutes=1)
    for path in (story.folder / "evidence").iterdir():
        path.write_bytes(b"rot")
    done = await backups.make(story.db, vault(story, tmp_path), story.clock())
    assert done.damaged >= 1
    found = {each.code: each.ids for each in await check(story.db, FileStore(story.folder / "evidence"))}
    assert found["evidence"]


BREAKS = {
    "closed": "UPDATE assignments SET closed_at = created_at",
    "reported": "UPDATE assignments SET state = 'reported'",
    "returned": "UPDATE assignments SET state = 'returned'",
    "disputed": "UPDATE assignments SET state = 'disputed'",
    "extension": "UPDATE assignments SET extension_waits = 1",
    "history": "UPDATE assignments SET state = 'acknowledged' WHERE state = 'assigned'",
    "steps": "UPDATE assignments SET state = 'accepted', closed_at = created_at",
    "outbox": "UPDATE outbox SET state = 'dead'",
    "rounds": "INSERT INTO assignments (authority_id, minutes_id, decision_id, checkpoint_id, organisation_id, round, "
    "form, state, created_at, version, extension_waits) SELECT authority_id, minutes_id, decision_id, checkpoint_id, "
    "organisation_id, 2, form, 'cancelled', created_at, 1, 0 FROM assignments",
}


@pytest.mark.parametrize("code", RULES)
async def test_each_invariant_is_noticed_when_it_breaks(story: Story, code: str) -> None:
    town = await make_town(story, SCHOOLS[:1])
    await sent(town, 8)
    files = FileStore(story.folder / "evidence")
    assert [each for each in await check(story.db, files) if each.ids] == []
    async with story.db.write() as session:
        await session.execute(text(BREAKS[code]))
    assert code in {each.code for each in await check(story.db, files) if each.ids}


async def test_gaps_are_kept(story: Story, tmp_path: Path) -> None:
    await make_town(story, SCHOOLS[:1])
    done = await backups.make(story.db, vault(story, tmp_path), story.clock())
    await story.advance(hours=1)
    await story.restore(done.path)
    async with story.db.read() as session:
        row = (await session.scalars(select(Restore))).one()
    assert row.restored_at - row.made_at == timedelta(hours=1)
