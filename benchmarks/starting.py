"""C1, C2: what it costs to be ready to poll, and to read one file from the command line."""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.cpu import of_children, of_process
from benchmarks.rows import Row, Sizes
from sandbox.server import SandboxServer
from sandbox.telegram import Telegram
from tests.process import BotProcess

ROOT = Path(__file__).resolve().parents[1]
PROTOCOL = ROOT / "tests" / "data" / "minutes" / "city.txt"
PYTHON = sys.executable
READ = (PYTHON, "-m", "bot", "read", str(PROTOCOL))
AIOGRAM = (PYTHON, "-c", "import aiogram; aiogram.Dispatcher()")


def measure(sizes: Sizes) -> Iterator[Row]:
    bare = min(of_process(AIOGRAM) for _ in range(sizes.starts))
    ready = min(asyncio.run(_ready_to_poll()) for _ in range(sizes.starts))
    detail = f"{ready:.2f} ÷ {bare:.2f} CPU-s"
    yield Row("C1", "ready to poll ÷ import aiogram + Dispatcher", ready / bare, 1.35, detail=detail)
    empty = min(of_process((PYTHON, "-c", "pass")) for _ in range(sizes.starts))
    reading = min(of_process(READ) for _ in range(sizes.starts))
    detail = f"{reading / empty:.0f} × an empty Python"
    yield Row("C2", "python -m bot read FILE, CPU-s", reading, 0.7, detail=detail)
    yield Row("C2", "modules of aiogram it imports", _aiogram_modules(), 0)


async def _ready_to_poll() -> float:
    """Processor time of `python -m bot` on a migrated database until it polls; then it is killed."""
    before = of_children()
    with TemporaryDirectory(prefix="kontrol-bench-") as folder:
        async with SandboxServer(Telegram(lambda: datetime.now(UTC))) as server:
            process = BotProcess(Path(folder), BOT_API_URL=server.url)
            await process.start()
            await process.kill()
    return of_children() - before


def _aiogram_modules() -> int:
    command = (PYTHON, "-X", "importtime", *READ[1:])
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return sum(line.rpartition("|")[2].strip().startswith("aiogram") for line in done.stderr.splitlines())
