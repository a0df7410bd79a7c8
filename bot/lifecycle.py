"""Start and stop in order: migrate → delivery → scheduler → polling; stop in reverse. Owner of all background tasks."""

import asyncio
import gc
import logging
import signal
from contextlib import suppress
from typing import TYPE_CHECKING

from aiogram.exceptions import TelegramNotFound, TelegramUnauthorizedError

from bot.tasks import TokenError
from db.migrate import migrate
from domain.outbox import PASSING
from scheduler.failures import failure_of, name_of
from scheduler.jobs import Jobs
from services.delivery import delivery as outbox
from services.reminders.replanning import replan_marked

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
        if await _greeted(app, stop):
            await _work(app, stop)
    finally:
        await app.tasks.cancel()
        await app.close()
        log.info("stopped")


async def _greeted(app: "App", stop: asyncio.Event) -> bool:
    """Introduce ourselves to the platform, however long it is out of reach; False when told to stop meanwhile."""
    pause = 1.0
    while not stop.is_set():
        try:
            await app.greet()
        except (TelegramUnauthorizedError, TelegramNotFound):
            raise TokenError from None
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
    polling = app.tasks.start(app.poller.run(), "polling")
    gc.freeze()  # or a full collection walks all that the libraries have built: a quarter of a second without the loop
    log.info("started")
    stopped = app.tasks.start(stop.wait(), "stop")
    await asyncio.wait({stopped, polling}, return_when=asyncio.FIRST_COMPLETED)
    is_refused = polling.done() and isinstance(polling.exception(), TokenError)
    log.info("stopping")
    await app.tasks.cancel(polling, stopped)
    await app.inbox.close(HANDLERS_FINISH)
    jobs.stop()
    app.delivery.stop()
    await app.tasks.finish(delivery, SENDS_FINISH)
    if is_refused:
        raise TokenError


def stop_on_signals(stop: asyncio.Event) -> None:
    """SIGTERM and Ctrl+C set `stop`."""
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
