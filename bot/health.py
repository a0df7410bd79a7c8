"""`/health` and `/metrics` on 127.0.0.1, and `python -m bot health`, which asks there."""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Iterable
from http.client import HTTPConnection, HTTPException
from typing import TYPE_CHECKING

from bot.config import SettingsError, load_settings
from domain.signs import Reading, is_alive, unwell
from views.texts import process

if TYPE_CHECKING:
    from aiohttp import web

HOST = "127.0.0.1"
#: Seconds for an answer: who asks this is impatient.
PATIENCE = 5.0

Look = Callable[[], Awaitable[tuple[Reading, ...]]]


def application(look: Look) -> "web.Application":
    """Both pages. 503: what only a restart could help, or the database does not answer."""
    from aiohttp import web

    async def health(_: web.Request) -> web.Response:
        try:
            async with asyncio.timeout(PATIENCE):
                readings = await look()
        except Exception as error:  # noqa: BLE001 - whatever it is, the answer is that we are not well
            return web.json_response({"alive": False, "error": type(error).__name__}, status=503)
        alive = is_alive(readings)
        return web.json_response(_told(readings) | {"alive": alive}, status=200 if alive else 503)

    async def metrics(_: web.Request) -> web.Response:
        return web.Response(text=exposed(await look()), headers={"Content-Type": "text/plain; version=0.0.4"})

    app = web.Application()
    app.router.add_get("/health", health)
    app.router.add_get("/metrics", metrics)
    return app


def _told(readings: Iterable[Reading]) -> dict[str, object]:
    signs = {each.sign: {"well": each.is_well, "value": each.value, "limit": each.limit} for each in readings}
    return {"unwell": sorted(unwell(readings)), "signs": signs}


def exposed(readings: Iterable[Reading]) -> str:
    """The signs in the text format of Prometheus: a gauge of values, a gauge of what is well."""
    rows = ["# HELP kontrol_sign Seconds, bytes or a count; see domain/signs.py", "# TYPE kontrol_sign gauge"]
    rows += [f'kontrol_sign{{sign="{each.sign}"}} {each.value}' for each in readings if each.value is not None]
    rows += ["# HELP kontrol_sign_well 1 while the sign is within its limit", "# TYPE kontrol_sign_well gauge"]
    rows += [f'kontrol_sign_well{{sign="{each.sign}"}} {int(each.is_well)}' for each in readings]
    return "\n".join(rows) + "\n"


def main(_arguments: list[str]) -> int:
    """0: alive; 1: not, or nobody answers; 2: HEALTH_PORT is not set."""
    try:
        port = load_settings().health_port
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return error.status
    if port is None:
        sys.stderr.write(process.setting_missing("HEALTH_PORT") + "\n")
        return 2
    return 0 if answers_at(port) else 1


def answers_at(port: int) -> bool:
    """Whether a living process answers there."""
    connection = HTTPConnection(HOST, port, timeout=PATIENCE + 1)
    try:
        connection.request("GET", "/health")
        return connection.getresponse().status == 200
    except (HTTPException, OSError):
        return False
    finally:
        connection.close()
