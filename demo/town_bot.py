"""`python -m demo.town_bot START`: the real bot, whose clock the demo moves.

Every line on stdin is a moment; when all that becomes due then has been looked after, a line answers on stdout.
The end of stdin stops the bot, so nothing is left behind when the demo is killed.
"""

import asyncio
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime

from bot import logs
from bot.app import App, build
from bot.config import load_settings
from bot.lifecycle import run, stop_on_signals
from demo.clock import TownClock


async def _lines() -> AsyncIterator[str]:
    reader = asyncio.StreamReader()
    pipe = asyncio.StreamReaderProtocol(reader)
    transport, _ = await asyncio.get_running_loop().connect_read_pipe(lambda: pipe, sys.stdin)
    try:
        async for line in reader:
            yield line.decode().strip()
    finally:
        transport.close()


async def _follow(app: App, clock: TownClock, stop: asyncio.Event) -> None:
    async for line in _lines():
        clock.move_to(datetime.fromisoformat(line).astimezone(UTC))
        for tick in app.ticks:
            await tick.fire()
        print(line, flush=True)
    stop.set()


async def main(start: datetime) -> None:
    clock, stop = TownClock(start), asyncio.Event()
    app = build(load_settings(env_file=None), clock=clock)
    stop_on_signals(stop)
    app.tasks.start(_follow(app, clock, stop), "demo clock")
    await run(app, stop)


if __name__ == "__main__":
    logs.set_up("text")
    asyncio.run(main(datetime.fromisoformat(sys.argv[1])))
