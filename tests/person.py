"""Somebody with a telephone: acts, and sees what the bot has shown since."""

import re
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from sandbox.clock import StandingClock
from sandbox.model import Event, Message
from sandbox.people import Person
from sandbox.telegram import Telegram

#: A person needs a moment for everything; several taps never fall into one instant.
MOMENT = 2.0
PHOTO = b"\xff\xd8\xff" + b"photo"


class Surroundings(Protocol):
    """What somebody needs of the story they live in."""

    clock: StandingClock
    telegram: Telegram

    async def settle(self) -> None: ...


class Someone:
    def __init__(self, story: Surroundings, person: Person) -> None:
        self.person = person
        self._story = story
        self._changed: list[int] = []  # ids of the bot's messages, the one changed last at the end
        self._seen = 0  # how many changes there were before the last action
        self._changes = 0
        self._fresh: dict[int, int] = {}
        self._toasts = 0
        self.actions = 0  # presses, commands, typed answers and files so far
        story.telegram.subscribe(self._notice)

    @property
    def id(self) -> int:
        return self.person.id

    # --- acting; everything the bot does in answer is done when the call returns

    async def sends(self, text: str, *, reply_to: Message | None = None) -> None:
        await self._act()
        self.person.sends(text, reply_to=reply_to)
        await self._story.settle()

    async def starts(self, payload: str = "") -> None:
        await self._act()
        self.person.starts(payload)
        await self._story.settle()

    async def opens(self, link: str) -> None:
        """Follow an invitation, https://t.me/<bot>?start=<code>."""
        await self._act()
        self.person.opens(link)
        await self._story.settle()

    async def uploads(self, data: bytes, name: str, *, caption: str = "", **options: Any) -> None:
        await self._act()
        self.person.uploads_document(data, name, caption=caption, **options)
        await self._story.settle()

    async def sends_photo(self, data: bytes = PHOTO, *, caption: str = "") -> None:
        await self._act()
        self.person.uploads_photo(data, caption=caption)
        await self._story.settle()

    async def sends_album(self, photos: Sequence[bytes], caption: str) -> None:
        await self._act()
        self.person.uploads_album(photos, caption)
        await self._story.settle()

    async def sends_voice(self) -> None:
        await self._act()
        self.person.uploads_voice(b"OggS voice")
        await self._story.settle()

    async def edits(self, text: str, *, of: str = "") -> None:
        """Correct the message one has sent last, or the last one that contains `of`."""
        await self._act()
        own = [message for message in self.person.screen if message.sender == self.person.user and of in message.text]
        self.person.edits(own[-1], text)
        await self._story.settle()

    async def forwards(self, message: Message) -> None:
        await self._act()
        self.person.forwards(message)
        await self._story.settle()

    async def taps(self, label: str, *, on: str | Message = "", version: int = -1) -> None:
        """Press the button whose label begins with `label` (or matches it as a regular expression).

        Of several, the one on the message shown last, on the last one that contains `on`, or on that message.
        `version` -2 is the keyboard before the last edit: a screen that was not redrawn yet.
        """
        message, found = self._find(label, on, version)
        await self._act()
        self.person.taps(found, on=message, version=version)
        await self._story.settle()

    def pressing(self, label: str) -> Callable[[], object]:
        """The press alone, for whoever looks at what follows from it step by step."""
        message, found = self._find(label, "", -1)
        return lambda: self.person.taps(found, on=message)

    async def taps_twice(self, label: str) -> None:
        """Press twice before anything happens."""
        message, found = self._find(label, "", -1)
        await self._act()
        self.person.taps(found, on=message)
        self.person.taps(found, on=message)
        await self._story.settle()

    async def blocks(self) -> None:
        """Stop the bot on the telephone."""
        await self._act()
        self.person.blocks()
        await self._story.settle()

    async def unblocks(self) -> None:
        await self._act()
        self.person.unblocks()
        await self._story.settle()

    # --- seeing

    @property
    def received(self) -> list[Message]:
        return self.person.received

    @property
    def screen(self) -> Message:
        """The bot's message that was sent or edited last: `.text`, `.html`, `.labels`."""
        by_id = {message.id: message for message in self.received}
        shown = [by_id[each] for each in self._changed if each in by_id]
        assert shown, f"{self.person.user.first_name} has nothing from the bot"
        return shown[-1]

    @property
    def buttons(self) -> list[str]:
        """Labels on the screen."""
        return [label for row in self.screen.labels for label in row]

    @property
    def news(self) -> str:
        """What the bot has sent, edited or flashed since the person's last action."""
        fresh = [message.text for message in self.received if self._fresh.get(message.id, 0) > self._seen]
        return "\n\n".join([*fresh, *self.person.toasts[self._toasts :]])

    @property
    def chat(self) -> str:
        """The whole chat as it stands, readable."""
        return "\n\n".join(self._shown(message) for message in self.person.screen)

    def sees(self, *texts: str) -> None:
        """Each text is in the news or on the screen."""
        for text in texts:
            seen = f"{self.news}\n\n{self.screen.text if self._changed else ''}"
            assert _plain(text) in _plain(seen), f"\n{self._name} does not see «{text}», but:\n\n{self._view}"

    def does_not_see(self, *texts: str) -> None:
        for text in texts:
            seen = f"{self.news}\n\n{self.screen.text if self._changed else ''}"
            assert _plain(text) not in _plain(seen), f"\n{self._name} sees «{text}»:\n\n{self._view}"

    def has_button(self, label: str) -> bool:
        """Whether the screen has a button whose label begins with `label`."""
        return any(_fits(label, each) for each in self.buttons)

    # --- inside

    async def _act(self) -> None:
        await self._story.clock.sleep(MOMENT)
        self.actions += 1
        self._seen, self._toasts = self._changes, len(self.person.toasts)

    def _notice(self, event: Event) -> None:
        if event.chat_id != self.person.id or event.kind not in ("message", "edited"):
            return
        message = self.person.chat.messages[event.facts["message"]]
        if message.sender == self.person.user:
            return
        self._changes += 1
        self._fresh[message.id] = self._changes
        if message.id in self._changed:
            self._changed.remove(message.id)
        self._changed.append(message.id)

    def _find(self, label: str, on: str | Message, version: int) -> tuple[Message, str]:
        by_id = {message.id: message for message in self.received}
        for message in (by_id[each] for each in reversed(self._changed) if each in by_id):
            meant = message is on if isinstance(on, Message) else on in message.text
            if meant and len(message.versions) >= -version:
                labels = (each for row in message.versions[version].labels for each in row)
                if found := next((each for each in labels if _fits(label, each)), None):
                    return message, found
        raise AssertionError(f"\n{self._name} has no button «{label}», but:\n\n{self._view}")

    @property
    def _name(self) -> str:
        return self.person.user.first_name

    @property
    def _view(self) -> str:
        last = "\n\n".join(self._shown(message) for message in self.person.screen[-4:])
        toasts = "".join(f"\n\n(всплыло: {toast})" for toast in self.person.toasts[self._toasts :])
        return last + toasts

    def _shown(self, message: Message) -> str:
        who = "" if message.sender != self.person.user else f"{self._name}: "
        file = f"[{message.file.name or message.file.media}] " if message.file else ""
        rows = "".join("\n" + " ".join(f"[{label}]" for label in row) for row in message.labels)
        return f"{who}{file}{message.text}{rows}"


def _plain(text: str) -> str:
    """Compared without the difference of kinds of spaces."""
    return " ".join(text.split())


def _fits(label: str, button: str) -> bool:
    return button.startswith(label) or re.fullmatch(label, button) is not None
