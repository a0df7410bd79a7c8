"""R3: a hundred thousand notices are due when the process starts again: when is the first sent, what does it hold?"""

import os
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from aiogram import Bot
from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType
from sqlalchemy import insert

from benchmarks.loops import run
from benchmarks.process import QuietSession, app_of, clock_here
from benchmarks.rows import Row, Sizes
from benchmarks.town import NOW, Town, town_of
from db.models import Notice, NoticeKind, NoticeState

SCHOOLS = 500
#: So many are sent before the memory is looked at.
SENT = 300
MIB = 1024 * 1024


class _Watched(QuietSession):
    """Knows what the process had spent when the first message left, and ends after some."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.first = 0.0
        self.left = most

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109
    ) -> TelegramType:
        self.first = self.first or time.process_time()
        self.left -= 1
        return await super().make_request(bot, method, timeout)


def measure(sizes: Sizes) -> Iterator[Row]:
    few = [run(_started(min(SENT, sizes.notices)))[1] for _ in range(2)][-1]  # the first time libraries grow too
    first, many = run(_started(sizes.notices))
    due = f"{sizes.notices} notices due after a downtime"
    yield Row("R3", f"{due}: first send after the start, CPU-s", first, 1)
    detail = f"{many / MIB:.1f} − {few / MIB:.1f} while {SENT} are sent"
    yield Row("R3", f"{due}: memory beside few, MiB", (many - few) / MIB, 10, detail=detail)


async def _started(notices: int) -> tuple[float, float]:
    """Processor time until the first message leaves, and bytes the process has grown by after some."""
    async with town_of(min(SCHOOLS, notices)) as town:
        minutes_id = await town.draft(1, NOW.date().replace(day=20))
        await town.send(minutes_id)
        await _owe(town, minutes_id, notices)
        clock, session = clock_here(), _Watched(min(SENT, notices))
        async with app_of(town, clock, session) as app:
            before, start = _resident(), time.process_time()
            running = app.tasks.start(app.delivery.run(), "delivery")
            app.delivery.wake()
            while session.left > 0:
                await clock.sleep(1)
            app.delivery.stop()
            await running
            return session.first - start, _resident() - before


async def _owe(town: Town, minutes_id: int, notices: int) -> None:
    """Everybody is to be told of the minutes again and again."""
    rows: Iterator[dict[str, Any]] = (
        {
            "kind": NoticeKind.PROTOCOL,
            "account_id": school,
            "organisation_id": school,
            "minutes_id": minutes_id,
            "facts": {},
            "dedup_key": f"due:{number}:{school}",
            "silent": False,
            "state": NoticeState.PENDING,
            "created_at": NOW,
            "not_before": NOW,
            "attempts": 0,
            "last_error": "",
        }
        for number in range(-(-notices // len(town.schools)))
        for school in town.schools
    )
    async with town.db.write() as session:
        while portion := list(islice(rows, 5_000)):
            await session.execute(insert(Notice), portion)


def _resident() -> float:
    """Bytes of memory of this process."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")
