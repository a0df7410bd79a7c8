"""Evidence is copied by hash, later and again if need be; the original comes back."""

import hashlib
import os
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from db.engine import Database
from db.models import Evidence
from domain.errors import NotFound
from domain.reports import EvidenceKind
from services.files import FileStore
from services.reports import collecting, handing_in, judging
from services.reports.evidence import ATTEMPTS, BATCH, FileGone, store_pending
from tests.reporting import Office, make_office, message

PHOTO = b"\xff\xd8\xff photo"


class Platform:
    """Keeps files by their ids; may fail or have lost them."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.files: dict[str, bytes] = {}
        self.broken = False

    async def download(self, file_id: str) -> bytes:
        self.asked.append(file_id)
        if self.broken:
            raise ConnectionError
        if file_id not in self.files:
            raise FileGone
        return self.files[file_id]


@pytest.fixture
def platform() -> Platform:
    return Platform()


@pytest.fixture
def files(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "evidence")


@pytest.fixture
async def office(db: Database, platform: Platform) -> Office:
    """The first school is collecting: a photo, a file, a text."""
    office = await make_office(db)
    birch = await office.director()
    await office.starts(birch)
    for number, kind in enumerate((EvidenceKind.PHOTO, EvidenceKind.FILE, EvidenceKind.TEXT), 1):
        await collecting.collect(birch, message(number, kind, file_name="приказ.pdf" if number == 2 else ""))
    platform.files = {"file-1": PHOTO, "file-2": b"%PDF order"}
    return office


async def rows(office: Office) -> list[Evidence]:
    async with office.db.read() as session:
        return list(await session.scalars(select(Evidence).order_by(Evidence.id)))


async def test_files_are_copied_once_by_their_hash(office: Office, platform: Platform, files: FileStore) -> None:
    assert await store_pending(office.db, office.now, platform.download, files) == 2
    assert await store_pending(office.db, office.now, platform.download, files) == 0
    photo, file, text = await rows(office)
    assert photo.sha256 == hashlib.sha256(PHOTO).hexdigest()
    assert files.get(photo.sha256) == PHOTO
    assert files.get(file.sha256 or "") == b"%PDF order"
    assert text.sha256 is None
    assert platform.asked == ["file-1", "file-2"]


async def test_the_official_gets_the_same_bytes(office: Office, platform: Platform, files: FileStore) -> None:
    await store_pending(office.db, office.now, platform.download, files)
    report_id = (await office.starts()).report.id
    await handing_in.hand_in(await office.director(), report_id)
    card = await judging.show_report(await office.official(), report_id)
    kept = [(piece.kind, piece.file_name, files.get(piece.sha256)) for piece in card.report.evidence if piece.sha256]
    assert kept == [("photo", "", PHOTO), ("file", "приказ.pdf", b"%PDF order")]


async def test_a_network_that_fails_is_asked_again_later_and_longer_each_time(
    office: Office, platform: Platform, files: FileStore
) -> None:
    platform.broken = True
    waits = []
    for _ in range(ATTEMPTS - 1):
        platform.asked.clear()
        await store_pending(office.db, office.now, platform.download, files)
        await store_pending(office.db, office.now, platform.download, files)
        assert platform.asked == ["file-1", "file-2"], "not again before its time"
        retry_at = (await rows(office))[0].retry_at
        assert retry_at is not None
        waits.append(retry_at - office.now)
        office.now = retry_at
    assert waits == sorted(waits)
    assert waits[-1] > waits[0]
    platform.broken = False
    assert await store_pending(office.db, office.now, platform.download, files) == 2


async def test_a_copy_is_given_up_at_last_and_says_so(office: Office, platform: Platform, files: FileStore) -> None:
    platform.broken = True
    for _ in range(ATTEMPTS):
        await store_pending(office.db, office.now, platform.download, files)
        office.now += timedelta(days=1)
    assert [row.failed for row in await rows(office)] == ["gave_up", "gave_up", ""]
    platform.asked.clear()
    await store_pending(office.db, office.now, platform.download, files)
    assert platform.asked == []


async def test_a_file_the_platform_has_lost_holds_up_no_other(
    office: Office, platform: Platform, files: FileStore
) -> None:
    del platform.files["file-1"]
    assert await store_pending(office.db, office.now, platform.download, files) == 1
    assert [row.failed for row in await rows(office)] == ["gone", "", ""]


async def test_a_round_takes_a_handful(office: Office, platform: Platform, files: FileStore) -> None:
    for number in range(10, 10 + BATCH):
        await collecting.collect(await office.director(), message(number, EvidenceKind.PHOTO))
        platform.files[f"file-{number}"] = PHOTO
    assert await store_pending(office.db, office.now, platform.download, files) == BATCH
    assert await store_pending(office.db, office.now, platform.download, files) == 2


async def test_what_was_copied_goes_along_into_the_rework(office: Office, platform: Platform, files: FileStore) -> None:
    await store_pending(office.db, office.now, platform.download, files)
    report_id = (await office.starts()).report.id
    await handing_in.hand_in(await office.director(), report_id)
    await office.returns(report_id)
    again = await office.starts()
    assert [piece.kind for piece in again.report.evidence] == ["photo", "file", "text"]
    assert all(piece.sha256 for piece in again.report.evidence if piece.file_id)


# --- the store ---------------------------------------------------------------------------------------------------


def test_the_same_bytes_are_one_file(files: FileStore, tmp_path: Path) -> None:
    first, second = files.put(PHOTO), files.put(PHOTO)
    assert first == second
    assert [path.name for path in (tmp_path / "evidence").iterdir()] == [first]


def test_what_was_never_stored_is_not_found(files: FileStore) -> None:
    with pytest.raises(NotFound):
        files.get("0" * 64)


def test_a_half_written_file_of_a_killed_process_is_no_file(files: FileStore, tmp_path: Path) -> None:
    digest = hashlib.sha256(PHOTO).hexdigest()
    folder = tmp_path / "evidence"
    folder.mkdir()
    (folder / f".{digest}.{os.getpid()}").write_bytes(PHOTO[:4])
    with pytest.raises(NotFound):
        files.get(digest)
    assert files.put(PHOTO) == digest
    assert files.get(digest) == PHOTO


def test_a_disk_that_fails_leaves_no_file(files: FileStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        files.put(PHOTO)
    with pytest.raises(NotFound):
        files.get(hashlib.sha256(PHOTO).hexdigest())
