"""One lookup for all buttons: the prefix finds the handler, whatever their number.

aiogram tries handlers one after another and hops into a thread for each plain filter; a dict does neither.
Several handlers under aiogram would cost linear time; this costs the same for the first and the last.
"""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from aiogram import Router
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.dispatcher.event.handler import CallableObject
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery

from domain.errors import Stale, WrongState
from handlers import show
from handlers.outdated import toast
from services.context import Context
from views.card import Card

#: No id and no page is beyond it; a table could not hold what is.
LARGEST = 10**15

Data = TypeVar("Data", bound=CallbackData)
Handler = Callable[..., Awaitable[Any]]
#: The screen that a button belongs to, as it is now.
Fresh = Callable[[Context, Any], Awaitable[Card]]


class Taps:
    """Handlers of buttons by the prefix of their data."""

    def __init__(self) -> None:
        self._handlers: dict[str, tuple[type[CallbackData], CallableObject]] = {}
        self._fresh: dict[str, Fresh] = {}
        self._keeping: set[str] = set()

    def on(
        self,
        kind: type[Data],
        *,
        keeps_dialogue: bool = False,
        fresh: Callable[[Context, Data], Awaitable[Card]] | None = None,
    ) -> Callable[[Handler], Handler]:
        """Register a handler: `async def handler(query, data: kind, …names of the dispatcher…)`.

        A tap leaves a typed dialogue, unless its button is part of one (`keeps_dialogue`). `fresh`: what is shown after
        the toast when the button turns out to be outdated.
        """

        def register(handler: Handler) -> Handler:
            if kind.__prefix__ in self._handlers:
                raise ValueError(f"two handlers for {kind.__prefix__}")
            self._handlers[kind.__prefix__] = (kind, CallableObject(handler))
            if fresh is not None:
                self._fresh[kind.__prefix__] = fresh
            if keeps_dialogue:
                self._keeping.add(kind.__prefix__)
            return handler

        return register

    def include(self, other: "Taps") -> None:
        """Take over the handlers of another file."""
        for prefix, entry in other._handlers.items():
            if prefix in self._handlers:
                raise ValueError(f"two handlers for {prefix}")
            self._handlers[prefix] = entry
        self._fresh |= other._fresh
        self._keeping |= other._keeping

    @property
    def prefixes(self) -> frozenset[str]:
        return frozenset(self._handlers)

    async def dispatch(self, query: CallbackQuery, **kwargs: Any) -> Any:
        """Find and call; UNHANDLED for an unknown prefix, so that the fallback answers."""
        prefix = (query.data or "").split(":", 1)[0]
        entry = self._handlers.get(prefix)
        if entry is None:
            return UNHANDLED
        kind, handler = entry
        try:
            data = kind.unpack(query.data or "")
        except (ValueError, TypeError):
            return UNHANDLED
        if any(isinstance(value, int) and abs(value) > LARGEST for _, value in data):
            return UNHANDLED
        if kwargs.get("raw_state") and prefix not in self._keeping:
            await kwargs["state"].clear()
        try:
            return await handler.call(query, **kwargs | {"data": data})
        except (Stale, WrongState) as error:
            if prefix not in self._fresh:
                raise
            await toast(query, kwargs["bot"], error)
            await show.replace(query, kwargs["bot"], await self._fresh[prefix](kwargs["ctx"], data))

    def mount(self, router: Router) -> None:
        """Register the lookup with aiogram: the bound method, since an instance would count as sync."""
        router.callback_query.register(self.dispatch)
