"""What is wrong with the bot itself, told to everybody in ADMIN_IDS past the outbox, which may be what is wrong."""

import logging
from collections.abc import Iterable, Sequence
from contextlib import suppress
from itertools import product
from zoneinfo import ZoneInfo

from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiohttp import ClientError

from bot.clock import Clock
from bot.config import Settings
from bot.health import Look
from db.engine import Database
from domain.signs import TOLD_BY_WATCH, unwell
from scheduler.watch import Lasting, Watch
from services.delivery import alarms
from views.texts.delivery import set_aside, signs

log = logging.getLogger(__name__)


class Alerts:
    def __init__(self, settings: Settings, db: Database, clock: Clock, bot: Bot, watch: Watch, look: Look) -> None:
        self._admins = settings.admin_ids
        self._zone = ZoneInfo(settings.timezone)
        self._db = db
        self._clock = clock
        self._bot = bot
        self._watch = watch
        self._look = look

    async def look(self) -> None:
        """Trouble of the process first: it needs no database."""
        if self._watch.silence():
            await self._knock()
        await self._watch.look(self._tell_lasting)
        now = self._clock()
        readings = await self._look()
        news = await alarms.look(self._db, unwell(readings) - TOLD_BY_WATCH, now)
        words = [signs.begun(each) for each in readings if each.sign in news.begun]
        words += [signs.over(each.sign) for each in readings if each.sign in news.over]
        if words and await self._tell(words):
            await alarms.told(self._db, news, now)

    async def _knock(self) -> None:
        """An answer shows that the line is back, before anybody is told that it is not."""
        with suppress(AiogramError, ClientError, OSError):
            await self._bot.get_me()

    async def _tell_lasting(self, found: Sequence[Lasting]) -> bool:
        return await self._tell(self._words(each) for each in found)

    def _words(self, each: Lasting) -> str:
        since = each.since.astimezone(self._zone)
        if each.until is None:
            return set_aside.lasting(each.failure, each.name, since, each.count)
        return set_aside.past(each.failure, since, each.until.astimezone(self._zone))

    async def _tell(self, words: Iterable[str]) -> bool:
        """Whether somebody was reached."""
        told = 0
        for admin, each in product(self._admins, words):
            try:
                await self._bot.send_message(admin, each)
                told += 1
            except (AiogramError, ClientError, OSError) as error:
                log.info("admin %d could not be told: %s", admin, type(error).__name__)
        return told > 0
