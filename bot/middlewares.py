"""What every update passes: groups are left, the actor is loaded, taps are answered, haste is slowed down."""

import logging
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from aiogram import BaseMiddleware, Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import AiogramError, TelegramBadRequest
from aiogram.fsm.context import FSMContext
from aiogram.methods import AnswerCallbackQuery, Response, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import CallbackQuery, Chat, Message, TelegramObject, Update, User

from bot.clock import Clock
from bot.fsm import key_of
from db.engine import Database
from db.fsm import Conversations
from domain.people import Actor, Platform
from domain.plain_text import without_unseen
from handlers.states import AWAITING_WORDS
from services.context import Context
from services.delivery.delivery import chat_back
from services.people.actors import load_actor
from services.upkeep.restoring import Gap, load_gaps
from views.texts import dialogues, process

log = logging.getLogger(__name__)

Next = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]
#: Makes an admin of whoever ADMIN_IDS names: user id, chat id, name of the profile.
Admit = Callable[[int, int, str], Awaitable[Actor]]


class PrivateOnly(BaseMiddleware):
    """The bot says one sentence in a group that lets it in, leaves, and never answers there."""

    async def __call__(self, handler: Next, event: TelegramObject, data: dict[str, Any]) -> Any:
        chat: Chat | None = data.get("event_chat")
        if chat is None or chat.type == "private":
            return await handler(event, data)
        change = event.my_chat_member if isinstance(event, Update) else None
        if change is None or change.new_chat_member.status in ("member", "administrator", "restricted"):
            await _leave(data["bot"], chat.id)
        return None


async def _leave(bot: Bot, chat_id: int) -> None:
    for method in (bot.send_message(chat_id, process.only_private()), bot.leave_chat(chat_id)):
        try:
            await method
        except AiogramError as error:
            log.info("leaving group %d: %s", chat_id, type(error).__name__)


class WhoActs(BaseMiddleware):
    """Gives handlers `ctx`: the actor by the platform's user id, the moment, the database."""

    def __init__(self, db: Database, clock: Clock, admin_ids: frozenset[int], admit: Admit) -> None:
        self._db = db
        self._clock = clock
        self._admin_ids = admin_ids
        self._admit = admit

    async def __call__(self, handler: Next, event: TelegramObject, data: dict[str, Any]) -> Any:
        user: User | None = data.get("event_from_user")
        if user is None:
            return None
        chat: Chat | None = data.get("event_chat")
        chat_id = chat.id if chat else user.id
        now = self._clock()
        actor = await load_actor(self._db, Platform.TELEGRAM, user.id, chat_id, now)
        if user.id in self._admin_ids and not actor.controls:
            actor = await self._admit(user.id, chat_id, user.full_name)
        if not actor.reachable and isinstance(event, Update) and event.my_chat_member is None:
            await chat_back(self._db, actor.platform, {user.id})  # whoever writes or taps has the chat open
        data["ctx"] = Context(self._db, actor, now)
        return await handler(event, data)


class Unfinished(BaseMiddleware):
    """A dialogue that nobody has gone on with for half a day is over: what is typed now was not meant for it.

    The person is told what was left unfinished. What they have sent is then handled as if nothing had been asked,
    except the plain words of somebody whose messages are no answers to items: an official's line begins nothing.
    """

    LASTS = timedelta(hours=12)

    def __init__(self, conversations: Conversations, clock: Clock) -> None:
        self._conversations = conversations
        self._clock = clock

    async def __call__(self, handler: Next, event: TelegramObject, data: dict[str, Any]) -> Any:
        state: str | None = data.get("raw_state")
        if state is None or not isinstance(event, Message) or (event.text or "").startswith("/"):
            return await handler(event, data)
        context: FSMContext = data["state"]
        touched = await self._conversations.touched(key_of(context.key))
        if touched is None or self._clock() - touched < self.LASTS:
            return await handler(event, data)
        await context.clear()
        data["raw_state"] = None
        await data["bot"].send_message(event.chat.id, dialogues.unfinished(state))
        if event.text and not data["ctx"].actor.executes:
            return None
        return await handler(event, data)


