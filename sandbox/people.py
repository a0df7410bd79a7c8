"""What a human does in the messenger and sees there."""

import itertools
import re
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Protocol
from urllib.parse import parse_qs, urlsplit

from sandbox import limits
from sandbox.files import Files
from sandbox.markup import Entity, utf16_length
from sandbox.model import Chat, Event, Media, Message, Standing, StoredFile, Tap, User, Version
from sandbox.render import message_json, tap_json
from sandbox.updates import Updates

_COMMAND = re.compile(r"/[A-Za-z0-9_]{1,32}(?:@\w+)?")
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")


class NotPossibleError(AssertionError):
    """A human could not do this on the screen as it is."""


class Messenger(Protocol):
    """What a person's telephone reaches: the chats with the bot, and how something is said there."""

    now: Callable[[], datetime]
    bot: User
    files: Files
    updates: Updates
    chats: dict[int, Chat]
    taps: dict[str, Tap]

    def change_standing(self, chat: Chat, actor: User, standing: Standing) -> None: ...

    def post(
        self,
        chat: Chat,
        sender: User,
        text: str,
        *,
        entities: list[Entity] | None = None,
        file: StoredFile | None = None,
        media_group_id: str | None = None,
        reply_to: Message | None = None,
        forward_of: Message | None = None,
    ) -> Message: ...

    def new_album(self) -> str: ...

    def emit(self, event: Event) -> None: ...


