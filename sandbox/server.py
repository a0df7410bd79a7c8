"""The face for other processes: the Bot API over HTTP, on 127.0.0.1 only."""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from aiohttp import BodyPartReader, web

from sandbox import control, gateway, hook, limits
from sandbox.errors import ApiError
from sandbox.faults import Kind
from sandbox.live import Live
from sandbox.params import Params, Upload
from sandbox.telegram import Telegram

HOST = "127.0.0.1"
_PAGE = Path(__file__).parent / "page"
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'self'; img-src 'self' blob: data:; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
}
_FORM = "application/x-www-form-urlencoded"


class SandboxServer:
    """`async with SandboxServer(telegram) as server:` serves at `server.url`; port 0 takes a free one.

    A call that meets a timeout stays open for `hold` seconds, unless the client gives up earlier.
    `more` are applications to mount besides: prefix → application.
    """

    def __init__(
        self,
        telegram: Telegram,
        *,
        port: int = 0,
        hold: float = 300.0,
        more: Mapping[str, web.Application] | None = None,
    ) -> None:
        self.telegram = telegram
        self._hold = hold
        self._port = port
        self._more = more or {}
        self._live = Live(control.event_view)
        self._live.follow(telegram)
        self._runner: web.AppRunner | None = None
        self._bringing: asyncio.Task[None] | None = None

    def show(self, telegram: Telegram) -> None:
        """Another world from now on; open pages follow."""
        self.telegram = telegram
        self._live.follow(telegram)

    @property
    def url(self) -> str:
        if self._runner is None:
            raise RuntimeError("the sandbox server is not started")
        return f"http://{HOST}:{self._runner.addresses[0][1]}"

    async def start(self) -> None:
        app = web.Application(client_max_size=2 * limits.UPLOAD)
        app.router.add_route("*", "/bot{token:[^/]+}/{method}", self._call)
        app.router.add_get("/file/bot{token:[^/]+}/{path:.+}", self._download)
        app.add_subapp("/_sandbox/", control.build(lambda: self.telegram, self._live))
        for prefix, application in self._more.items():
            app.add_subapp(prefix, application)
        app.router.add_get("/", _page)
        app.router.add_static("/page/", _PAGE)
        # No access log: addresses carry the token. A client that gave up ends its call here too.
        self._runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, HOST, self._port).start()
        self._bringing = asyncio.create_task(hook.bring(lambda: self.telegram))  # noqa: TID251 - not a task of the bot

    async def stop(self) -> None:
        if self._bringing is not None:
            self._bringing.cancel()
            self._bringing = None
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    async def _call(self, request: web.Request) -> web.Response:
        token, method = request.match_info["token"], request.match_info["method"]
        try:
            reply = await gateway.answer(self.telegram, token, method, await _params(request))
        except ApiError as error:
            reply = gateway.refusal(error)
        except gateway.NoAnswerError as error:
            return await self._no_answer(request, error.kind)
        return _response(reply)

    async def _download(self, request: web.Request) -> web.Response:
        try:
            file = gateway.download(self.telegram, request.match_info["token"], request.match_info["path"])
        except gateway.NoAnswerError as error:
            return await self._no_answer(request, error.kind)
        return web.Response(body=file) if isinstance(file, bytes) else _response(file)

    async def _no_answer(self, request: web.Request, kind: Kind) -> web.Response:
        if kind is Kind.TIMEOUT:
            await asyncio.sleep(self._hold)
        if request.transport is not None:
            request.transport.abort()
        return web.Response()


async def _page(_: web.Request) -> web.StreamResponse:
    return web.FileResponse(_PAGE / "index.html", headers=_HEADERS)


def _response(reply: gateway.Reply) -> web.Response:
    return web.Response(text=reply.body, status=reply.status, content_type=reply.content_type)


async def _params(request: web.Request) -> Params:
    """Parameters from the query, a JSON object, a form or a multipart form."""
    values: dict[str, Any] = dict(request.query)
    files: dict[str, Upload] = {}
    if request.content_type == "application/json" and request.can_read_body:
        values |= await request.json()
    elif request.content_type == _FORM:
        values |= await request.post()
    elif request.content_type.startswith("multipart/"):
        async for part in await request.multipart():
            if isinstance(part, BodyPartReader) and part.name:
                data = await _read(part)
                if part.filename is None:
                    values[part.name] = data.decode()
                else:
                    files[part.name] = Upload(part.filename, data)
    return Params({key: value for key, value in values.items() if value not in (None, "")}, files)


async def _read(part: BodyPartReader) -> bytes:
    """The bytes of a part; of one that is too large only enough to see that."""
    data = bytearray()
    while chunk := await part.read_chunk(1 << 16):
        if len(data) <= limits.UPLOAD:
            data += chunk
    return bytes(data)
