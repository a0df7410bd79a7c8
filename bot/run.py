"""`python -m bot run`: the process itself. Settings come first: a mistake there needs no heavy imports to be told."""

import asyncio
import sys

from bot import logs
from bot.config import Settings, SettingsError, load_settings
from bot.opening import check_place, running, told_in_a_line
from views.texts import process


def main(_arguments: list[str]) -> int:
    """Work until a signal; 2 when a setting or the database makes that impossible, 1 when it does now."""
    try:
        settings = load_settings()
        logs.set_up(settings.log_format, settings.secrets)
        check_place(settings)
        with running(settings):
            asyncio.run(_work(settings))
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return error.status
    return 0


async def _work(settings: Settings) -> None:
    from bot.lifecycle import run, stop_on_signals
    from bot.tasks import TokenError

    stop = asyncio.Event()
    stop_on_signals(stop)
    try:
        with told_in_a_line():
            from bot.app import build
            from bot.clock import SystemClock

            await run(build(settings, clock=SystemClock()), stop)
    except TokenError:
        raise SettingsError(process.token_refused()) from None