class Person:
    def __init__(self, telegram: Messenger, user: User) -> None:
        self._telegram = telegram
        self.user = user

    @property
    def id(self) -> int:
        return self.user.id

    @property
    def chat(self) -> Chat:
        """The private chat with the bot."""
        return self._telegram.chats[self.user.id]

    # -- saying

    def sends(self, text: str, *, chat: Chat | None = None, reply_to: Message | None = None) -> Message:
        """Types a text; the client cuts what is longer than one message. Returns the last message."""
        chat = self._writable(chat)
        *first, last = _pieces(text)
        for piece in first:
            self._says(chat, piece)
        return self._says(chat, last, reply_to=reply_to)

    def starts(self, payload: str = "") -> Message:
        """Presses «Start» (after a block: «Restart»), perhaps on a link with a payload."""
        if payload and _PAYLOAD.fullmatch(payload) is None:
            raise NotPossibleError(f"not a deep link payload: {payload!r}")
        if self.chat.standing is Standing.KICKED:
            self.unblocks()
        self.chat.standing = Standing.MEMBER
        return self.sends(f"/start {payload}".strip())

    def opens(self, link: str) -> Message:
        """Follows https://t.me/<bot>?start=<payload> and presses «Start»."""
        address = urlsplit(link if "//" in link else f"https://{link}")
        if (address.netloc, address.path.strip("/")) != ("t.me", self._telegram.bot.username):
            raise NotPossibleError(f"not a link to this bot: {link}")
        return self.starts(parse_qs(address.query).get("start", [""])[0])

    def uploads(
        self,
        media: Media,
        data: bytes,
        name: str | None = None,
        *,
        caption: str = "",
        mime: str | None = None,
        size: int | None = None,
        media_group: str | None = None,
        reply_to: Message | None = None,
        chat: Chat | None = None,
    ) -> Message:
        """Sends a file; `size` pretends that it is larger than its bytes."""
        file = self._telegram.files.put(media, data, name, mime, size)
        return self._says(self._writable(chat), caption, file=file, media_group_id=media_group, reply_to=reply_to)

    def uploads_document(self, data: bytes, name: str, **options: Any) -> Message:
        return self.uploads(Media.DOCUMENT, data, name, **options)

    def uploads_photo(self, data: bytes, **options: Any) -> Message:
        return self.uploads(Media.PHOTO, data, **options)

    def uploads_voice(self, data: bytes, **options: Any) -> Message:
        return self.uploads(Media.VOICE, data, **options)

    def uploads_video(self, data: bytes, name: str | None = None, **options: Any) -> Message:
        return self.uploads(Media.VIDEO, data, name, **options)

    def uploads_album(self, photos: Sequence[bytes], caption: str = "") -> list[Message]:
        """Several photos at once: one update each, tied by a media group; the caption is on the first."""
        group = self._telegram.new_album()
        captions = itertools.chain([caption], itertools.repeat(""))
        return [self.uploads_photo(data, caption=c, media_group=group) for data, c in zip(photos, captions)]  # noqa: B905 - captions never end

    def forwards(self, message: Message, *, chat: Chat | None = None) -> Message:
        """Forwards a message into the chat with the bot; keyboards do not travel."""
        entities = list(message.current.entities)
        return self._says(self._writable(chat), message.text, entities=entities, file=message.file, forward_of=message)

    def edits(self, message: Message, text: str) -> Message:
        """Corrects a message of one's own."""
        if message.sender != self.user:
            raise NotPossibleError("one edits only one's own messages")
        message.versions.append(Version(self._telegram.now(), text))
        self._telegram.updates.push("edited_message", message_json(message))
        self._telegram.emit(Event("edited", message.chat.id, {"message": message.id}))
        return message

    # -- tapping

    def taps(self, label: str, *, on: Message | None = None, version: int = -1) -> Tap:
        """Taps the button with this label on the latest message that has it, or on the given one.

        `version` picks an older keyboard: a screen that was not redrawn yet.
        """
        message = on or self._latest_with(label)
        button = message.versions[version].button(label)
        if button is None:
            raise NotPossibleError(f"no button {label!r} on {message}")
        if button.callback_data is None:
            raise NotPossibleError(f"{button} sends nothing to the bot")
        return self.taps_data(button.callback_data, on=message)

    def taps_data(self, data: str, *, on: Message) -> Tap:
        """Sends callback data as a client would: stale, foreign or forged."""
        if on.chat.standing is not Standing.MEMBER:
            raise NotPossibleError("the bot is not in this chat")
        taps = self._telegram.taps
        tap = Tap(f"{4_000_000_000 + len(taps)}", self.user, on, data, self._telegram.now())
        taps[tap.id] = tap
        self._telegram.updates.push("callback_query", tap_json(tap))
        self._telegram.emit(Event("tap", on.chat.id, {"tap": tap.id, "message": on.id}))
        return tap

    def _latest_with(self, label: str) -> Message:
        for message in reversed(self.chat.visible):
            if message.current.button(label):
                return message
        shown = "\n".join(map(repr, self.chat.visible[-5:]))
        raise NotPossibleError(f"{self.user.first_name} sees no button {label!r}; the last messages:\n{shown}")

    # -- the bot's place

    def blocks(self) -> None:
        self._telegram.change_standing(self.chat, self.user, Standing.KICKED)

    def unblocks(self) -> None:
        self._telegram.change_standing(self.chat, self.user, Standing.MEMBER)

    def adds_bot(self, group: Chat) -> None:
        self._telegram.change_standing(group, self.user, Standing.MEMBER)

    def removes_bot(self, group: Chat) -> None:
        self._telegram.change_standing(group, self.user, Standing.KICKED)

    # -- reading

    @property
    def screen(self) -> list[Message]:
        """The private chat as it stands: not deleted messages of both sides, oldest first."""
        return self.chat.visible

    @property
    def received(self) -> list[Message]:
        """What the bot has written and not deleted, oldest first."""
        return [message for message in self.chat.visible if message.sender == self._telegram.bot]

    @property
    def last(self) -> Message:
        """The latest message of the bot."""
        if not self.received:
            raise NotPossibleError(f"{self.user.first_name} has nothing from the bot")
        return self.received[-1]

    @property
    def files(self) -> list[StoredFile]:
        """The files that the bot sent, with their bytes."""
        return [message.file for message in self.received if message.file]

    @property
    def toasts(self) -> list[str]:
        """The texts of toasts and alerts, oldest first."""
        return [tap.toast for tap in self.taps_made if tap.toast]

    @property
    def taps_made(self) -> list[Tap]:
        return [tap for tap in self._telegram.taps.values() if tap.person == self.user]

    @property
    def unread(self) -> list[Message]:
        return [message for message in self.received if message.id > self.chat.read_up_to]

    def reads(self) -> list[Message]:
        """Looks at the chat: returns what was unread and marks it."""
        unread = self.unread
        if unread:
            self.chat.read_up_to = unread[-1].id
            self._telegram.emit(Event("read", self.chat.id))
        return unread

    def _writable(self, chat: Chat | None) -> Chat:
        chat = chat or self.chat
        if chat.is_private and chat.standing is Standing.STRANGER:
            chat.standing = Standing.MEMBER
        if chat.is_private and chat.standing is Standing.KICKED:
            raise NotPossibleError("one cannot write to a bot that one has blocked")
        return chat

    def _says(self, chat: Chat, text: str, *, entities: Sequence[Entity] = (), **content: Any) -> Message:
        command = _COMMAND.match(text)
        if command is not None and not entities:
            entities = [{"type": "bot_command", "offset": 0, "length": utf16_length(command[0])}]
        message = self._telegram.post(chat, self.user, text, entities=list(entities), **content)
        if chat.is_private or self._concerns_bot(message):
            self._telegram.updates.push("message", message_json(message))
        return message

    def _concerns_bot(self, message: Message) -> bool:
        """Privacy mode: in a group a bot gets commands, replies to itself and mentions, if it is there at all."""
        bot = self._telegram.bot
        is_reply = message.reply_to is not None and message.reply_to.sender == bot
        is_addressed = message.text.startswith("/") or f"@{bot.username}" in message.text
        return message.chat.standing is Standing.MEMBER and (is_reply or is_addressed)


def _pieces(text: str) -> list[str]:
    """Cuts a text as clients do: at a line break in the second half of the limit, else at a space there."""
    pieces = []
    while len(text) > limits.TEXT:
        ends = (text.rfind(mark, limits.TEXT // 2, limits.TEXT) for mark in ("\n", " "))
        cut = next((end for end in ends if end > 0), limits.TEXT)
        pieces.append(text[:cut].strip())
        text = text[cut:].strip()
    return [*pieces, text]
