"""Reading in a process of its own: whatever a file does, the bot goes on and the next file is read."""

import asyncio
import io
import os
import signal
import sys
import zipfile
from collections.abc import AsyncIterator
from itertools import pairwise
from pathlib import Path

import pytest

from domain.errors import UnreadableDocument
from services.drafts.reading import Reader
from tests.patience import until
from tests.unit.extract.word import docx, p, package

pytestmark = pytest.mark.slow
linux_only = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="finds the process under /proc")

GOOD = docx(p("РЕШИЛИ:"), p("1. Директорам школ вымыть окна. Срок: до 15 мая 2031 года."))
TICK = 0.01


@pytest.fixture
async def reader() -> AsyncIterator[Reader]:
    reader = Reader()
    yield reader
    await reader.close()


def long_text() -> bytes:
    lines = (f"{number}. Школе № {number} представить отчёт. Срок: до 15 мая 2031 года." for number in range(1, 20_000))
    return ("РЕШИЛИ:\n" + "\n".join(lines)).encode()


def ten_megabytes() -> bytes:
    numbers = (f"{question}.{item}" for question in range(1, 51) for item in range(1, 31))
    body = (p(f"{number}. Директорам школ вымыть окна. Срок: до 15 мая 2031 года.") for number in numbers)
    buffer = io.BytesIO(docx(p("РЕШИЛИ:"), *body))
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_STORED) as archive:
        archive.writestr("word/media/image1.jpeg", os.urandom(10_000_000))
    return buffer.getvalue()


def reader_process() -> int:
    children = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
    (found,) = (int(child) for child in children if b"domain.minutes" in Path(f"/proc/{child}/cmdline").read_bytes())
    return found


async def test_a_file_and_a_pasted_text_are_read_by_one_warm_process(reader: Reader) -> None:
    file = await reader.read(GOOD, "протокол.docx")
    text = await reader.read_text("РЕШИЛИ:\n1. Директорам школ вымыть окна. Срок: до 15 мая 2031 года.")
    assert [item.number for item in file.items] == [item.number for item in text.items] == ["1"]
    assert (file.document.format, text.document.format) == ("docx", "txt")
    assert file.document.lines[0].text == "РЕШИЛИ:"


async def test_a_refusal_keeps_its_code_and_facts_and_the_process(reader: Reader) -> None:
    with pytest.raises(UnreadableDocument) as refusal:
        await reader.read(b"", "пусто.docx")
    assert (refusal.value.code, refusal.value.facts) == ("empty", {})
    with pytest.raises(UnreadableDocument) as refusal:
        await reader.read(bytes(21 * 1024 * 1024), "много.docx")
    assert (refusal.value.code, refusal.value.facts["limit"]) == ("too_large", 20 * 1024 * 1024)
    assert (await reader.read(GOOD)).items


@pytest.mark.parametrize(
    "data",
    [
        package({"word/document.xml": b"<w:document>" + b" " * 30_000_000}),
        package({"word/document.xml": '<!DOCTYPE x [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'}),
    ],
    ids=["zip", "entities"],
)
async def test_a_bomb_is_refused_and_the_next_file_is_read(reader: Reader, data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match=r"bomb|entities"):
        await reader.read(data, "бомба.docx")
    assert (await reader.read(GOOD)).items


async def test_a_file_that_takes_too_long_is_refused_and_the_next_one_is_read(reader: Reader) -> None:
    assert (await reader.read(GOOD)).items
    with pytest.raises(UnreadableDocument, match="too_slow"):
        await reader.read(long_text(), "длинный.txt", seconds=0.02)
    assert (await reader.read(GOOD)).items


@linux_only
async def test_the_process_may_die_in_the_middle(reader: Reader) -> None:
    assert (await reader.read(GOOD)).items
    victim = reader_process()

    async def kill() -> None:
        await asyncio.sleep(5 * TICK)
        os.kill(victim, signal.SIGKILL)

    reading, _ = await asyncio.gather(reader.read(long_text()), kill(), return_exceptions=True)
    assert isinstance(reading, UnreadableDocument)
    assert reading.code == "bomb"
    assert (await reader.read(GOOD)).items
    assert reader_process() != victim


@linux_only
async def test_the_process_may_die_between_two_files(reader: Reader) -> None:
    assert (await reader.read(GOOD)).items
    victim = reader_process()
    os.kill(victim, signal.SIGKILL)
    await until(lambda: not Path(f"/proc/{victim}").exists())
    assert (await reader.read(GOOD)).items


async def test_a_cancelled_read_leaves_nothing_behind(reader: Reader) -> None:
    assert (await reader.read(GOOD)).items
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(reader.read(long_text()), 5 * TICK)
    assert [item.number for item in (await reader.read(GOOD)).items] == ["1"]


async def test_files_queue_for_the_one_process(reader: Reader) -> None:
    texts = [f"РЕШИЛИ:\n1. Школе № {number} вымыть окна." for number in range(5)]
    readings = await asyncio.gather(*(reader.read_text(text) for text in texts))
    assert [reading.document.lines[1].text for reading in readings] == [text.split("\n")[1] for text in texts]


async def test_closing_ends_the_process_and_a_later_read_starts_another(reader: Reader) -> None:
    assert (await reader.read(GOOD)).items
    await reader.close()
    await reader.close()
    assert (await reader.read(GOOD)).items


async def test_the_bot_keeps_answering_while_ten_megabytes_are_read(reader: Reader) -> None:
    await reader.read(GOOD)
    data = ten_megabytes()
    loop = asyncio.get_running_loop()
    ticks = [loop.time()]
    done = asyncio.Event()

    async def tick() -> None:
        while not done.is_set():
            await asyncio.sleep(TICK)
            ticks.append(loop.time())

    async def read() -> int:
        reading = await reader.read(data, "большой.docx")
        done.set()
        return len(reading.items)

    items, _ = await asyncio.gather(read(), tick())
    taken = ticks[-1] - ticks[0]
    longest = max(after - before for before, after in pairwise(ticks))
    assert items == 1_500
    assert longest < taken / 2


@pytest.mark.skipif(sys.platform == "win32", reason="no limits there")
async def test_the_process_never_loads_the_bot() -> None:
    code = (
        "import sys, domain.minutes.__main__ as reader; reader._warm_up();"
        "sys.exit(any(name in sys.modules for name in ('aiogram', 'sqlalchemy', 'pydantic')))"
    )
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", code, cwd=Path(__file__).parents[2])
    assert await process.wait() == 0
