"""Updates by webhook: the platform brings them, and is answered 200 only after they are stored."""

import asyncio
import logging
from datetime import timedelta
from hmac import compare_digest
from json import JSONDecodeError
from typing import Any

from aiogram import Bot
from aiohttp import web

from bot.clock import Clock
from bot.config import Hook
from bot.inbox import Inbox
from bot.site import open_at
from bot.tasks import TokenError
from domain.outbox import Failure
from domain.signs import Sign
from scheduler.failures import failure_of
from scheduler.pulse import Pulse
from scheduler.watch import Watch

log = logging.getLogger(__name__)

SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of the header
#: An update is some kilobytes; nobody else has anything to say here.
LARGEST = 1024 * 1024
#: Seconds between two looks at what the platform says of us, and how recent a failure counts.
EVERY, RECENT = 60.0, timedelta(minutes=2)
_SUBJECT = "webhook"


class Webhook:
    def __init__(
        self, bot: Bot, hook: Hook, inbox: Inbox, clock: Clock, watch: Watch, pulse: Pulse, allowed: list[str]
    ) -> None:
        self._bot = bot
        self._hook = hook
        self._inbox = inbox
        self._clock = clock
        self._watch = watch
        self._pulse = pulse
        self._allowed = allowed

    async def announce(self) -> None:
        """Ask for updates at our address, one after another: that keeps each chat in order. What waits is brought."""
        await self._bot.set_webhook(
            self._hook.url, secret_token=self._hook.secret, allowed_updates=self._allowed, max_connections=1
        )

    async def run(self) -> None:
        """Until cancelled. Raises TokenError when the platform refuses the token, SettingsError for a taken address."""
        app = web.Application(client_max_size=LARGEST)
        app.router.add_post(self._hook.path, self._receive)
        async with open_at(self._hook.host, self._hook.port, app):
            self._pulse.beat(Sign.UPDATES)
            while True:
                await self._look()
                await self._clock.sleep(EVERY)

    async def _receive(self, request: web.Request) -> web.Response:
        if not compare_digest(request.headers.get(SECRET, "").encode(), self._hook.secret.encode()):
            return web.Response(status=403)
        try:
            payload = await request.json()
        except (JSONDecodeError, UnicodeDecodeError, RecursionError):
            return web.Response(status=400)
        if not _is_update(payload):
            return web.Response(status=400)
        answers = self._watch.answers
        try:
            await asyncio.shield(self._inbox.receive([payload]))
        except Exception as error:  # noqa: BLE001 - told by the watch; the platform brings it again
            self._watch.failed(_SUBJECT, error, answers)
            return web.Response(status=503)
        self._watch.ended(_SUBJECT)
        self._pulse.beat(Sign.UPDATES)
        return web.Response()

    async def _look(self) -> None:
        """Whether the platform reaches us; who has taken our webhook away loses it again."""
        answers = self._watch.answers
        try:
            info = await self._bot.get_webhook_info()
            if info.url != self._hook.url:
                log.warning("the webhook was set to another address; set to ours again")
                await self.announce()
        except Exception as error:
            if failure_of(error) is Failure.TOKEN:
                raise TokenError from error
            self._watch.failed(_SUBJECT, error, answers)
            return
        failed_at = info.last_error_date
        if info.pending_update_count and failed_at and self._clock() - failed_at < RECENT:
            log.warning("the platform cannot bring updates: %s", info.last_error_message)
            return
        self._watch.ended(_SUBJECT)
        self._pulse.beat(Sign.UPDATES)


def _is_update(payload: Any) -> bool:
    if not isinstance(payload, dict) or not isinstance(payload.get("update_id"), int):
        return False
    return all(isinstance(value, dict) for name, value in payload.items() if name != "update_id")
