"""One lookup for all buttons: the prefix finds the handler, whatever their number.

aiogram tries handlers one after another and hops into a thread for each plain filter; a dict does neither.
Several handlers under aiogram would cost linear time; this costs the same for the first and the last.
"""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Any, TypeVar

from aiogram import Router
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.dispatcher.event.handler import CallableObject
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InlineKeyboardButton

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
        self._types: dict[str, Callable[[Any], bool]] = {}

    def on(
        self,
        kind: type[Data],
        *,
        keeps_dialogue: bool = False,
        types: Callable[[Data], bool] | None = None,
        fresh: Callable[[Context, Data], Awaitable[Card]] | None = None,
    ) -> Callable[[Handler], Handler]:
        """Register a handler: `async def handler(query, data: kind, …names of the dispatcher…)`.

        A tap leaves a typed dialogue, unless its button is part of one (`keeps_dialogue`). `fresh`: what is shown after
        the toast when the button turns out to be outdated. `types`: which of these buttons begin a typed answer; a card
        that has one takes what is typed without it (handlers/asking.py).
        """

        def register(handler: Handler) -> Handler:
            if kind.__prefix__ in self._handlers:
                raise ValueError(f"two handlers for {kind.__prefix__}")
            self._handlers[kind.__prefix__] = (kind, CallableObject(handler))
            if fresh is not None:
                self._fresh[kind.__prefix__] = fresh
            if types is not None:
                self._types[kind.__prefix__] = types
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
        self._types |= other._types

    @property
    def prefixes(self) -> frozenset[str]:
        return frozenset(self._handlers)

    @property
    def typing(self) -> frozenset[str]:
        """Prefixes of buttons that may begin a typed answer."""
        return frozenset(self._types)

    def typing_button(self, buttons: Sequence[InlineKeyboardButton]) -> str:
        """The data of the button of a card that begins a typed answer; "" when it has none."""
        for data in (button.callback_data or "" for button in buttons):
            prefix = data.split(":", 1)[0]
            with suppress(ValueError, TypeError):  # a button of an older version
                if prefix in self._types and self._types[prefix](self._handlers[prefix][0].unpack(data)):
                    return data
        return ""

    def keeps(self, data: str) -> bool:
        """Whether this button is part of a typed dialogue."""
        return data.split(":", 1)[0] in self._keeping

    async def begin(self, query: CallbackQuery, **kwargs: Any) -> Card | None:
        """Begin the typed answer of a button whose question is on the screen; returns the fresh screen of an old one.

        Raises Stale and WrongState where there is no fresh one.
        """
        prefix = (query.data or "").split(":", 1)[0]
        kind, handler = self._handlers[prefix]
        data = kind.unpack(query.data or "")
        try:
            with show.unsaid():
                await handler.call(query, **kwargs | {"data": data})
        except (Stale, WrongState):
            if prefix not in self._fresh:
                raise
            return await self._fresh[prefix](kwargs["ctx"], data)
        return None

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
