"""Start and stop in order: migrate → delivery → scheduler → polling or webhook; stop in reverse."""

import asyncio
import gc
import logging
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext, suppress
from typing import TYPE_CHECKING

from aiogram.exceptions import TelegramBadRequest, TelegramNotFound, TelegramUnauthorizedError
from aiogram.methods import SetWebhook

from bot import systemd
from bot.config import SettingsError
from bot.health import HOST, application
from bot.site import open_at
from bot.tasks import TokenError
from db.migrate import migrate
from domain.outbox import PASSING
from domain.signs import LIMITS, Sign
from scheduler.failures import failure_of, name_of
from scheduler.jobs import Jobs
from services.delivery import delivery as outbox
from services.reminders.replanning import replan_marked
from views.texts import process

if TYPE_CHECKING:
    from bot.app import App

log = logging.getLogger(__name__)

#: SIGTERM is answered within ten seconds: handlers get this long, then what is being sent.
HANDLERS_FINISH = 4.0
SENDS_FINISH = 4.0
LONGEST_PAUSE = 30.0


async def run(app: "App", stop: asyncio.Event) -> None:
    """Work until `stop`, then end cleanly. Raises TokenError; errors of the database pass through at the start."""
    try:
        if await migrate(app.db):
            log.info("database migrated")
        async with _seen(app):
            if await _greeted(app, stop):
                await _work(app, stop)
    finally:
        await app.tasks.cancel()
        await app.close()
        log.info("stopped")


@asynccontextmanager
async def _seen(app: "App") -> AsyncIterator[None]:
    """Who looks after the process sees it, also while the platform is out of reach."""

    def is_alive() -> bool:
        return (app.pulse()[Sign.TICKS] or 0) <= LIMITS[Sign.TICKS]

    port = app.settings.health_port
    async with nullcontext() if port is None else open_at(HOST, port, application(app.look)):
        systemd.notify("READY=1")
        app.tasks.start(systemd.show_life(is_alive, app.clock.sleep), "signs of life")
        yield
        systemd.notify("STOPPING=1")


async def _greeted(app: "App", stop: asyncio.Event) -> bool:
    """Introduce ourselves to the platform, however long it is out of reach; False when told to stop meanwhile."""
    pause = 1.0
    while not stop.is_set():
        try:
            await app.greet()
        except (TelegramUnauthorizedError, TelegramNotFound):
            raise TokenError from None
        except TelegramBadRequest as error:
            if isinstance(error.method, SetWebhook):
                raise SettingsError(process.webhook_refused(error.message)) from None
            raise
        except Exception as error:
            if failure_of(error) not in PASSING:
                raise
            log.warning("the platform is out of reach: %s; trying again", name_of(error))
        else:
            return True
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), pause)
        pause = min(pause * 2, LONGEST_PAUSE)
    return False


async def _work(app: "App", stop: asyncio.Event) -> None:
    if await app.alive.begin() and (freed := await outbox.free_leases(app.db)):
        log.info("notices that a dead process had on the way: %d", freed)
    if replanned := await replan_marked(app.db, app.clock()):
        log.info("assignments whose reminders are planned anew: %d", replanned)
    delivery = app.tasks.start(app.delivery.run(), "delivery")
    app.delivery.wake()
    jobs = Jobs(app.ticks)
    jobs.start()
    await app.inbox.recover()
    taking = app.tasks.start(app.receiver.run(), "taking updates")
    gc.freeze()  # or a full collection walks all that the libraries have built: a quarter of a second without the loop
    log.info("started")
    stopped = app.tasks.start(stop.wait(), "stop")
    await asyncio.wait({stopped, taking}, return_when=asyncio.FIRST_COMPLETED)
    refusal = taking.exception() if taking.done() else None
    log.info("stopping")
    await app.tasks.cancel(taking, stopped)
    await app.inbox.close(HANDLERS_FINISH)
    jobs.stop()
    app.delivery.stop()
    await app.tasks.finish(delivery, SENDS_FINISH)
    if refusal is not None:
        raise refusal


def stop_on_signals(stop: asyncio.Event) -> None:
    """SIGTERM and Ctrl+C set `stop`."""
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