class WordsOnly(BaseMiddleware):
    """A photo or a file sent where words are awaited is not lost without a word, nor read as something else."""

    async def __call__(self, handler: Next, event: TelegramObject, data: dict[str, Any]) -> Any:
        state: str | None = data.get("raw_state")
        if state is None or state not in AWAITING_WORDS or not isinstance(event, Message) or event.text:
            return await handler(event, data)
        await data["bot"].send_message(event.chat.id, dialogues.words_only(state))
        return None


class AsSeen(BaseMiddleware):
    """Words come in as they are seen: what draws nothing or turns a line around is no part of them."""

    async def __call__(self, handler: Next, event: TelegramObject, data: dict[str, Any]) -> Any:
        if isinstance(event, Message):
            said = {"text": event.text, "caption": event.caption}
            seen = {name: without_unseen(text) for name, text in said.items() if text}
            if any(seen[name] != said[name] for name in seen):
                event = event.model_copy(update=seen)
        return await handler(event, data)


async def _answer(bot: Bot, query_id: str, text: str | None = None) -> None:
    try:
        await bot.answer_callback_query(query_id, text=text)
    except AiogramError as error:
        log.info("a tap could not be answered: %s", type(error).__name__)


class AnsweredTaps(BaseRequestMiddleware):
    """Every tap is answered, whatever happened to its handler: no button spins for ever.

    Among the requests it sees which taps the handlers answer themselves; around an update it answers the others.
    """

    def __init__(self) -> None:
        self._seen: set[str] = set()

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        if isinstance(method, AnswerCallbackQuery):
            self._seen.add(method.callback_query_id)
        try:
            return await make_request(bot, method)
        except TelegramBadRequest as error:
            if not isinstance(method, AnswerCallbackQuery):
                raise
            log.info("too old to be answered, the chat shows what became of the tap: %s", error.message)
            return True  # type: ignore[return-value]

    @asynccontextmanager
    async def around(self, bot: Bot, update: Update) -> AsyncIterator[None]:
        """Outside of everything, since an error handler may still answer."""
        try:
            yield
        finally:
            query = update.callback_query
            if query is not None and query.id not in self._seen:
                await _answer(bot, query.id)
            if query is not None:
                self._seen.discard(query.id)


class FromLostTime(BaseMiddleware):
    """A button made between a backup and its restore speaks of what is not there any more; older ones go on working."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._gaps: tuple[Gap, ...] | None = None  # a restore happens while no process runs

    async def __call__(self, handler: Next, event: TelegramObject, data: dict[str, Any]) -> Any:
        if self._gaps is None:
            self._gaps = await load_gaps(self._db)
        message = event.message if isinstance(event, CallbackQuery) else None
        if self._gaps and isinstance(event, CallbackQuery) and isinstance(message, Message):
            made = datetime.fromtimestamp(message.edit_date, UTC) if message.edit_date else message.date
            if any(gap.holds(made) for gap in self._gaps):
                await data["bot"].answer_callback_query(event.id, text=process.lost_in_restore(), show_alert=True)
                return None
        return await handler(event, data)


class Haste(BaseMiddleware):
    """A person's taps beyond twelve in five seconds are answered and not handled. Messages are never dropped."""

    TAPS, SECONDS = 12, 5.0

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._taps: dict[int, deque[float]] = {}

    async def __call__(self, handler: Next, event: TelegramObject, data: dict[str, Any]) -> Any:
        if isinstance(event, CallbackQuery) and self._is_too_fast(event.from_user.id):
            await _answer(data["bot"], event.id, process.too_fast())
            return None
        return await handler(event, data)

    def _is_too_fast(self, user_id: int) -> bool:
        now = self._clock.seconds()
        if len(self._taps) > 10_000:
            self._taps.clear()
        taps = self._taps.setdefault(user_id, deque(maxlen=self.TAPS))
        if len(taps) == self.TAPS and now - taps[0] < self.SECONDS:
            return True
        taps.append(now)
        return False
