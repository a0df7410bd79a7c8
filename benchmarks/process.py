"""The real application on a town, with either end of the wire."""

import gc
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, cast

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.methods import AnswerCallbackQuery, TelegramMethod
from aiogram.methods.base import TelegramType
from pydantic import SecretStr

from benchmarks.loops import VirtualClock, virtual_loop
from benchmarks.town import FIRST_CHAT, NOW, OFFICIAL, Town
from bot.app import App, build
from bot.config import Settings
from sandbox.session import SandboxSession
from sandbox.telegram import TOKEN, Telegram
from services.offices import minute_at

_MESSAGE = '{"ok":true,"result":{"message_id":1,"date":1,"text":"…","chat":{"id":1,"type":"private"}}}'
_TRUE = '{"ok":true,"result":true}'


class QuietSession(BaseSession):
    """A wire that costs next to nothing: every call gets the same answer, parsed as the real one is."""

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ARG002, ASYNC109 - the signature of aiogram
    ) -> TelegramType:
        content = _TRUE if isinstance(method, AnswerCallbackQuery) else _MESSAGE
        return cast("TelegramType", self.check_response(bot, method, 200, content).result)

    async def stream_content(self, *_arguments: Any, **_options: Any) -> AsyncGenerator[bytes, None]:
        """Every file is empty."""
        yield b""

    async def close(self) -> None:
        """Nothing is open."""


def telegram_of(town: Town, clock: VirtualClock) -> Telegram:
    """The sandbox with everybody of the town in a chat with the bot; too fast a pace is refused."""
    telegram = Telegram(clock, enforce_pace=True)
    for number in (OFFICIAL, *town.schools):
        telegram.person("Человек", user_id=FIRST_CHAT + number).starts()
    telegram.take_raw_updates()
    return telegram


@asynccontextmanager
async def app_of(town: Town, clock: VirtualClock, session: BaseSession) -> AsyncIterator[App]:
    """The process without polling and ticks, which the benchmark drives."""
    url = town.db.url.render_as_string(hide_password=False)
    settings = Settings(
        _env_file=None,
        bot_token=SecretStr(TOKEN),
        admin_ids=frozenset({1}),
        data_dir=Path(str(town.db.url.database)).parent,
        database_url=url,
    )
    app = build(settings, clock=clock, session=session)
    virtual_loop().watch(app.db)
    await minute_at(app.db, clock())  # the first minute of a process remembers the offices
    gc.freeze()  # as bot/lifecycle.py does
    try:
        yield app
    finally:
        gc.unfreeze()
        await app.tasks.cancel()
        await app.close()


def clock_here() -> VirtualClock:
    return VirtualClock(NOW, virtual_loop())


def sandbox_session(telegram: Telegram, latency: float) -> SandboxSession:
    return SandboxSession(telegram, latency=latency)
