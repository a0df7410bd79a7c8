"""Reading minutes outside the bot: a process of its own, kept warm, so that no file can stop or fill the bot."""

import asyncio
import codecs
import contextlib
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

from domain.errors import UnreadableDocument
from domain.minutes.model import ReadMinutes
from domain.minutes.wire import LENGTH, frame

SECONDS = 30.0
START_SECONDS = 60.0  # a cold machine loads the libraries once
_ROOT = Path(__file__).resolve().parents[2]
_PASSED_ON = ("PATH", "LANG", "LC_ALL", "TMPDIR", "TZ", "SYSTEMROOT", "TESSDATA_PREFIX")  # no token, no database


class Reader:
    """One reader process, started at the first file; files queue for it.

    A file that makes it run too long or die is refused, and the next one gets a fresh process.
    """

    def __init__(self) -> None:
        self._process: asyncio.subprocess.Process | None = None
        self._turn = asyncio.Lock()

    async def read(self, data: bytes, filename: str = "", seconds: float = SECONDS) -> ReadMinutes:
        """What the minutes say; `seconds` is the time for this file alone, without waiting in the queue.

        Raises UnreadableDocument with any of its codes; too_slow and bomb also when the process had to be ended.
        A cancelled read ends the process too: what it was doing is nobody's any more.
        """
        from domain.minutes import reading_from_json

        async with self._turn:
            try:
                answer = await self._answer(data, filename, seconds)
            except TimeoutError:
                await self._end()
                raise UnreadableDocument("too_slow") from None
            except (asyncio.IncompleteReadError, ConnectionError):
                raise UnreadableDocument(_cause_of_death(await self._end())) from None
            except BaseException:
                await self._end()
                raise
        if "refused" in answer:
            raise UnreadableDocument(answer["refused"], **answer["facts"])
        return await asyncio.to_thread(reading_from_json, answer["reading"])

    async def read_text(self, text: str, seconds: float = SECONDS) -> ReadMinutes:
        """The same for pasted text. Raises UnreadableDocument: empty, too_long, too_slow, bomb."""
        return await self.read(codecs.BOM_UTF8 + text.encode("utf-8", errors="ignore"), "", seconds)

    async def close(self) -> None:
        """End the process; a read that is under way is refused."""
        await self._end()

    async def _answer(self, data: bytes, filename: str, seconds: float) -> dict[str, Any]:
        process = await self._ready()
        async with asyncio.timeout(seconds):
            head = json.dumps({"filename": filename, "seconds": max(1, round(seconds))}).encode()
            return await _ask(process, frame(head) + frame(data))

    async def _ready(self) -> asyncio.subprocess.Process:
        process = self._process
        if process is None or process.returncode is not None or _stdout(process).at_eof():
            await self._end()
            self._process = process = await _start()
            try:
                async with asyncio.timeout(START_SECONDS):
                    await _receive(process)
            except asyncio.IncompleteReadError as error:
                raise RuntimeError("the reader process does not start") from error
        return process

    async def _end(self) -> int:
        """Kill the process with all it started; the status it ended with, 0 when there was none."""
        process, self._process = self._process, None
        if process is None:
            return 0
        with contextlib.suppress(ProcessLookupError):
            if sys.platform == "win32":
                process.kill()
            else:
                os.killpg(process.pid, signal.SIGKILL)
        return await process.wait()


async def _start() -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "domain.minutes"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        cwd=_ROOT,
        env={name: os.environ[name] for name in _PASSED_ON if name in os.environ},
        start_new_session=True,  # Ctrl-C is for the bot, and killing the group takes tesseract along
    )


async def _ask(process: asyncio.subprocess.Process, request: bytes) -> dict[str, Any]:
    if process.stdin is None:
        raise RuntimeError("the reader process has no stdin")
    process.stdin.write(request)
    await process.stdin.drain()
    return await _receive(process)


async def _receive(process: asyncio.subprocess.Process) -> dict[str, Any]:
    source = _stdout(process)
    (length,) = LENGTH.unpack(await source.readexactly(LENGTH.size))
    content = await source.readexactly(length)
    answer: dict[str, Any] = await asyncio.to_thread(json.loads, content)
    return answer


def _stdout(process: asyncio.subprocess.Process) -> asyncio.StreamReader:
    if process.stdout is None:
        raise RuntimeError("the reader process has no stdout")
    return process.stdout


def _cause_of_death(status: int) -> str:
    """Killed for its processor time, killed for its memory or broken by it, or gone by itself."""
    if sys.platform != "win32" and status == -signal.SIGXCPU:
        return "too_slow"
    return "bomb" if status < 0 else "damaged"
