"""An update brings the newer version, or leaves the older one running with all that people did."""

import asyncio
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import pytest

from db.migrate import head
from sandbox.server import SandboxServer
from sandbox.telegram import TOKEN
from tests.architecture.sources import ROOT
from tests.integration.test_lifecycle import hears, server
from tests.process import free_port

__all__ = ["server"]

pytestmark = [pytest.mark.slow, pytest.mark.long]

NEXT = "9999"
MIGRATION = f"""
from alembic import op
import sqlalchemy as sa
revision, down_revision, branch_labels, depends_on = "{NEXT}", "{head()}", None, None
def upgrade(): op.create_table("next", sa.Column("id", sa.Integer(), primary_key=True))
def downgrade(): op.drop_table("next")
"""
START = 'cd "{app}" && ("{python}" -m bot run >>"{place}/log" 2>&1 & echo $! >"{place}/pid")\n'
STOP = """p=$(cat "{place}/pid"); kill $p
while [ -d /proc/$p ] && ! grep -q ') Z ' /proc/$p/stat; do sleep 0.1; done; true
"""


class Office:
    """A repository that publishes versions, a server that runs one of them, as in docs/operations.md."""

    def __init__(self, place: Path, url: str) -> None:
        self.place, self.origin, self.app = place, place / "origin", place / "app"
        self.port = free_port()
        kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        settings = {"BOT_TOKEN": TOKEN, "ADMIN_IDS": "17", "BOT_API_URL": url, "HEALTH_PORT": str(self.port)}
        self.env = kept | settings | {"PYTHONPATH": str(self.app), "HOME": str(place), "GIT_CONFIG_NOSYSTEM": "1"}
        for name, text in (("start", START), ("stop", STOP)):
            (place / name).write_text(text.format(app=self.app, place=place, python=sys.executable))

    async def run(self, *words: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        def here() -> subprocess.CompletedProcess[str]:
            return subprocess.run(words, cwd=cwd or self.app, env=self.env, check=False, capture_output=True, text=True)

        return await asyncio.to_thread(here)

    async def git(self, *words: str, cwd: Path | None = None) -> str:
        author = ("-c", "user.name=Office", "-c", "user.email=office@example.org")
        done = await self.run("git", *author, *words, cwd=cwd)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    async def install(self) -> None:
        """What stands in this repository now is the first version; it is cloned and started."""
        rooms = ("bot", "db", "domain", "handlers", "scheduler", "services", "views", ".gitignore")
        listed = await self.run("git", "ls-files", "-co", "--exclude-standard", *rooms, cwd=ROOT)
        for name in listed.stdout.splitlines():
            if (ROOT / name).exists():
                (self.origin / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / name, self.origin / name)
        await self.git("init", "--quiet", "--initial-branch", "main", cwd=self.origin)
        await self.publish()
        await self.git("clone", "--quiet", str(self.origin), str(self.app), cwd=self.place)
        await self.run("sh", str(self.place / "start"))

    async def publish(self, **files: str) -> None:
        """A newer version with these files: room__name → text."""
        for name, text in files.items():
            (self.origin / f"{name.replace('__', '/')}.py").write_text(text)
        await self.git("add", "--all", cwd=self.origin)
        await self.git("commit", "--quiet", "--message", "a version", cwd=self.origin)

    async def update(self, patience: int = 120) -> subprocess.CompletedProcess[str]:
        how = ("--install", "true", "--stop", f"sh {self.place / 'stop'}", "--start", f"sh {self.place / 'start'}")
        return await self.run(sys.executable, "-m", "bot", "update", *how, "--patience", str(patience))

    def tables(self) -> tuple[str, int]:
        """Their revision, and how many updates of people they hold."""
        with sqlite3.connect(self.app / "data" / "kontrol.db") as database:
            revision = database.execute("SELECT version_num FROM alembic_version").fetchone()[0]
            kept = database.execute("SELECT count(*) FROM inbox").fetchone()[0]
        database.close()
        return revision, kept

    def end(self) -> None:
        with suppress(OSError, ValueError):
            os.kill(int((self.place / "pid").read_text()), signal.SIGKILL)


@pytest.fixture
async def office(tmp_path: Path, server: SandboxServer) -> AsyncIterator[Office]:
    office = Office(tmp_path, server.url)
    await office.install()
    yield office
    office.end()


async def test_a_newer_version_runs_and_a_broken_one_is_taken_back(office: Office, server: SandboxServer) -> None:
    anna = server.telegram.person("Анна")
    anna.sends("раз")
    await hears(anna, "приглашение")
    assert "самая новая" in (await office.update()).stderr

    older = await office.git("rev-parse", "HEAD")
    run, migrate = ((office.origin / "bot" / name).read_text() for name in ("run.py", "migrate.py"))
    await office.publish(db__migrations__versions__9999_next=MIGRATION, bot__run="raise SystemExit(3)\n")
    done = await office.update(patience=6)
    assert (done.returncode, await office.git("rev-parse", "HEAD")) == (1, older), done.stderr
    assert "Работает прежняя версия" in done.stderr
    assert office.tables() == (head(), 1)
    anna.sends("два")
    await hears(anna, "приглашение", times=2)

    await office.publish(bot__migrate="raise SystemExit(3)\n")
    done = await office.update()
    assert (done.returncode, "Работает прежняя версия" in done.stderr) == (1, True), done.stderr
    assert office.tables() == (head(), 2)

    await office.publish(bot__run=run, bot__migrate=migrate)
    done = await office.update()
    assert done.returncode == 0, done.stderr
    assert "Новая версия работает" in done.stderr
    assert office.tables() == (NEXT, 2)
    anna.sends("три")
    await hears(anna, "приглашение", times=3)
    assert len(list((office.app / "data" / "backups").iterdir())) >= 2


async def test_nothing_is_touched_where_an_update_cannot_begin(office: Office) -> None:
    before = await office.git("rev-parse", "HEAD")
    await office.publish(bot__next="")
    (office.app / "bot" / "run.py").write_text("")
    changed = await office.update()
    assert (changed.returncode, "изменены на этом сервере" in changed.stderr) == (2, True)
    await office.git("checkout", "--quiet", "bot/run.py")
    del office.env["HEALTH_PORT"]
    unset = await office.update()
    assert (unset.returncode, "HEALTH_PORT" in unset.stderr) == (2, True)
    office.env["HEALTH_PORT"] = str(office.port)
    shutil.move(office.origin, office.place / "away")
    gone = await office.update()
    assert (gone.returncode, "git fetch" in gone.stderr) == (2, True), gone.stderr
    wrong = await office.run(sys.executable, "-m", "bot", "update", "--dance", "now")
    assert wrong.returncode == 2
    assert await office.git("rev-parse", "HEAD") == before
