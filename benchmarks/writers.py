"""S3: four processes and a command line write to one SQLite file for a minute: does any of them find it busy?

python -m benchmarks.writers FILE SECONDS    one of the four: writes as fast as it can, prints «transactions errors»
"""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy.exc import DBAPIError

from benchmarks.rows import Row, Sizes
from db.engine import Database
from db.models import Person
from sandbox.telegram import TOKEN
from tests.database import template
from tests.process import ROOT

WRITERS = 4
MIGRATE = (sys.executable, "-m", "bot", "migrate")


def measure(sizes: Sizes) -> Iterator[Row]:
    with TemporaryDirectory(prefix="kontrol-bench-") as folder:
        file = Path(folder) / "kontrol.db"
        file.write_bytes(template().read_bytes())
        settings = os.environ | {
            "BOT_TOKEN": TOKEN,
            "ADMIN_IDS": "17",
            "DATABASE_URL": f"sqlite+aiosqlite:///{file}",
            "DATA_DIR": folder,
        }
        command = (sys.executable, "-m", "benchmarks.writers", str(file), str(sizes.seconds))
        writers = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(WRITERS)]
        calls = failed = 0
        while any(writer.poll() is None for writer in writers):
            calls += 1
            failed += subprocess.run(MIGRATE, cwd=ROOT, env=settings, check=False).returncode != 0
        done = [tuple(map(int, writer.communicate()[0].split())) for writer in writers]
    written, busy = sum(each for each, _ in done), sum(errors for _, errors in done)
    detail = f"{written} transactions, {calls} calls of `migrate`, {sizes.seconds} s"
    yield Row("S3", f"{WRITERS} writers and a command line: errors of a busy database", busy + failed, 0, detail=detail)


async def _write(file: str, seconds: float) -> tuple[int, int]:
    """Transactions that were written, and those that failed."""
    db, written, failed = Database(f"sqlite+aiosqlite:///{file}"), 0, 0
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            async with db.write() as session:
                session.add(Person(name="Человек", created_at=datetime.now(UTC)))
        except DBAPIError:
            failed += 1
        else:
            written += 1
    await db.close()
    return written, failed


if __name__ == "__main__":
    print(*asyncio.run(_write(sys.argv[1], float(sys.argv[2]))))
