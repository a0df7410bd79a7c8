"""`python -m bot run`: the process itself. Settings come first: a mistake there needs no heavy imports to be told."""

import asyncio
import sys
from typing import TYPE_CHECKING

from bot import logs
from bot.config import Settings, SettingsError, load_settings
from views.texts import process

if TYPE_CHECKING:
    from bot.app import App


def main(_arguments: list[str]) -> int:
    """Work until a signal; 2 when a setting makes that impossible."""
    try:
        settings = load_settings()
        logs.set_up(settings.log_format)
        asyncio.run(_work(settings))
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


async def _work(settings: Settings) -> None:
    from sqlalchemy.exc import DBAPIError

    from bot.lifecycle import run, stop_on_signals
    from bot.tasks import TokenError

    stop = asyncio.Event()
    stop_on_signals(stop)
    try:
        await run(_built(settings), stop)
    except TokenError:
        raise SettingsError(process.token_refused()) from None
    except (DBAPIError, ConnectionError) as error:
        cause = getattr(error, "orig", None) or error
        raise SettingsError(process.database_refused(type(cause).__name__)) from None


def _built(settings: Settings) -> "App":
    from bot.app import build
    from bot.clock import SystemClock

    try:
        return build(settings, clock=SystemClock())
    except ModuleNotFoundError as error:
        raise SettingsError(process.driver_missing(error.name or "?")) from None
