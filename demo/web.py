"""`python -m demo.web`: the whole product on a page of this machine, without a token, a network or an account."""

import argparse
import asyncio
import json
import signal
import sys
import tempfile
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from aiohttp import web

from demo.calendar import Leap
from demo.town import AUTHORITY, PHOTO, READY, photo, ready_file
from demo.world import World
from sandbox.control import guard
from sandbox.server import SandboxServer

PORT = 8088
TOUR = Path(__file__).parent / "data" / "tour.json"
_FILES: dict[str, Callable[[], bytes]] = {READY: ready_file, PHOTO: photo}


class DemoServer:
    """`async with DemoServer(folder, port) as demo:` serves the page at `demo.url`; 0 takes a free port."""

    def __init__(self, folder: Path, port: int = PORT) -> None:
        self.world = World(folder, self._show)
        self._server = SandboxServer(self.world.telegram, port=port, more={"/_demo/": _build(self.world)})

    @property
    def url(self) -> str:
        return self._server.url

    def _show(self, telegram: Any) -> None:
        self._server.show(telegram)

    async def __aenter__(self) -> "DemoServer":
        await self.world.prepare()
        await self._server.start()
        await self.world.open(self._server.url)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.world.close()
        await self._server.stop()


def _build(world: World) -> web.Application:
    app = web.Application(middlewares=[guard])
    api = _Api(world)
    app.router.add_get("/state", api.state)
    app.router.add_get("/files/{name}", api.file)
    app.router.add_post("/clock", api.clock)
    app.router.add_post("/bot/start", api.doing(world.start))
    app.router.add_post("/bot/kill", api.doing(world.kill))
    app.router.add_post("/restart", api.doing(world.restore))
    return app


class _Api:
    def __init__(self, world: World) -> None:
        self._world = world

    async def state(self, _: web.Request) -> web.Response:
        town = self._world.town
        return web.json_response(
            {
                "world": self._world.view(),
                "authority": AUTHORITY,
                "roles": [{"person": role.person, "place": role.place} for role in town.roles if role.shown],
                "hidden": [role.person for role in town.roles if not role.shown],
                "files": [
                    {"name": READY, "media": "document", "for": town.roles[0].person},
                    {"name": PHOTO, "media": "photo", "for": town.roles[1].person},
                ],
                "tour": json.loads(TOUR.read_text(encoding="utf-8")),
            }
        )

    async def file(self, request: web.Request) -> web.Response:
        return web.Response(body=_FILES[request.match_info["name"]]())

    async def clock(self, request: web.Request) -> web.Response:
        """{"leap": "hour"} presses a button, {"moment": "2026-10-16T09:00+03:00"} goes there."""
        order = await request.json()
        if "moment" in order:
            await self._world.reach(datetime.fromisoformat(order["moment"]))
        elif not await self._world.leap(Leap(order["leap"])):
            return web.json_response({"error": "nothing is due"}, status=409)
        return web.json_response(self._world.view())

    def doing(self, deed: Callable[[], Awaitable[None]]) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def answer(_: web.Request) -> web.Response:
            await deed()
            return web.json_response(self._world.view())

        return answer


async def _serve(folder: Path, port: int) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    print("Готовим вымышленный район: школы, детские сады, протоколы…", flush=True)
    async with DemoServer(folder, port) as demo:
        print(f"Откройте в браузере: {demo.url}\nОстановить: Ctrl+C", flush=True)
        await stop.wait()


def main(arguments: list[str]) -> int:
    """Serve until Ctrl+C; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m demo.web", description=__doc__)
    parser.add_argument("--port", type=int, default=PORT, help="0 takes a free port (default: %(default)s)")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="kontrol-demo-") as folder:
        try:
            asyncio.run(_serve(Path(folder), options.port))
        except OSError as error:
            print(f"Порт {options.port} занят, возьмите другой: python -m demo.web --port 0 ({error.strerror})")
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
