"""The process on a machine that is short of something: disk, descriptors, rights. It waits, says what, and goes on."""

import resource
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sandbox.faults import RESET
from sandbox.server import SandboxServer
from tests.database import template
from tests.integration.test_lifecycle import Start, bot, hears, server
from tests.process import BotProcess

__all__ = ["bot", "server"]

pytestmark = pytest.mark.slow

#: Beside the database: room for its log, not for much more.
SPARE = 1_000_000


def limited(pid: int, what: int, to: int) -> Callable[[], object]:
    """From now on the process has this soft limit; call the result to give it back what it had."""
    before = resource.prlimit(pid, what)
    resource.prlimit(pid, what, (to, before[1]))
    return lambda: resource.prlimit(pid, what, before)


def mounted(*arguments: str) -> bool:
    """Whether the machine lets us mount."""
    return subprocess.run(["mount", *arguments], capture_output=True, check=False).returncode == 0


@contextmanager
def small_disk(folder: Path) -> Iterator[None]:
    """A disk of its own under `folder`, with little room."""
    folder.mkdir()
    size = template().stat().st_size + SPARE
    if not mounted("-t", "tmpfs", "-o", f"size={size},mode=700", "tmpfs", str(folder)):
        pytest.skip("NO small disk can be mounted here: a full one was NOT tried")
    with unmounting(folder):
        yield


@contextmanager
def read_only(file: Path) -> Iterator[None]:
    """A file that root itself may not write."""
    if not mounted("--bind", str(file), str(file)):
        pytest.skip("NOTHING can be mounted here: a read-only database was NOT tried")
    with unmounting(file):
        assert mounted("-o", "remount,bind,ro", str(file))
        yield


@contextmanager
def unmounting(place: Path) -> Iterator[None]:
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def fill_up(folder: Path) -> Path:
    """Take what room is left on the disk; whoever deletes the file gives it back."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            return filler


async def goes_on(
    process: BotProcess, server: SandboxServer, short: Callable[[], Callable[[], object]], says: str
) -> None:
    """People write before, while something is short and afterwards: each is answered once, nothing is set aside."""
    anna, boris, vera = (server.telegram.person(name) for name in ("Анна", "Борис", "Вера"))
    await process.start()
    anna.sends("раз")
    await hears(anna, "приглашение")
    give_back = short()
    for each in (anna, boris, vera):
        each.sends("два")
    await process.says(says)
    give_back()
    await hears(anna, "приглашение", times=2)
    for each in (boris, vera):
        await hears(each, "приглашение")
    assert await process.stops() == 0
    assert [len(each.received) for each in (anna, boris, vera)] == [2, 1, 1]
    assert not any("set aside" in line or "Traceback" in line for line in process.lines)


async def test_a_disk_that_fills_up(bot: Start, server: SandboxServer, tmp_path: Path) -> None:
    with small_disk(tmp_path / "data"):
        await goes_on(bot(), server, lambda: fill_up(tmp_path / "data").unlink, "SQLITE_FULL (database)")


async def test_a_file_that_may_not_grow(bot: Start, server: SandboxServer) -> None:
    """As by a quota; this one needs no disk of its own."""
    process = bot()
    await goes_on(process, server, lambda: limited(process.pid, resource.RLIMIT_FSIZE, 0), "(database)")


async def test_no_descriptors_left(bot: Start, server: SandboxServer) -> None:
    process, faults = bot(), server.telegram.faults

    def none_left() -> Callable[[], object]:
        faults.sometimes(RESET, 1.0)  # connections that are open would do for a while
        give_back = limited(process.pid, resource.RLIMIT_NOFILE, 3)

        def end() -> None:
            faults.clear()
            give_back()

        return end

    await goes_on(process, server, none_left, "EMFILE")


async def test_a_disk_that_is_full_at_the_start_is_one_line(bot: Start, tmp_path: Path) -> None:
    with small_disk(tmp_path / "data"):
        filler = fill_up(tmp_path / "data")
        process = bot("migrate")
        await process.launch()
        assert await process.ends() == 2
        assert len(process.lines) == 1
        filler.unlink()
        again = bot("migrate")
        await again.launch()
        assert await again.ends() == 0


async def test_a_database_that_is_read_only_at_the_start_is_one_line(
    bot: Start, server: SandboxServer, tmp_path: Path
) -> None:
    """As one that root has put back for the service: in DATA_DIR, or where DATABASE_URL says."""
    (tmp_path / "data").mkdir()
    inside, elsewhere = tmp_path / "data" / "kontrol.db", tmp_path / "elsewhere.db"
    for place, line in ((inside, "Файлы в DATA_DIR"), (elsewhere, "База данных не открывается (SQLITE_READONLY")):
        shutil.copy(template(), place)
        with read_only(place):
            process = bot(DATABASE_URL=f"sqlite+aiosqlite:///{place}")
            await process.launch()
            assert await process.ends() == 2
        assert process.lines[-1].startswith(line)
        assert not any("Traceback" in each for each in process.lines)
    anna, process = server.telegram.person("Анна"), bot(DATABASE_URL=f"sqlite+aiosqlite:///{elsewhere}")
    await process.start()
    anna.sends("раз")
    await hears(anna, "приглашение")
