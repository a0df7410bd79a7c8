"""Server-sent events: what happens in the chats, as it happens, for every page that is open."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

from aiohttp import web

from sandbox.model import Event
from sandbox.telegram import Telegram

_KEEP_ALIVE = 15.0  # seconds of silence after which a comment proves that the line is alive
_RETRY = b"retry: 500\n\n"


class Live:
    """Pages listen to one Telegram at a time; `follow` moves them all to another one."""

    def __init__(self, view: Callable[[Telegram, Event], dict[str, Any]]) -> None:
        self._view = view
        self._queues: set[asyncio.Queue[bytes]] = set()
        self._leave: Callable[[], None] = lambda: None

    def follow(self, telegram: Telegram) -> None:
        """Tell about this Telegram from now on; pages read everything anew."""
        self._leave()
        self._leave = telegram.subscribe(lambda event: self._publish(self._view(telegram, event)))
        self._publish({"kind": "reset"})

    def _publish(self, facts: dict[str, Any]) -> None:
        line = f"data: {json.dumps(facts, ensure_ascii=False)}\n\n".encode()
        for queue in self._queues:
            queue.put_nowait(line)

    async def stream(self, request: web.Request) -> web.StreamResponse:
        """One page: it listens until it goes away."""
        headers = {"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        response = web.StreamResponse(headers=headers)
        await response.prepare(request)
        queue: asyncio.Queue[bytes] = asyncio.Queue()
        self._queues.add(queue)
        try:
            await response.write(_RETRY)
            while True:
                await response.write(await _next(queue))
        except ConnectionError:
            return response
        finally:
            self._queues.discard(queue)


async def _next(queue: "asyncio.Queue[bytes]") -> bytes:
    try:
        return await asyncio.wait_for(queue.get(), _KEEP_ALIVE)
    except TimeoutError:
        return b": still here\n\n"
