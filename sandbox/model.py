"""What exists on the other side: people, chats, messages with all their versions, files, taps."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sandbox.markup import Entity, to_html


class Media(StrEnum):
    DOCUMENT = "document"
    PHOTO = "photo"
    VOICE = "voice"
    VIDEO = "video"


class Standing(StrEnum):
    """What the bot is to a chat; only a member can write there."""

    STRANGER = "stranger"  # the person never started the bot, the group never had it
    MEMBER = "member"
    LEFT = "left"
    KICKED = "kicked"  # in a private chat: blocked


@dataclass(frozen=True)
class User:
    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = "ru"
    is_bot: bool = False


@dataclass(frozen=True)
class StoredFile:
    file_id: str
    unique_id: str
    path: str
    media: Media
    name: str | None
    mime: str
    data: bytes = field(repr=False)
    size: int
    thumbnail: "StoredFile | None" = None


@dataclass(frozen=True)
class Button:
    text: str
    callback_data: str | None = None
    url: str | None = None
    copy_text: str | None = None
    style: str | None = None
    disabled: bool = False


Keyboard = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True)
class Version:
    """A message as it looked from one edit to the next."""

    at: datetime
    text: str = ""
    entities: tuple[Entity, ...] = ()
    keyboard: Keyboard = ()

    @property
    def html(self) -> str:
        return to_html(self.text, list(self.entities))

    @property
    def labels(self) -> list[list[str]]:
        return [[button.text for button in row] for row in self.keyboard]

    def button(self, label: str) -> Button | None:
        return next((button for row in self.keyboard for button in row if button.text == label), None)


@dataclass(eq=False)
class Message:
    id: int
    chat: "Chat"
    sender: User
    versions: list[Version]
    file: StoredFile | None = None
    silent: bool = False
    protected: bool = False
    media_group_id: str | None = None
    reply_to: "Message | None" = None
    forward_of: "Message | None" = None
    deleted: bool = False

    @property
    def at(self) -> datetime:
        return self.versions[0].at

    @property
    def current(self) -> Version:
        return self.versions[-1]

    @property
    def text(self) -> str:
        """The plain text or the caption as it stands now."""
        return self.current.text

    @property
    def html(self) -> str:
        return self.current.html

    @property
    def labels(self) -> list[list[str]]:
        """Labels of the inline keyboard, row by row."""
        return self.current.labels

    @property
    def edits(self) -> int:
        return len(self.versions) - 1

    def __repr__(self) -> str:
        return f"<Message {self.id} in {self.chat.id}: {self.text!r} {self.labels}>"


@dataclass(eq=False)
class Chat:
    """A private chat has the id of its person; a group a negative one of its own."""

    id: int
    title: str | None = None
    person: User | None = None
    messages: dict[int, Message] = field(default_factory=dict)
    standing: Standing = Standing.STRANGER
    read_up_to: int = 0
    actions: list[str] = field(default_factory=list)

    @property
    def is_private(self) -> bool:
        return self.person is not None

    @property
    def visible(self) -> list[Message]:
        return [message for message in self.messages.values() if not message.deleted]


@dataclass(eq=False)
class Tap:
    """A pressed button: a callback query and, once it came, the bot's answer to it."""

    id: str
    person: User
    message: Message
    data: str
    at: datetime
    answered: bool = False
    toast: str | None = None
    is_alert: bool = False


@dataclass(frozen=True)
class Event:
    """Something a page that shows the chats would want to redraw."""

    kind: str  # message, edited, deleted, tap, toast, action, membership, read
    chat_id: int
    facts: dict[str, Any] = field(default_factory=dict)
