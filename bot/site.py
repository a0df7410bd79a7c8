"""A small site of the process: one application of aiohttp at one address of this machine."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from bot.config import SettingsError
from views.texts import process


@asynccontextmanager
async def open_at(host: str, port: int, app: web.Application) -> AsyncIterator[None]:
    """Answer there until the block ends. Raises SettingsError when the address is taken."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError:
            raise SettingsError(process.address_taken(host, port)) from None
        yield
    finally:
        await runner.cleanup()
