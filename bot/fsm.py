"""aiogram's storage of conversations over our table. Our order per chat makes locks of its own needless."""

from collections.abc import Mapping
from typing import Any

from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey

from db.fsm import Conversations


def key_of(key: StorageKey) -> str:
    """What a conversation is kept under."""
    return f"telegram:{key.chat_id}:{key.user_id}"


class Storage(BaseStorage):
    def __init__(self, conversations: Conversations) -> None:
        self._conversations = conversations

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        await self._conversations.set_state(key_of(key), state.state if isinstance(state, State) else state)

    async def get_state(self, key: StorageKey) -> str | None:
        return await self._conversations.state(key_of(key))

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        await self._conversations.set_data(key_of(key), data)

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        return await self._conversations.data(key_of(key))

    async def close(self) -> None:
        """The database is closed by its owner."""
