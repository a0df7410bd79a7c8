"""The living town behind the page: Telegram, the bot beside it, a clock that can be moved, a way back."""

import asyncio
import copy
import logging
import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from bot.tasks import Tasks
from db.engine import Database
from demo.bot import TownBot
from demo.calendar import Leap, goal, owed_dates, stops
from demo.clock import TownClock
from demo.town import OFFICIAL, TODAY, ZONE, Town, make_town
from sandbox.model import Event
from sandbox.telegram import Telegram

log = logging.getLogger(__name__)

#: A pause in the chats that means everything has been said, and how long to wait for it.
QUIET, AT_MOST = 0.25, 5.0


class BotState(StrEnum):
    STARTING = "starting"
    RUNNING = "running"
    STOPPED = "stopped"


class World:
    """`show` is told whenever there is another Telegram to look at."""

    def __init__(self, folder: Path, show: Callable[[Telegram], None]) -> None:
        self._folder, self._show = folder, show
        self._tasks = Tasks()
        self._lock = asyncio.Lock()
        self._visits = self._polls = 0
        self._prepared: Town | None = None
        self._bot: TownBot | None = None
        self._url = ""
        self.clock = TownClock(TODAY)
        self.telegram = Telegram(self.clock)

    async def prepare(self) -> None:
        """Make the town once; visits start from copies of it."""
        self._prepared = await make_town(self._folder / "prepared")

    async def open(self, url: str) -> None:
        """Begin the first visit; `url` is where the Bot API answers."""
        self._url = url
        await self.restore()

    async def close(self) -> None:
        if self._bot is not None:
            await self._bot.kill()
        await self._tasks.cancel()

    @property
    def data(self) -> Path:
        return self._folder / f"visit-{self._visits}"

    @property
    def town(self) -> Town:
        if self._prepared is None:
            raise RuntimeError("the town is not prepared")
        return self._prepared

    # --- the way back

    async def restore(self) -> None:
        """«Начать заново»: the same Tuesday morning, the same chats, the same data."""
        async with self._lock:
            if self._bot is not None:
                await self._bot.kill()
            shutil.rmtree(self.data, ignore_errors=True)
            self._visits += 1
            shutil.copytree(self._folder / "prepared", self.data)
            self.clock = TownClock(TODAY)
            telegram = copy.deepcopy(self.town.telegram)
            telegram.now, telegram.enforce_pace = self.clock, True
            self.telegram = telegram
            self._bot = TownBot(self.clock, self._settings(), self._folder / "bot.log")
            self._show(telegram)
            await self._start()

    def _settings(self) -> dict[str, str]:
        address = {"BOT_API_URL": self._url, "BOT_TOKEN": self.telegram.token}
        return address | {"ADMIN_IDS": str(OFFICIAL), "DATA_DIR": str(self.data)}

    # --- the bot

    async def start(self) -> None:
        async with self._lock:
            await self._start()

    async def kill(self) -> None:
        async with self._lock:
            if self._bot is not None:
                await self._bot.kill()

    async def _start(self) -> None:
        if self._bot is None or self._bot.runs:
            return
        self._polls = len(self.telegram.journal.calls("getUpdates"))
        await self._bot.start()
        self._tasks.start(self._watch(self._bot), "watch the bot")

    async def _watch(self, bot: TownBot) -> None:
        """Tell the page when the bot begins to listen and when it is gone."""
        self._tell()
        while self.bot_state is BotState.STARTING:  # noqa: ASYNC110 - the journal calls nobody
            await asyncio.sleep(0.05)
        if bot.runs:
            await bot.told(self._present())  # a start takes seconds, and it began with the time it was given
        self._tell()
        status = await bot.ended()
        if status > 0:
            log.error("the bot has ended by itself with status %s:\n%s", status, bot.last_words())
        self._tell()

    @property
    def bot_state(self) -> BotState:
        if self._bot is None or not self._bot.runs:
            return BotState.STOPPED
        polls = len(self.telegram.journal.calls("getUpdates"))
        return BotState.RUNNING if polls > self._polls else BotState.STARTING

    # --- time

    def _present(self) -> datetime:
        return self.clock().astimezone(ZONE)

    async def leap(self, leap: Leap) -> bool:
        """Press a button of the clock; False when there is no date to go to."""
        async with self._lock:
            until = goal(leap, self._present(), await self._owed())
            if until is None:
                return False
            await self._travel(until)
            return True

    async def reach(self, moment: datetime) -> None:
        """Go on to a moment."""
        async with self._lock:
            await self._travel(moment.astimezone(ZONE))

    async def _owed(self) -> Sequence[date]:
        db = Database(f"sqlite+aiosqlite:///{self.data / 'kontrol.db'}")
        try:
            return await owed_dates(db)
        finally:
            await db.close()

    async def _travel(self, until: datetime) -> None:
        for moment in stops(self._present(), until):
            self.clock.move_to(moment)
            self._tell()
            if self._bot is not None:
                await self._bot.told(moment)
            await self._quiet()

    async def _quiet(self) -> None:
        changed = asyncio.Event()
        leave = self.telegram.subscribe(lambda _: changed.set())
        with suppress(TimeoutError):
            async with asyncio.timeout(AT_MOST):
                while await _happens(changed):
                    changed.clear()
        leave()

    # --- what the page shows

    def _tell(self) -> None:
        self.telegram.emit(Event("world", 0, self.view()))

    def view(self) -> dict[str, Any]:
        telegram = self.telegram
        return {
            "now": self._present().isoformat(),
            "zone": ZONE.key,
            "bot": self.bot_state,
            "waiting": len(telegram.updates.pending),
            "sent": len(telegram.journal.calls("sendMessage", accepted=True)),
            "spinning": len(telegram.unanswered_taps()),
            "outage": telegram.faults.outage,
        }


async def _happens(changed: asyncio.Event) -> bool:
    try:
        await asyncio.wait_for(changed.wait(), QUIET)
    except TimeoutError:
        return False
    return True
