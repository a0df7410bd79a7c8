"""What one update holds while it is worked on: its chat's turn and one of the slots."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Self

from services.delivery.turns import turn_of


class ChatTurn:
    """Entered, it holds the chat; inside `slot` a slot as well. Left for a file, it lets `go_on` serve the rest."""

    def __init__(self, order: asyncio.Lock, slots: asyncio.Semaphore, go_on: Callable[[], None]) -> None:
        self._order = order
        self._slots = slots
        self._go_on = go_on
        self._has_order = self._has_slot = False
        self._depth = 0
        self.was_left = False

    async def __aenter__(self) -> Self:
        await self._take(slot=False)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._give(chat=True)

    @asynccontextmanager
    async def slot(self) -> AsyncIterator[None]:
        """One of the slots, for the work itself."""
        await self._take(slot=True)
        token = turn_of.set(self)
        try:
            yield
        finally:
            turn_of.reset(token)
            if self._has_slot:
                self._has_slot = False
                self._slots.release()

    @asynccontextmanager
    async def rest(self) -> AsyncIterator[None]:
        """Between two tries: an update whose chat has gone on without it does not hold it up now."""
        if self.was_left:
            self._give(chat=True)
        yield
        await self._take(slot=False)

    async def leave(self, *, chat: bool) -> None:
        """Give the slot to others and, with `chat`, the chat's turn to the next update."""
        self._depth += 1
        self._give(chat=chat)
        if chat and not self.was_left:
            self.was_left = True
            self._go_on()

    async def resume(self) -> None:
        """Take back what was given away, when nothing else of this update waits for the network."""
        self._depth -= 1
        if not self._depth:
            await self._take(slot=True)

    def _give(self, *, chat: bool) -> None:
        if self._has_slot:
            self._has_slot = False
            self._slots.release()
        if chat and self._has_order:
            self._has_order = False
            self._order.release()

    async def _take(self, *, slot: bool) -> None:
        if not self._has_order:
            await self._order.acquire()
            self._has_order = True
        if slot and not self._has_slot:
            await self._slots.acquire()
            self._has_slot = True
