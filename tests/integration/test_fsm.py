"""What is being typed survives a restart and leaves nothing behind."""

from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import StorageKey
from sqlalchemy import func, select

from bot.fsm import Storage
from db.engine import Database
from db.fsm import Conversations
from db.models import Conversation
from sandbox.clock import StandingClock
from tests.post import NOON


class Typing(StatesGroup):
    reason = State()


ANNA, BORIS = StorageKey(42, 7, 7), StorageKey(42, 8, 8)


def storage(db: Database) -> Storage:
    return Storage(Conversations(db, StandingClock(NOON)))


async def rows(db: Database) -> int:
    async with db.read() as session:
        return await session.scalar(select(func.count()).select_from(Conversation)) or 0


async def test_state_and_data_are_kept_for_each_chat_and_for_the_next_process(db: Database) -> None:
    await storage(db).set_state(ANNA, Typing.reason)
    await storage(db).set_data(ANNA, {"report": 5})
    assert await storage(db).get_state(ANNA) == "Typing:reason"
    assert await storage(db).get_data(ANNA) == {"report": 5}
    assert await storage(db).get_state(BORIS) is None
    assert await storage(db).get_data(BORIS) == {}


async def test_data_may_come_before_the_state_and_be_changed(db: Database) -> None:
    await storage(db).set_data(ANNA, {"report": 5})
    await storage(db).set_state(ANNA, "Typing:reason")
    await storage(db).update_data(ANNA, {"place": 2})
    assert await storage(db).get_data(ANNA) == {"report": 5, "place": 2}


async def test_a_finished_conversation_has_no_row(db: Database) -> None:
    await storage(db).set_state(ANNA, Typing.reason)
    await storage(db).set_data(ANNA, {"report": 5})
    await storage(db).set_state(BORIS, Typing.reason)
    await storage(db).set_state(ANNA, None)
    await storage(db).set_data(ANNA, {})
    assert await rows(db) == 1
    assert await storage(db).get_data(ANNA) == {}
