"""People with telephones: they act, and wait for what the script says they see."""

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

from demo.stage import ADMIN, Mismatch, Stage
from sandbox.model import Event, Message

PHOTO = b"\xff\xd8\xff a page with a stamp"


class Someone:
    """Somebody of the town; `admin` is the one of ADMIN_IDS."""

    def __init__(self, stage: Stage, name: str, place: str, *, admin: bool = False) -> None:
        first, _, last = name.partition(" ")
        self._stage = stage
        self._person = stage.telegram.person(first, last, user_id=ADMIN if admin else None)
        stage.printer.introduce(self._person.id, f"{name}, {place}")
        self._fresh: list[Message] = []  # the bot's messages that came or changed since the last deed
        self._toasts = 0
        stage.telegram.subscribe(self._notice)

    @property
    def id(self) -> int:
        return self._person.id

    def _act(self) -> None:
        self._fresh, self._toasts = [], len(self._person.toasts)

    def _notice(self, event: Event) -> None:
        if event.chat_id == self._person.id and event.kind in ("message", "edited"):
            message = self._person.chat.messages[event.facts["message"]]
            if message.sender != self._person.user:
                self._fresh = [each for each in self._fresh if each is not message] + [message]

    # --- doing; every deed ends with the first answer

    async def starts(self) -> None:
        await self._does(self._person.starts)

    async def opens(self, link: str) -> None:
        await self._does(lambda: self._person.opens(link))

    async def writes(self, text: str) -> None:
        await self._does(lambda: self._person.sends(text))

    async def sends_file(self, path: Path, name: str) -> None:
        await self._does(lambda: self._person.uploads_document(path.read_bytes(), name))

    async def sends_photo(self, caption: str = "") -> None:
        await self._does(lambda: self._person.uploads_photo(PHOTO, caption=caption))

    async def _does(self, deed: Callable[[], object]) -> None:
        self._act()
        deed()
        await self._stage.until(lambda: bool(self._fresh), lambda: self._missing("ответа"))
        await self._stage.calm()

    async def presses(self, label: str, on: str = "") -> None:
        """The button that begins with `label`, on the last shown message that has it (and contains `on`)."""
        await self._stage.until(lambda: self._found(label, on) is not None, lambda: self._missing(f"кнопки [{label}]"))
        message, full = self._found(label, on) or (None, "")
        self._act()
        self._stage.printer.press(self._person.id, full)
        tap = self._person.taps(full, on=message)
        await self._stage.until(lambda: tap.answered, lambda: self._missing(f"ответа на [{full}]"))
        await self._stage.calm()

    def _found(self, label: str, on: str) -> tuple[Message, str] | None:
        older = [message for message in self._person.received if message not in self._fresh]
        for message in reversed(older + self._fresh):
            for full in (each for row in message.labels for each in row):
                if full.startswith(label) and on in message.text:
                    return message, full
        return None

    # --- seeing

    async def sees(self, *texts: str) -> None:
        """Each text is in what came, changed or flashed since the last deed."""
        for text in texts:
            await self._stage.until(partial(self._has_said, text), partial(self._missing, f"текста «{text}»"))

    def _has_said(self, text: str) -> bool:
        return text in self.news

    @property
    def news(self) -> str:
        shown = [message.text for message in self._fresh] + self._person.toasts[self._toasts :]
        return " ".join("\n".join(shown).split())

    @property
    def link(self) -> str:
        """The invitation in the news."""
        found = re.search(r"https://t\.me/\S+\?start=[\w-]+", self.news)
        if found is None:
            raise Mismatch(self._missing("ссылки-приглашения"))
        return found[0]

    def _missing(self, what: str) -> str:
        return f"{self._person.user.first_name} не видит {what}, а видит: {self.news or 'ничего нового'}"
