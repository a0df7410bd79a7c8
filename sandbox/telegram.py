"""One model of Telegram for one bot: the world that both faces (session and HTTP server) and all people share.

The present comes from the given clock; nothing here reads the time of the machine.
"""

import itertools
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from aiogram.types import Update as AiogramUpdate

from sandbox.faults import Faults
from sandbox.files import Files
from sandbox.journal import Journal
from sandbox.markup import Entity
from sandbox.model import Chat, Event, Keyboard, Message, Standing, StoredFile, Tap, User, Version
from sandbox.pace import Pace
from sandbox.people import Person
from sandbox.render import membership_json
from sandbox.updates import Update, Updates

TOKEN = "42:SANDBOX-TOKEN"  # noqa: S105 - not a secret: the documented form of a sandbox token
_TOKEN_FORM = re.compile(r"\d{1,6}:SANDBOX[\w-]*")
_FIRST_PERSON = 7_000_000_001  # beyond 32 bits, as real ids are
_FIRST_GROUP = -1_000_000_000_001

Subscriber = Callable[[Event], None]


def check_token(token: str) -> str:
    """Only `digits:SANDBOX…` (at most six digits): a real token must never meet the sandbox."""
    if _TOKEN_FORM.fullmatch(token) is None:
        raise ValueError("the sandbox works with tokens of the form 42:SANDBOX-TOKEN only")
    return token


class Telegram:
    def __init__(
        self,
        clock: Callable[[], datetime],
        *,
        token: str = TOKEN,
        username: str = "kontrol_sandbox_bot",
        enforce_pace: bool = False,
        tap_expires: timedelta = timedelta(minutes=1),
    ) -> None:
        self.now = clock
        self.token = check_token(token)
        self.bot = User(int(token.partition(":")[0]), "Sandbox", username=username, language_code=None, is_bot=True)
        self.enforce_pace = enforce_pace
        self.tap_expires = tap_expires
        self.files = Files()
        self.updates = Updates()
        self.faults = Faults()
        self.journal = Journal()
        self.pace = Pace()
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.taps: dict[str, Tap] = {}
        self.commands: dict[tuple[str, int | None], list[dict[str, Any]]] = {}
        self._subscribers: list[Subscriber] = []
        self._person_ids = itertools.count(_FIRST_PERSON)
        self._group_ids = itertools.count(_FIRST_GROUP, -1)
        self._message_ids = itertools.count(1)
        self._album_ids = itertools.count(14_000_000_000_000_001)

    # -- who is there

    def person(
        self,
        first_name: str,
        last_name: str | None = None,
        *,
        username: str | None = None,
        user_id: int | None = None,
    ) -> Person:
        """A new person, whom the bot has not met yet."""
        user = User(user_id or next(self._person_ids), first_name, last_name, username)
        if user.id in self.people:
            raise ValueError(f"there is a person with id {user.id} already")
        self.chats[user.id] = Chat(user.id, person=user)
        self.people[user.id] = Person(self, user)
        return self.people[user.id]

    def group(self, title: str) -> Chat:
        """A new group; somebody has to add the bot to it."""
        chat = Chat(next(self._group_ids), title=title)
        self.chats[chat.id] = chat
        return chat

    def change_standing(self, chat: Chat, actor: User, standing: Standing) -> None:
        """The bot is let in, thrown out or leaves: my_chat_member."""
        before = Standing.LEFT if chat.standing is Standing.STRANGER else chat.standing
        if before is standing:
            return
        chat.standing = standing
        change = membership_json(chat, actor, self.bot, self.now(), before, standing)
        self.updates.push("my_chat_member", change)
        self.emit(Event("membership", chat.id, {"standing": standing}))

    # -- what is said

    def post(
        self,
        chat: Chat,
        sender: User,
        text: str,
        *,
        entities: list[Entity] | None = None,
        keyboard: Keyboard = (),
        file: StoredFile | None = None,
        silent: bool = False,
        protected: bool = False,
        media_group_id: str | None = None,
        reply_to: Message | None = None,
        forward_of: Message | None = None,
    ) -> Message:
        """Puts a message into a chat; queues nothing."""
        message = Message(
            next(self._message_ids),
            chat,
            sender,
            [Version(self.now(), text, tuple(entities or ()), keyboard)],
            file=file,
            silent=silent,
            protected=protected,
            media_group_id=media_group_id,
            reply_to=reply_to,
            forward_of=forward_of,
        )
        chat.messages[message.id] = message
        self.emit(Event("message", chat.id, {"message": message.id}))
        return message

    def new_album(self) -> str:
        return str(next(self._album_ids))

    def menu(self, chat_id: int) -> list[dict[str, Any]]:
        """The commands a chat offers: its own, or those of all chats."""
        return self.commands.get(("chat", chat_id), self.commands.get(("default", None), []))

    def unanswered_taps(self) -> list[Tap]:
        """Taps whose button still spins on somebody's screen."""
        return [tap for tap in self.taps.values() if not tap.answered]

    # -- who listens

    def take_updates(self) -> list[AiogramUpdate]:
        """Everything that waits for the bot, confirmed: for tests that feed the dispatcher themselves."""
        return [AiogramUpdate.model_validate(update) for update in self.take_raw_updates()]

    def take_raw_updates(self) -> list[Update]:
        return self.updates.take()

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        """Calls `subscriber` at every visible change; returns the way to stop that."""
        self._subscribers.append(subscriber)
        return lambda: self._subscribers.remove(subscriber)

    def emit(self, event: Event) -> None:
        for subscriber in list(self._subscribers):
            subscriber(event)
