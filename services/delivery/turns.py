"""Whose turn it is: an update that is worked on holds its chat's turn and a slot; what waits steps aside."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import ContextVar
from typing import Protocol


class Turn(Protocol):
    """What one update holds while it is worked on."""

    async def leave(self, *, chat: bool) -> None:
        """Give the slot to others and, with `chat`, the chat's turn to the next update."""

    async def resume(self) -> None:
        """Take back what was given away."""


turn_of: ContextVar[Turn | None] = ContextVar("turn_of", default=None)


@asynccontextmanager
async def aside(*, chat: bool = False) -> AsyncIterator[None]:
    """Hold nothing that others wait for, until the block ends; with `chat`, later updates of the chat go first."""
    turn = turn_of.get()
    if turn is None:
        yield
        return
    await turn.leave(chat=chat)
    try:
        yield
    finally:
        await turn.resume()
